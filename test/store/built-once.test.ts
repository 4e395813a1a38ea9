import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { builtOnce, isOneOf, listed } from "../../src/store/built-once.ts";
import { connect, inTransaction } from "../../src/store/database.ts";
import { deliveries } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase, UNHURRIED } from "../helpers/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const makeStatements = () => ({
  insert: builtOnce((on) =>
    on.insert(deliveries).values({ key: sql.placeholder("key"), at: sql.placeholder("at") }),
  ),
  find: builtOnce((on) =>
    on
      .select({ at: deliveries.at })
      .from(deliveries)
      .where(eq(deliveries.key, sql.placeholder("key"))),
  ),
});

const AT = new Date("2023-03-31T14:59:59.123Z");

test("runs again with other values", async () => {
  const { insert, find } = makeStatements();
  await insert(db.database, { key: "one", at: AT });
  await insert(db.database, { key: "two", at: new Date(0) });
  expect(await find(db.database, { key: "one" })).toEqual([{ at: AT }]);
  expect(await find(db.database, { key: "two" })).toEqual([{ at: new Date(0) }]);
});

test("takes as many ids as there are", async () => {
  const among = builtOnce((on) =>
    on.select({ key: deliveries.key }).from(deliveries).where(isOneOf(deliveries.key, "keys")),
  );
  const { insert } = makeStatements();
  for (const key of ["a", "b", "c"]) await insert(db.database, { key, at: AT });
  const found = async (keys: string[]) =>
    (await among(db.database, { keys: listed(keys) })).map(({ key }) => key).toSorted();
  expect(await found(["a", "c", "x"])).toEqual(["a", "c"]);
  expect(await found(["b"])).toEqual(["b"]);
});

test("belongs to the transaction that it runs in, wherever it was built", async () => {
  const { insert, find } = makeStatements();
  expect(await find(db.database, { key: "half" })).toEqual([]);
  const broken = inTransaction(db.database, async (tx) => {
    await insert(tx, { key: "half", at: AT });
    expect(await find(tx, { key: "half" })).toEqual([{ at: AT }]);
    expect(await find(db.database, { key: "half" })).toEqual([]);
    throw new Error("the process fell over");
  });
  await expect(broken).rejects.toThrow("fell over");
  expect(await find(db.database, { key: "half" })).toEqual([]);
});

test("outlives the connection that it was built for", async () => {
  const { find } = makeStatements();
  const first = connect(db.url, { ...UNHURRIED, max: 1 });
  expect(await find(first, { key: "none" })).toEqual([]);
  await first.close();
  expect(await find(db.database, { key: "none" })).toEqual([]);
});
