import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  BACKUP,
  CHANNEL,
  cardOf,
  dialogOf,
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

const say = (text: string, over: Json = {}) =>
  teams.post("/_local/message", { as: LIAISON, conversation: chat, text, ...over });
const last = (): Json => teams.received.at(-1)?.activity ?? {};
const heard = (count: number) => expect.poll(() => teams.received.length).toBe(count);
const state = (as = LIAISON) => teams.get(`/_local/state?as=${as}`);
const posted = async (card: Json, to = chat): Promise<string> =>
  String((await teams.connector("POST", path(to), ofCard(card))).body.id);

test("the state names the tenant, its channels by team, commands and extensions", async () => {
  expect(await state()).toMatchObject({
    conversations: [
      { id: CHANNEL, kind: "channel", name: "bcn", team: "Bilateral cooperation" },
      { kind: "channel", name: "General" },
      { id: WITHOUT_BOT, kind: "channel", name: "General", team: "Whole office" },
      { id: chat, kind: "im", name: "BCN" },
    ],
    commands: [{ command: "help" }],
    extensions: [{ command: "request" }],
    dialog: null,
    home: null,
  });
  const { workspaces } = await state("T0NTPCFIJI:U0FJLIAISON");
  expect((workspaces as Json[]).map(({ platform }) => platform)).toEqual([
    "slack",
    "slack",
    "teams",
  ]);
  const elsewhere = await teams.post("/_local/home", { as: LIAISON });
  expect(elsewhere).toMatchObject({ status: 404, body: { error: "not_on_this_platform" } });
});

describe("what is written", () => {
  test("in the chat is told to the bot, signed, as from Teams", async () => {
    await say("request new");
    await heard(1);
    expect(teams.received[0]?.genuine).toBe(true);
    const [tenant, user] = LIAISON.split(":");
    expect(last()).toMatchObject({
      type: "message",
      channelId: "msteams",
      text: "request new",
      from: { aadObjectId: user, name: "Liaison, Japan" },
      recipient: { id: `28:${teamsOf(teams).appId}` },
      conversation: { id: chat, conversationType: "personal", tenantId: tenant },
      channelData: { tenant: { id: tenant } },
    });
    const [{ ts } = { ts: "" }] = await teams.messages(chat);
    expect(last().id).toBe(ts);
  });

  test("in a channel is told where it mentions the bot, in its thread, and where the app is", async () => {
    const inChannel = (text: string, over: Json = {}) =>
      say(text, { conversation: CHANNEL, ...over });
    await inChannel("lunch?");
    await say("@BCN help", { conversation: WITHOUT_BOT });
    await inChannel("@BCN help");
    await heard(1);
    const [first, second] = await teams.messages(CHANNEL);
    expect(last()).toMatchObject({
      text: "<at>BCN</at>\u00a0help",
      entities: [{ type: "mention", mentioned: { id: `28:${teamsOf(teams).appId}` } }],
      conversation: { id: `${CHANNEL};messageid=${second?.ts}`, conversationType: "channel" },
      channelData: { channel: { id: CHANNEL } },
    });
    await inChannel("@BCN closing", { root: first?.ts });
    await heard(2);
    expect(last().conversation).toMatchObject({ id: `${CHANNEL};messageid=${first?.ts}` });
    expect((await teams.messages(CHANNEL)).at(-1)).toMatchObject({ root: first?.ts });
    expect(teams.received.every(({ genuine }) => genuine)).toBe(true);
  });

  test("and written anew is told as an edit; nobody else's can be", async () => {
    await say("hepl");
    const [{ ts } = { ts: "" }] = await teams.messages(chat);
    await say("help", { ts });
    await heard(2);
    expect(last()).toMatchObject({
      type: "messageUpdate",
      id: ts,
      text: "help",
      channelData: { eventType: "editMessage" },
    });
    expect(await teams.messages(chat)).toMatchObject([{ text: "help", edited: true }]);
    const bots = await posted(cardOf(textBlock("x")));
    expect((await say("mine", { ts: bots })).status).toBe(404);
  });

  test("brings files, which open by their address and without a token", async () => {
    const upload = await fetch(`${teams.base}/_local/files?as=${LIAISON}&name=a%20letter.pdf`, {
      method: "POST",
      body: "%PDF",
    });
    const { id } = (await upload.json()) as Json;
    await say("", { files: [id] });
    await heard(1);
    const [file] = last().attachments as Json[];
    expect(file).toMatchObject({
      contentType: "application/vnd.microsoft.teams.file.download.info",
      name: "a letter.pdf",
    });
    const downloadUrl = String(Object(file?.content).downloadUrl);
    expect(await (await fetch(downloadUrl)).text()).toBe("%PDF");
    const withToken = { headers: { authorization: `Bearer ${await teams.token()}` } };
    expect((await fetch(downloadUrl, withToken)).status).toBe(401);
    expect((await fetch(downloadUrl.replace(/\?.*/, ""))).status).toBe(401);
    const [message] = await teams.messages(chat);
    const query = `conversation=${chat}&ts=${message?.ts}&id=${id}`;
    expect((await fetch(`${teams.base}/_local/file?as=${LIAISON}&${query}`)).status).toBe(200);
    expect((await fetch(`${teams.base}/_local/file?as=${BACKUP}&${query}`)).status).toBe(404);
  });

  test("is refused where one isn't, or without the app", async () => {
    expect((await say("x", { conversation: await teams.chat(BACKUP) })).status).toBe(404);
    expect((await say("x", { root: "1" })).status).toBe(404);
    expect((await say(" ")).status).toBe(400);
    await teams.post("/_local/install", { as: LIAISON, remove: true });
    expect((await say("help")).body).toEqual({ error: "not_installed" });
  });
});

