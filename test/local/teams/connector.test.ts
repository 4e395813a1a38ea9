import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  askToken,
  BACKUP,
  CHANNEL,
  cardOf,
  type Json,
  LIAISON,
  type LocalTeams,
  ofCard,
  path,
  startLocalTeams,
  teamsOf,
  textBlock,
  WITHOUT_BOT,
} from "../helpers/local-teams.ts";

let teams: LocalTeams;
let chat: string;
beforeEach(async () => {
  teams = await startLocalTeams();
  chat = await teams.chat();
});
afterEach(() => teams.stop());

const HELLO = ofCard(cardOf(textBlock("Hello")));
const post = (body: Json | string = HELLO, to = chat) => teams.connector("POST", path(to), body);
const codeOf = ({ body }: { body: Json }) => (body.error as Json | undefined)?.code;
const laterBy = (ms: number): void => {
  teams.time.now = new Date(teams.time.now.getTime() + ms);
};

describe("what the bot says", () => {
  test("stands in the chat of one person, unread, and nobody else sees it", async () => {
    const { status, body } = await post();
    expect(status).toBe(201);
    expect(await teams.messages(chat)).toMatchObject([
      { ts: body.id, fromBot: true, authorName: "BCN", card: cardOf(textBlock("Hello")) },
    ]);
    const state = await teams.get(`/_local/state?as=${LIAISON}`);
    expect((state.conversations as Json[]).find(({ id }) => id === chat)?.unread).toBe(1);
    expect(await teams.messages(chat, BACKUP)).toBeUndefined();
  });

  test("in a channel begins a thread, answers in one, and is read by all", async () => {
    const first = await post(HELLO, CHANNEL);
    const second = await post(HELLO, `${CHANNEL};messageid=${first.body.id}`);
    const third = await teams.connector("POST", path(CHANNEL, String(second.body.id)), HELLO);
    const standing = await teams.messages(CHANNEL, BACKUP);
    expect(standing.map(({ ts }) => ts)).toEqual([first, second, third].map(({ body }) => body.id));
    expect(standing.map(({ root }) => root)).toEqual([undefined, first.body.id, first.body.id]);
  });

  test("is changed in its place, and taken away", async () => {
    const { body } = await post();
    const id = String(body.id);
    const other = ofCard(cardOf(textBlock("Good-bye")));
    expect((await teams.connector("PUT", path(chat, id), other)).status).toBe(200);
    expect(await teams.messages(chat)).toMatchObject([
      { ts: id, edited: true, card: cardOf(textBlock("Good-bye")) },
    ]);
    expect((await teams.connector("DELETE", path(chat, id))).status).toBe(200);
    expect(await teams.messages(chat)).toEqual([]);
  });

  test("reaches a person whose chat it opens by either of their ids", async () => {
    const { botOf, user } = opening();
    const open = (members: Json[], over: Json = {}) =>
      teams.connector("POST", "", { ...botOf, members, ...over });
    expect(await open([{ id: user }])).toMatchObject({ status: 201, body: { id: chat } });
    await teams.post("/_local/message", { as: LIAISON, conversation: chat, text: "help" });
    await expect.poll(() => teams.received.length).toBe(1);
    const from = teams.received.at(-1)?.activity.from as Json;
    expect(await open([{ id: from.id }])).toMatchObject({ status: 201, body: { id: chat } });
    expect(codeOf(await open([{ id: "29:nobody" }]))).toBe("ConversationNotFound");
    for (const wrong of [{ isGroup: true }, { bot: { id: "28:another" } }, { tenantId: "x" }])
      expect((await open([{ id: user }], wrong)).status).toBe(400);
    expect((await open([{ id: user }, { id: user }])).status).toBe(400);
    expect(from.aadObjectId).toBe(user);
  });
});

const opening = () => {
  const [tenant = "", user = ""] = LIAISON.split(":");
  const botOf = {
    isGroup: false,
    bot: { id: `28:${teamsOf(teams).appId}` },
    tenantId: tenant,
    channelData: { tenant: { id: tenant } },
  };
  return { botOf, user };
};

