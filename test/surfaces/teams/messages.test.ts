import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Reply, Typed, Written } from "../../../src/surfaces/command.ts";
import { PROGRAMME_NOW, said } from "../slack/harness.ts";
import { textOf } from "./check-card.ts";
import { aMessage, post, type Surface, startSurface } from "./harness.ts";
import { APP_ID, LIAISON, TENANT } from "./microsoft.ts";

let surface: Surface;
let heard: Written[];
let typed: Typed[];
let reply: () => Promise<Reply>;
beforeEach(async () => {
  [heard, typed] = [[], []];
  reply = async () => ({ kind: "say", message: said("Hello") });
  surface = await startSurface({
    calls: {
      typed: async (call) => {
        typed.push(call);
        return { kind: "say", message: said("You can type this") };
      },
      written: (call) => {
        heard.push(call);
        return reply();
      },
    },
  });
});
afterEach(async () => {
  expect(surface.service.problems).toEqual([]);
  await surface.close();
});

const write = (over: Record<string, unknown> = {}) => post(surface, aMessage(surface, over));

const BOT = {
  mentioned: { id: `28:${APP_ID}`, name: "BCN" },
  text: "<at>BCN</at>",
  type: "mention",
};
const THREAD = "19:npos@thread.tacv2;messageid=1690000000000";
const inChannel = (text: string, entities: object[] = [BOT]) => ({
  conversation: { id: THREAD, conversationType: "channel", tenantId: TENANT },
  channelData: { tenant: { id: TENANT }, channel: { id: "19:npos@thread.tacv2" } },
  text,
  entities,
});

const shown = () =>
  surface.service.posted.map(({ conversation, activity }) => [conversation, textOf(activity)]);

test("what is written in the personal chat is answered there, with a card and a summary", async () => {
  expect(await write()).toMatchObject({ status: 200, text: "" });
  expect(shown()).toEqual([["a:liaison", "Hello"]]);
  expect(surface.service.posted[0]?.activity).toMatchObject({ type: "message", summary: "Hello" });
  expect(heard).toMatchObject([
    {
      account: { platform: "teams", tenant: TENANT, user: LIAISON },
      place: { workspace: TENANT, conversation: "a:liaison", kind: "direct" },
      text: "help",
      files: [],
    },
  ]);
});

test("a closing date is judged by programme time, the order of saves by Teams' clock", async () => {
  await write();
  const told = Date.parse("2023-03-20T03:00:00.123Z");
  expect(heard[0]?.arrival).toMatchObject({ at: PROGRAMME_NOW, doneAt: told * 1000 });
  // Of the future it would win over all that is typed until then.
  await write({ id: "2", timestamp: "2999-01-01T00:00:00Z" });
  expect(heard[1]?.arrival.doneAt).toBeLessThan((Date.now() + 60_000) * 1000);
});

test("the same message told again is run once; an edited one is another delivery", async () => {
  await Promise.all([write(), write()]);
  const edited = { type: "messageUpdate", timestamp: "2023-03-20T03:05:00.000Z" };
  const channelData = { tenant: { id: TENANT }, eventType: "editMessage" };
  await write({ ...edited, channelData });
  await write({ ...edited, channelData, timestamp: "2023-03-20T03:06:00.000Z" });
  await write({ id: "1700000000002" });
  expect(new Set(heard.map(({ arrival }) => arrival.delivery)).size).toBe(4);
  expect([heard.length, surface.service.posted.length]).toEqual([4, 4]);
});

describe("who adds the app for themselves", () => {
  const install = (over: Record<string, unknown>) =>
    write({ type: "installationUpdate", action: "add", text: undefined, ...over });

  test("is told once what they can do, however often Teams tells of it", async () => {
    await Promise.all([install({}), install({})]);
    await write({ type: "conversationUpdate", id: "2", text: undefined });
    expect(shown()).toEqual([["a:liaison", "You can type this"]]);
    expect(typed).toMatchObject([{ account: { user: LIAISON }, text: "help" }]);
  });

  test.each([
    ["an upgrade", { action: "add-upgrade" }],
    ["a removal", { action: "remove" }],
    ["a team's", inChannel("")],
  ])("but %s is met with silence", async (_, over) => {
    expect((await install(over)).status).toBe(200);
    expect([typed, surface.service.asked]).toEqual([[], []]);
  });
});

