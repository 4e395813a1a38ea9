/** One try of something on a shared database, of which nothing remains. */
import type { Database, Transaction } from "../../src/store/database.ts";
import type { TestContext } from "./context.ts";

class Enough extends Error {}

/** The use cases' own transactions are savepoints in it, so that they end as they would alone. */
export const rolledBack = async <Value>(
  context: TestContext,
  work: (context: TestContext) => Promise<Value>,
): Promise<Value> => {
  const kept: Value[] = [];
  await context.database
    .transaction(async (tx) => {
      kept.push(await work({ ...context, database: asDatabase(tx) }));
      throw new Enough();
    })
    .catch((fault: unknown) => {
      if (!(fault instanceof Enough)) throw fault;
    });
  const [value] = kept;
  if (kept.length === 0) throw new Error("Nothing was tried");
  return value as Value;
};

/** A transaction begins transactions as the pool does; only the pool itself can be closed. */
const asDatabase = (tx: Transaction): Database =>
  Object.assign(Object.create(tx), { close: async () => undefined });
