import { randomUUID } from "node:crypto";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { post } from "../../src/store/letters/outbox.ts";
import { newestMigrationOf } from "../../src/store/migrate.ts";
import { readCounts } from "../../src/use-cases/counts.ts";
import { type ClaimedLetter, makeLetters } from "../../src/use-cases/delivery/letters.ts";
import { LATE_AFTER_SECONDS, readReadiness } from "../../src/use-cases/readiness.ts";
import { BEGINNING, subscribe, type TestContext, testContext } from "../helpers/context.ts";

const NEWEST = newestMigrationOf(fileURLToPath(new URL("../../migrations", import.meta.url)));

let context: TestContext;
beforeEach(async () => {
  context = await testContext();
});
afterEach(() => context.close());

const look = (newest = NEWEST) => readReadiness(context, newest);

const pass = (seconds: number) => context.setSystemTime(context.systemNow().plus({ seconds }));

const posted = async (conversation: string): Promise<void> => {
  const id = randomUUID();
  const place = { platform: "slack", workspace: "T1", conversation } as const;
  const letter = { id, key: id, kind: "received", ids: {}, ...place };
  await post(context.database, [letter], context.systemNow());
};

const taken = async (): Promise<ClaimedLetter> => {
  const [letter] = await makeLetters(context).take(1, {});
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
    await context.database.close();
    expect(await readReadiness(context, NEWEST)).toEqual({
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
    const availableAt = context.systemNow().plus({ hours: 1 });
    const later = { availableAt, uncertain: false, reason: "invalid_auth" };
    await makeLetters(context).giveBack(await taken(), { ...later, hold: "workspace" });
    pass(LATE_AFTER_SECONDS + 1);
    expect(await look()).toMatchObject({ letters: "ok", oldestDueLetterSeconds: 0 });
  });

  test("not any more when all are sent", async () => {
    await posted("C1");
    pass(LATE_AFTER_SECONDS + 1);
    await makeLetters(context).settle(await taken(), { settled: "sent", reference: "C1:1" });
    expect(await look()).toMatchObject({ letters: "ok" });
  });
});

describe("a graph shows", () => {
  test("letters that are due apart from those that wait, with the age of the oldest", async () => {
    await posted("C1");
    pass(60);
    await posted("C2");
    const availableAt = context.systemNow().plus({ seconds: 90 });
    await makeLetters(context).giveBack(await taken(), {
      availableAt,
      uncertain: false,
      reason: "rate_limited",
    });
    pass(30);
    const { letters } = await readCounts(context, BEGINNING);
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
    await subscribe(context, "FJ-liaison");
    expect((await readCounts(context, BEGINNING)).reminders).toEqual([]);
    const { reminders } = await readCounts(context, BEGINNING.plus({ months: 6 }));
    expect(reminders).toEqual([
      { duty: "closing", count: expect.any(Number), oldestSeconds: expect.any(Number) },
    ]);
    expect(reminders[0]?.count).toBeGreaterThan(1);
    expect(reminders[0]?.oldestSeconds).toBeGreaterThan(30 * 24 * 3600);
  });

  test("requests by state, and the product's connections", async () => {
    const { requests, connections } = await readCounts(context, BEGINNING);
    expect(requests).toEqual([]);
    expect(connections.map(({ state }) => state)).toContain("active");
  });
});
