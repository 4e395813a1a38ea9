import { expect, test } from "vitest";
import { type Form, isField } from "../../../src/forms/form.ts";
import { loadingForm } from "../../../src/forms/loading.ts";
import { inert, inertLine } from "../../../src/surfaces/teams/rendering/inert.ts";
import { renderMessage } from "../../../src/surfaces/teams/rendering/render-message.ts";
import { command } from "../../../src/words/typed-command.ts";
import { everyForm } from "../../helpers/everything-said.ts";
import { HOSTILE, TEAMS_OWN } from "../../helpers/hostile.ts";
import { said } from "../slack/harness.ts";
import { partsOf, problemsOf, textOf } from "./check-card.ts";
import { cardOf, drawnOf, opensForm, pageOf } from "./drawn-cards.ts";

/** What somebody typed goes back into its input as it was. */
const withoutValues = (key: string, value: unknown): unknown =>
  key === "value" || key === "data" ? undefined : value;

const drawnText = (card: unknown): string =>
  textOf(JSON.parse(JSON.stringify(card, withoutValues)));

const typesIn = (card: unknown): unknown[] => partsOf(card).map(({ type }) => type);

const folded = (text: string): string => text.replace(/\s+/g, " ").trim();
/** As long, since long texts are laid out otherwise. */
const calmOf = (line: string): string =>
  "Zqxvwj "
    .repeat(40)
    .slice(0, line.length - 1)
    .padEnd(line.length, "n");

const CALM = new Map<string, Map<string, unknown>>();
const drawnCalm = (plain: string): Map<string, unknown> => {
  const drawn = CALM.get(plain) ?? drawnOf({ line: plain, lines: plain });
  CALM.set(plain, drawn);
  return drawn;
};

/** Theirs may stand in sentences that are read from the left. */
const withoutIsolates = (text: string): string => text.replace(/[\u2068\u2069]/g, "");

/** What is drawn as it is, such as all of Slack's markup, stands five together. */
const isSpelledOut = (text: string): boolean =>
  withoutIsolates(inert(folded(text), 3000)) !== folded(text);
const asTheyAre = HOSTILE.filter((text) => !isSpelledOut(text));
const together = Array.from({ length: Math.ceil(asTheyAre.length / 5) }, (_, at) =>
  asTheyAre.slice(at * 5, at * 5 + 5).join(" "),
);
const ALL = [...together, ...HOSTILE.filter(isSpelledOut), ...TEAMS_OWN];

test.each(ALL.map((text) => [JSON.stringify(text), text]))(
  "%s is drawn to the letter, and changes nothing around it",
  (_, typed) => {
    const line = folded(typed);
    const shown = withoutIsolates(inert(line, 3000));
    const plain = calmOf(line);
    for (const [name, card] of drawnOf({ line, lines: line })) {
      const before = drawnCalm(plain).get(name);
      expect(typesIn(card), name).toEqual(typesIn(before));
      expect(JSON.stringify(card, withoutValues), name).not.toContain("{{");
      if (line !== "" && drawnText(before).includes(plain))
        expect(withoutIsolates(drawnText(card)), name).toContain(shown);
    }
  },
);

test("a line of somebody's own looks like none of ours: several are set apart", () => {
  const lines = "Kaizen\n**Decision**\nApproved by the APO Secretariat";
  for (const [name, card] of drawnOf({ line: "Kaizen", lines }))
    for (const part of partsOf(card))
      if (part.type === "TextRun") expect(part.text, name).not.toContain("\n");
});

test("a notification's first line is one line, with hidden characters spelled out", () => {
  const { summary } = renderMessage(said(`Kai\u202Ezen\n${command("join")}`), opensForm);
  expect(summary).toBe("Kai[U+202E]zen bcn join");
  expect(inertLine("{{{{DATE}}", 100)).not.toMatch(/\{\{|\}\}/);
});

test("a card of any length stays below 80 KB, shortened and not cut off", () => {
  const text = "แ".repeat(3000);
  const parts = Array.from({ length: 60 }, () => ({ kind: "paragraph", text }) as const);
  const card = cardOf({ ...said("Long"), parts });
  expect(problemsOf(card, false)).toEqual([]);
  expect(textOf(card).split("\n")).toHaveLength(61);
});

test("a button that opens a form says so beforehand, a page opens, any other is done in place", () => {
  const buttons = [
    { verb: "invite", id: "anyone", label: "Invite" },
    { verb: "more", id: "r1", label: "More" },
    { verb: "read", id: "r1", label: "Page", url: "https://apo-tokyo.org" },
    {
      verb: "take",
      id: "r1",
      label: "Take",
      style: "danger",
      confirm: { title: "Sure?", text: "It is yours.", yes: "Yes", no: "No" },
    },
    ...Array.from({ length: 4 }, () => ({ verb: "more", id: "r2", label: "More" }) as const),
  ] as const;
  const card = cardOf({ ...said("Hello"), buttons });
  expect(problemsOf(card, false)).toEqual([]);
  const [first, second] = card.body.flatMap((one) => (one.type === "ActionSet" ? [one] : []));
  expect(first?.actions).toMatchObject([
    {
      type: "Action.Submit",
      data: { verb: "invite", id: "anyone", msteams: { type: "task/fetch" } },
    },
    { type: "Action.Execute", verb: "more", data: { id: "r1" } },
    { type: "Action.OpenUrl", url: "https://apo-tokyo.org" },
    {
      type: "Action.ShowCard",
      title: "Take",
      style: "destructive",
      card: {
        body: [{}, {}, { actions: [{ type: "Action.Execute", title: "Yes", verb: "take" }] }],
      },
    },
    { title: "More" },
  ]);
  expect(second?.actions).toHaveLength(3);
});

test("every input of every form comes back as it was drawn", () => {
  for (const [name, form] of Object.entries<Form>(everyForm({ line: "Kaizen", lines: "A\nB" }))) {
    const drawn = partsOf(pageOf(form)).filter(({ type }) => String(type).startsWith("Input."));
    const fields = form.parts
      .filter(isField)
      .filter(
        (field) => field.kind !== "file" && !("options" in field && field.options.length === 0),
      );
    expect(
      drawn.map(({ id }) => id),
      name,
    ).toEqual(fields.map(({ id }) => id));
    for (const [at, field] of fields.entries()) {
      const value =
        "values" in field ? field.values?.join(",") : "value" in field ? field.value : undefined;
      expect(drawn[at]?.value ?? "", name).toBe(value ?? "");
    }
  }
});

test("choices that stand below each other are read for markdown: with any in them they don't", () => {
  const radio = (label: string) =>
    pageOf({
      ...loadingForm,
      parts: [
        { kind: "radio", id: "x", label: "X", required: true, options: [{ value: "1", label }] },
      ],
    }).body[0];
  expect(radio("Face to face (5 days)")).toMatchObject({ style: "expanded" });
  for (const text of [
    "*x*",
    "_x_",
    "[x](https://evil.example)",
    "1. x",
    "- x",
    "https://evil.example",
  ])
    expect(radio(text), text).toMatchObject({ style: "compact" });
});
