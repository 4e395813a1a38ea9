import { describe, expect, test } from "vitest";
import {
  checkMessageBlocks,
  checkView,
  inSlacksWords,
} from "../../../src/local/slack/blocks/check.ts";

type Json = Record<string, unknown>;

const letters = (count: number): string => "x".repeat(count);
const plain = (count: number): Json => ({ type: "plain_text", text: letters(count) });
const mrkdwn = (count: number): Json => ({ type: "mrkdwn", text: letters(count) });
const many = (count: number, make: (index: number) => unknown): unknown[] =>
  Array.from({ length: count }, (_, index) => make(index));
const choice = (index: number, more: Json = {}): Json => ({
  text: plain(1),
  value: `v${index}`,
  ...more,
});
const options = (count: number): unknown[] => many(count, (index) => choice(index));

const section = (more: Json = {}): Json => ({ type: "section", text: mrkdwn(1), ...more });
const button = (more: Json = {}): Json => ({
  type: "button",
  action_id: "go",
  text: plain(1),
  ...more,
});
const actions = (...elements: unknown[]): Json => ({ type: "actions", elements });
const beside = (accessory: unknown): Json => section({ accessory });
const input = (element: Json, more: Json = {}): Json => ({
  type: "input",
  label: plain(1),
  element,
  ...more,
});
const typing = (more: Json = {}): Json => ({ type: "plain_text_input", action_id: "a", ...more });
const numbered = (more: Json): Json => ({
  type: "number_input",
  is_decimal_allowed: false,
  ...more,
});
const rich = (...elements: Json[]): Json => ({ type: "rich_text", elements });
const select = (more: Json = {}): Json => ({ type: "static_select", options: options(1), ...more });
const confirm = (more: Json = {}): Json => ({
  title: plain(1),
  text: plain(1),
  confirm: plain(1),
  deny: plain(1),
  ...more,
});
const modal = (blocks: unknown[], more: Json = {}): Json => ({
  type: "modal",
  title: plain(1),
  submit: plain(1),
  blocks,
  ...more,
});

const ofView = (view: Json): string[] => checkView(view).map(({ text }) => text);
const ofMessage = (...blocks: unknown[]): string[] =>
  checkMessageBlocks(blocks).map(({ text }) => text);
const inModal = (...blocks: unknown[]): string[] => ofView(modal(blocks));

