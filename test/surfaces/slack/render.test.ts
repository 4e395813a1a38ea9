import { describe, expect, test } from "vitest";
import { BUTTON_VERBS } from "../../../src/domain/verbs.ts";
import type { Form, FormButton, Part } from "../../../src/forms/form.ts";
import { checkMessageBlocks } from "../../../src/local/slack/blocks/check.ts";
import type { Message, MessagePart } from "../../../src/messages/message.ts";
import { renderForm } from "../../../src/surfaces/slack/rendering/render-form.ts";
import {
  charactersOf,
  renderMessage,
} from "../../../src/surfaces/slack/rendering/render-message.ts";
import fc from "../../helpers/fast-check.ts";
import { aForm } from "./harness.ts";

const nasty = fc.oneof(
  fc.constantFrom("", " ", "<!channel>", "<@U1>", "\u202Etxt", "*bold*", "a\nb"),
  fc.string({ unit: "binary", maxLength: 30 }),
  fc.constantFrom("&", "<", "か", "🙂").map((character) => character.repeat(5000)),
);
const id = fc.stringMatching(/^[a-z]{1,12}$/);
const options = fc.array(fc.record({ value: id, label: nasty }), { maxLength: 120 });
const facts = fc.array(fc.record({ label: nasty, value: nasty }), { maxLength: 15 });
const button = fc.record(
  {
    verb: fc.constantFrom(...BUTTON_VERBS),
    id: nasty,
    label: nasty,
    confirm: fc.record({ title: nasty, text: nasty, yes: nasty, no: nasty }),
  },
  { requiredKeys: ["verb", "id", "label"] },
) satisfies fc.Arbitrary<FormButton>;
const tone = fc.constantFrom("error" as const, "warning" as const, "good" as const);
const kind = <Kind extends string>(name: Kind) => fc.constant(name);

const asked = { id, label: nasty, hint: nasty, required: fc.boolean() };
const field: fc.Arbitrary<Part> = fc.oneof(
  fc.record({
    kind: kind("text"),
    ...asked,
    maxLength: fc.integer({ min: 1, max: 5000 }),
    value: nasty,
    placeholder: nasty,
  }),
  fc.record({
    kind: fc.constantFrom("select" as const, "radio" as const),
    ...asked,
    options,
    value: id,
  }),
  fc.record({
    kind: kind("multiSelect"),
    ...asked,
    options,
    atMost: fc.integer({ min: 1, max: 5 }),
    values: fc.array(id),
  }),
  fc.record({ kind: kind("date"), ...asked, value: nasty }),
  fc.record({ kind: kind("email"), ...asked, maxLength: fc.constant(254), value: nasty }),
);
const told: fc.Arbitrary<Part> = fc.oneof(
  fc.record({ kind: fc.constantFrom("paragraph" as const, "heading" as const), text: nasty }),
  fc.record({ kind: fc.constantFrom("quiet" as const, "quote" as const), text: nasty }),
  fc.record({ kind: kind("list"), title: nasty, items: fc.array(nasty, { maxLength: 60 }) }),
  fc.record({ kind: kind("facts"), facts }),
  fc.record({ kind: kind("notice"), tone, text: nasty }),
  fc.record({ kind: kind("row"), text: nasty, button }),
  fc.record({ kind: kind("buttons"), buttons: fc.array(button, { maxLength: 40 }) }),
  fc.record({ kind: kind("line") }),
);
const form: fc.Arbitrary<Form> = fc
  .record({
    title: nasty,
    submit: nasty,
    close: nasty,
    fields: fc.array(field, { maxLength: 4 }),
    told: fc.array(told, { maxLength: 150 }),
  })
  .map(({ fields, told, ...over }) => aForm({ ...over, parts: [...told, ...fields] }));

const messagePart: fc.Arbitrary<MessagePart> = fc.oneof(
  fc.record({ kind: fc.constantFrom("paragraph" as const, "quote" as const), text: nasty }),
  fc.record({ kind: kind("facts"), facts }),
  fc.record({ kind: kind("list"), title: nasty, items: fc.array(nasty, { maxLength: 30 }) }),
  fc.record(
    { kind: kind("item"), title: nasty, text: nasty, button },
    { requiredKeys: ["kind", "title", "text"] },
  ),
  fc.record({ kind: kind("notice"), tone, text: nasty }),
  fc.record({ kind: kind("line") }),
);
const message: fc.Arbitrary<Message> = fc.record({
  headline: nasty,
  parts: fc.array(messagePart, { maxLength: 80 }),
  buttons: fc.array(button, { maxLength: 25 }),
  why: nasty,
});

/** Every object within, itself first. */
const within = (value: unknown): Record<string, unknown>[] => {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(within);
  return Array.isArray(value) ? inner : [{ ...value }, ...inner];
};

const lengthOf = (value: unknown): number => {
  const text = typeof value === "object" && value !== null && "text" in value ? value.text : value;
  return Array.isArray(text) ? text.length : String(text ?? "").length;
};