test("adding the app and taking it away is told twice, as from Teams, and done once", async () => {
  const install = (over: Json) => teams.post("/_local/install", { as: LIAISON, ...over });
  expect((await install({})).body).toEqual({ error: "already_installed" });
  await install({ remove: true });
  expect(teams.received.map(({ activity }) => [activity.type, activity.action])).toEqual([
    ["installationUpdate", "remove"],
    ["conversationUpdate", undefined],
  ]);
  expect((await install({ remove: true })).body).toEqual({ error: "not_installed" });
  await install({ conversation: WITHOUT_BOT });
  expect(last()).toMatchObject({
    conversation: { id: WITHOUT_BOT },
    membersAdded: [{ id: `28:${teamsOf(teams).appId}` }],
  });
  expect(teams.received.every(({ genuine }) => genuine)).toBe(true);
});

test("at the start the bot hears of every person and channel that have the app", async () => {
  await teamsOf(teams).tellOfInstalls();
  const told = teams.received.map(({ activity }) => (activity.conversation as Json).id);
  expect(told).toEqual(expect.arrayContaining([chat, await teams.chat(BACKUP), CHANNEL]));
  expect(told).not.toContain(WITHOUT_BOT);
});

const execute = { type: "Action.Execute", title: "Do it", verb: "do", data: { id: "1" } };
const open = {
  type: "Action.Submit",
  title: "Open",
  data: { verb: "open-form", id: "1", msteams: { type: "task/fetch" } },
};
const asked = {
  type: "Action.ShowCard",
  title: "Sure?",
  card: cardOf({ type: "ActionSet", actions: [{ ...execute, title: "Yes", verb: "sure" }] }),
};
const link = { type: "Action.OpenUrl", title: "Look", url: "https://example.org" };
const CARD = cardOf({ type: "ActionSet", actions: [execute, open, asked, link] });
const NOTE = { statusCode: 200, type: "application/vnd.microsoft.activity.message", value: "Done" };

