import { webApi } from "@slack/bolt";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  FIJI,
  type Json,
  type LocalSlack,
  lastPayload,
  startLocalSlack,
  tokenOf,
} from "../helpers/local-slack.ts";
import { plain } from "../helpers/views.ts";

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startLocalSlack();
});
afterEach(() => slack.stop());

const CHANNEL = "C0FJBCN";
const laterBy = (ms: number): void => {
  slack.time.now = new Date(slack.time.now.getTime() + ms);
};
const post = (args: Json) =>
  slack.api("chat.postMessage", { channel: CHANNEL, text: "Hello", ...args });
const shown = async (as = FIJI, conversation = CHANNEL): Promise<Json[]> =>
  (await slack.get(`/_local/messages?as=${as}&conversation=${conversation}`)).messages as Json[];

describe("a call is refused with Slack's own code", () => {
  const refusals: [string, Json, string][] = [
    ["chat.postMessage", { channel: "C0UNKNOWN00", text: "x" }, "channel_not_found"],
    ["chat.postMessage", { channel: "C0APOBCN", text: "x" }, "channel_not_found"],
    ["chat.postMessage", { channel: "C0FJGENERAL", text: "x" }, "not_in_channel"],
    ["chat.postMessage", { text: "x" }, "invalid_arguments"],
    ["chat.postMessage", { channel: CHANNEL }, "no_text"],
    ["chat.postMessage", { channel: CHANNEL, text: "x".repeat(40_001) }, "msg_too_long"],
    [
      "chat.postMessage",
      { channel: CHANNEL, text: "x", blocks: "not JSON" },
      "invalid_blocks_format",
    ],
    [
      "chat.postMessage",
      { channel: CHANNEL, text: "x", blocks: [{ type: "poem" }] },
      "invalid_blocks",
    ],
    [
      "chat.postMessage",
      { channel: CHANNEL, text: "x", metadata: { event_type: "x" } },
      "invalid_metadata_format",
    ],
    ["chat.postMessage", { channel: CHANNEL, text: "x", attachments: [] }, "invalid_attachments"],
    [
      "chat.postEphemeral",
      { channel: CHANNEL, user: "U0APOOFFICER", text: "x" },
      "user_not_in_channel",
    ],
    ["chat.update", { channel: CHANNEL, ts: "1.000001", text: "x" }, "message_not_found"],
    ["chat.delete", { channel: CHANNEL, ts: "1.000001" }, "message_not_found"],
    ["conversations.info", { channel: "U0FJLIAISON" }, "channel_not_found"],
    ["conversations.history", { channel: "C0FJGENERAL" }, "not_in_channel"],
    ["conversations.history", { channel: CHANNEL, oldest: "yesterday" }, "invalid_ts_oldest"],
    ["conversations.history", { channel: CHANNEL, limit: 1000 }, "invalid_limit"],
    ["conversations.open", {}, "users_list_not_supplied"],
    ["conversations.open", { users: "U0APOOFFICER" }, "user_not_found"],
    ["users.info", { user: "U0APOOFFICER" }, "user_not_found"],
    ["files.info", { file: "F0UNKNOWN00" }, "file_not_found"],
    [
      "views.open",
      { trigger_id: "1.2.3", view: { type: "home", blocks: [] } },
      "invalid_arguments",
    ],
    [
      "views.publish",
      { user_id: "U0APOOFFICER", view: { type: "home", blocks: [] } },
      "invalid_arguments",
    ],
    ["chat.dance", {}, "unknown_method"],
    ["toString", {}, "unknown_method"],
  ];
  test.each(refusals)("%s %j: %s", async (method, args, error) => {
    expect(await slack.api(method, args)).toMatchObject({ ok: false, error, status: 200 });
  });

  test("an unknown token gives invalid_auth, none at all not_authed", async () => {
    expect((await slack.api("auth.test", {}, "xoxb-unknown")).error).toBe("invalid_auth");
    const response = await fetch(`${slack.base}/_local/slack/api/auth.test`, { method: "POST" });
    expect(await response.json()).toEqual({ ok: false, error: "not_authed" });
  });

  test("refused blocks are named with their place", async () => {
    expect(
      await post({ blocks: [{ type: "header", text: plain("x".repeat(151)) }] }),
    ).toMatchObject({
      errors: ["must be less than 151 characters [json-pointer:/blocks/0/text/text]"],
      response_metadata: {
        messages: ["[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]"],
      },
    });
  });
});

