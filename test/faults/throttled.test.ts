import { afterEach, expect, test } from "vitest";
import { print } from "./helpers/figures.ts";
import { measureOpenings, quantile } from "./helpers/openings.ts";
import { submitAll } from "./helpers/submitting.ts";
import { inspectDelivery, untilDelivered } from "./helpers/verdict.ts";
import { openWorld, type World } from "./helpers/world.ts";

const MEMBERS = ["FJ", "JP", "KR"];
const RETRY_AFTER_S = 5;
/** Of Slack's pauses a person must not feel a part; the machine itself may be busy. */
const MOST_DELAY_MS = 1000;

let world: World | undefined;
afterEach(() => world?.close());

test("a form opens as soon while every message of its workspace is told to wait", async () => {
  const opened = await openWorld({ members: MEMBERS, sendersEach: 12, hostOf: otherMember });
  world = opened;

  // Slack takes 100 `views.open` a minute from a workspace.
  const { delayMs, refused } = await measure(opened, { what: "two clients", each: 35 });
  expect(refused).toBeGreaterThan(20);
  expect(delayMs).toBeLessThan(MOST_DELAY_MS);

  await opened.slack.control("faults", { kind: "none" });
  await untilDelivered(opened, 240_000);
  const delivery = await inspectDelivery(opened);
  expect(delivery).toEqual({ letters: 72, missing: [], doubled: [], outOfOrder: [] });
});

test("with one client for both the form waits as long as the messages, and the measure says so", async () => {
  const opened = await openWorld({
    members: MEMBERS,
    sendersEach: 2,
    hostOf: otherMember,
    alteration: {
      file: "src/surfaces/slack/sending/clients.ts",
      by: new URL("./helpers/one-client.ts", import.meta.url),
    },
  });
  world = opened;

  const { delayMs } = await measure(opened, { what: "one client", each: 6 });
  expect(delayMs).toBeGreaterThan(MOST_DELAY_MS);
});

const otherMember = (organisation: string, index: number): string =>
  MEMBERS.filter((one) => one !== organisation)[index % 2] ?? "";

interface Measured {
  /** By how much the p99 is longer while messages are told to wait. */
  readonly delayMs: number;
  readonly refused: number;
}

const measure = async (
  { slack, house, senders }: World,
  { what, each }: { readonly what: string; readonly each: number },
): Promise<Measured> => {
  const open = (count: number) => measureOpenings({ slack, members: MEMBERS, each: count });
  // What is slow the first time only belongs in neither.
  await open(3);
  const before = await open(each);
  const throttle = { method: "chat.postMessage", kind: "429", retryAfter: RETRY_AFTER_S };
  await slack.control("faults", { ...throttle, times: 100_000 });
  await submitAll({ house, senders });
  const alreadyCalled = slack.called.length;
  const throttled = await open(each);
  const meanwhile = slack.called.slice(alreadyCalled);
  const refused = meanwhile.filter(({ method }) => method === "chat.postMessage").length;

  print(`a form opens, ${what}`, {
    forms: throttled.length,
    "p50 unthrottled": inMs(quantile(before, 0.5)),
    "p99 unthrottled": inMs(quantile(before, 0.99)),
    "p50 throttled": inMs(quantile(throttled, 0.5)),
    "p99 throttled": inMs(quantile(throttled, 0.99)),
    "messages refused meanwhile": refused,
    "Retry-After": `${RETRY_AFTER_S} s`,
  });
  return { delayMs: quantile(throttled, 0.99) - quantile(before, 0.99), refused };
};

const inMs = (duration: number): string => `${duration.toFixed(0)} ms`;
