import type { LocalMessage, LocalView } from "../../../src/local/control-types.ts";

/** Blocks and messages as the product would send them, for tests of the page alone. */

export const plain = (text: string) => ({ type: "plain_text", text });
export const mrkdwn = (text: string) => ({ type: "mrkdwn", text });
export const option = (value: string, text: string) => ({ text: plain(text), value });
export const section = (text: string) => ({ type: "section", block_id: "s", text: mrkdwn(text) });
export const step = (number: number) => ({
  type: "header",
  block_id: "h",
  text: plain(`Step ${number} of 5`),
});
export const button = (action_id: string, text: string, more: object = {}) => ({
  type: "button",
  action_id,
  value: `${action_id}-1`,
  text: plain(text),
  ...more,
});
export const actions = (...elements: object[]) => ({ type: "actions", block_id: "a", elements });

export const input = (block_id: string, label: string, element: object, more: object = {}) => ({
  type: "input",
  block_id,
  label: plain(label),
  element: { action_id: block_id, ...element },
  ...more,
});

export const textInput = (id: string, label: string, more: object = {}) =>
  input(id, label, { type: "plain_text_input", ...KEYSTROKES }, { dispatch_action: true, ...more });

const KEYSTROKES = {
  dispatch_action_config: { trigger_actions_on: ["on_character_entered"] },
};

let counter = 0;

export function message(text: string, more: Partial<LocalMessage> = {}): LocalMessage {
  counter += 1;
  return {
    ts: `1679281200.${String(counter).padStart(6, "0")}`,
    user: "U0FJBCNBOT",
    authorName: "BCN",
    fromBot: true,
    text,
    blocks: [],
    card: null,
    files: [],
    ephemeral: false,
    edited: false,
    at: "2023-03-20T11:30:00.000+09:00",
    ...more,
  };
}

export function modal(blocks: object[], more: Partial<LocalView> = {}): LocalView {
  counter += 1;
  return {
    id: "V1",
    hash: `h${counter}`,
    type: "modal",
    callbackId: "request",
    title: "Request a visit",
    submit: "Next",
    close: "Cancel",
    blocks,
    values: {},
    errors: {},
    trouble: null,
    ...more,
  };
}

const NPOS = [
  ["BD", "Bangladesh – NPO"],
  ["JP", "Japan – JPC"],
  ["TH", "Thailand – FTPI"],
  ["VN", "Vietnam – VNPI"],
].map(([value = "", text = ""]) => option(value, text));

export const host = (more: object = {}) =>
  input("host", "NPO you'd like to visit", {
    type: "static_select",
    placeholder: plain("Choose an NPO"),
    options: NPOS,
    ...more,
  });

export const everyInput = [
  section("*Step 1 of 5* – Whom and why"),
  host(),
  input("spoken", "Have you already spoken with them?", {
    type: "radio_buttons",
    options: [option("no", "Not yet"), option("yes", "Yes")],
  }),
  input(
    "alternatives",
    "Others if they can't",
    { type: "multi_static_select", max_selected_items: 2, options: NPOS },
    { optional: true, hint: plain("Up to two. Hosts never see them.") },
  ),
  textInput("topic", "Topic", { hint: plain("At most 150 characters") }),
  input("objectives", "What you hope to learn", { type: "plain_text_input", multiline: true }),
  input("email", "E-mail", { type: "email_text_input" }, { optional: true }),
  input("startsOn", "First-choice dates, first day", { type: "datepicker" }),
  input("letter", "Endorsement letter", { type: "file_input" }, { optional: true }),
];
