/** What is drawn is looked at as Teams would: Microsoft's own parser, and what it lets pass. */
import { describe, expect, test } from "vitest";
import type { Form } from "../../../src/forms/form.ts";
import { loadingForm } from "../../../src/forms/loading.ts";
import { type Home, homeMessage } from "../../../src/messages/home/home-page.ts";
import type { Message, MessagePart } from "../../../src/messages/message.ts";
import { messageForm } from "../../../src/surfaces/shared/message-form.ts";
import { everyForm, everyHome, everyMessage, type Written } from "../../helpers/everything-said.ts";
import { problemsOf, textOf } from "./check-card.ts";
import { cardOf, dialogOf, drawnOf, pageOf } from "./drawn-cards.ts";

const WIDE = { line: "生産性本部".repeat(40), lines: `${"生".repeat(60)}\n`.repeat(50) };
const MARKED = { line: "{{{{ \u202e<at>BCN</at>", lines: "&amp;\u0000\n\n\n`x`" };
const WRITTEN: readonly (readonly [string, Written])[] = [
  ["ordinary", { line: "Kaizen", lines: "One\nTwo" }],
  ["wide", WIDE],
  ["no", { line: "", lines: "" }],
  ["marked", MARKED],
];

/** Twenty requests in place of one, ten people, and as many buttons as 55 letters have. */
const many = <Part extends MessagePart | Form["parts"][number]>(parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => {
    if (part.kind === "item") return Array<Part>(20).fill(part);
    if (part.kind === "row") return Array<Part>(10).fill(part);
    return part.kind === "list" ? [{ ...part, items: Array(10).fill(part.items).flat() }] : [part];
  });

const manyOf = (message: Message): Message => ({
  ...message,
  parts: many(message.parts),
  buttons: Array(55).fill(message.buttons).flat().slice(0, 55),
});

describe.each(WRITTEN)("with %s words", (_, written) => {
  test("every card is one that Teams takes", () => {
    const drawn = drawnOf(written);
    expect(drawn.size).toBeGreaterThan(300);
    for (const [name, card] of drawn)
      expect(problemsOf(card, name.startsWith("form ")), name).toEqual([]);
  });
});

test("however much there is of it, in wide letters: shortened, with every button and input", () => {
  const homes = Object.values<Home>(everyHome(WIDE)).map(homeMessage);
  const messages = Object.values(everyMessage(WIDE)).flatMap((one) => one ?? []);
  for (const message of [...messages, ...homes].map(manyOf)) {
    expect(problemsOf(cardOf(message), false), message.headline).toEqual([]);
    const inDialog = pageOf(messageForm(message, loadingForm));
    expect(problemsOf(inDialog, true), message.headline).toEqual([]);
  }
  for (const { parts, ...form } of Object.values<Form>(everyForm(WIDE)))
    expect(problemsOf(pageOf({ ...form, parts: many(parts) }), true), form.title).toEqual([]);
});

test("a title stands close above its text, a long button and one that asks below both", () => {
  const confirm = { title: "Remove it?", text: "It is gone then.", yes: "Remove", no: "Keep" };
  const item = (label: string, asks: boolean): MessagePart => ({
    kind: "item",
    title: "Draft",
    text: "Kaizen",
    button: { verb: "more", id: "r1", label, ...(asks ? { confirm } : {}) },
    more: [{ verb: "more", id: "r2", label: "Discard" }],
  });
  const drawn = (label: string, asks = false) =>
    cardOf({ headline: "", parts: [item(label, asks)], buttons: [] }).body;
  const text = [
    { inlines: [{ text: "Draft" }] },
    { inlines: [{ text: "Kaizen" }], spacing: "None" },
  ];
  const set = (...titles: string[]) => ({ actions: titles.map((title) => ({ title })) });
  expect(drawn("Show")).toMatchObject([
    { columns: [{ items: text }, { items: [set("Show")] }] },
    set("Discard"),
  ]);
  expect(drawn("Go on with the draft")).toMatchObject([
    { items: [...text, set("Go on with the draft", "Discard")] },
  ]);
  expect(drawn("Remove", true)).toMatchObject([{ items: [...text, set("Remove", "Discard")] }]);
});

