import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  FIJI,
  type Json,
  type LocalSlack,
  lastPayload,
  startLocalSlack,
} from "./helpers/local-slack.ts";
import { choice, menu, modal, openModal, plain, textInput, topView } from "./helpers/views.ts";

const folder = join(process.env.BCN_SHARED ?? "../shared", "data/slack-payloads");
const recorded = (name: string): Json => JSON.parse(readFileSync(join(folder, name), "utf8"));

/** Recorded keys that the stand-in does not send, each for a reason. */
const DIFFERENCES = [
  // The recorded message stood in a thread; the local workspace has none.
  "container.thread_ts",
  "message.thread_ts",
  "message.parent_user_id",
];

let slack: LocalSlack;
beforeAll(async () => {
  slack = await startLocalSlack();
});
afterAll(() => slack.stop());

/** Paths of the recorded payload that the sent one lacks or has with another JSON type. */
function differences(recordedValue: unknown, sent: unknown, path = ""): string[] {
  if (DIFFERENCES.includes(path)) return [];
  if (kindOf(recordedValue) !== kindOf(sent))
    return [`${path}: ${kindOf(recordedValue)}, not ${kindOf(sent)}`];
  if (Array.isArray(recordedValue) && Array.isArray(sent)) {
    return recordedValue.flatMap((one, index) =>
      differences(one, sent[index], `${path}[${index}]`),
    );
  }
  if (kindOf(recordedValue) !== "object") return [];
  return Object.entries(recordedValue as Json).flatMap(([key, value]) =>
    differences(value, (sent as Json)[key], path === "" ? key : `${path}.${key}`),
  );
}

const kindOf = (value: unknown): string =>
  value === null ? "null" : Array.isArray(value) ? "array" : typeof value;

test("the comparison sees an absent key and another type, at any depth", () => {
  expect(differences({ a: [{ b: null }] }, { a: [{ b: "" }] })).toEqual([
    "a[0].b: null, not string",
  ]);
  expect(differences({ a: { b: 1 } }, { a: {} })).toEqual(["a.b: number, not undefined"]);
  expect(differences({ a: 1 }, { a: 2, more: 3 })).toEqual([]);
});

describe.skipIf(!existsSync(folder))(
  "what the stand-in sends has the keys and types of what Slack sent",
  () => {
    test("a slash command, with and without words", async () => {
      const { slashCommand, slashCommandWithArgs } = recorded("slash-commands-slack.json");
      await slack.post("/_local/message", { as: FIJI, conversation: "C0FJBCN", text: "/bcn" });
      expect(differences(slashCommand, lastPayload(slack))).toEqual([]);
      await slack.post("/_local/message", {
        as: FIJI,
        conversation: "C0FJBCN",
        text: "/bcn closing",
      });
      expect(differences(slashCommandWithArgs, lastPayload(slack))).toEqual([]);
    });

    test("a press on a message that all see, and on one that one person sees", async () => {
      const { action, ephemeralAction } = recorded("modals-slack.json");
      const { message, actions } = action as { message: Json; actions: Json[] };
      const text = "Hello";
      const { ts } = await slack.api("chat.postMessage", {
        channel: "C0FJBCN",
        text,
        blocks: message.blocks,
      });
      const button = { blockId: actions[0]?.block_id, actionId: actions[0]?.action_id };
      await slack.post("/_local/press", { as: FIJI, conversation: "C0FJBCN", ts, ...button });
      expect(differences(action, lastPayload(slack))).toEqual([]);

      const onlyFor = { channel: "C0FJBCN", user: "U0FJLIAISON", text };
      const element = { type: "button", style: "primary", text: plain("Open"), action_id: "open" };
      const own = [{ type: "actions", block_id: "own", elements: [element] }];
      const { message_ts } = await slack.api("chat.postEphemeral", { ...onlyFor, blocks: own });
      const press = { as: FIJI, conversation: "C0FJBCN", ts: message_ts };
      await slack.post("/_local/press", { ...press, blockId: "own", actionId: "open" });
      expect(differences(ephemeralAction, lastPayload(slack))).toEqual([]);
      expect(lastPayload(slack)).not.toHaveProperty("message");
    });

    test("a submission of text, menu and optional fields", async () => {
      const names = ["modals-slack.json", "slash-commands-slack.json"];
      const submissions = names.map((name) => recorded(name).viewSubmission);
      const placeholder = plain("…");
      const view = modal(
        [
          textInput("message", { multiline: true, placeholder }),
          menu("category", ["bug", "feature"], { placeholder }),
          textInput("email", { placeholder }, { optional: true }),
        ],
        { notify_on_close: true, private_metadata: "m" },
      );
      await openModal(slack, view);
      const values = {
        message: { message: { type: "plain_text_input", value: "Hello!" } },
        category: { category: { type: "static_select", selected_option: choice("feature") } },
        email: { email: { type: "plain_text_input", value: "user@example.com" } },
      };
      const { id: viewId } = await topView(slack);
      await slack.post("/_local/view/submit", { as: FIJI, viewId, values });
      for (const submission of submissions) {
        expect(differences(submission, lastPayload(slack))).toEqual([]);
      }
    });

    test("a submission of a text that is heard of on Enter", async () => {
      const { ephemeralViewSubmission } = recorded("modals-slack.json");
      const config = { dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] } };
      await openModal(
        slack,
        modal([textInput("response", { placeholder: plain("…"), ...config })]),
      );
      const values = { response: { response: { value: "Hello!" } } };
      const { id: viewId } = await topView(slack);
      await slack.post("/_local/view/submit", { as: FIJI, viewId, values });
      expect(differences(ephemeralViewSubmission, lastPayload(slack))).toEqual([]);
    });

    test("a mention in a channel", async () => {
      const { mention } = recorded("modals-slack.json");
      await slack.post("/_local/message", {
        as: FIJI,
        conversation: "C0FJBCN",
        text: "@BCN Hello",
      });
      await expect.poll(() => lastPayload(slack).type).toBe("event_callback");
      expect(differences(mention, lastPayload(slack))).toEqual([]);
    });
  },
);