describe("a press on a card", () => {
  const press = (ts: string, action: Json, over: Json = {}) =>
    teams.post("/_local/press", { as: LIAISON, conversation: chat, ts, action, ...over });

  test("is told with the button's verb and data, and its answer is the presser's alone", async () => {
    const ts = await posted(CARD, CHANNEL);
    teams.answers(() => ({ body: NOTE }));
    expect((await press(ts, execute, { conversation: CHANNEL })).body).toEqual({ ok: true });
    expect(last()).toMatchObject({
      type: "invoke",
      name: "adaptiveCard/action",
      replyToId: ts,
      value: { action: { verb: "do", data: { id: "1" } } },
      conversation: { id: `${CHANNEL};messageid=${ts}` },
    });
    expect(await teams.messages(CHANNEL)).toMatchObject([{ ts, note: "Done" }]);
    expect((await teams.messages(CHANNEL, BACKUP))[0]).not.toHaveProperty("note");
    expect(teams.received[0]?.genuine).toBe(true);
  });

  test("may bring another card in its place, for the presser alone, until the bot changes it", async () => {
    const ts = await posted(CARD);
    const other = cardOf(textBlock("Instead"));
    const value = { ...NOTE, type: "application/vnd.microsoft.card.adaptive", value: other };
    teams.answers(() => ({ body: value }));
    await press(ts, execute);
    expect(await teams.messages(chat)).toMatchObject([{ ts, card: other }]);
    expect((await press(ts, execute)).body).toEqual({ error: "unknown_action" });
    await teams.connector("PUT", path(chat, ts), ofCard(CARD));
    expect(await teams.messages(chat)).toMatchObject([{ ts, card: CARD }]);
  });

  test("stands in the card as it is pressed, also within a question", async () => {
    const ts = await posted(CARD);
    teams.answers(() => ({ body: NOTE }));
    const forged = { ...execute, data: { id: "2" } };
    expect((await press(ts, forged)).body).toEqual({ error: "unknown_action" });
    expect((await press(ts, link)).body).toEqual({ error: "not_sent" });
    expect((await press("1", execute)).status).toBe(404);
    expect(teams.received).toEqual([]);
    const yes = { ...execute, title: "Yes", verb: "sure" };
    expect((await press(ts, yes)).body).toEqual({ ok: true });
  });

  test.each([
    ["a status other than 200", { status: 500 }],
    ["nothing", { body: "" }],
    ["a status within", { body: { ...NOTE, statusCode: 400 } }],
    ["a message without text", { body: { ...NOTE, value: "" } }],
    [
      "a card that Teams refuses",
      {
        body: {
          ...NOTE,
          type: "application/vnd.microsoft.card.adaptive",
          value: cardOf({ type: "Poem" }),
        },
      },
    ],
  ])("that is answered by %s is a trouble, and the log says why", async (_, answer) => {
    const ts = await posted(CARD);
    teams.answers(() => answer);
    expect((await press(ts, execute)).body.ack).toBe("Unable to reach app. Please try again.");
    expect(teams.logged.at(-1)).toContain("adaptiveCard/action");
  });
});

const FORM = cardOf(
  { type: "Input.Text", id: "topic", label: "Topic", maxLength: 5 },
  { type: "Input.Date", id: "day", label: "Day" },
  {
    type: "Input.ChoiceSet",
    id: "several",
    label: "Several",
    isMultiSelect: true,
    choices: ["a", "b"].map((value) => ({ title: value, value })),
  },
  {
    type: "ActionSet",
    actions: [{ type: "Action.Submit", title: "Next", data: { verb: "next" } }],
  },
);
const NEXT = { type: "Action.Submit", title: "Next", data: { verb: "next" } };