/** Slack's limits of the parts of a block, by the type of what they are in (docs/platform-limits.md). */
const LIMITS: Record<string, Record<string, number>> = {
  section: { text: 3000, fields: 10 },
  header: { text: 150 },
  actions: { elements: 25 },
  context: { elements: 10 },
  button: { text: 75, value: 2000, url: 3000 },
  input: { label: 2000, hint: 2000 },
  plain_text_input: { placeholder: 150, initial_value: 3000 },
  static_select: { options: 100, placeholder: 150 },
  radio_buttons: { options: 100 },
  multi_static_select: { options: 100, placeholder: 150 },
  modal: { title: 24, submit: 24, close: 24, private_metadata: 3000 },
};

function expectWithinLimits(drawn: unknown): void {
  for (const object of within(drawn)) {
    const limits = Object.entries(LIMITS[String(object.type)] ?? {});
    for (const [key, limit] of limits) expect(lengthOf(object[key])).toBeLessThanOrEqual(limit);
    expect(object.type).not.toBe("mrkdwn");
    if (object.type === "text") expect(String(object.text).trim()).not.toBe("");
    if (object.type === "button") expect(object.value).not.toBe("");
    if (object.type === "plain_text") expect(object.emoji).toBe(false);
    if (object.type === "plain_text") {
      expect(String(object.text).trim()).not.toBe("");
    }
    if ("value" in object && "text" in object && !("type" in object)) {
      expect(lengthOf(object.text)).toBeLessThanOrEqual(75);
    }
    if (object.type === "actions") {
      const verbs = within(object.elements).flatMap(({ action_id }) => action_id ?? []);
      expect(new Set(verbs).size).toBe(verbs.length);
    }
  }
}

describe("whatever people wrote, Slack takes", () => {
  test("a form: 100 blocks, 250 KB and the limits of every part", () => {
    fc.assert(
      fc.property(form, (given) => {
        const view = renderForm(given);
        expectWithinLimits(view);
        expect(view.blocks.length).toBeLessThanOrEqual(100);
        expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThanOrEqual(250_000);
      }),
      { numRuns: 60 },
    );
  });

  test("a message: 50 blocks, 13,000 characters and the limits of every part", () => {
    fc.assert(
      fc.property(message, (given) => {
        const { text, blocks } = renderMessage(given);
        expectWithinLimits(blocks);
        expect(checkMessageBlocks(blocks)).toEqual([]);
        expect(text).not.toMatch(/[<>]/);
        expect(blocks.length).toBeLessThanOrEqual(50);
        expect(charactersOf(blocks)).toBeLessThanOrEqual(13_000);
      }),
      { numRuns: 60 },
    );
  });

  test("the largest message there can be", () => {
    const long = "&".repeat(5000);
    const one = { kind: "facts" as const, facts: Array(24).fill({ label: long, value: long }) };
    const { blocks } = renderMessage({
      headline: long,
      parts: Array(80).fill(one),
      buttons: [],
      why: long,
    });
    expect(blocks.length).toBeLessThanOrEqual(50);
    expect(charactersOf(blocks)).toBeLessThanOrEqual(13_000);
  });
});

test("the largest form there can be is within 250 KB", () => {
  const long = "か".repeat(5000);
  const one = { kind: "facts" as const, facts: Array(24).fill({ label: long, value: long }) };
  const view = renderForm(aForm({ parts: Array(120).fill(one) }));
  expect(view.blocks).toHaveLength(100);
  expect(Buffer.byteLength(JSON.stringify(view))).toBeLessThanOrEqual(250_000);
});

describe("a form", () => {
  const draw = (...parts: Part[]) => renderForm(aForm({ parts })).blocks;

  test("is known by its verb and carries where it stands", () => {
    expect(renderForm(aForm())).toMatchObject({
      type: "modal",
      callback_id: "request",
      private_metadata: '{"draft":"d1","step":"1"}',
      notify_on_close: false,
    });
  });

  test("that saves as one types sends each character", () => {
    const [block] = renderForm(aForm()).blocks;
    expect(block).toMatchObject({
      block_id: "topic",
      optional: false,
      dispatch_action: true,
      element: {
        action_id: "topic",
        dispatch_action_config: { trigger_actions_on: ["on_character_entered"] },
      },
    });
  });

  test("that doesn't save as one types sends nothing before it is submitted", () => {
    const text = JSON.stringify(renderForm(aForm({ savesAsYouType: false })));
    expect(text).not.toContain("dispatch_action");
  });

  test("forces a value into an input on screen by another block_id, with the same action_id", () => {
    const field = {
      kind: "text",
      id: "topic",
      label: "Topic",
      required: true,
      maxLength: 9,
    } as const;
    expect(draw({ ...field, redraw: 3, value: "Kaizen" })).toMatchObject([
      { block_id: "topic:3", element: { action_id: "topic", initial_value: "Kaizen" } },
    ]);
  });

  test("shows a chosen option only when it is one of those offered", () => {
    const field = {
      kind: "select",
      id: "host",
      label: "NPO",
      required: true,
      options: [{ value: "jp", label: "JPC, Japan" }],
    } as const;
    expect(draw({ ...field, value: "jp" })).toMatchObject([
      { element: { initial_option: { value: "jp" } } },
    ]);
    expect(JSON.stringify(draw({ ...field, value: "xx" }))).not.toContain("initial_option");
  });

  test("asks for one file of the given types", () => {
    expect(
      draw({ kind: "file", id: "file", label: "File", required: true, types: ["pdf"] }),
    ).toMatchObject([{ element: { type: "file_input", filetypes: ["pdf"], max_files: 1 } }]);
  });

  test("asks again before a button that can't be undone", () => {
    const confirm = { title: "Remove?", text: "It is gone then.", yes: "Remove", no: "Keep" };
    const button = { verb: "remove", id: "p1", label: "Remove", style: "danger", confirm } as const;
    expect(draw({ kind: "row", text: "Director", button })).toMatchObject([
      {
        type: "section",
        accessory: {
          action_id: "remove",
          value: "p1",
          style: "danger",
          confirm: { deny: { text: "Keep" } },
        },
      },
    ]);
  });

  test("keeps its inputs and buttons when there is too much to read", () => {
    const field = {
      kind: "text",
      id: "last",
      label: "Last",
      required: true,
      maxLength: 9,
    } as const;
    const blocks = draw(...Array(120).fill({ kind: "paragraph", text: "a" }), field);
    expect(blocks).toHaveLength(100);
    expect(blocks.at(-2)).toMatchObject({ block_id: "last" });
    expect(blocks.at(-1)).toMatchObject({ elements: [{ text: "…" }] });
  });
});

