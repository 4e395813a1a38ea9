import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Home } from "../../../src/messages/home/home-page.ts";
import type { HomePosted, Reply } from "../../../src/surfaces/command.ts";
import { said } from "../slack/harness.ts";
import { partsOf, textOf } from "./check-card.ts";
import { aMessage, post, type Surface, startSurface } from "./harness.ts";
import { APP_ID, LIAISON, TENANT } from "./microsoft.ts";
import type { Fault } from "./service.ts";

const homeOf = (headline: string): Home => ({
  headline,
  parts: [{ kind: "paragraph", text: "What is asked of you" }],
  buttons: [{ verb: "start-draft", id: "new", label: "Request a visit" }],
  sections: [{ title: "Closing dates", parts: [{ kind: "paragraph", text: "Round 1" }] }],
  note: "This page renews itself",
});

let surface: Surface;
let posted: HomePosted[];
beforeEach(async () => {
  posted = [];
  const home = homeOf("One thing is waiting for you");
  const reply: Reply = { kind: "say", message: said("As a message"), home };
  surface = await startSurface({
    calls: { written: async () => reply },
    deps: {
      timeoutMs: 200,
      onHomePosted: async (one) => {
        const before = posted.at(-1)?.hash;
        posted.push(one);
        return before;
      },
    },
  });
});
afterEach(async () => {
  expect(surface.service.problems).toEqual([]);
  await surface.close();
});

const ask = (id: string, over: Record<string, unknown> = {}) =>
  post(surface, aMessage(surface, { id, text: "bcn", ...over }));
const shown = () =>
  surface.service.posted.map(({ conversation, activity }) => [
    conversation,
    textOf(activity).split("\n")[0],
  ]);

describe("a home that is asked for", () => {
  test("is a card with its sections, its buttons and what keeps it up to date", async () => {
    await ask("1");
    expect(textOf(surface.service.posted[0]?.activity)).toBe(
      [
        "One thing is waiting for you",
        "What is asked of you",
        "Request a visit",
        "Closing dates",
        "Round 1",
        "This page renews itself",
      ].join("\n"),
    );
    expect(posted).toMatchObject([
      { platform: "teams", tenant: TENANT, workspace: TENANT, user: LIAISON, hash: "1:2" },
    ]);
  });

  test("takes the place of the one before, which goes", async () => {
    await ask("1");
    await ask("2");
    expect(shown()).toEqual([["a:liaison", "One thing is waiting for you"]]);
    expect(surface.service.posted[0]?.id).toBe(posted[1]?.hash);
    // Somebody has deleted it: nothing is left to take away.
    surface.service.posted.splice(0);
    await ask("3");
    expect(shown()).toHaveLength(1);
    expect(surface.log.lines.filter(({ level }) => level === "error")).toEqual([]);
  });

  test("in a channel comes in the personal chat, and is kept up to date there", async () => {
    await ask("1", {
      conversation: { id: "19:npos", conversationType: "channel", tenantId: TENANT },
      entities: [{ mentioned: { id: `28:${APP_ID}` }, text: "<at>BCN</at>" }],
      text: "<at>BCN</at>",
    });
    expect(shown()).toEqual([
      ["a:liaison", "One thing is waiting for you"],
      ["19:npos", "I've answered you in our chat."],
    ]);
    expect(await publish(posted[0], "Nothing is waiting for you")).toMatchObject({
      kind: "published",
    });
    expect(shown()[0]).toEqual(["a:liaison", "Nothing is waiting for you"]);
  });

  test("isn't said to be kept up to date when it couldn't be posted", async () => {
    surface.service.faults.push({ status: 403, code: "ConversationBlockedByUser" });
    await ask("1");
    expect(posted).toEqual([]);
  });
});

const publish = (
  { hash, digest }: { hash: string | null; digest: string | null } = { hash: null, digest: null },
  headline = "One thing is waiting for you",
) =>
  surface.app.publishHome({
    ...{ workspace: TENANT, user: LIAISON, hash, digest },
    home: homeOf(headline),
  });

describe("a home that was posted", () => {
  beforeEach(() => ask("1"));

  test("is drawn anew where it stands, and not where the same stands there", async () => {
    expect(await publish(posted[0])).toMatchObject({ kind: "published", hash: posted[0]?.hash });
    expect(surface.service.changed).toEqual([]);
    const drawn = await publish(posted[0], "Nothing is waiting for you");
    expect(drawn).toMatchObject({ kind: "published", hash: posted[0]?.hash });
    expect(shown()).toEqual([["a:liaison", "Nothing is waiting for you"]]);
  });

  test("that was deleted, or is none of ours, is left until they ask again", async () => {
    surface.service.posted.splice(0);
    expect(await publish(posted[0], "Anew")).toEqual({ kind: "conflict" });
    expect(await publish({ hash: null, digest: null })).toMatchObject({ kind: "refused" });
    await surface.kept.conversations.forget(TENANT, LIAISON);
    expect(await publish(posted[0], "Anew")).toMatchObject({ kind: "refused" });
    expect(surface.service.posted).toEqual([]);
  });

  test.each<Fault>(["lostAnswer", "mute", { status: 502 }, { status: 429 }])(
    "after %j it is drawn again later, and is the same message",
    async (fault) => {
      surface.service.faults.push(fault);
      expect(await publish(posted[0], "Anew")).toMatchObject({
        kind: "later",
        scope: "conversation",
      });
      expect(await publish(posted[0], "Anew")).toMatchObject({ kind: "published" });
      expect(shown()).toEqual([["a:liaison", "Anew"]]);
    },
  );
});

test("a home of many duties and long texts is a card that Teams takes", async () => {
  const item = {
    kind: "item",
    title: "Answer",
    text: "文".repeat(2900),
    button: { verb: "accept", id: "r", label: "Accept" },
    more: Array.from({ length: 7 }, () => ({ verb: "more", id: "r", label: "More" }) as const),
  } as const;
  await ask("1");
  const home: Home = {
    ...homeOf("Twenty things are waiting for you"),
    parts: Array.from({ length: 20 }, () => item),
  };
  const { hash = "" } = posted[0] ?? {};
  await surface.app.publishHome({ workspace: TENANT, user: LIAISON, hash, digest: null, home });
  const card = surface.service.posted[0]?.activity;
  expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(82_000);
  const sets = partsOf(card).filter(({ type }) => type === "ActionSet");
  expect(Math.max(...sets.map(({ actions }) => (actions as object[]).length))).toBe(5);
});