describe("the pace", () => {
  test("is one message a second a channel, then 429 with Retry-After", async () => {
    await post({});
    laterBy(999);
    const response = await fetch(`${slack.base}/_local/slack/api/chat.postMessage`, {
      method: "POST",
      headers: { authorization: `Bearer ${tokenOf(slack.local, "T0NTPCFIJI")}` },
      body: new URLSearchParams({ channel: CHANNEL, text: "Too soon" }),
    });
    expect(response.status).toBe(429);
    expect(response.headers.get("retry-after")).toBe("1");
    expect(await response.json()).toEqual({ ok: false, error: "ratelimited" });
    laterBy(1);
    expect((await post({})).ok).toBe(true);
  });

  test("of one channel does not hold up another conversation or workspace", async () => {
    expect((await post({})).ok).toBe(true);
    expect((await post({ channel: "U0FJLIAISON" })).ok).toBe(true);
    const secretariat = tokenOf(slack.local, "T0APOTOKYO");
    expect(
      (await slack.api("chat.postMessage", { channel: "C0APOBCN", text: "x" }, secretariat)).ok,
    ).toBe(true);
  });

  test("of a method is its tier's: fifty updates a minute", async () => {
    const { ts } = await post({});
    const update = () => slack.api("chat.update", { channel: CHANNEL, ts, text: "x" });
    for (let times = 0; times < 50; times += 1) expect((await update()).ok).toBe(true);
    expect((await update()).status).toBe(429);
    laterBy(60_000);
    expect((await update()).ok).toBe(true);
  });
});

