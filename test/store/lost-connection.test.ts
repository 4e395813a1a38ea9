import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect, type Database, inTransaction } from "../../src/store/database.ts";
import { type TestDatabase, testDatabase, UNHURRIED } from "../helpers/database.ts";
import { type DatabaseProxy, startDatabaseProxy } from "../helpers/database-proxy.ts";
import { pause } from "../product/helpers/client.ts";

let db: TestDatabase;
let line: DatabaseProxy;
/** One connection: what comes after a loss goes through the same one, connected again. */
let database: Database;

beforeAll(async () => {
  db = await testDatabase();
  await db.database.execute(sql`create table kept (what text)`);
});
afterAll(() => db.close());
beforeEach(async () => {
  line = await startDatabaseProxy(db.url);
  database = connect(line.url, { ...UNHURRIED, max: 1 });
});
afterEach(async () => {
  await database.close();
  await line.close();
});

const keep = (what: string) => sql`insert into kept values (${what})`;
const kept = async (): Promise<string[]> =>
  (await db.database.execute<{ what: string }>(sql`select what from kept`)).map(({ what }) => what);
const worksAgain = async () => expect(await database.execute(sql`select 1 as one`)).toHaveLength(1);

// Where these fail, the process of the tests ends with them, as the product's would.
describe.each(["end", "reset"] as const)("a connection that is lost (%s)", (how) => {
  test("while a statement runs takes its transaction along, and nothing else", async () => {
    const transaction = inTransaction(database, async (tx) => {
      await tx.execute(keep("half"));
      await tx.execute(sql`select pg_sleep(5)`);
    });
    transaction.catch(() => undefined);
    await pause(300);
    line.cut(how);
    await expect(transaction).rejects.toThrow();
    await worksAgain();
    expect(await kept()).toEqual([]);
  });

  test("between two statements lets no later statement of the transaction through", async () => {
    const transaction = inTransaction(database, async (tx) => {
      await tx.execute(keep("before"));
      line.cut(how);
      await pause(300);
      await tx.execute(keep("after"));
    });
    await expect(transaction).rejects.toThrow();
    await worksAgain();
    await pause(300);
    expect(await kept()).toEqual([]);
  });

  test("within a savepoint ends the whole transaction, though the fault was caught", async () => {
    const transaction = inTransaction(database, async (tx) => {
      await tx.execute(keep("before"));
      await tx
        .transaction(async (savepoint) => {
          line.cut(how);
          await savepoint.execute(sql`select pg_sleep(5)`);
        })
        .catch(() => undefined);
      await tx.execute(keep("after"));
    });
    await expect(transaction).rejects.toThrow();
    await worksAgain();
    expect(await kept()).toEqual([]);
  });

  test("after all was done, and before the end, commits nothing", async () => {
    const transaction = inTransaction(database, async (tx) => {
      await tx.execute(keep("all"));
      line.cut(how);
      await pause(300);
    });
    await expect(transaction).rejects.toThrow();
    await worksAgain();
    expect(await kept()).toEqual([]);
  });
});

test("a session that the administrator ends takes its transaction along, and nothing else", async () => {
  const transaction = inTransaction(database, async (tx) => {
    await tx.execute(keep("half"));
    const [own] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    await db.database.execute(sql`select pg_terminate_backend(${own?.pid})`);
    await tx.execute(keep("after"));
  });
  await expect(transaction).rejects.toThrow();
  await worksAgain();
  expect(await kept()).toEqual([]);
});

test("a statement that is refused is no loss: the fault is handed on, and all is rolled back", async () => {
  const transaction = inTransaction(database, async (tx) => {
    await tx.execute(keep("half"));
    await tx.execute(sql`select 1 / 0`);
  });
  await expect(transaction).rejects.toMatchObject({ cause: { code: "22012" } });
  await worksAgain();
  expect(await kept()).toEqual([]);
});

describe("a statement that the work doesn't wait for", () => {
  test("is never kept on its own when the transaction is undone meanwhile", async () => {
    let late: Promise<unknown> = Promise.resolve();
    const transaction = inTransaction(database, async (tx) => {
      await tx.execute(keep("half"));
      // When ROLLBACK is in line, and before it is answered.
      late = new Promise((asked) => setImmediate(asked)).then(() => tx.execute(keep("late")));
      late.catch(() => undefined);
      throw new Error("the work fails");
    });
    await expect(transaction).rejects.toThrow("the work fails");
    await expect(late).rejects.toThrow();
    expect(await kept()).toEqual([]);
  });

  test("and fails takes the transaction along: nobody is told that it was kept", async () => {
    const transaction = inTransaction(database, async (tx) => {
      await tx.execute(keep("all"));
      void tx.execute(sql`select 1 / 0 from pg_sleep(0.1)`).catch(() => undefined);
      await pause(20);
    });
    await expect(transaction).rejects.toThrow();
    await worksAgain();
    expect(await kept()).toEqual([]);
  });
});

test("a transaction that is over takes no savepoint in the next holder's", async () => {
  const before = await inTransaction(database, async (tx) => ({ tx }));
  await inTransaction(database, async (tx) => {
    await tx.execute(sql`select 1`);
    await expect(before.tx.transaction(() => tx.execute(keep("stray")))).rejects.toThrow("over");
  });
  expect(await kept()).toEqual([]);
});
