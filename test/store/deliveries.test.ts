import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../../src/store/database.ts";
import { forgetDeliveriesBefore, useOnce } from "../../src/store/deliveries.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const NOON = new Date("2026-11-24T12:00:00Z");

test("a signed call counts the first time only", async () => {
  expect(await useOnce(db.database, "a", NOON)).toBe(true);
  expect(await useOnce(db.database, "a", NOON)).toBe(false);
  expect(await useOnce(db.database, "b", NOON)).toBe(true);
});

test("ten of the same at once are one", async () => {
  const uses = await Promise.all(
    Array.from({ length: 10 }, () => inTransaction(db.database, (tx) => useOnce(tx, "c", NOON))),
  );
  expect(uses.filter(Boolean)).toHaveLength(1);
});

test("a call whose transaction failed wasn't made: it may come again", async () => {
  const failing = inTransaction(db.database, async (tx) => {
    await useOnce(tx, "d", NOON);
    throw new Error("no");
  });
  await expect(failing).rejects.toThrow("no");
  expect(await useOnce(db.database, "d", NOON)).toBe(true);
});

test("forgotten are only those that are older than asked for", async () => {
  await useOnce(db.database, "old", new Date("2026-11-24T11:00:00Z"));
  await useOnce(db.database, "young", NOON);
  await forgetDeliveriesBefore(db.database, NOON);
  expect(await useOnce(db.database, "old", NOON)).toBe(true);
  expect(await useOnce(db.database, "young", NOON)).toBe(false);
});