describe("messages", () => {
  test("posted to a person stand in the direct conversation with them", async () => {
    expect((await post({ channel: "U0FJHEAD" })).channel).toBe("D0FJHEAD");
    expect((await shown("T0NTPCFIJI:U0FJHEAD", "D0FJHEAD")).map(({ text }) => text)).toEqual([
      "Hello",
    ]);
  });

  test("are updated and deleted by their ts, and text alone takes the place of blocks", async () => {
    const { ts } = await post({ blocks: [{ type: "divider" }] });
    await slack.api("chat.update", { channel: CHANNEL, ts, text: "Changed" });
    expect(await shown()).toMatchObject([{ text: "Changed", edited: true, blocks: [] }]);
    await slack.api("chat.update", {
      channel: CHANNEL,
      ts,
      text: "x",
      blocks: [{ type: "divider" }],
    });
    expect(await shown()).toMatchObject([{ ts, blocks: [{ type: "divider" }] }]);
    await slack.api("chat.delete", { channel: CHANNEL, ts });
    expect(await shown()).toEqual([]);
  });

  test("for one person are seen by them alone, and by no history", async () => {
    await slack.api("chat.postEphemeral", { channel: CHANNEL, user: "U0FJLIAISON", text: "Psst" });
    expect(await shown()).toMatchObject([{ text: "Psst", ephemeral: true }]);
    expect(await shown("T0NTPCFIJI:U0FJHEAD")).toEqual([]);
    expect((await slack.api("conversations.history", { channel: CHANNEL })).messages).toEqual([]);
  });

  test("in a direct conversation are updated by its id, not the person's, and keep their metadata", async () => {
    const metadata = { event_type: "bcn", event_payload: { id: "o-1" } };
    const { ts, channel } = await post({ channel: "U0FJHEAD", metadata });
    const update = (at: unknown) => slack.api("chat.update", { channel: at, ts, text: "Changed" });
    expect((await update("U0FJHEAD")).error).toBe("channel_not_found");
    expect((await update(channel)).ok).toBe(true);
    const whole = { channel, include_all_metadata: true };
    expect((await slack.api("conversations.history", whole)).messages).toMatchObject([
      { ts, text: "Changed", metadata, edited: { user: expect.any(String) } },
    ]);
  });

  test("that were deleted, or are another's ts, can't be updated", async () => {
    const { ts } = await post({});
    await slack.api("chat.delete", { channel: CHANNEL, ts });
    for (const gone of [ts, "1700000000.000001"]) {
      const update = await slack.api("chat.update", { channel: CHANNEL, ts: gone, text: "x" });
      expect(update.error).toBe("message_not_found");
    }
  });

  test("a person's own can't be changed by the bot", async () => {
    await slack.post("/_local/message", { as: FIJI, conversation: CHANNEL, text: "Mine" });
    const ts = (await shown())[0]?.ts;
    const update = await slack.api("chat.update", { channel: CHANNEL, ts, text: "x" });
    expect(update.error).toBe("cant_update_message");
    expect((await slack.api("chat.delete", { channel: CHANNEL, ts })).error).toBe(
      "cant_delete_message",
    );
  });

  test("carry their metadata in the history only when asked, newest first and by pages", async () => {
    const metadata = { event_type: "bcn", event_payload: { id: "o-1" } };
    const stamps: unknown[] = [];
    for (const text of ["one", "two", "three"]) {
      stamps.push((await post({ text, metadata })).ts);
      laterBy(1000);
    }
    const history = async (args: Json) =>
      (await slack.api("conversations.history", { channel: CHANNEL, ...args })) as Json;
    const first = await history({ limit: 2, include_all_metadata: true });
    expect(first.messages).toMatchObject([{ text: "three", metadata }, { text: "two" }]);
    const { next_cursor: cursor } = first.response_metadata as Json;
    expect((await history({ limit: 2, cursor })).messages).toMatchObject([{ text: "one" }]);
    const texts = async (args: Json) =>
      ((await history(args)).messages as Json[]).map(({ text }) => text);
    expect(await texts({ oldest: stamps[1] })).toEqual(["three"]);
    expect(await texts({ oldest: stamps[1], inclusive: true })).toEqual(["three", "two"]);
    expect(await texts({ latest: stamps[1] })).toEqual(["one"]);
    expect(((await history({})).messages as Json[])[0]).not.toHaveProperty("metadata");
  });

  test("stamp themselves in order, one later than the other, within the same millisecond", async () => {
    const sent = await Promise.all(
      ["U0FJLIAISON", "U0FJHEAD", "U0FJBACKUP"].map((channel) => post({ channel })),
    );
    const stamps = sent.map(({ ts }) => String(ts));
    expect(new Set(stamps).size).toBe(3);
    expect(stamps.every((ts) => /^\d{10}\.\d{6}$/.test(ts))).toBe(true);
  });
});

