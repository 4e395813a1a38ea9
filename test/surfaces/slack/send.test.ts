import { createServer } from "node:http";
import { inspect } from "node:util";
import { DateTime } from "luxon";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Delivery } from "../../../src/surfaces/command.ts";
import { makeSlackSender } from "../../../src/surfaces/slack/sending/send.ts";
import { type FakeSlack, fakeLog, listenOnAnyPort, said, startFakeSlack, stop } from "./harness.ts";

let slack: FakeSlack;
let log: ReturnType<typeof fakeLog>;
beforeEach(async () => {
  slack = await startFakeSlack();
  log = fakeLog();
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
  makeSlackSender({
    tokenFor: async (workspace) => (workspace === "TFIJI" ? "xoxb-fiji" : undefined),
    apiUrl,
    log,
  }).send(given);

test("a message is sent with its id, without previews of links", async () => {
  const sent = { kind: "sent", reference: "C1:1700000000.000100" };
  expect(await send(delivery())).toEqual({
    ...sent,
    digest: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
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

test.each([
  ["doesn't say how long", {}, 30],
  ["asks for three days, which would silence it, for an hour", { "retry-after": "259200" }, 3600],
  ["names a day", { "retry-after": "Tue, 01 Dec 2026 00:00:00 GMT" }, 30],
  ["asks for no time", { "retry-after": "0" }, 1],
])("a 429 that %s is a pause too", async (_, headers, afterSeconds) => {
  slack.answers["chat.postMessage"] = [{ status: 429, headers }];
  expect(await send(delivery())).toEqual({
    kind: "later",
    afterSeconds,
    scope: "conversation",
    reason: "rate_limited",
  });
});

/** The documented codes of the calls that the outbox and the homes make, placed by hand. */
const PLACED: Readonly<Record<string, readonly string[]>> = {
  "can't be told: it may have arrived": [
    "fatal_error internal_error request_timeout service_unavailable",
  ],
  "soon, for the workspace": ["message_limit_exceeded rate_limited ratelimited"],
  "when the workspace takes something again": [
    "account_inactive invalid_auth not_allowed_token_type not_authed token_expired token_revoked",
    "accesslimited ekm_access_denied org_login_required team_access_not_granted team_added_to_org",
  ],
  "never, to this receiver": [
    "cannot_dm_bot channel_is_limited_access channel_not_found is_archived is_inactive",
    "not_in_channel",
    "restricted_action_non_threadable_channel restricted_action_read_only_channel",
    "restricted_action_thread_only_channel user_disabled user_not_found",
  ],
  "never, with this content": [
    "as_user_not_supported attachment_payload_limit_exceeded block_mismatch deprecated_endpoint",
    "duplicate_external_id invalid_arg_name invalid_arguments invalid_array_arg invalid_blocks",
    "invalid_blocks_format invalid_metadata_format invalid_metadata_schema markdown_text_conflict",
    "metadata_must_be_sent_from_app metadata_too_large method_deprecated msg_blocks_too_long",
    "msg_too_long no_text not_enabled restricted_action too_many_attachments",
    "too_many_contact_cards view_too_large",
  ],
  "once more, and then never": [
    "access_denied enterprise_is_restricted invalid_charset invalid_form_data invalid_post_type",
    "messages_tab_disabled missing_post_type missing_scope no_permission team_not_found",
    "two_factor_setup_required a_code_of_next_year",
  ],
};
const OUTCOME: Readonly<Record<string, object>> = {
  "can't be told: it may have arrived": { kind: "unknown" },
  "soon, for the workspace": { kind: "later", afterSeconds: 30, scope: "workspace" },
  "when the workspace takes something again": UNTIL_INSTALLED,
  "never, to this receiver": { kind: "refused", receiverGone: true },
  "never, with this content": { kind: "refused", receiverGone: false },
  "once more, and then never": { kind: "refused", receiverGone: false, onceMoreAfterSeconds: 600 },
};
const placed = Object.entries(PLACED).flatMap(([place, lines]) =>
  lines.flatMap((line) => line.split(" ")).map((code) => [code, place] as const),
);

describe("what Slack answers", () => {
  test.each(placed)("%s: %s", async (error, place) => {
    slack.answers["chat.postMessage"] = [{ body: { ok: false, error } }];
    expect(await send(delivery())).toEqual({ ...OUTCOME[place], reason: error });
    expect(slack.of("chat.postMessage")).toHaveLength(1);
  });

  test.each([400, 413])(
    "a gateway's %s, which is about this message alone, is tried once more",
    async (status) => {
      slack.answers["chat.postMessage"] = [{ status }];
      expect(await send(delivery())).toMatchObject({
        kind: "refused",
        reason: `http_${status}`,
        onceMoreAfterSeconds: 600,
      });
    },
  );

  test("a gateway's 403 is about the way there: the workspace waits", async () => {
    slack.answers["chat.postMessage"] = [{ status: 403 }];
    expect(await send(delivery())).toMatchObject({ kind: "later", scope: "workspace" });
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

const WORDS = "Kaizen in public hospitals, tevita@example.org";
const UNREADABLE: readonly (readonly [string, string])[] = [
  ["HTML", `<html><body>Proxy error for ${WORDS}</body></html>`],
  ["nothing", ""],
  ["cut JSON", `{"ok":true,"message":{"text":"${WORDS}`],
  ["null", "null"],
  ["a text", JSON.stringify(WORDS)],
  ["a list", JSON.stringify([WORDS])],
  ["neither yes nor no", JSON.stringify({ text: WORDS })],
  ["an error that is no code", JSON.stringify({ ok: false, error: `can't post "${WORDS}"` })],
  ["an error that is an object", JSON.stringify({ ok: false, error: { text: WORDS } })],
];

describe("an answer that can't be read is a lost one, told by a code", () => {
  test.each(UNREADABLE)("%s", async (_, body) => {
    slack.answers["chat.postMessage"] = [{ raw: Buffer.from(body) }];
    expect(await send(delivery())).toEqual({ kind: "unknown", reason: "unreadable_answer" });
    expect(inspect(log.lines, { depth: null })).not.toContain("Kaizen");
  });

  test.each(UNREADABLE)("%s, when it is looked for: sending waits", async (_, body) => {
    slack.answers["conversations.history"] = [{ raw: Buffer.from(body) }];
    expect(await send(delivery({ askFirst: true }))).toMatchObject({
      kind: "later",
      reason: "unreadable_answer",
    });
    expect(slack.of("chat.postMessage")).toEqual([]);
    expect(inspect(log.lines, { depth: null })).not.toContain("Kaizen");
  });

  test("one that breaks off is a lost one too", async () => {
    const broken = createServer((req, res) => {
      res.writeHead(200, { "content-length": "1000" });
      res.write('{"ok":true,', () => req.socket.destroy());
    });
    const url = await listenOnAnyPort(broken);
    expect(await send(delivery(), `${url}/api/`)).toMatchObject({
      kind: "unknown",
      reason: expect.stringMatching(/^\w+$/),
    });
    await stop(broken);
  });

  test("what Slack notes about a call is logged as its place, not as what stands there", async () => {
    const messages = [`[ERROR] invalid value: ${WORDS} [json-pointer:/blocks/3/text/text]`];
    slack.answers["chat.postMessage"] = [
      { body: { ok: false, error: "invalid_blocks", response_metadata: { messages } } },
    ];
    expect(await send(delivery())).toMatchObject({ kind: "refused", reason: "invalid_blocks" });
    expect(log.lines).toMatchObject([
      { level: "info", facts: { reason: "invalid_blocks", at: ["/blocks/3/text/text"] } },
    ]);
    expect(inspect(log.lines, { depth: null })).not.toContain("Kaizen");
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
    expect(await send(asking)).toMatchObject({ kind: "sent", reference: "C1:1700000000.000100" });
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

describe("a message with a file", () => {
  const bytes = Buffer.from("%PDF-1.7");
  const ifRefused = said("The letter can't be sent here");
  const letter = delivery({
    conversation: "ULIAISON",
    message: {
      ...said("Letter of NTPC & others"),
      file: { id: "letter", name: "letter.pdf", bytes, ifRefused },
    },
  });
  const text = "Letter of NTPC &amp; others";
  const given = (upload_url = `${slack.url}/upload`) => [
    { body: { ok: true, file_id: "F1", upload_url } },
  ];
  beforeEach(() => {
    slack.answers["files.getUploadURLExternal"] = given();
  });
  const shared = () => slack.of("files.completeUploadExternal");

  test("is uploaded, and shared with its words in the person's conversation", async () => {
    expect(await send(letter)).toMatchObject({ kind: "sent", reference: "D1:" });
    expect(slack.of("upload")).toHaveLength(1);
    expect(shared()).toMatchObject([
      {
        args: {
          channel_id: "D1",
          initial_comment: text,
          files: [{ id: "F1", title: "letter.pdf" }],
        },
      },
    ]);
  });

  test.each(["files.getUploadURLExternal", "files.completeUploadExternal"])(
    "refused at %s, since the workspace hasn't approved it, is told in words",
    async (method) => {
      slack.answers[method] = [{ body: { ok: false, error: "missing_scope" } }];
      expect(await send(letter)).toMatchObject({
        kind: "sent",
        reference: "C1:1700000000.000100",
      });
      expect(slack.of("chat.postMessage")).toMatchObject([
        {
          args: {
            text: "The letter can't be sent here",
            metadata: { event_type: "bcn_message", event_payload: { id: "o1" } },
          },
        },
      ]);
    },
  );

  test("has its pause kept, at each of its calls", async () => {
    const pause = [{ status: 429, headers: { "retry-after": "7" } }];
    for (const method of ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"]) {
      slack.answers["files.getUploadURLExternal"] = given();
      slack.answers[method] = [...pause];
      expect(await send(letter)).toMatchObject({ kind: "later", afterSeconds: 7 });
    }
    expect(slack.of("chat.postMessage")).toEqual([]);
  });

  test.each([
    ["files.getUploadURLExternal", { kind: "later", scope: "conversation" }],
    ["upload", { kind: "later", scope: "conversation" }],
    ["files.completeUploadExternal", { kind: "unknown" }],
  ])("of which Slack fails at %s is tried again", async (method, expected) => {
    slack.answers[method] = [{ status: 503 }];
    expect(await send(letter)).toMatchObject({ ...expected, reason: "http_503" });
    expect(slack.of("chat.postMessage")).toEqual([]);
  });

  test("never goes to another address than Slack's own", async () => {
    const other = createServer((_, res) => void res.end("OK"));
    const elsewhere = await listenOnAnyPort(other);
    slack.answers["files.getUploadURLExternal"] = given(`${elsewhere}/upload`);
    expect(await send(letter)).toMatchObject({ kind: "sent" });
    expect(shared()).toEqual([]);
    expect(slack.of("chat.postMessage")).toHaveLength(1);
    await stop(other);
  });

  test.each([
    ["is there isn't sent again", { text, files: [{ name: "letter.pdf", size: 8 }] }, 0],
    ["is another file is sent", { text, files: [{ name: "letter.pdf", size: 9 }] }, 1],
    ["came with other words is sent", { text: "?", files: [{ name: "letter.pdf", size: 8 }] }, 1],
    ["has no file is sent", { text }, 1],
  ])("after an answer was lost, what %s", async (_what, message, times) => {
    slack.answers["conversations.history"] = [
      { body: { ok: true, messages: [{ ts: "1700000000.000200", ...message }] } },
    ];
    const reference = times === 0 ? "D1:1700000000.000200" : "D1:";
    expect(await send({ ...letter, askFirst: true })).toMatchObject({ kind: "sent", reference });
    expect(shared()).toHaveLength(times);
  });
});
