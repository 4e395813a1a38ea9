import { afterAll, beforeAll, expect, test } from "vitest";
import { organisations } from "../../src/store/schema.ts";
import { initialMemberNames } from "../../src/use-cases/read-notification-file.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

test("the command line knows the members by the names that a fresh database has", async () => {
  const rows = await db.database.select().from(organisations);
  const members = rows.filter(({ kind }) => kind === "npo");
  expect(members).toHaveLength(21);
  expect(byCountry(initialMemberNames)).toEqual(
    byCountry(members.map(({ id, name, aliases }) => ({ country: id, name, aliases }))),
  );
});

const byCountry = <Member extends { readonly country: string }>(members: readonly Member[]) =>
  members.toSorted((one, other) => (one.country < other.country ? -1 : 1));