describe("a call is refused", () => {
  test("without a token, with one that nobody gave, and an hour later", async () => {
    const token = await teams.token();
    for (const bearer of ["", "invented"])
      expect((await teams.connector("POST", path(chat), HELLO, bearer)).status).toBe(401);
    laterBy(3_599_000);
    expect((await teams.connector("POST", path(chat), HELLO, token)).status).toBe(201);
    laterBy(1000);
    expect((await teams.connector("POST", path(chat), HELLO, token)).status).toBe(401);
    expect((await post()).status).toBe(201);
  });

  test("a token for another app, scope, tenant or grant isn't given", async () => {
    expect((await askToken(teams, {})).body).toMatchObject({ token_type: "Bearer" });
    expect(await askToken(teams, { client_secret: "wrong" })).toMatchObject({ status: 401 });
    expect(await askToken(teams, { client_id: "another" })).toMatchObject({ status: 401 });
    for (const over of [{ scope: "openid" }, { grant_type: "password" }])
      expect((await askToken(teams, over as Record<string, string>)).status).toBe(400);
    expect((await askToken(teams, {}, "common")).status).toBe(400);
    expect(teams.logged.join("\n")).not.toContain(teamsOf(teams).appPassword);
  });

  test("where the app isn't, until it is added", async () => {
    expect(codeOf(await post(HELLO, WITHOUT_BOT))).toBe("BotNotInConversationRoster");
    const add = { as: LIAISON, conversation: WITHOUT_BOT };
    expect((await teams.post("/_local/install", add)).status).toBe(200);
    expect((await post(HELLO, WITHOUT_BOT)).status).toBe(201);
    await teams.post("/_local/install", { as: LIAISON, remove: true });
    expect(await post()).toMatchObject({ status: 403 });
    const { botOf, user } = opening();
    const opened = await teams.connector("POST", "", { ...botOf, members: [{ id: user }] });
    expect(codeOf(opened)).toBe("ForbiddenOperationException");
  });

  test.each([["BotDisabledByAdmin"], ["ConversationBlockedByUser"], ["MessageWritesBlocked"]])(
    "with Microsoft's code %s when it is ordered",
    async (kind) => {
      await teams.post("/_local/faults", { kind, method: "post" });
      const refused = await post();
      expect([refused.status, codeOf(refused)]).toEqual([403, kind]);
      expect((await post()).status).toBe(201);
    },
  );

  test("above seven messages in a second, eight in two, sixty in thirty", async () => {
    const statuses = async (count: number): Promise<number[]> => {
      const all: number[] = [];
      for (let at = 0; at < count; at += 1) all.push((await post()).status);
      return all;
    };
    expect(await statuses(7)).toEqual(Array(7).fill(201));
    const refused = await post();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "1"]);
    expect((await post(HELLO, CHANNEL)).status).toBe(201);
    laterBy(1001);
    expect(await statuses(2)).toEqual([201, 429]);
    for (let sent = 8; sent < 60; sent += 4) {
      laterBy(2001);
      expect(await statuses(4)).toEqual(Array(4).fill(201));
    }
    laterBy(2001);
    const many = await post();
    expect([many.status, many.headers.get("retry-after")]).toEqual([429, "1"]);
  });

  test("of more than 100 KB", async () => {
    const large = (bytes: number) => ofCard(cardOf(textBlock("x".repeat(bytes))));
    expect((await post(large(100 * 1024))).status).toBe(413);
    expect((await post(large(90 * 1024))).status).toBe(201);
  });

  test("about a message that isn't there, or isn't the bot's, and when it reads", async () => {
    await teams.post("/_local/message", { as: LIAISON, conversation: chat, text: "help" });
    const [{ ts } = { ts: "" }] = await teams.messages(chat);
    for (const id of ["1", String(ts)]) {
      expect((await teams.connector("PUT", path(chat, id), HELLO)).status).toBe(404);
      expect((await teams.connector("DELETE", path(chat, id))).status).toBe(404);
    }
    expect((await post(HELLO, "a:unknown")).status).toBe(404);
    expect((await post(HELLO, `${CHANNEL};messageid=1`)).status).toBe(404);
    expect((await teams.connector("GET", path(chat))).status).toBe(405);
    expect((await teams.connector("GET", path(chat, String(ts)))).status).toBe(405);
    expect((await teams.connector("POST", "/x/members", HELLO)).status).toBe(404);
  });
});

const input = (over: Json) => ({ type: "Input.Text", id: "a", label: "A", ...over });
const choices = (...values: string[]) =>
  input({
    type: "Input.ChoiceSet",
    choices: values.map((value) => ({ title: value, value })),
  });
const buttons = (count: number) => ({
  type: "ActionSet",
  actions: Array.from({ length: count }, (_, at) => ({ type: "Action.Submit", title: `${at}` })),
});