describe("a channel reads every reply", () => {
  test("so the answer goes into the personal chat, and the thread is told only that", async () => {
    await write(inChannel("<at>BCN</at>\u00a0requests\n"));
    expect(heard[0]?.text).toBe("requests");
    expect(heard[0]?.place).toEqual({
      workspace: TENANT,
      conversation: "19:npos@thread.tacv2",
      kind: "channel",
    });
    expect(shown()).toEqual([
      ["a:liaison", "Hello"],
      [THREAD, "I've answered you in our chat."],
    ]);
  });

  test("and what doesn't mention the bot is met with silence", async () => {
    const other = { ...BOT, mentioned: { id: "29:officer" }, text: "<at>Officer</at>" };
    expect((await write(inChannel("help"))).status).toBe(200);
    expect((await write(inChannel("<at>Officer</at> help", [other]))).status).toBe(200);
    expect(heard.map(({ text }) => text)).toEqual(["help"]);
  });

  test("so who hasn't the app is told in the thread to add it, and nothing else", async () => {
    surface.service.faults.push({ status: 403, code: "ForbiddenOperationException" });
    await write(inChannel("<at>BCN</at> requests"));
    expect(shown()).toEqual([[THREAD, "Please add BCN for yourself."]]);
    expect(surface.log.lines.at(-1)?.facts).toMatchObject({
      kind: "refused",
      reason: "ForbiddenOperationException",
    });
  });

  test("nothing is said in the thread when the person couldn't be told otherwise", async () => {
    surface.service.faults.push({ status: 502 });
    await write(inChannel("<at>BCN</at> requests"));
    expect(shown()).toEqual([]);
    expect(surface.log.lines.at(-1)?.facts).toMatchObject({ kind: "unknown" });
  });
});

test("others who are mentioned stay in the text, by name; lines are kept", async () => {
  const other = { mentioned: { id: "29:officer" }, text: "<at>Officer</at>", type: "mention" };
  await write(inChannel("<at>BCN</at> show\n<at>Officer</at> BCN-2023-001", [BOT, other]));
  expect(heard[0]?.text).toBe("show\nOfficer BCN-2023-001");
});

test("a mention takes only its own mark out of the text, whatever it says its text is", async () => {
  const odd = ["help", " ", "<at>"].map((text) => ({ ...BOT, text }));
  await write({ text: "<at>BCN</at> help  me", entities: [...odd, BOT] });
  expect(heard[0]?.text).toBe("help  me");
});

test.each([
  ["typing", { type: "typing" }],
  ["a reaction", { type: "messageReaction" }],
  ["an undeleted message", { type: "messageUpdate" }],
  ["a deleted message", { type: "messageDelete" }],
  ["a new member", { type: "conversationUpdate" }],
])("%s is met with silence", async (_, over) => {
  expect((await write(over)).status).toBe(200);
  expect([heard, surface.service.asked]).toEqual([[], []]);
});

test("a fault is told in words with the reference that stands in the log", async () => {
  reply = async () => {
    throw new Error("The database is away");
  };
  expect((await write()).status).toBe(200);
  expect(shown()).toEqual([["a:liaison", "Sorry, that didn't work: reference 7F3K."]]);
  expect(surface.log.lines.at(-1)).toMatchObject({
    level: "error",
    facts: { reference: "7F3K", call: "c1" },
  });
});

test("text that no database can keep is made storable", async () => {
  await write({ text: "a\0b\ud800c" });
  expect(heard[0]?.text).toBe("a\uFFFDb\uFFFDc");
});

test("Teams is answered in time, and the person when the answer is there", async () => {
  let done: (reply: Reply) => void = () => undefined;
  const late = new Promise<Reply>((resolve) => {
    done = resolve;
  });
  const quick = await startSurface({
    calls: { written: () => late },
    deps: { answerWithinMs: 50 },
  });
  expect((await post(quick)).status).toBe(200);
  expect(quick.service.posted).toEqual([]);
  done({ kind: "say", message: said("At last") });
  await expect.poll(() => quick.service.posted.length).toBe(1);
  await quick.close();
});

