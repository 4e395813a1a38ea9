import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FIJI, JAPAN, openProduct, type Running } from "../product/helpers/open-product.ts";
import { print } from "./helpers/figures.ts";
import { answersTo, askAtIntervals, forgetAnswers, type Waited } from "./helpers/waiting.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterAll(() => running?.close());

const LOCKED_SECONDS = 6;
/** Slack shows an error of its own after 3 seconds. */
const IN_TIME_MS = 2_900;

const commands = [
  () => running.person(FIJI).commandCall("help"),
  () => running.person(JAPAN).commandCall("requests"),
  () => running.person(FIJI).commandCall("show 1"),
];

test.each(["requests", "people", "workspaces"])(
  "while %s is locked everybody is answered in time, and at once afterwards",
  async (table) => {
    const { database } = running.db;
    let waited: Waited[] = [];
    forgetAnswers(running.slack);
    await database.transaction(async (tx) => {
      await tx.execute(sql`lock table ${sql.identifier(table)} in access exclusive mode`);
      waited = await askAtIntervals(running.product, commands, {
        seconds: LOCKED_SECONDS,
        everyMs: 100,
        // The one that holds the lock would be ended for idling.
        meanwhile: () => tx.execute(sql`select 1`),
      });
    });
    const answered = await answersTo(waited, running.slack);
    const slowest = Math.max(...waited.map(({ ms }) => ms));
    print(`${table} locked`, {
      calls: waited.length,
      ...answered,
      "slowest ms": Math.round(slowest),
    });
    expect(answered.answers).toBe(waited.length);
    expect(slowest).toBeLessThan(IN_TIME_MS);
    expect(waited.filter(({ status }) => status !== 200)).toEqual([]);
    const [after] = await askAtIntervals(running.product, commands, { seconds: 1, everyMs: 1000 });
    expect(after).toMatchObject({ status: 200, said: expect.not.stringContaining("Sorry") });
  },
);

test("when all connections wait, the call after them is answered in time too", async () => {
  const { database } = running.db;
  await database.transaction(async (tx) => {
    await tx.execute(sql`lock table people in access exclusive mode`);
    const waited = await Promise.all(
      Array.from({ length: 25 }, (_, place) =>
        askAtIntervals(running.product, commands.slice(place % 3), { seconds: 0.1, everyMs: 100 }),
      ),
    );
    const all = waited.flat();
    const slowest = Math.max(...all.map(({ ms }) => ms));
    print("25 at once at a lock", { calls: all.length, "slowest ms": Math.round(slowest) });
    expect(all.length).toBe(25);
    expect(slowest).toBeLessThan(IN_TIME_MS);
  });
});