describe("a message is refused, and the log says why,", () => {
  const refusals: [string, Json | string, string][] = [
    ["text beside a card", { ...HELLO, text: "Hello" }, "text beside an attachment"],
    [
      "two cards",
      { ...HELLO, attachments: Array(2).fill((HELLO.attachments as Json[])[0]) },
      "more",
    ],
    ["nothing", { type: "message", summary: "Nothing" }, "nothing to say"],
    ["another type", { ...HELLO, type: "typing" }, "type"],
    ["an unknown attachment", { type: "message", attachments: [{ contentType: "x" }] }, "type x"],
    ["no JSON", "{", "type"],
    ["a newer card", ofCard({ ...cardOf(textBlock("x")), version: "1.6" }), "1.5"],
    ["no card", ofCard({ type: "Poem" }), "not an Adaptive Card"],
    ["an unknown element", ofCard(cardOf({ type: "Poem" })), "Poem"],
    ["seven actions", ofCard(cardOf(buttons(7))), "actions"],
    ["an input without an id", ofCard(cardOf({ type: "Input.Text", label: "A" })), "unique Id"],
    ["an input without a label", ofCard(cardOf({ type: "Input.Text", id: "a" })), "label"],
    ["two inputs of one id", ofCard(cardOf(input({}), input({}))), "Duplicate Id"],
    ["a comma in a choice", ofCard(cardOf(choices("a,b", "c"))), "comma"],
    ["a choice twice", ofCard(cardOf(choices("a", "a"))), "twice"],
  ];
  test.each(refusals)("%s", async (_, body, why) => {
    expect(await post(body)).toMatchObject({ status: 400, body: { error: { code: "BadSyntax" } } });
    expect(teams.logged.at(-1)).toContain(why);
    expect(await teams.messages(chat)).toEqual([]);
  });

  test("but six actions, a question in a card of its own and plain text are taken", async () => {
    const asked = { type: "Action.ShowCard", title: "Sure?", card: cardOf(buttons(1)) };
    const card = ofCard(
      cardOf(buttons(6), { type: "ActionSet", actions: [asked] }, choices("a", "b")),
    );
    expect((await post(card)).status).toBe(201);
    expect((await post({ type: "message", text: "Hello" })).status).toBe(201);
  });
});

describe("a fault that was ordered", () => {
  const order = (fault: Json) => teams.post("/_local/faults", fault);
  const standing = async () => (await teams.messages(chat)).length;

  test.each([["500"], ["502"], ["504"], ["412"]])(
    "%s is answered, and nothing is done",
    async (kind) => {
      await order({ kind, method: "post" });
      expect((await post()).status).toBe(Number(kind));
      expect(await standing()).toBe(0);
      expect((await post()).status).toBe(201);
    },
  );

  test("429 says for how long", async () => {
    await order({ kind: "429", retryAfter: 17, channel: chat });
    expect((await post(HELLO, CHANNEL)).status).toBe(201);
    const refused = await post();
    expect([refused.status, refused.headers.get("retry-after")]).toEqual([429, "17"]);
  });

  test("redirect leads elsewhere", async () => {
    await order({ kind: "redirect", method: "post" });
    expect((await post()).status).toBe(302);
  });

  test("reset and lostAnswer cut the connection; the second one has been done", async () => {
    await order({ kind: "reset", method: "post" });
    await expect(post()).rejects.toThrow();
    expect(await standing()).toBe(0);
    await order({ kind: "lostAnswer", method: "post" });
    await expect(post()).rejects.toThrow();
    expect(await standing()).toBe(1);
  });

  test("timeout is never answered", async () => {
    await order({ kind: "timeout", method: "post" });
    const token = await teams.token();
    const asking = fetch(`${teams.base}/_local/teams/jp/v3/conversations${path(chat)}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(HELLO),
      signal: AbortSignal.timeout(100),
    });
    await expect(asking).rejects.toThrow();
    expect(await standing()).toBe(0);
  });

  test("meets the operation that it names", async () => {
    await order({ kind: "500", method: "edit" });
    await order({ kind: "500", method: "token" });
    const token = await askToken(teams, {});
    expect(token.status).toBe(500);
    const { body } = await post();
    const edited = () => teams.connector("PUT", path(chat, String(body.id)), HELLO);
    expect((await edited()).status).toBe(500);
    expect((await edited()).status).toBe(200);
  });
});

test("after a restart everything stands where it stood", async () => {
  await teams.stop();
  teams = await startLocalTeams({ isNew: true });
  const { body } = await post();
  await teams.post("/_local/install", { as: BACKUP, remove: true });
  const { appPassword, metadataUrl } = teamsOf(teams);
  const keys = await teams.get("/_local/teams/keys");
  await teams.restart();
  expect(await teams.messages(chat)).toMatchObject([{ ts: body.id, summary: "A card" }]);
  expect((await post(HELLO, await teams.chat(BACKUP))).status).toBe(403);
  expect(teamsOf(teams)).toMatchObject({ appPassword, metadataUrl });
  expect(await teams.get("/_local/teams/keys")).toEqual(keys);
  expect(Number((await post()).body.id)).toBeGreaterThan(Number(body.id));
});