/** What is counted, the largest count that Slack takes, and what it says of a list of that length. */
const limits: [name: string, most: number, check: (count: number) => string[]][] = [
  ["blocks of a message", 50, (n) => ofMessage(...many(n, () => section()))],
  ["blocks of a modal", 100, (n) => inModal(...many(n, () => section()))],
  ["blocks of a home tab", 100, (n) => ofView({ type: "home", blocks: many(n, () => section()) })],
  ["modal title", 24, (n) => ofView(modal([], { title: plain(n) }))],
  ["modal submit", 24, (n) => ofView(modal([], { submit: plain(n) }))],
  ["modal close", 24, (n) => ofView(modal([], { close: plain(n) }))],
  ["private_metadata", 3000, (n) => ofView(modal([], { private_metadata: letters(n) }))],
  ["callback_id", 255, (n) => ofView(modal([], { callback_id: letters(n) }))],
  ["external_id", 255, (n) => ofView(modal([], { external_id: letters(n) }))],
  ["block_id", 255, (n) => ofMessage(section({ block_id: letters(n) }))],
  ["action_id", 255, (n) => ofMessage(actions(button({ action_id: letters(n) })))],
  ["header", 150, (n) => ofMessage({ type: "header", text: plain(n) })],
  ["section text", 3000, (n) => ofMessage(section({ text: mrkdwn(n) }))],
  ["section fields", 10, (n) => ofMessage(section({ fields: many(n, () => mrkdwn(1)) }))],
  ["section field text", 2000, (n) => ofMessage(section({ fields: [mrkdwn(n)] }))],
  ["actions", 25, (n) => ofMessage(actions(...many(n, (i) => button({ action_id: `a${i}` }))))],
  ["context", 10, (n) => ofMessage({ type: "context", elements: many(n, () => mrkdwn(1)) })],
  ["overflow options", 5, (n) => ofMessage(beside({ type: "overflow", options: options(n) }))],
  ["checkboxes", 10, (n) => inModal(input({ type: "checkboxes", options: options(n) }))],
  ["radio buttons", 10, (n) => inModal(input({ type: "radio_buttons", options: options(n) }))],
  ["select options", 100, (n) => inModal(input(select({ options: options(n) })))],
  [
    "multi-select options",
    100,
    (n) => inModal(input(select({ type: "multi_static_select", options: options(n) }))),
  ],
  ["button text", 75, (n) => ofMessage(actions(button({ text: plain(n) })))],
  ["button value", 2000, (n) => ofMessage(actions(button({ value: letters(n) })))],
  ["button url", 3000, (n) => ofMessage(actions(button({ url: letters(n) })))],
  ["option text", 75, (n) => inModal(input(select({ options: [choice(1, { text: plain(n) })] })))],
  [
    "option value",
    150,
    (n) => inModal(input(select({ options: [choice(1, { value: letters(n) })] }))),
  ],
  [
    "option description",
    75,
    (n) => inModal(input(select({ options: [choice(1, { description: plain(n) })] }))),
  ],
  ["input label", 2000, (n) => inModal(input(typing(), { label: plain(n) }))],
  ["input hint", 2000, (n) => inModal(input(typing(), { hint: plain(n) }))],
  ["placeholder", 150, (n) => inModal(input(typing({ placeholder: plain(n) })))],
  ["initial text", 3000, (n) => inModal(input(typing({ initial_value: letters(n) })))],
  ["max_length", 3000, (n) => inModal(input(typing({ max_length: n })))],
  [
    "confirm title",
    100,
    (n) => ofMessage(actions(button({ confirm: confirm({ title: plain(n) }) }))),
  ],
  [
    "confirm text",
    300,
    (n) => ofMessage(actions(button({ confirm: confirm({ text: plain(n) }) }))),
  ],
  [
    "confirm button",
    30,
    (n) => ofMessage(actions(button({ confirm: confirm({ confirm: plain(n) }) }))),
  ],
  ["deny button", 30, (n) => ofMessage(actions(button({ confirm: confirm({ deny: plain(n) }) })))],
  ["markdown block", 12_000, (n) => ofMessage({ type: "markdown", text: letters(n) })],
  [
    "table rows",
    100,
    (n) => ofMessage({ type: "table", rows: many(n, () => [{ type: "raw_text", text: "x" }]) }),
  ],
  [
    "table columns",
    20,
    (n) => ofMessage({ type: "table", rows: [many(n, () => ({ type: "raw_text", text: "x" }))] }),
  ],
  [
    "tables",
    1,
    (n) =>
      ofMessage(...many(n, () => ({ type: "table", rows: [[{ type: "raw_text", text: "x" }]] }))),
  ],
  ["files of a file_input", 10, (n) => inModal(input({ type: "file_input", max_files: n }))],
  [
    "characters of a message",
    13_200,
    (n) =>
      ofMessage(...many(n / 100, () => section({ text: mrkdwn(100) })).slice(0, 44), ...rest(n)),
  ],
];

/** Characters beyond 44 sections of 100, in sections as long as they may be. */
function rest(count: number): Json[] {
  const left = count - 4400;
  const whole = Math.floor(left / 3000);
  const last = left - whole * 3000;
  return [
    ...many(whole, () => section({ text: mrkdwn(3000) })),
    ...(last ? [section({ text: mrkdwn(last) })] : []),
  ] as Json[];
}

describe("Slack's limits", () => {
  test.each(limits)("%s: %i is taken, one more refused", (_name, most, check) => {
    expect(check(most)).toEqual([]);
    expect(check(most + 1)).not.toEqual([]);
  });

  test("a view of 250 KB is taken, a larger one refused by its own code", () => {
    const sized = (bytes: number) => {
      const empty = Buffer.byteLength(JSON.stringify(filled("")));
      return filled(letters(bytes - empty));
    };
    const filled = (more: string) => {
      const blocks = many(99, () => section({ text: mrkdwn(2450) }));
      return modal([...blocks, section({ text: { type: "mrkdwn", text: `x${more}` } })]);
    };
    const codes = (bytes: number) => checkView(sized(bytes)).map(({ code }) => code);
    expect(codes(250_001)).toEqual(["view_too_large"]);
    expect(codes(250_000)).toEqual([]);
  });

  test("too many characters over all blocks have their own code", () => {
    const blocks = many(5, () => section({ text: mrkdwn(2641) }));
    expect(checkMessageBlocks(blocks).map(({ code }) => code)).toEqual(["msg_blocks_too_long"]);
  });
});

