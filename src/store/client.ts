import type postgres from "postgres";
import { type Parameter, parametersOf } from "./parameters.ts";
import type { Pool } from "./pool.ts";
import type { Session, Shape } from "./session.ts";

/** The driver as Drizzle knows it, over a pool of ours. */
export interface Client {
  readonly options: { readonly parsers: Parsers; readonly serializers: object };
  unsafe(text: string, values?: readonly unknown[]): Asked;
  begin<Value>(work: Work<Value>): Promise<Value>;
}

type Parsers = Record<number, (text: string) => unknown>;
type Work<Value> = (client: Scope) => Promise<Value>;
type Asked = Promise<unknown> & { values(): Asked };
type Ask = (text: string, values: readonly (Parameter | null)[], shape: Shape) => Promise<unknown>;

interface Scope {
  unsafe(text: string, values?: readonly unknown[]): Asked;
  savepoint<Value>(work: Work<Value>): Promise<Value>;
}

export const makeClient = (pool: Pool): Client => ({
  options: { parsers: {}, serializers: {} },
  unsafe: asking((...statement) => pool.hold((session) => session.ask(...statement))),
  begin: (work) => pool.hold((session) => transact(session, work)),
});

export const asDriver = (client: Client): postgres.Sql => client as unknown as postgres.Sql;

/** Values are made ready first: a statement with one that can't be sent waits for no session, and is none. */
const asking =
  (ask: Ask): Client["unsafe"] =>
  (text, values = []) => {
    let shape: Shape = "objects";
    const asked: Asked = Object.assign(
      new Promise((answered, failed) => {
        const ready = parametersOf(values);
        // Drizzle says in the same moment, but after this, whether it wants arrays.
        queueMicrotask(() => ask(text, ready, shape).then(answered, failed));
      }),
      {
        values: () => {
          shape = "arrays";
          return asked;
        },
      },
    );
    return asked;
  };

const transact = async <Value>(session: Session, work: Work<Value>): Promise<Value> => {
  let savepoints = 0;
  const run = (text: string): Promise<unknown> => session.ask(text, [], "objects");

  const inScope = async <Inner>(inner: Work<Inner>, undo: string): Promise<Inner> => {
    let isOver = false;
    let failed: { readonly cause: unknown } | undefined;
    // The session is somebody else's by then.
    const refuseLate = (): void => {
      if (isOver) throw new Error("The transaction is over");
    };
    const ask: Ask = async (...statement) => {
      refuseLate();
      return session.ask(...statement).catch((cause: unknown) => {
        failed ??= { cause };
        throw cause;
      });
    };
    const savepoint: Scope["savepoint"] = async (nested) => {
      refuseLate();
      const name = `s${savepoints++}`;
      await run(`savepoint ${name}`);
      return inScope(nested, `rollback to ${name}`);
    };
    try {
      // Before its end is answered: what the work still asks in between would be kept on its own.
      const value = await session.orLost(inner({ unsafe: asking(ask), savepoint })).finally(() => {
        isOver = true;
      });
      // The server has undone everything, whoever caught the error, and would take COMMIT for ROLLBACK.
      if (failed) throw failed.cause;
      return value;
    } catch (cause) {
      await run(undo).catch(session.lose);
      throw cause;
    }
  };

  await run("begin");
  const value = await inScope(work, "rollback");
  const { command } = (await run("commit")) as { readonly command: string };
  // By a statement that the work didn't wait for.
  if (command === "ROLLBACK")
    throw new Error("The transaction was undone: a statement of it failed");
  return value;
};