test("what has no room at all gives way from the end, inputs and buttons last", () => {
  const text = "A paragraph of a few words, which can't be shortened to less.";
  const button = { verb: "more", id: "r1", label: "More" } as const;
  const parts = Array.from(
    { length: 1500 },
    (_, at) => ({ kind: "paragraph", text: `${at} ${text}` }) as const,
  );
  const card = cardOf({ headline: "Many", parts, buttons: [button] });
  expect(problemsOf(card, false)).toEqual([]);
  expect(textOf(card)).toMatch(/^Many\n0 A paragraph.*\n1 A.*More\n…$/s);
});

test("a dialog has a title, also where its form has none", () => {
  expect(dialogOf({ ...loadingForm, title: " " }).task.value.title).toBe("–");
});

describe("the check itself", () => {
  const run = { type: "TextRun", text: "Hello" };
  const block = { type: "RichTextBlock", inlines: [run] };
  const input = { type: "Input.Text", id: "topic", label: "Topic", maxLength: 9 };
  const choice = { title: "Yes", value: "yes" };
  const choices = { type: "Input.ChoiceSet", id: "x", label: "X", choices: [choice] };
  const submit = { type: "Action.Submit", title: "Next", data: { verb: "submit" } };
  const execute = { type: "Action.Execute", title: "Take", verb: "take", data: {} };
  const set = (...actions: object[]) => ({ type: "ActionSet", actions });
  const problems = (isDialog: boolean, body: object[], over: object = {}) =>
    problemsOf({ type: "AdaptiveCard", version: "1.5", body, ...over }, isDialog);

  test("has nothing against what is right", () => {
    expect(problems(true, [block, input, choices, set(submit)])).toEqual([]);
    expect(problems(false, [block, set(execute)])).toEqual([]);
    expect(textOf({ type: "AdaptiveCard", body: [block, input] })).toBe("Hello\nTopic");
  });

  test.each<[string, boolean, object[], object?]>([
    ["an element that there isn't", false, [{ type: "Rating" }]],
    ["markdown", false, [{ type: "TextBlock", text: "*x*" }]],
    ["another version", false, [block], { version: "1.6" }],
    ["an empty run", false, [{ ...block, inlines: [{ ...run, text: " " }] }]],
    ["a property that is drawn nowhere", false, [{ ...block, wrap: true }]],
    ["six actions", true, [set(...Array(6).fill(submit))]],
    ["Execute in a dialog", true, [set(execute)]],
    ["a button that writes a message", false, [set(submit)]],
    ["a button without words", true, [set({ ...submit, title: " " })]],
    ["a page without https", false, [set({ type: "Action.OpenUrl", title: "x", url: "ftp://x" })]],
    ["an input in a message", false, [input]],
    ["an input without a label", true, [{ ...input, label: "" }]],
    ["an input without an id", true, [{ ...input, id: undefined }]],
    ["an id twice", true, [input, { ...input }]],
    ["an input of our name", true, [{ ...input, id: "pointer" }]],
    ["one that keeps Back from being pressed", true, [{ ...input, isRequired: true }]],
    ["a value that doesn't fit", true, [{ ...input, value: "0123456789" }]],
    ["nothing to choose", true, [{ ...choices, choices: [] }]],
    ["a choice twice", true, [{ ...choices, choices: [choice, choice] }]],
    ["a choice with a comma", true, [{ ...choices, choices: [{ ...choice, value: "a,b" }] }]],
    ["a choice without words", true, [{ ...choices, choices: [{ ...choice, title: "" }] }]],
    ["chosen what there isn't", true, [{ ...choices, value: "no" }]],
    ["more than 80 KB", false, [{ ...block, inlines: [{ ...run, text: "x".repeat(80_000) }] }]],
  ])("finds %s", (_, isDialog, body, over) => {
    expect(problems(isDialog, body, over)).not.toEqual([]);
  });
});