/** What is refused though no number is exceeded. */
const refusals: [what: string, problems: () => string[], words: string][] = [
  ["an unknown block", () => ofMessage({ type: "poem" }), "unsupported type: poem"],
  ["an unknown element", () => ofMessage(actions({ type: "slider" })), "unsupported type: slider"],
  [
    "an unknown property",
    () => ofMessage(section({ colour: "red" })),
    "invalid additional property: colour",
  ],
  ["a block without its text", () => ofMessage({ type: "header" }), "missing required field: text"],
  [
    "a section without text and fields",
    () => ofMessage({ type: "section" }),
    "missing required field: text",
  ],
  [
    "an empty text",
    () => ofMessage(section({ text: mrkdwn(0) })),
    "must be more than 0 characters",
  ],
  [
    "markdown in a button",
    () => ofMessage(actions(button({ text: mrkdwn(1) }))),
    "unsupported type: mrkdwn",
  ],
  [
    "an unknown button style",
    () => ofMessage(actions(button({ style: "green" }))),
    "must be one of",
  ],
  [
    "an input beside a section",
    () => ofMessage(beside(typing())),
    "unsupported type: plain_text_input",
  ],
  [
    "an upload in a message",
    () => ofMessage(input({ type: "file_input" })),
    "unsupported type: file_input",
  ],
  ["a table in a modal", () => inModal({ type: "table", rows: [[]] }), "unsupported type: table"],
  [
    "two blocks with one block_id",
    () => ofMessage(section({ block_id: "b" }), section({ block_id: "b" })),
    "duplicate block_id: b",
  ],
  [
    "two elements with one action_id in a block",
    () => ofMessage(actions(button(), button())),
    "duplicate action_id: go",
  ],
  [
    "two options with one value",
    () => inModal(input(select({ options: [choice(1), choice(1)] }))),
    "duplicate option value: v1",
  ],
  ["a select without options", () => inModal(input(select({ options: [] }))), "no fewer than 1"],
  [
    "options and option groups together",
    () => inModal(input(select({ option_groups: [{ label: plain(1), options: options(1) }] }))),
    "provide only one",
  ],
  [
    "an initial option that is not offered",
    () => inModal(input(select({ initial_option: choice(9) }))),
    "must be one of the provided options",
  ],
  [
    "initial options that are not offered",
    () => inModal(input({ type: "checkboxes", options: options(2), initial_options: [choice(9)] })),
    "must be one of the provided options",
  ],
  [
    "a date that does not exist",
    () => inModal(input({ type: "datepicker", initial_date: "2023-02-30" })),
    "YYYY-MM-DD",
  ],
  [
    "a date in another form",
    () => inModal(input({ type: "datepicker", initial_date: "31 March 2023" })),
    "YYYY-MM-DD",
  ],
  [
    "a time in another form",
    () => inModal(input({ type: "timepicker", initial_time: "9:00" })),
    "HH:mm",
  ],
  [
    "a number input that says nothing of decimals",
    () => inModal(input({ type: "number_input" })),
    "is_decimal_allowed",
  ],
  [
    "initial text longer than max_length",
    () => inModal(input(typing({ initial_value: "xx", max_length: 1 }))),
    "must be less than 2",
  ],
  [
    "initial text shorter than min_length",
    () => inModal(input(typing({ initial_value: "x", min_length: 2 }))),
    "must be more than 1",
  ],
  [
    "a half-typed address to start from",
    () => inModal(input({ type: "email_text_input", initial_value: "liaison@ntp" })),
    "initial value must be a valid email format",
  ],
  [
    "a half-typed URL to start from",
    () => inModal(input({ type: "url_text_input", initial_value: "https:/" })),
    "initial value must be a valid URL",
  ],
  [
    "a number to start from that is too large",
    () => inModal(input(numbered({ initial_value: "11", max_value: "10" }))),
    "between min_value and max_value",
  ],
  [
    "a number to start from with decimals",
    () => inModal(input(numbered({ initial_value: "1.5" }))),
    "between min_value and max_value",
  ],
  [
    "more initial options than may be chosen",
    () =>
      inModal(
        input(
          select({
            type: "multi_static_select",
            options: options(2),
            initial_options: options(2),
            max_selected_items: 1,
          }),
        ),
      ),
    "no more than 1",
  ],
  [
    "rich text with an empty text",
    () => ofMessage(rich({ type: "rich_text_section", elements: [{ type: "text", text: "" }] })),
    "must be more than 0",
  ],
  [
    "rich text of an unknown kind",
    () => ofMessage(rich({ type: "rich_text_section", elements: [{ type: "mrkdwn", text: "x" }] })),
    "unsupported type: mrkdwn",
  ],
  [
    "a list of rich text without a style",
    () => ofMessage(rich({ type: "rich_text_list", elements: [{ type: "rich_text_section" }] })),
    "missing required field: style",
  ],
  [
    "rich text in an unknown style",
    () =>
      ofMessage(
        rich({
          type: "rich_text_quote",
          elements: [{ type: "text", text: "x", style: { loud: true } }],
        }),
      ),
    "invalid additional property: loud",
  ],
  [
    "inputs without submit",
    () => ofView({ ...modal([input(typing())]), submit: undefined }),
    "missing required field: submit",
  ],
  [
    "a modal without a title",
    () => ofView({ type: "modal", blocks: [] }),
    "missing required field: title",
  ],
  [
    "a home tab with a title",
    () => ofView({ type: "home", title: plain(1), blocks: [] }),
    "invalid additional property: title",
  ],
  [
    "two inputs that both want the focus",
    () => inModal(input(typing({ focus_on_load: true })), input(typing({ focus_on_load: true }))),
    "focus_on_load",
  ],
  [
    "markdown blocks that are too long together",
    () =>
      ofMessage(
        { type: "markdown", text: letters(6001) },
        { type: "markdown", text: letters(6000) },
      ),
    "markdown must be less",
  ],
  [
    "a confirmation without its deny button",
    () => ofMessage(actions(button({ confirm: { ...confirm(), deny: undefined } }))),
    "missing required field: deny",
  ],
  [
    "blocks that are no list",
    () => checkMessageBlocks({}).map(({ text }) => text),
    "must provide an array",
  ],
  [
    "a view that is no object",
    () => checkView("view").map(({ text }) => text),
    "must provide an object",
  ],
];

