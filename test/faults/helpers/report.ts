/** What came of a run with faults in it. */
import { print, secondsSince } from "./figures.ts";
import { type Delivery, inspectDelivery, judge, untilDelivered, type Verdict } from "./verdict.ts";
import type { World } from "./world.ts";

const TIMEOUT_MS = 240_000;

interface Run {
  readonly name: string;
  readonly beganMs: number;
  /** Ends when everybody has seen the receipt. */
  readonly sending: Promise<void>;
  /** What else the run has to show. */
  readonly more?: () => Readonly<Record<string, number>>;
}

/** Judged when all is delivered, and printed. */
export const report = async (
  world: World,
  { name, beganMs, sending, more }: Run,
): Promise<{ verdict: Verdict; delivery: Delivery }> => {
  await sending;
  const sent = secondsSince(beganMs);
  await untilDelivered(world, TIMEOUT_MS);
  const [verdict, delivery] = [await judge(world), await inspectDelivery(world)];
  print(name, {
    "requests acknowledged": verdict.acknowledged,
    submissions: world.slack.gate.submissions(),
    ...more?.(),
    lost: verdict.lost.length,
    doubled: verdict.doubled.length,
    letters: delivery.letters,
    missing: delivery.missing.length,
    "come twice": delivery.doubled.length,
    sending: sent,
    "all delivered after": secondsSince(beganMs),
  });
  return { verdict, delivery };
};