describe("a message", () => {
  const draw = (over: Partial<Message>) =>
    renderMessage({ headline: "Received", parts: [], buttons: [], ...over });

  test("says its headline on the lock screen and on top of the card", () => {
    const { text, blocks } = draw({ headline: "R&D at JPC" });
    expect(text).toBe("R&amp;D at JPC");
    const inBold = { text: "R&D at JPC", style: { bold: true } };
    expect(blocks).toMatchObject([
      { type: "rich_text", elements: [{ type: "rich_text_section", elements: [inBold] }] },
    ]);
  });

  test("has its buttons and why one gets it at the end", () => {
    const { blocks } = draw({
      why: "You get this because you sent it.",
      buttons: [
        { verb: "take", id: "r1", label: "Show" },
        { verb: "read", id: "n", label: "Read", url: "https://example.org" },
      ],
    });
    expect(blocks.slice(1)).toMatchObject([
      {
        type: "actions",
        elements: [
          { action_id: "take", value: "r1" },
          { action_id: "open-page:read", url: "https://example.org" },
        ],
      },
      { type: "context" },
    ]);
  });

  test("keeps the order of its buttons where a verb stands twice, in a row of its own", () => {
    const { blocks } = draw({
      buttons: [
        { verb: "choose-host", id: "a", label: "Ask FTPI" },
        { verb: "choose-host", id: "b", label: "Choose another" },
        { verb: "withdraw", id: "c", label: "Withdraw" },
      ],
    });
    expect(blocks.slice(1)).toMatchObject([
      { elements: [{ text: { text: "Ask FTPI" } }] },
      { elements: [{ text: { text: "Choose another" } }, { text: { text: "Withdraw" } }] },
    ]);
  });

  test("leaves the full stop of a value that is read from the right at its end", () => {
    const reason = "در سفر هستند.";
    const values = [reason, "They travel."];
    const facts = values.map((value) => ({ label: "Reason", value }));
    const drawn = within(draw({ parts: [{ kind: "facts", facts }] }).blocks).flatMap(
      ({ type, text }) => (type === "text" ? String(text) : []),
    );
    expect(drawn).toContain(`\u2068${reason}\u2069`);
    expect(drawn).toContain("They travel.");
  });

  test("has the title of a list in bold above it", () => {
    const { blocks } = draw({ parts: [{ kind: "list", title: "People", items: ["one", "two"] }] });
    expect(blocks[1]).toMatchObject({
      type: "rich_text",
      elements: [
        { elements: [{ text: "People", style: { bold: true } }] },
        { type: "rich_text_list", elements: [{}, {}] },
      ],
    });
  });

  test("draws one thing of several alike, with a button and without", () => {
    const item = { kind: "item", title: "31 March", text: "No request yet." } as const;
    const button = { verb: "not-this-round", id: "r1", label: "Not this round" } as const;
    const { blocks } = draw({ parts: [item, { ...item, button }] });
    const drawn = { type: "section", text: { text: "31 March\nNo request yet." } };
    expect(blocks.slice(1)).toMatchObject([drawn, { ...drawn, accessory: { type: "button" } }]);
  });

  test("shortens its longest part first", () => {
    const parts: MessagePart[] = [
      { kind: "paragraph", text: "short" },
      ...Array(6).fill({ kind: "paragraph", text: "x".repeat(3000) }),
    ];
    const texts = draw({ parts }).blocks.map((block) => JSON.stringify(block));
    expect(texts[1]).toContain('"short"');
    expect(texts[2]).toContain("…");
  });
});