describe("Slack also refuses", () => {
  test.each(refusals)("%s", (_what, problems, words) => {
    expect(problems().join("; ")).toContain(words);
  });
});

test("a refusal says where, as Slack does", () => {
  const problems = checkMessageBlocks([section(), { type: "header", text: plain(151) }]);
  expect(inSlacksWords(problems)).toEqual([
    "[ERROR] must be less than 151 characters [json-pointer:/blocks/1/text/text]",
  ]);
});

test("everything that a request form is made of is taken", () => {
  const filled = modal([
    { type: "header", text: plain(150) },
    section({
      fields: [mrkdwn(1), plain(1)],
      accessory: button({ style: "danger", confirm: confirm() }),
    }),
    { type: "divider" },
    {
      type: "context",
      elements: [
        mrkdwn(1),
        { type: "image", image_url: "https://example.org/a.png", alt_text: "a" },
      ],
    },
    input(
      typing({
        multiline: true,
        min_length: 1,
        max_length: 2000,
        dispatch_action_config: { trigger_actions_on: ["on_character_entered"] },
      }),
      { dispatch_action: true, optional: true, hint: plain(1) },
    ),
    input(select({ initial_option: choice(0), placeholder: plain(1) })),
    input({ type: "multi_static_select", options: options(5), max_selected_items: 2 }),
    input({ type: "datepicker", initial_date: "2024-02-29" }),
    input({ type: "email_text_input", initial_value: "liaison@npo.example" }),
    input({ type: "url_text_input", initial_value: "https://npo.example/a" }),
    input(numbered({ initial_value: "-3", min_value: "-3", max_value: "10" })),
    rich(
      {
        type: "rich_text_section",
        elements: [{ type: "text", text: "x", style: { bold: true } }],
      },
      {
        type: "rich_text_list",
        style: "bullet",
        elements: [{ type: "rich_text_section", elements: [{ type: "text", text: "x" }] }],
      },
      { type: "rich_text_quote", elements: [{ type: "text", text: "x\ny" }] },
    ),
    input({ type: "external_select", min_query_length: 0 }),
    input({ type: "file_input", filetypes: ["pdf"], max_files: 1 }),
    actions(button(), select(), {
      type: "overflow",
      options: [choice(1, { url: "https://example.org" })],
    }),
  ]);
  expect(checkView(filled)).toEqual([]);
});
