import { createServer } from "node:http";
import { DateTime } from "luxon";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivery } from "../../../src/surfaces/command.ts";
import { makeSlackSend } from "../../../src/surfaces/slack/sending/send.ts";
import { type FakeSlack, fakeLog, listenOnAnyPort, said, startFakeSlack, stop } from "./harness.ts";

let slack: FakeSlack;
beforeEach(async () => {
  slack = await startFakeSlack();
});
afterEach(() => slack.close());

const delivery = (over: Partial<Delivery> = {}): Delivery => ({
  id: "o1",
  workspace: "TFIJI",
  conversation: "C1",
  message: said("BCN 2023 is open"),
  askFirst: false,
  firstTriedAt: DateTime.fromISO("2023-03-20T12:00:00Z"),
  ...over,
});

const send = (given: Delivery, apiUrl = `${slack.url}/api/`) =>
  makeSlackSend({
    tokenFor: async (workspace) => (workspace === "TFIJI" ? "xoxb-fiji" : undefined),
    apiUrl,
    log: fakeLog(),
  })(given);

test("a message is sent with its id, without previews of links", async () => {
  expect(await send(delivery())).toEqual({ kind: "sent", reference: "C1:1700000000.000100" });
  expect(slack.of("chat.postMessage")).toMatchObject([
    {
      token: "xoxb-fiji",
      args: {
        channel: "C1",
        text: "BCN 2023 is open",
        unfurl_links: "false",
        unfurl_media: "false",
        link_names: "false",
        metadata: { event_type: "bcn_message", event_payload: { id: "o1" } },
      },
    },
  ]);
});

const UNTIL_INSTALLED = { kind: "later", afterSeconds: 600, scope: "workspace" } as const;

test("for a workspace without the app nothing is sent until it is installed anew", async () => {
  expect(await send(delivery({ workspace: "TGONE" }))).toEqual({
    ...UNTIL_INSTALLED,
    reason: "workspace_not_installed",
  });
  expect(slack.asked).toEqual([]);
});

test("Slack's pause is kept, for that conversation alone", async () => {
  slack.answers["chat.postMessage"] = [{ status: 429, headers: { "retry-after": "7" } }];
  expect(await send(delivery())).toMatchObject({
    kind: "later",
    afterSeconds: 7,
    scope: "conversation",
  });
  expect(slack.of("chat.postMessage")).toHaveLength(1);
});

test("a 429 that doesn't say how long is a pause too", async () => {
  slack.answers["chat.postMessage"] = [{ status: 429 }];
  expect(await send(delivery())).toMatchObject({ kind: "later", scope: "conversation" });
});

describe("what Slack answers", () => {
  test.each([
    ["channel_not_found", "refused"],
    ["is_archived", "refused"],
    ["not_in_channel", "refused"],
    ["restricted_action", "refused"],
    ["user_not_found", "refused"],
    ["invalid_blocks", "refused"],
    ["msg_too_long", "refused"],
    ["ratelimited", "later"],
    ["team_added_to_org", "later"],
    ["internal_error", "unknown"],
    ["fatal_error", "unknown"],
  ])("%s is %s", async (error, kind) => {
    slack.answers["chat.postMessage"] = [{ body: { ok: false, error } }];
    expect(await send(delivery())).toMatchObject({ kind, reason: error });
    expect(slack.of("chat.postMessage")).toHaveLength(1);
  });

  test.each([
    ["channel_not_found", true],
    ["is_archived", true],
    ["not_in_channel", true],
    ["user_not_found", true],
    ["user_disabled", true],
    ["cannot_dm_bot", true],
    ["restricted_action_read_only_channel", true],
    ["restricted_action", false],
    ["invalid_blocks", false],
    ["msg_too_long", false],
  ])("%s: the receiver is gone is %s", async (error, receiverGone) => {
    slack.answers["chat.postMessage"] = [{ body: { ok: false, error } }];
    expect(await send(delivery())).toEqual({ kind: "refused", reason: error, receiverGone });
  });

  test.each(["invalid_auth", "token_expired", "token_revoked", "account_inactive", "not_authed"])(
    "%s lets the workspace's letters wait for a renewed installation",
    async (error) => {
      slack.answers["chat.postMessage"] = [{ body: { ok: false, error } }];
      expect(await send(delivery())).toEqual({ ...UNTIL_INSTALLED, reason: error });
    },
  );

  test("a refusal that we don't know loses no letter: that conversation waits", async () => {
    slack.answers["chat.postMessage"] = [{ body: { ok: false, error: "missing_scope" } }];
    expect(await send(delivery())).toEqual({
      kind: "later",
      afterSeconds: 600,
      scope: "conversation",
      reason: "missing_scope",
    });
  });

  test("a failing server leaves it unknown whether the message arrived", async () => {
    slack.answers["chat.postMessage"] = [{ status: 502 }];
    expect(await send(delivery())).toEqual({ kind: "unknown", reason: "http_502" });
  });

  test("a connection that breaks leaves it unknown whether the message arrived", async () => {
    const broken = createServer((req) => req.socket.destroy());
    const url = await listenOnAnyPort(broken);
    expect(await send(delivery(), `${url}/api/`)).toMatchObject({ kind: "unknown" });
    await stop(broken);
  });

  test("a server that can't be reached got nothing, so it is tried later", async () => {
    const gone = createServer();
    const url = await listenOnAnyPort(gone);
    await stop(gone);
    expect(await send(delivery(), `${url}/api/`)).toMatchObject({
      kind: "later",
      reason: "ECONNREFUSED",
    });
  });
});

