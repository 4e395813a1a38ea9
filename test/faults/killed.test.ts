import { afterEach, expect, test } from "vitest";
import { eventually } from "../product/helpers/client.ts";
import { makeStriker, planBlows } from "./helpers/blows.ts";
import { print } from "./helpers/figures.ts";
import { makeRandom } from "./helpers/random.ts";
import { report } from "./helpers/report.ts";
import { sendAll } from "./helpers/sending.ts";
import { judge, verifyHistory } from "./helpers/verdict.ts";
import { openWorld, type World } from "./helpers/world.ts";

let world: World | undefined;
afterEach(() => world?.close());

test("whatever is killed while 200 requests are sent: what was acknowledged is there once, with its letters", async () => {
  const opened = await openWorld({ sendersEach: 10 });
  world = opened;
  const { senders, slack } = opened;
  const random = makeRandom();
  const blows = planBlows(random, { count: 12, senders: senders.length });
  const striker = makeStriker(opened, blows);
  const beganMs = performance.now();
  print("killed", { seed: random.seed, in: blows.map(({ kind }) => kind).join(" ") });

  const { verdict, delivery } = await report(opened, {
    name: "killed",
    beganMs,
    sending: striker.during(sendAll({ slack, senders, atOnce: 4, onBegin: striker.onBegin })),
  });
  expect(verdict).toEqual({ acknowledged: 200, lost: [], doubled: [], numbersAreWhole: true });
  expect(delivery).toEqual({ letters: 400, missing: [], doubled: [], outOfOrder: [] });
  expect(await verifyHistory(opened)).toMatch(/\b200\b/);
});

test("acknowledged before the commit, requests are lost, and the check says so", async () => {
  const opened = await openWorld({ sendersEach: 3, acknowledging: "atOnce" });
  world = opened;
  const { senders, slack } = opened;
  const random = makeRandom();
  // At any moment at all, it could happen that nothing was between acknowledgement and commit.
  const when = { count: 6, senders: senders.length, onSubmission: true };
  const blows = planBlows(random, { ...when, kinds: ["product"] });
  const striker = makeStriker(opened, blows);

  await striker.during(sendAll({ slack, senders, atOnce: 4, onBegin: striker.onBegin }));
  // What only takes its time is not lost.
  await eventually(() => slack.gate.isIdle() || undefined, "Never answered", 60_000);

  const { acknowledged, lost } = await judge(opened);
  print("acknowledged too early", {
    seed: random.seed,
    "requests acknowledged": acknowledged,
    lost: lost.length,
  });
  expect(acknowledged).toBe(60);
  expect(lost).not.toEqual([]);
});
