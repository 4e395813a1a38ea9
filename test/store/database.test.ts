import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, inTransaction } from "../../src/store/database.ts";
import { type TestDatabase, testDatabase, UNHURRIED } from "../helpers/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

test("an instant goes in and comes out as the same Date, to the millisecond", async () => {
  const sent = new Date("2023-03-31T14:59:59.123Z");
  const [row] = await db.database.execute(sql`select ${sent}::timestamptz(3) as at`);
  expect(row?.at).toEqual(sent);
});

test("a statement that takes too long is cut off, and the connection goes on", async () => {
  const hasty = connect(db.url, { ...UNHURRIED, max: 1, statementTimeoutMs: 50 });
  await expect(hasty.execute(sql`select pg_sleep(5)`)).rejects.toMatchObject({
    cause: { code: "57014" },
  });
  expect(await hasty.execute(sql`select 1 as one`)).toEqual([{ one: 1 }]);
  await hasty.close();
});

test("a transaction that throws leaves nothing behind", async () => {
  await db.database.execute(sql`create table kept (what text)`);
  const broken = inTransaction(db.database, async (tx) => {
    await tx.execute(sql`insert into kept values ('half')`);
    throw new Error("the process fell over");
  });
  await expect(broken).rejects.toThrow("fell over");
  expect(await db.database.execute(sql`select what from kept`)).toEqual([]);
});

test("days in the database are the UTC's wherever the server stands", async () => {
  expect(await db.database.execute(sql`show timezone`)).toEqual([{ TimeZone: "UTC" }]);
});

test("a statement is planned once for a connection, in a transaction as outside of one", async () => {
  const alone = connect(db.url, { ...UNHURRIED, max: 1 });
  const ask = (at: Pick<typeof alone, "execute">, value: number) =>
    at.execute(sql`select ${value}::int as value`);
  expect(await ask(alone, 1)).toEqual([{ value: 1 }]);
  expect(await inTransaction(alone, (tx) => ask(tx, 2))).toEqual([{ value: 2 }]);
  const prepared = sql`select calls.plans from (select generic_plans + custom_plans as plans
    from pg_prepared_statements where statement like 'select $1::int%') calls`;
  expect(await alone.execute(prepared)).toEqual([{ plans: "2" }]);
  await alone.close();
});