describe("a press on a message", () => {
  const card = (more: Json = {}) =>
    post({
      blocks: [
        {
          type: "actions",
          block_id: "card",
          elements: [
            { type: "button", action_id: "accept", text: plain("We can host"), value: "r-1" },
            {
              type: "static_select",
              action_id: "dates",
              options: [{ text: plain("July"), value: "7" }],
            },
          ],
        },
      ],
      ...more,
    });
  const press = (ts: unknown, actionId: string, more: Json = {}) =>
    slack.post("/_local/press", {
      as: FIJI,
      conversation: CHANNEL,
      ts,
      blockId: "card",
      actionId,
      ...more,
    });

  test("carries the message, the button's value and a response_url", async () => {
    const { ts } = await card();
    await press(ts, "accept");
    expect(slack.received[0]?.genuine).toBe(true);
    expect(lastPayload(slack)).toMatchObject({
      type: "block_actions",
      container: { type: "message", message_ts: ts, channel_id: CHANNEL, is_ephemeral: false },
      message: { ts, text: "Hello", bot_id: "B0FJBCNBOT" },
      actions: [{ type: "button", action_id: "accept", block_id: "card", value: "r-1" }],
      state: { values: { card: { dates: { type: "static_select", selected_option: null } } } },
    });
  });

  test("carries what was chosen in a menu", async () => {
    const { ts } = await card();
    await press(ts, "dates", { selected: "7" });
    expect(lastPayload(slack)).toMatchObject({
      actions: [{ type: "static_select", selected_option: { value: "7" } }],
      state: { values: { card: { dates: { selected_option: { value: "7" } } } } },
    });
    expect((await press(ts, "dates", { selected: "8" })).body.error).toBe("unknown_option");
    expect((await press(ts, "nothing")).body.error).toBe("unknown_element");
  });

  test("answers through its response_url five times in thirty minutes, no more", async () => {
    const { ts } = await card();
    await press(ts, "accept");
    const url = String(lastPayload(slack).response_url).replace(slack.base, "");
    expect((await slack.post(url, { text: "For you" })).status).toBe(200);
    expect((await slack.post(url, { text: "For all", response_type: "in_channel" })).status).toBe(
      200,
    );
    expect((await slack.post(url, { text: "Instead", replace_original: true })).status).toBe(200);
    expect((await shown()).map(({ text, ephemeral }) => [text, ephemeral])).toEqual([
      ["Instead", false],
      ["For you", true],
      ["For all", false],
    ]);
    expect((await slack.post(url, { text: "x".repeat(40_001) })).body.error).toBe("msg_too_long");
    expect((await slack.post(url, { delete_original: true })).status).toBe(200);
    expect(await slack.post(url, { text: "Sixth" })).toEqual({
      status: 404,
      body: { ok: false, error: "used_url" },
    });

    const again = await card({ channel: "U0FJLIAISON" });
    await slack.post("/_local/press", {
      as: FIJI,
      conversation: "D0FJLIAISON",
      ts: again.ts,
      blockId: "card",
      actionId: "accept",
    });
    const second = String(lastPayload(slack).response_url).replace(slack.base, "");
    laterBy(30 * 60_000 + 1);
    expect((await slack.post(second, { text: "Late" })).body.error).toBe("expired_url");
  });
});

describe("channels", () => {
  test("take the bot in when it joins or is invited, and not before", async () => {
    const general = { channel: "C0FJGENERAL" };
    const isMember = async () =>
      ((await slack.api("conversations.info", general)).channel as Json).is_member;
    expect(await isMember()).toBe(false);
    await slack.post("/_local/message", {
      as: FIJI,
      conversation: "C0FJGENERAL",
      text: "/invite @BCN",
    });
    expect(await isMember()).toBe(true);
    await expect.poll(() => (lastPayload(slack).event as Json)?.type).toBe("member_joined_channel");
    expect((await slack.api("conversations.join", general)).warning).toBe("already_in_channel");
    expect((await post(general)).ok).toBe(true);
  });

  test("are listed by pages, and the bot's own apart", async () => {
    const { channels, response_metadata } = await slack.api("conversations.list", { limit: 1 });
    expect(channels).toMatchObject([{ id: CHANNEL, name: "bcn", is_member: true }]);
    const { next_cursor: cursor } = response_metadata as Json;
    expect((await slack.api("conversations.list", { cursor })).channels).toMatchObject([
      { name: "general" },
    ]);
    expect((await slack.api("users.conversations")).channels).toMatchObject([{ id: CHANNEL }]);
    expect((await slack.api("conversations.members", { channel: CHANNEL })).members).toContain(
      "U0FJBCNBOT",
    );
  });
});

test("people come with their zone, and the bot as a bot", async () => {
  expect((await slack.api("users.info", { user: "U0FJLIAISON" })).user).toMatchObject({
    real_name: "Liaison, Fiji",
    tz: "Pacific/Fiji",
    tz_offset: 43_200,
    is_bot: false,
  });
  const { members } = await slack.api("users.list");
  expect((members as Json[]).filter(({ is_bot }) => is_bot).map(({ id }) => id)).toEqual([
    "U0FJBCNBOT",
  ]);
});

