import { afterAll, beforeAll, expect, test } from "vitest";
import { makeStriker, planBlows } from "./helpers/blows.ts";
import { print } from "./helpers/figures.ts";
import { makeRandom } from "./helpers/random.ts";
import { report } from "./helpers/report.ts";
import { sendAll } from "./helpers/sending.ts";
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

  const faults = () => product.log.filter((line) => line.includes('"level":50')).length;
  const { verdict, delivery } = await report(world, {
    name: "restarted",
    beganMs,
    sending: striker.during(sendAll({ slack, senders, atOnce: 4, onBegin: striker.onBegin })),
    more: () => ({ "faults logged": faults() }),
  });
  expect(verdict).toEqual({ acknowledged: 60, lost: [], doubled: [], numbersAreWhole: true });
  expect(delivery).toEqual({ letters: 120, missing: [], doubled: [], outOfOrder: [] });
  // A restart that nobody noticed would have tried nothing.
  expect(faults()).toBeGreaterThan(0);
  // The process that was started first, at its own address.
  expect((await fetch(`${product.url}/readyz`)).status).toBe(200);
});