describe("a dialog", () => {
  const opened = async (): Promise<Json> => {
    const ts = await posted(CARD);
    teams.answers(() => ({ body: dialogOf(FORM) }));
    await teams.post("/_local/press", { as: LIAISON, conversation: chat, ts, action: open });
    return (await state()).dialog as Json;
  };
  const submit = (dialog: Json, inputs: Json, action: Json = NEXT) =>
    teams.post("/_local/dialog/submit", { as: LIAISON, dialogId: dialog.id, action, inputs });

  test("is opened by a button that says so, and sends what is filled in beside the button's own", async () => {
    const dialog = await opened();
    expect(last()).toMatchObject({ name: "task/fetch", value: { data: open.data } });
    expect(dialog).toMatchObject({ title: "A form", card: FORM, trouble: null, busy: false });
    expect((await state(BACKUP)).dialog).toBeNull();
    teams.answers(() => ({ body: { task: { type: "message", value: "Saved" } } }));
    expect((await submit(dialog, { several: "a,b" })).body).toMatchObject({ ok: true });
    expect(last()).toMatchObject({ name: "task/submit" });
    const { data } = last().value as { data: Json };
    expect(data).toEqual({ verb: "next", topic: "", day: "", several: "a,b" });
    expect((await state()).dialog).toMatchObject({ card: null, message: "Saved" });
    expect(teams.received.every(({ genuine }) => genuine)).toBe(true);
  });

  test("isn't sent with what its client would not let go, nor twice, nor by another button", async () => {
    const dialog = await opened();
    const refusals = [
      [{ topic: "longer" }, "invalid_value"],
      [{ day: "tomorrow" }, "invalid_value"],
      [{ several: "a,c" }, "unknown_option"],
      [{ verb: "other" }, "unknown_input"],
    ] as const;
    for (const [inputs, error] of refusals)
      expect((await submit(dialog, inputs)).body).toEqual({ error });
    const forged = { ...NEXT, data: { verb: "submit" } };
    expect((await submit(dialog, {}, forged)).body).toEqual({ error: "unknown_action" });
    expect((await submit(dialog, {})).status).toBe(200);
    expect((await submit(dialog, {})).body).toEqual({ error: "dialog_not_found" });
  });

  test("closes when it is answered by nothing, and when it is closed", async () => {
    const dialog = await opened();
    teams.answers(() => ({ body: "" }));
    await submit(dialog, {});
    expect((await state()).dialog).toBeNull();
    // The page that it was closed on has been answered by another one meanwhile.
    const again = await opened();
    teams.answers(() => ({ body: dialogOf(FORM, "Another page") }));
    await submit(again, {});
    expect((await state()).dialog).toMatchObject({ title: "Another page" });
    expect((await teams.post("/_local/dialog/close", { as: LIAISON })).status).toBe(200);
    expect((await state()).dialog).toBeNull();
    expect((await teams.post("/_local/dialog/close", { as: LIAISON })).status).toBe(200);
  });

  const sick = (value: Json) => ({ body: { task: { type: "continue", value } } });
  const { value } = (dialogOf(FORM) as { task: { value: Json } }).task;
  test.each([
    ["a status other than 200", { status: 502 }],
    ["what is no dialog", { body: { statusCode: 200 } }],
    ["no title", sick({ ...value, title: "" })],
    ["a size that there isn't", sick({ ...value, width: "huge" })],
    ["another card", sick({ ...value, card: { contentType: "x", content: FORM } })],
    ["an Execute", { body: dialogOf(cardOf({ type: "ActionSet", actions: [execute] })) }],
    [
      "a comma in a choice",
      {
        body: dialogOf(
          cardOf({
            type: "Input.ChoiceSet",
            id: "a",
            label: "A",
            choices: [{ title: "a", value: "a,b" }],
          }),
        ),
      },
    ],
  ])("that is answered by %s stays, with its trouble, and the log says why", async (_, answer) => {
    const dialog = await opened();
    teams.answers(() => answer);
    const { body } = await submit(dialog, {});
    expect(body).toEqual({ ok: false, trouble: "Unable to reach app. Please try again." });
    expect((await state()).dialog).toMatchObject({
      id: dialog.id,
      card: FORM,
      trouble: body.trouble,
    });
    expect(teams.logged.at(-1)).toContain("task/submit");
  });

  test("is busy while it is being answered, and may be closed meanwhile", async () => {
    const dialog = await opened();
    const before = teams.received.length;
    let answer = (): void => undefined;
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    teams.answers(async () => {
      await answered;
      return { body: dialogOf(FORM, "Another page") };
    });
    const sent = submit(dialog, {});
    await heard(before + 1);
    expect((await state()).dialog).toMatchObject({ busy: true });
    expect((await submit(dialog, {})).body).toEqual({ error: "busy" });
    await teams.post("/_local/dialog/close", { as: LIAISON });
    answer();
    await sent;
    expect((await state()).dialog).toBeNull();
  });

  test("that nobody answers in time is asked for again, by the same id and then by a new one", async () => {
    const dialog = await opened();
    const before = teams.received.length;
    teams.answers(() => ({ silent: true }));
    teams.waits.ms = 200;
    expect((await submit(dialog, {})).body).toMatchObject({ ok: false });
    expect((await state()).dialog).toMatchObject({ busy: false, card: FORM });
    teams.later.at(-1)?.run();
    await heard(before + 2);
    expect(last().id).toBe(teams.received[before]?.activity.id);
    await expect.poll(() => teams.later.length).toBe(2);
    teams.answers(() => ({ body: dialogOf(FORM) }));
    teams.later.at(-1)?.run();
    await heard(before + 3);
    expect(last().id).not.toBe(teams.received[before]?.activity.id);
    expect(last().value).toEqual(teams.received[before]?.activity.value);
    expect((await state()).dialog).toMatchObject({ id: dialog.id });
  });

  test("is opened from beside the composer too", async () => {
    teams.answers(() => ({ body: dialogOf(FORM) }));
    const extension = { as: LIAISON, conversation: CHANNEL, command: "request" };
    expect((await teams.post("/_local/extension", extension)).body).toEqual({ ok: true });
    expect(last()).toMatchObject({
      name: "composeExtension/fetchTask",
      value: { commandId: "request", commandContext: "compose" },
    });
    await submit((await state()).dialog as Json, {});
    expect(last()).toMatchObject({
      name: "composeExtension/submitAction",
      value: { commandId: "request", data: { verb: "next" } },
    });
    expect((await teams.post("/_local/extension", { ...extension, command: "x" })).status).toBe(
      404,
    );
  });
});

