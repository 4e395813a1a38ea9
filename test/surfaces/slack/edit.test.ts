import { createServer } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CardEdit } from "../../../src/surfaces/command.ts";
import { makeSlackEdit } from "../../../src/surfaces/slack/sending/edit.ts";
import { makeSlackSender } from "../../../src/surfaces/slack/sending/send.ts";
import {
  type FakeSlack,
  fakeLog,
  listenOnAnyPort,
  PROGRAMME_NOW,
  said,
  startFakeSlack,
} from "./harness.ts";

let slack: FakeSlack;
beforeEach(async () => {
  slack = await startFakeSlack();
});
afterEach(() => slack.close());

const deps = (apiUrl: string) => ({
  tokenFor: async (workspace: string) => (workspace === "TFIJI" ? "xoxb-fiji" : undefined),
  apiUrl,
  log: fakeLog(),
});

const edit = (over: Partial<CardEdit> = {}, apiUrl = `${slack.url}/api/`) =>
  makeSlackEdit(deps(apiUrl))({
    workspace: "TFIJI",
    reference: "D1:1700000000.000100",
    message: said("How it stands"),
    digest: null,
    ...over,
  });

const answers = (answer: object) => {
  slack.answers["chat.update"] = [answer];
};

test("a message takes the place of the one that was sent, and nothing in it becomes a link", async () => {
  expect(await edit()).toMatchObject({ kind: "edited" });
  const [asked] = slack.of("chat.update");
  expect(asked).toMatchObject({
    token: "xoxb-fiji",
    args: {
      channel: "D1",
      ts: "1700000000.000100",
      text: "How it stands",
      parse: "none",
      link_names: "false",
    },
  });
  // What isn't named stays: the outbox id, by which a lost answer is looked for.
  expect(asked?.args).not.toHaveProperty("metadata");
});

test("what was sent isn't sent again as long as it is the same", async () => {
  const sent = await makeSlackSender(deps(`${slack.url}/api/`)).send({
    ...{ id: "o1", workspace: "TFIJI", conversation: "C1", askFirst: false },
    ...{ message: said("How it stands"), firstTriedAt: PROGRAMME_NOW },
  });
  const digest = "digest" in sent ? (sent.digest ?? null) : null;
  expect(await edit({ digest })).toEqual({ kind: "unchanged" });
  const other = {
    ...said("How it stands"),
    buttons: [{ verb: "take", id: "r1", label: "Take" } as const],
  };
  const edited = await edit({ digest, message: other });
  expect(edited).toMatchObject({ kind: "edited" });
  const after = "digest" in edited ? edited.digest : "";
  expect(await edit({ digest: after, message: other })).toEqual({ kind: "unchanged" });
  expect(slack.of("chat.update")).toHaveLength(1);
});

test.each(["message_not_found", "cant_update_message", "edit_window_closed"])(
  "%s: this message is lost",
  async (error) => {
    answers({ body: { ok: false, error } });
    expect(await edit()).toEqual({ kind: "lost", reason: error });
  },
);

test.each(["channel_not_found", "is_archived", "is_inactive"])(
  "%s: the conversation is gone",
  async (error) => {
    answers({ body: { ok: false, error } });
    expect(await edit()).toEqual({ kind: "refused", reason: error, receiverGone: true });
  },
);

test("Slack's pause is kept by the whole workspace, whose tier it is", async () => {
  answers({ status: 429, headers: { "retry-after": "7" } });
  expect(await edit()).toMatchObject({ kind: "later", afterSeconds: 7, scope: "workspace" });
  expect(slack.of("chat.update")).toHaveLength(1);
});

test("a failing server leaves it unknown whether it was edited", async () => {
  answers({ status: 503 });
  expect(await edit()).toEqual({ kind: "unknown", reason: "http_503" });
});

test("where nobody listens it is edited later; where the app was removed, when it is back", async () => {
  const server = createServer();
  const nobody = await listenOnAnyPort(server);
  await new Promise((closed) => server.close(closed));
  expect(await edit({}, `${nobody}/api/`)).toMatchObject({ kind: "later", scope: "workspace" });
  expect(await edit({ workspace: "TGONE" })).toMatchObject({ kind: "later", afterSeconds: 600 });
  expect(slack.asked).toEqual([]);
});