test("a file is described to its workspace's bot and downloaded with its token only", async () => {
  const upload = await fetch(`${slack.base}/_local/files?as=${FIJI}&name=notification.txt`, {
    method: "POST",
    body: "Project Code",
  });
  const { id } = (await upload.json()) as Json;
  const { file } = await slack.api("files.info", { file: id });
  expect(file).toMatchObject({ name: "notification.txt", mimetype: "text/plain", size: 12 });
  const url = String((file as Json).url_private_download);
  const fetched = (team: string) =>
    fetch(url, { headers: { authorization: `Bearer ${tokenOf(slack.local, team)}` } });
  expect(await (await fetched("T0NTPCFIJI")).text()).toBe("Project Code");
  expect((await fetched("T0APOTOKYO")).status).toBe(404);
  expect((await fetch(url)).status).toBe(401);
});

describe("a file that the bot sends", () => {
  const bytes = Buffer.from("%PDF-1.7");
  const announced = async (length: number = bytes.length) => {
    const given = await slack.api("files.getUploadURLExternal", { filename: "letter.pdf", length });
    const response = await fetch(String(given.upload_url), { method: "POST", body: bytes });
    return { id: given.file_id, status: response.status };
  };
  const complete = (id: unknown, channel_id: string) =>
    slack.api("files.completeUploadExternal", {
      files: JSON.stringify([{ id, title: "letter.pdf" }]),
      channel_id,
      initial_comment: "Here it is",
    });

  test("is announced, uploaded and shared as a message, once; whoever sees it can open it", async () => {
    const { id, status } = await announced();
    expect(status).toBe(200);
    expect(await complete(id, "D0FJLIAISON")).toMatchObject({ ok: true, files: [{ id }] });
    expect(await complete(id, "D0FJLIAISON")).toMatchObject({ error: "file_not_found" });

    const [message] = await shown(FIJI, "D0FJLIAISON");
    expect(message).toMatchObject({ text: "Here it is", files: [{ id, name: "letter.pdf" }] });
    const open = (as: string) =>
      fetch(
        `${slack.base}/_local/file?as=${as}&conversation=D0FJLIAISON&ts=${message?.ts}&id=${id}`,
      );
    const opened = await open(FIJI);
    expect(opened.headers.get("content-type")).toBe("application/pdf");
    expect(Buffer.from(await opened.arrayBuffer())).toEqual(bytes);
    expect((await open("T0APOTOKYO:U0APOOFFICER")).status).toBe(404);
  });

  test("isn't shared where it isn't whole, nor with a person's id, as Slack does", async () => {
    const half = await announced(bytes.length + 1);
    expect(await complete(half.id, "D0FJLIAISON")).toMatchObject({ error: "file_not_found" });
    const whole = await announced();
    expect(await complete(whole.id, "U0FJLIAISON")).toMatchObject({ error: "channel_not_found" });
    const none = { filename: "letter.pdf", length: 0 };
    expect(await slack.api("files.getUploadURLExternal", none)).toMatchObject({
      error: "invalid_arguments",
    });
  });
});

test("an OAuth code is good once, for who asked for it", async () => {
  const { clientId, clientSecret, authorizeUrl } = slack.local.slack;
  const redirect = "http://127.0.0.1/slack/oauth_redirect";
  const query = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirect,
    state: "s",
    scope: "chat:write",
    team: "T0APOTOKYO",
  });
  const response = await fetch(`${authorizeUrl}?${query}`, { redirect: "manual" });
  const back = new URL(response.headers.get("location") ?? "");
  expect(back.searchParams.get("state")).toBe("s");
  const access = (secret: string) =>
    slack.api("oauth.v2.access", {
      client_id: clientId,
      client_secret: secret,
      code: back.searchParams.get("code"),
      redirect_uri: redirect,
    });
  expect((await access("wrong")).error).toBe("bad_client_secret");
  expect(await access(clientSecret)).toMatchObject({
    ok: true,
    access_token: tokenOf(slack.local, "T0APOTOKYO"),
    team: { id: "T0APOTOKYO" },
    token_type: "bot",
  });
  expect((await access(clientSecret)).error).toBe("invalid_code");
});