describe("a file that the bot asks to give", () => {
  const bytes = "%PDF-1.7";
  const asksFor = {
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.teams.card.file.consent",
        name: "letter.pdf",
        content: { description: "The letter", sizeInBytes: bytes.length, acceptContext: { a: 1 } },
      },
    ],
  };
  const ask = async () => String((await teams.connector("POST", path(chat), asksFor)).body.id);
  const consent = (ts: string, accept: boolean) =>
    teams.post("/_local/consent", { as: LIAISON, conversation: chat, ts, accept });
  const put = (url: unknown, range: string, body: string) =>
    fetch(String(url), { method: "PUT", headers: { "content-range": range }, body });
  const given = (uniqueId: unknown) => ({
    type: "message",
    attachments: [
      {
        contentType: "application/vnd.microsoft.teams.card.file.info",
        name: "letter.pdf",
        content: { uniqueId, fileType: "pdf" },
      },
    ],
  });

  test("is accepted once, brought in parts, and then given", async () => {
    const ts = await ask();
    expect(await teams.messages(chat)).toMatchObject([
      { ts, consent: { name: "letter.pdf", size: 8, description: "The letter", state: "asked" } },
    ]);
    expect((await consent(ts, true)).body).toEqual({ ok: true });
    expect(last()).toMatchObject({
      name: "fileConsent/invoke",
      value: { action: "accept", context: { a: 1 } },
    });
    const { uploadInfo } = last().value as { uploadInfo: Json };
    const give = () => teams.connector("POST", path(chat), given(uploadInfo.uniqueId));
    expect((await put(uploadInfo.uploadUrl, "bytes 0-3/8", bytes.slice(0, 4))).status).toBe(202);
    expect((await give()).status).toBe(400);
    for (const wrong of ["bytes 0-3/8", "bytes 4-6/8", "bytes 4-7/9", "4-7"])
      expect((await put(uploadInfo.uploadUrl, wrong, bytes.slice(4))).status).toBe(416);
    expect((await put(uploadInfo.uploadUrl, "bytes 4-7/8", bytes.slice(4))).status).toBe(201);
    expect((await put(uploadInfo.uploadUrl, "bytes 0-7/8", bytes)).status).toBe(404);
    expect((await give()).status).toBe(201);
    const standing = await teams.messages(chat);
    expect(standing).toMatchObject([
      { consent: { state: "accepted" } },
      { files: [{ name: "letter.pdf" }] },
    ]);
    expect((await consent(ts, true)).body).toEqual({ error: "no_consent" });
  });

  test("may be declined, and asked for again where the bot didn't hear", async () => {
    const ts = await ask();
    teams.answers(() => ({ status: 500 }));
    expect((await consent(ts, false)).body.ack).toContain("Unable to reach app");
    teams.answers(() => ({}));
    expect((await consent(ts, false)).body).toEqual({ ok: true });
    expect((last().value as Json).uploadInfo).toBeUndefined();
    expect(await teams.messages(chat)).toMatchObject([{ consent: { state: "declined" } }]);
  });

  test("makes way for what the bot puts in its place, also while it is being accepted", async () => {
    const ts = await ask();
    const card = cardOf(textBlock("On its way"));
    teams.answers(async () => {
      await teams.connector("PUT", path(chat, ts), ofCard(card));
      return {};
    });
    expect((await consent(ts, true)).body).toEqual({ ok: true });
    const [message] = await teams.messages(chat);
    expect(message).toMatchObject({ ts, card, edited: true });
    expect(message).not.toHaveProperty("consent");
  });

  test("is given in the personal chat alone", async () => {
    expect((await teams.connector("POST", path(CHANNEL), asksFor)).status).toBe(400);
    expect((await teams.connector("POST", path(chat), given("unknown"))).status).toBe(400);
  });
});
