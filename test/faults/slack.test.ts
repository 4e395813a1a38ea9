import { afterAll, beforeAll, expect, test } from "vitest";
import { print, secondsSince } from "./helpers/figures.ts";
import { directOf, liaisonOf } from "./helpers/parties.ts";
import { sendAll } from "./helpers/sending.ts";
import { inspectDelivery, untilDelivered } from "./helpers/verdict.ts";
import { openWorld, type World } from "./helpers/world.ts";

const MEMBERS = ["FJ", "JP", "KR", "MY", "PH", "TH"];

/** Each host's Liaison Officer gets five cards, and Slack fails in its own way there. */
const FAULTS = [
  { host: "JP", kind: "429", times: 2, retryAfter: 3 },
  { host: "KR", kind: "500", times: 2 },
  { host: "TH", kind: "timeout", times: 1 },
  { host: "MY", kind: "reset", times: 2 },
  { host: "PH", kind: "lostAnswer", times: 2 },
  { host: "FJ", kind: "lostAnswer", times: 1 },
] as const;

let world: World;
beforeAll(async () => {
  const next = (organisation: string, index: number): string =>
    MEMBERS[(MEMBERS.indexOf(organisation) + 1 + index) % MEMBERS.length] ?? "";
  world = await openWorld({ members: MEMBERS, sendersEach: 5, hostOf: next });
});
afterAll(() => world?.close());

test("however Slack fails, each message comes once, and in its conversation's order", async () => {
  const { slack, senders } = world;
  for (const { host, ...fault } of FAULTS) {
    const order = { ...fault, method: "chat.postMessage", channel: liaisonOf(host) };
    expect(await slack.control("faults", order)).toEqual({ ok: true });
  }
  // There, looking whether the message arrived fails as well, once.
  const looking = { method: "conversations.history", channel: directOf(liaisonOf("FJ")) };
  await slack.control("faults", { ...looking, kind: "500" });
  const beganMs = performance.now();

  await sendAll({ slack, senders, atOnce: 4 });
  await untilDelivered(world, 240_000);
  const posts = slack.called.filter(({ method }) => method === "chat.postMessage").length;
  const looks = slack.called.filter(({ method }) => method === "conversations.history").length;

  const delivery = await inspectDelivery(world);
  print("failing Slack", {
    faults: FAULTS.map(({ kind, times }) => `${kind} ×${times}`).join(" "),
    letters: delivery.letters,
    posts,
    looks,
    missing: delivery.missing.length,
    "come twice": delivery.doubled.length,
    "all delivered after": secondsSince(beganMs),
  });
  expect(delivery).toEqual({ letters: 60, missing: [], doubled: [], outOfOrder: [] });
  const notCarriedOut = FAULTS.filter(({ kind }) => kind !== "lostAnswer");
  const again = notCarriedOut.reduce((sum, { times }) => sum + times, 0);
  expect(posts).toBeGreaterThanOrEqual(delivery.letters + again);
  expect(looks).toBeGreaterThanOrEqual(4);
});
