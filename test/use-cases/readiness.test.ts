import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { post } from "../../src/store/letters/outbox.ts";
import { newestMigrationOf } from "../../src/store/migrate.ts";
import { makeCounts } from "../../src/use-cases/counts.ts";
import { type ClaimedLetter, makeLetters } from "../../src/use-cases/delivery/letters.ts";
import { LATE_AFTER_SECONDS, makeReadiness } from "../../src/use-cases/readiness.ts";
import { BEGINNING, subscribe, type TestHouse, testHouse } from "../helpers/house.ts";

const NEWEST = newestMigrationOf(fileURLToPath(new URL("../../migrations", import.meta.url)));

let house: TestHouse;
beforeEach(async () => {
  house = await testHouse();
});
afterEach(() => house.close());

const look = (newest = NEWEST) => makeReadiness(house, newest)();

const pass = (seconds: number) => house.setSystemTime(house.systemNow().plus({ seconds }));

const posted = async (conversation: string): Promise<void> => {
  const id = randomUUID();
  const place = { platform: "slack", workspace: "T1", conversation } as const;
  const letter = { id, key: id, kind: "received", ids: {}, ...place };
  await post(house.database, [letter], house.systemNow());
};

const taken = async (): Promise<ClaimedLetter> => {
  const [letter] = await makeLetters(house).take(1, {});
  if (!letter) throw new Error("Nothing was due");
  return letter;
};

describe("a process can serve", () => {
  test("when the database answers and has this release's newest tables", async () => {
    expect(NEWEST).toBeGreaterThan(0);
    expect(await look()).toEqual({
      database: "ok",
      migrations: "ok",
      letters: "ok",
      oldestDueLetterSeconds: 0,
    });
  });

  test("not when tables of its release are missing; a database that is ahead is fine", async () => {
    expect(await look(NEWEST + 1)).toMatchObject({ migrations: "behind" });
    expect(await look(NEWEST - 1)).toMatchObject({ migrations: "ok" });
  });

  test("not when the database is gone, and then nothing else is known", async () => {
    const gone = makeReadiness(house, NEWEST);
    await house.database.close();
    expect(await gone()).toEqual({
      database: "noAnswer",
      migrations: "unknown",
      letters: "unknown",
    });
  });
});

describe("letters are late", () => {
  test("when one could have gone for more than five minutes", async () => {
    await posted("C1");
    pass(LATE_AFTER_SECONDS);
    expect(await look()).toMatchObject({ letters: "ok", oldestDueLetterSeconds: 300 });
    pass(1);
    expect(await look()).toMatchObject({ letters: "late", oldestDueLetterSeconds: 301 });
  });

  test("not when one waits on purpose: Slack asked for a pause, or the app has to be installed anew", async () => {
    await posted("C1");
    const availableAt = house.systemNow().plus({ hours: 1 });
    const later = { availableAt, uncertain: false, reason: "invalid_auth" };
    await makeLetters(house).giveBack(await taken(), { ...later, hold: "workspace" });
    pass(LATE_AFTER_SECONDS + 1);
    expect(await look()).toMatchObject({ letters: "ok", oldestDueLetterSeconds: 0 });
  });

  test("not any more when all are sent", async () => {
    await posted("C1");
    pass(LATE_AFTER_SECONDS + 1);
    await makeLetters(house).settle(await taken(), { settled: "sent", reference: "C1:1" });
    expect(await look()).toMatchObject({ letters: "ok" });
  });
});

describe("a graph shows", () => {
  test("letters that are due apart from those that wait, with the age of the oldest", async () => {
    await posted("C1");
    pass(60);
    await posted("C2");
    const availableAt = house.systemNow().plus({ seconds: 90 });
    await makeLetters(house).giveBack(await taken(), {
      availableAt,
      uncertain: false,
      reason: "rate_limited",
    });
    pass(30);
    const { letters } = await makeCounts(house)(BEGINNING);
    const both = { platform: "slack", kind: "received", count: 1 };
    expect(letters).toHaveLength(2);
    expect(letters).toEqual(
      expect.arrayContaining([
        { ...both, state: "waiting", oldestSeconds: 90, dueSeconds: 0 },
        { ...both, state: "due", oldestSeconds: 30, dueSeconds: 30 },
      ]),
    );
  });

  test("reminders that are due and not released, by programme time", async () => {
    await subscribe(house, "FJ-liaison");
    const counts = makeCounts(house);
    expect((await counts(BEGINNING)).reminders).toEqual([]);
    const { reminders } = await counts(BEGINNING.plus({ months: 6 }));
    expect(reminders).toEqual([
      { duty: "closing", count: expect.any(Number), oldestSeconds: expect.any(Number) },
    ]);
    expect(reminders[0]?.count).toBeGreaterThan(1);
    expect(reminders[0]?.oldestSeconds).toBeGreaterThan(30 * 24 * 3600);
  });

  test("requests by state, and the product's connections", async () => {
    const { requests, connections } = await makeCounts(house)(BEGINNING);
    expect(requests).toEqual([]);
    expect(connections.map(({ state }) => state)).toContain("active");
  });
});