test("with token rotation a token runs out, and a refresh token is good once and a minute more", async () => {
  const { clientId, clientSecret, authorizeUrl } = slack.local.slack;
  expect((await slack.post("/_local/token-rotation", { seconds: -1 })).status).toBe(400);
  await slack.post("/_local/token-rotation", { seconds: 43_200 });
  const query = { client_id: clientId, redirect_uri: "http://127.0.0.1/", team: "T0APOTOKYO" };
  const allowed = await fetch(`${authorizeUrl}?${new URLSearchParams(query)}`, {
    redirect: "manual",
  });
  const code = new URL(allowed.headers.get("location") ?? "").searchParams.get("code");
  const access = (args: object) =>
    slack.api("oauth.v2.access", { client_id: clientId, client_secret: clientSecret, ...args });
  const refresh = (token: unknown) =>
    access({ grant_type: "refresh_token", refresh_token: token }) as Promise<{
      access_token?: string;
      refresh_token?: string;
      error?: string;
    }>;
  const secondsLater = (seconds: number) => {
    slack.time.now = new Date(slack.time.now.getTime() + seconds * 1000);
  };
  const stateOf = async (token: unknown) => {
    const { ok, error } = await slack.api("auth.test", {}, String(token));
    return ok ? "good" : error;
  };
  const first = await access({ code });
  expect(first).toMatchObject({ expires_in: 43_200, team: { id: "T0APOTOKYO" } });
  const second = await refresh(first.refresh_token);
  expect([await stateOf(first.access_token), await stateOf(second.access_token)]).toEqual([
    "good",
    "good",
  ]);
  secondsLater(60);
  const again = await refresh(first.refresh_token);
  expect([await stateOf(first.access_token), await stateOf(again.access_token)]).toEqual([
    "token_revoked",
    "good",
  ]);
  secondsLater(1);
  expect(await refresh(first.refresh_token)).toMatchObject({ error: "invalid_refresh_token" });
  secondsLater(43_200);
  expect(await stateOf(again.access_token)).toBe("token_expired");
  expect(await stateOf((await refresh(again.refresh_token)).access_token)).toBe("good");
});

describe("faults that one orders", () => {
  const client = () =>
    new webApi.WebClient(tokenOf(slack.local, "T0NTPCFIJI"), {
      slackApiUrl: slack.local.slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: 500,
      logLevel: webApi.LogLevel.ERROR,
    });
  const say = () =>
    client().chat.postMessage({ channel: CHANNEL, text: "Hello", blocks: [{ type: "divider" }] });

  test("without any, Slack's own client is served", async () => {
    expect(await say()).toMatchObject({ ok: true, channel: CHANNEL });
  });

  test.each(["429", "500", "timeout", "reset"])(
    "%s: nothing is posted, and the next call is fine",
    async (kind) => {
      await slack.post("/_local/faults", { method: "chat.postMessage", kind, times: 1 });
      expect((await client().auth.test()).ok).toBe(true);
      await expect(say()).rejects.toThrow();
      expect(await shown()).toEqual([]);
      expect((await say()).ok).toBe(true);
    },
  );

  test("lostAnswer: the message is posted, and nobody hears of it", async () => {
    await slack.post("/_local/faults", { kind: "lostAnswer" });
    await expect(say()).rejects.toThrow();
    expect(await shown()).toHaveLength(1);
  });

  test("one that is ordered for a conversation leaves the others alone", async () => {
    const order = { method: "chat.postMessage", channel: "C0ELSEWHERE", kind: "500", times: 9 };
    await slack.post("/_local/faults", order);
    expect((await say()).ok).toBe(true);
    await slack.post("/_local/faults", { ...order, channel: CHANNEL });
    slack.time.now = new Date(slack.time.now.getTime() + 2000);
    await expect(say()).rejects.toThrow();
  });

  test("none takes back what was ordered", async () => {
    await slack.post("/_local/faults", { kind: "reset", times: 1000 });
    await expect(say()).rejects.toThrow();
    await slack.post("/_local/faults", { kind: "none" });
    expect((await say()).ok).toBe(true);
  });

  test("a fault that does not exist is refused", async () => {
    expect((await slack.post("/_local/faults", { kind: "earthquake" })).status).toBe(400);
  });
});
