import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { DateTime } from "luxon";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { submitRequest } from "../../src/use-cases/requests/submit-request.ts";
import { type DatabaseProxy, startDatabaseProxy } from "../helpers/database-proxy.ts";
import { eventually, pause } from "../product/helpers/client.ts";
import { TEAM } from "../product/helpers/fake-slack.ts";
import {
  FIJI,
  fillIn,
  JAPAN,
  openProduct,
  pointerOf,
  type Running,
} from "../product/helpers/open-product.ts";
import { print } from "./helpers/figures.ts";
import { answersTo, ask, askAtIntervals, forgetAnswers } from "./helpers/waiting.ts";

let running: Running;
let proxy: DatabaseProxy;
beforeAll(async () => {
  running = await openProduct();
  proxy = await startDatabaseProxy(running.db.url);
  await running.product.stop();
  await running.restart({ DATABASE_URL: proxy.url });
});
afterAll(async () => {
  await running?.close();
  await proxy?.close();
});

// One trouble that ends badly isn't the next one's.
afterEach(() => proxy.turn("well"));

const AWAY_SECONDS = 8;
/** Slack shows an error of its own after 3 seconds. */
const IN_TIME_MS = 2_900;
const BACK_WITHIN_MS = 5_000;
const MOST_ATTEMPTS_A_SECOND = 4;

const commands = [
  () => running.person(FIJI).commandCall("help"),
  () => running.person(JAPAN).commandCall("requests"),
];

const errors = (text: string): number =>
  running.product.log.filter((line) => line.includes('"level":50') && line.includes(text)).length;

/** Sent past the broken line, so that its receipt is due when the line is whole again. */
const submit = async (draft: string): Promise<void> => {
  const account = { platform: "slack", tenant: TEAM, user: FIJI } as const;
  const [round] = await running.db.database.execute<{ id: string }>(
    sql`select id from rounds order by closes_on limit 1`,
  );
  const interaction = { account, at: DateTime.now(), delivery: randomUUID() };
  const sent = await submitRequest(running.context, {
    ...interaction,
    draft,
    roundShown: round?.id,
  });
  if (!sent.ok) throw new Error(sent.refusal.kind);
};

test.each(["mute", "closing", "refusing", "starting", "full"] as const)(
  "a database that is %s: all are told in time, and everything goes on when it is back",
  async (trouble) => {
    const { draft } = pointerOf(await fillIn(running.person(FIJI)));
    const posted = running.slack.posted.length;
    const [faultsBefore, ticksBefore, triesBefore] = [
      errors("fault "),
      errors("letters could not be taken"),
      proxy.attempts(),
    ];
    forgetAnswers(running.slack);
    if (trouble === "full") proxy.cut("end");
    await proxy.turn(trouble);
    const waited = await askAtIntervals(running.product, commands, {
      seconds: AWAY_SECONDS,
      everyMs: 250,
    });
    const { answers, faults } = await answersTo(waited, running.slack);
    const ready = await fetch(`${running.product.url}/readyz`);
    const attempts = proxy.attempts() - triesBefore;
    await submit(draft);

    await proxy.turn("well");
    const backMs = performance.now();
    const sinceBack = (): number => Math.round(performance.now() - backMs);
    const answered = eventually(async () => {
      const { said } = await ask(running.product.url, running.person(FIJI).commandCall("help"));
      return said !== "" && !said.includes("Sorry") ? sinceBack() : undefined;
    });
    const delivered = eventually(() =>
      running.slack.posted.length > posted ? sinceBack() : undefined,
    );
    const slowest = Math.max(...waited.map(({ ms }) => ms));
    const figures = {
      calls: waited.length,
      faults,
      "slowest ms": Math.round(slowest),
      attempts,
      "answers again after ms": await answered,
      "letters again after ms": await delivered,
    };
    print(`database ${trouble}`, figures);

    expect({ answers, faults }).toEqual({ answers: waited.length, faults: waited.length });
    expect(slowest).toBeLessThan(IN_TIME_MS);
    expect(attempts).toBeLessThanOrEqual(MOST_ATTEMPTS_A_SECOND * AWAY_SECONDS);
    expect(ready.status).toBe(503);
    expect(await answered).toBeLessThan(BACK_WITHIN_MS);
    expect(await delivered).toBeLessThan(BACK_WITHIN_MS);
    // The log comes from another process, and may be a moment behind.
    await pause(300);
    expect(errors("fault ") - faultsBefore).toBeGreaterThanOrEqual(waited.length);
    expect(errors("letters could not be taken")).toBeGreaterThan(ticksBefore);
  },
);
