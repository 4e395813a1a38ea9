import net from "node:net";
import postgres from "postgres";
import type { Parameter } from "./parameters.ts";

/** What the driver makes of an answer: objects by column, or arrays in the order of the columns. */
export type Shape = "objects" | "arrays";

/**
 * One connection to PostgreSQL. It is never connected anew, so what is lost with it takes nothing
 * else along, and no statement reaches another session than the one it was meant for.
 */
export interface Session {
  readonly isLost: () => boolean;
  /** Rejects when the server refuses the statement, is silent for too long, or the session is lost. */
  ask(text: string, values: readonly (Parameter | null)[], shape: Shape): Promise<unknown>;
  /** The work's outcome; rejects as soon as the session is lost, whatever the work is waiting for. */
  orLost<Value>(work: Promise<Value>): Promise<Value>;
  /** Cuts the connection; whatever waits for it rejects with the cause. */
  lose(cause: unknown): void;
  /** In order, for a session that nothing waits for. */
  end(): Promise<void>;
}

interface SessionOptions {
  readonly settings: Readonly<Record<string, string | number>>;
  /** Milliseconds until the server has let us in. */
  readonly connectTimeoutMs: number;
  /** Milliseconds without an answer after which the connection is given up. */
  readonly answerTimeoutMs: number;
  readonly parsers: Readonly<Record<number, (text: string) => unknown>>;
  /** Of several hosts in the URL which one, counted round. */
  readonly attempt: number;
  readonly onLost: () => void;
}

const END_TIMEOUT_S = 1;

export const openSession = async (url: string, options: SessionOptions): Promise<Session> => {
  let loss: { readonly cause: unknown } | undefined;
  const waiting = new Set<(cause: unknown) => void>();
  const lose = (cause: unknown): void => {
    if (loss) return;
    loss = { cause };
    connection.cut();
    for (const fail of waiting) fail(cause);
    options.onLost();
  };
  const connection = connectOnce(url, {
    attempt: options.attempt,
    connection: options.settings,
    onclose: () => lose(new Error("The connection to the database was closed")),
  });
  const { sql } = connection;
  Object.assign(sql.options.parsers, options.parsers);
  // Values come as text, each of its own type: none is left to be turned into text by the driver.
  sql.options.serializers = {};

  const orLost: Session["orLost"] = (work) =>
    new Promise((done, failed) => {
      if (loss) return failed(loss.cause);
      waiting.add(failed);
      work.then(done, failed).finally(() => waiting.delete(failed));
    });

  let lastAnswerMs = 0;
  const within = (timeoutMs: number, query: Promise<unknown>): Promise<unknown> =>
    new Promise((answered, failed) => {
      if (loss) return failed(loss.cause);
      const askedMs = performance.now();
      const look = (): void => {
        if (!waiting.has(failed)) return;
        // Statements that were sent together are answered one after the other.
        const silentMs = performance.now() - Math.max(askedMs, lastAnswerMs);
        if (silentMs < timeoutMs) timer = setTimeout(look, timeoutMs - silentMs + 1);
        else lose(new Error(`The database was silent for ${timeoutMs} ms; its connection is cut`));
      };
      // When this process was late itself, what has arrived meanwhile is read first.
      let timer = setTimeout(() => setImmediate(look), timeoutMs);
      const end = (): void => {
        clearTimeout(timer);
        waiting.delete(failed);
        lastAnswerMs = performance.now();
      };
      waiting.add(failed);
      query.then(answered, failed).finally(end);
    });

  const ask: Session["ask"] = (text, values, shape) => {
    const sent = values.map((one) =>
      one?.type ? sql.typed(one.text, one.type) : (one?.text ?? null),
    );
    const query = sql.unsafe(text, sent, isWorthPreparing(text, sent) ? PREPARED : {});
    return within(options.answerTimeoutMs, shape === "arrays" ? query.values() : query);
  };

  // Until the first answer the driver would connect again and again, and send what it was given then.
  await within(options.connectTimeoutMs, sql.unsafe("select 1")).catch((cause) => {
    lose(cause);
    throw cause;
  });
  return {
    isLost: () => loss !== undefined,
    ask,
    orLost,
    lose,
    end: () => sql.end({ timeout: END_TIMEOUT_S }).finally(connection.cut),
  };
};

interface OneConnection {
  readonly sql: postgres.Sql;
  /** At once, whether or not the server is there to notice. */
  readonly cut: () => void;
}

/** The driver with one connection that it makes once: closed, or never made, it rejects all that it is asked. */
const connectOnce = (
  url: string,
  { attempt = 0, ...options }: postgres.Options<Record<string, never>> & { attempt?: number },
): OneConnection => {
  let isUsed = false;
  let socket: net.Socket | undefined;
  const dial = (to: Address): net.Socket => {
    // The driver would try again at once, thousands of times a second where a server closes at once.
    if (isUsed) throw new Error("The database closed the connection before it was ready");
    isUsed = true;
    const [host, port] = [to.host[0] ?? "localhost", to.port[0] ?? 5432];
    socket = to.path ? net.connect(to.path) : net.connect(port, host);
    return Object.assign(socket, { host, port });
  };
  const once = {
    ...options,
    max: 1,
    max_lifetime: null,
    // Drizzle reads arrays itself; the query for their types, cut off by a lost server, would end the process.
    fetch_types: false,
    onnotice: () => undefined,
    socket: dial,
  };
  const sql = postgres(url, once);
  const { host, port } = sql.options;
  sql.options.host = [host[attempt % host.length] ?? "localhost"];
  sql.options.port = [port[attempt % port.length] ?? 5432];
  const cut = (): void => {
    isUsed = true;
    socket?.destroy();
  };
  return { sql, cut };
};

interface Address {
  readonly host: readonly string[];
  readonly port: readonly number[];
  readonly path?: string | false | undefined;
}

/** More values than this come with lists, of any length: each length would be a statement of its own. */
const MOST_VALUES_PREPARED = 40;

/**
 * Each select, and each statement with values, is prepared once a connection. Drizzle leaves that
 * off, and then the server describes and plans every statement before it runs, with a round trip of
 * its own where there are values.
 */
const isWorthPreparing = (text: string, values: readonly unknown[]): boolean =>
  values.length === 0 ? text.startsWith("select ") : values.length <= MOST_VALUES_PREPARED;

// Without values the driver would take the simple way, which prepares nothing.
const PREPARED = { prepare: true, simple: false };