describe("while nothing can be kept of where a call came from", () => {
  const [away, hangs] = [
    () => Promise.reject(new Error("The database is away")),
    () => new Promise<void>(() => undefined),
  ];

  test.each([
    ["hangs", hangs],
    ["fails", away],
  ])("where that %s, Teams is answered in time, and the person as ever", async (_, remember) => {
    const conversations = { ...surface.kept.conversations, remember };
    const kept = await startSurface({
      calls: { written: reply },
      deps: { conversations, answerWithinMs: 50 },
    });
    expect((await post(kept)).status).toBe(200);
    expect(kept.service.posted).toHaveLength(1);
    await kept.close();
  });

  test("who asked in a channel is answered in their chat all the same", async () => {
    const conversations = { ...surface.kept.conversations, remember: away };
    const kept = await startSurface({ calls: { written: reply }, deps: { conversations } });
    await post(kept, aMessage(kept, inChannel("<at>BCN</at> requests")));
    expect(kept.service.posted.map(({ conversation }) => conversation)).toEqual([
      "a:liaison",
      THREAD,
    ]);
    await kept.close();
  });
});

describe("our token towards Microsoft", () => {
  const tokensAsked = () => surface.service.asked.filter((path) => path.startsWith("/login/"));

  test("is asked for once, whatever number of answers there are", async () => {
    await Promise.all(["1", "2", "3"].map((id) => write({ id })));
    await write({ id: "4" });
    expect(surface.service.posted).toHaveLength(4);
    expect(tokensAsked()).toHaveLength(1);
  });

  test("is asked for anew, once, when it isn't taken any more", async () => {
    await write({ id: "1" });
    surface.service.tokens.clear();
    await write({ id: "2" });
    expect(surface.service.posted).toHaveLength(2);
    expect(tokensAsked()).toHaveLength(2);
    surface.service.faults.push({ status: 401 }, { status: 401 });
    await write({ id: "3" });
    expect(surface.service.posted).toHaveLength(2);
    expect(tokensAsked()).toHaveLength(3);
    expect(surface.log.lines.at(-1)?.facts).toMatchObject({ kind: "later", reason: "Refused" });
  });

  test("isn't begun with in its last five minutes", async () => {
    surface.service.expiresIn = 300;
    await write({ id: "1" });
    await write({ id: "2" });
    expect(tokensAsked()).toHaveLength(2);
  });

  test("that isn't given is in the log, without the secret", async () => {
    const wrong = await startSurface({
      calls: { written: reply },
      config: { appPassword: "another-secret" },
    });
    expect((await post(wrong)).status).toBe(200);
    const lines = JSON.stringify(wrong.log.lines);
    expect(lines).toContain("is TEAMS_APP_PASSWORD right?");
    expect(lines).not.toContain("another-secret");
    await wrong.close();
  });
});

describe("what the service answers", () => {
  test.each([
    ["429 with a time", { status: 429, headers: { "retry-after": "0" } }],
    ["412", { status: 412 }],
  ] as const)("%s: it is tried again, since nothing was done", async (_, fault) => {
    surface.service.faults.push(fault);
    await write();
    expect(shown()).toEqual([["a:liaison", "Hello"]]);
  });

  test.each([
    ["a lost answer", "lostAnswer", "unknown", 1],
    ["408", { status: 408 }, "unknown", 0],
    ["500", { status: 500 }, "unknown", 0],
    ["502", { status: 502 }, "unknown", 0],
    ["504", { status: 504 }, "unknown", 0],
    ["a redirect", { status: 307, headers: { location: "/emea/v3/conversations" } }, "later", 0],
    ["413", { status: 413 }, "refused", 0],
    ["400", { status: 400 }, "refused", 0],
    ["404", { status: 404 }, "refused", 0],
    ["blocked", { status: 403, code: "ConversationBlockedByUser" }, "refused", 0],
    ["the admin's no", { status: 403, code: "BotDisabledByAdmin" }, "later", 0],
    ["a pause of an hour", { status: 429, headers: { "retry-after": "3600" } }, "later", 0],
  ] as const)(
    "%s: it is posted once, and the log has the reason",
    async (_, fault, kind, shownTimes) => {
      surface.service.faults.push(fault);
      await write();
      expect(surface.service.posted).toHaveLength(shownTimes);
      expect(surface.service.asked.filter((path) => path.endsWith("/activities"))).toHaveLength(1);
      expect(surface.log.lines.at(-1)?.facts).toMatchObject({ kind });
      expect(JSON.stringify(surface.log.lines)).not.toContain("repeats all of it");
    },
  );
});
