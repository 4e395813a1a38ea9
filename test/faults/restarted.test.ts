import { afterAll, beforeAll, expect, test } from "vitest";
import { makeStriker, planBlows } from "./helpers/blows.ts";
import { print, secondsSince } from "./helpers/figures.ts";
import { makeRandom } from "./helpers/random.ts";
import { sendAll } from "./helpers/sending.ts";
import { inspectDelivery, judge, untilDelivered } from "./helpers/verdict.ts";
import { openWorld, type World } from "./helpers/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld({ sendersEach: 3 });
});
afterAll(() => world?.close());

test("the database is restarted under load: the product goes on by itself, and nothing is lost", async () => {
  const { senders, slack, product } = world;
  const random = makeRandom();
  const blows = planBlows(random, { count: 5, senders: senders.length, kinds: ["restart"] });
  const striker = makeStriker(world, blows);
  const beganMs = performance.now();
  print("restarted", { seed: random.seed, restarts: blows.length });

  await striker.during(sendAll({ slack, senders, atOnce: 4, onBegin: striker.onBegin }));
  const sending = secondsSince(beganMs);
  await untilDelivered(world, 240_000);

  const verdict = await judge(world);
  const delivery = await inspectDelivery(world);
  const faults = product.log.filter((line) => line.includes('"level":50')).length;
  print("restarted", {
    "requests acknowledged": verdict.acknowledged,
    submissions: slack.gate.submissions(),
    "faults logged": faults,
    lost: verdict.lost.length,
    doubled: verdict.doubled.length,
    letters: delivery.letters,
    missing: delivery.missing.length,
    "come twice": delivery.doubled.length,
    sending,
    "all delivered after": secondsSince(beganMs),
  });
  expect(verdict).toEqual({ acknowledged: 60, lost: [], doubled: [], numbersAreWhole: true });
  expect(delivery).toEqual({ letters: 120, missing: [], doubled: [], outOfOrder: [] });
  // A restart that nobody noticed would have tried nothing.
  expect(faults).toBeGreaterThan(0);
  // The process that was started first, at its own address.
  expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
});