describe("after an answer was lost", () => {
  const asking = delivery({ askFirst: true });
  const ours = {
    ts: "1700000000.000200",
    metadata: { event_type: "bcn_message", event_payload: { id: "o1" } },
  };
  const history = (messages: object[]) => [{ body: { ok: true, messages } }];

  test("a message that is there isn't sent again", async () => {
    slack.answers["conversations.history"] = history([{ ts: "1.0" }, ours]);
    expect(await send(asking)).toEqual({ kind: "sent", reference: "C1:1700000000.000200" });
    expect(slack.of("chat.postMessage")).toEqual([]);
    expect(slack.of("conversations.history")).toMatchObject([
      { args: { oldest: "1679313595", limit: "15", include_all_metadata: "true" } },
    ]);
  });

  test("a message that isn't there is sent", async () => {
    const other = { ...ours, metadata: { ...ours.metadata, event_payload: { id: "o2" } } };
    slack.answers["conversations.history"] = history([other]);
    expect(await send(asking)).toEqual({ kind: "sent", reference: "C1:1700000000.000100" });
  });

  test("a direct message is looked for in the person's conversation", async () => {
    slack.answers["conversations.history"] = history([ours]);
    const direct = { ...asking, conversation: "ULIAISON" };
    expect(await send(direct)).toEqual({ kind: "sent", reference: "D1:1700000000.000200" });
    expect(slack.of("conversations.open")).toMatchObject([{ args: { users: "ULIAISON" } }]);
  });

  test("when looking must wait, sending waits", async () => {
    slack.answers["conversations.history"] = [{ status: 429, headers: { "retry-after": "60" } }];
    expect(await send(asking)).toMatchObject({ kind: "later", afterSeconds: 60 });
    expect(slack.of("chat.postMessage")).toEqual([]);
  });

  test("when looking fails, sending waits", async () => {
    slack.answers["conversations.history"] = [{ status: 500 }];
    expect(await send(asking)).toMatchObject({ kind: "later", scope: "conversation" });
    expect(slack.of("chat.postMessage")).toEqual([]);
  });

  test("when our token is refused, sending waits too", async () => {
    slack.answers["conversations.history"] = [{ body: { ok: false, error: "token_revoked" } }];
    expect(await send(asking)).toEqual({ ...UNTIL_INSTALLED, reason: "token_revoked" });
    expect(slack.of("chat.postMessage")).toEqual([]);
  });

  test("when Slack doesn't let us look, the message is sent: twice is better than never", async () => {
    slack.answers["conversations.history"] = [{ body: { ok: false, error: "missing_scope" } }];
    expect(await send(asking)).toMatchObject({ kind: "sent" });
  });
});
