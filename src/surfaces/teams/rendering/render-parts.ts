import type { Fact, FormButton } from "../../../forms/form.ts";
import type { Button } from "../../../messages/message.ts";
import { theirs } from "../../../words/isolated.ts";
import { isolated } from "../../shared/hidden-characters.ts";
import type { Element, TextRun } from "./card.ts";
import { inert } from "./inert.ts";

type Style = Omit<TextRun, "type" | "text">;

const block = (...inlines: readonly TextRun[]): Element => ({ type: "RichTextBlock", inlines });

const run = (text: string, style: Style = {}): TextRun => ({ type: "TextRun", text, ...style });

/** A block for each line that isn't empty: a run knows no line breaks. Isolated, each by itself. */
const lines = (text: string, cap: number, style: Style = {}): Element[] =>
  inert(text, cap)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, at) => {
      const drawn = block(run(line.includes("\u2068") ? line : isolated(line), style));
      return at === 0 ? drawn : { ...drawn, spacing: "None" };
    });

export const paragraph = (text: string, cap: number): Element[] => lines(text, cap);

const bold = (text: string, cap: number): Element[] => lines(text, cap, { weight: "Bolder" });

export const heading = (text: string, cap: number): Element[] =>
  lines(text, cap, { weight: "Bolder", size: "Medium" }).map((line) => ({
    ...line,
    spacing: "Large",
  }));

export const quiet = (text: string, cap: number): Element[] => lines(text, cap, { isSubtle: true });

/** Close beneath an input. */
const beneath = ([first, ...others]: readonly Element[]): Element[] =>
  first ? [{ ...first, spacing: "Small" }, ...others] : [];

export const hint = (text: string, cap: number): Element[] => beneath(quiet(text, cap));

export const errorLine = (text: string, cap: number): Element[] =>
  beneath(lines(text, cap, { color: "Attention" }));

const container = (items: readonly Element[], style?: "emphasis" | Tone): Element[] =>
  items.length === 0 ? [] : [{ type: "Container", items, ...(style ? { style } : {}) }];

/** Somebody's own words, set apart from ours. */
export const quote = (text: string, cap: number): Element[] =>
  container(lines(text, cap), "emphasis");

type Tone = "attention" | "warning" | "good";
const TONES = {
  error: { sign: "⛔", style: "attention" },
  warning: { sign: "⚠️", style: "warning" },
  good: { sign: "✅", style: "good" },
} as const;

export function notice(tone: keyof typeof TONES, text: string, cap: number): Element[] {
  const { sign, style } = TONES[tone];
  return container(lines(`${sign} ${theirs(text)}`, cap), style);
}

/** So many caps of text are in one list: a dozen participants are told in full. */
const CAPS_OF_LIST = 4;
const MOST_ITEMS = 50;

/** Its title in bold above it. Ends in "…" where it would be longer. */
export function list(
  { title = "", items }: { readonly title?: string; readonly items: readonly string[] },
  cap: number,
): Element[] {
  let room = cap * CAPS_OF_LIST;
  const shown: Element[] = [];
  let count = 0;
  for (const item of items.slice(0, MOST_ITEMS)) {
    if (room <= 0) break;
    const text = inert(item, Math.min(cap, room));
    room -= text.length;
    count += 1;
    const [first, ...others] = text.split("\n").filter((line) => line.trim() !== "");
    shown.push(
      { ...block(run(`• ${isolated(first ?? "–")}`)), spacing: "Small" },
      ...others.map((line): Element => ({ ...block(run(isolated(line))), spacing: "None" })),
    );
  }
  const rest: Element[] = count < items.length ? [{ ...block(run("…")), spacing: "Small" }] : [];
  return shown.length > 0 ? [...bold(title, cap), ...shown, ...rest] : [];
}

/** "Dates: 28 June to 2 July", a line each; a value of several lines is set apart beneath its label. */
export const facts = (given: readonly Fact[], cap: number): Element[] =>
  given.flatMap(({ label, value }): Element[] => {
    const title = inert(label, Math.ceil(cap / 2));
    const isLong = value.trim().includes("\n");
    if (isLong) return [block(run(title, { weight: "Bolder" })), ...quote(value, cap)];
    const beside = isolated(inert(value, cap) || "–");
    const fact = block(run(`${title}: `, { weight: "Bolder" }), run(beside));
    return [{ ...fact, spacing: "Small" }];
  });

/** A title, and close beneath it what it is the title of. */
export const titled = (title: string, text: string, cap: number): Element[] => {
  const first = bold(title, cap);
  const others = paragraph(text, cap);
  return first.length === 0
    ? others
    : [...first, ...others.map((line): Element => ({ ...line, spacing: "None" }))];
};

/** A longer label leaves the text beside it no room on a phone, and neither does a question that opens. */
const LONGEST_LABEL_BESIDE = 14;

export const fitsBeside = ({ label, confirm }: FormButton | Button): boolean =>
  label.length <= LONGEST_LABEL_BESIDE && !confirm;

/** Text, and below it what can be done with it. */
export const above = (text: readonly Element[], buttons: readonly Element[]): Element[] =>
  container([...text, ...buttons]);

/** What is drawn side by side: text, and what can be done with it. */
export const beside = (items: readonly Element[], buttons: readonly Element[]): Element[] => [
  {
    type: "ColumnSet",
    columns: [
      { type: "Column", width: "stretch", items },
      { type: "Column", width: "auto", verticalContentAlignment: "Center", items: buttons },
    ],
  },
];

/** Stands for a line in a list of elements; the next one is drawn beneath it. */
export const LINE = "line" as const;

/** Each line as the separator of what follows it; one that nothing follows goes. */
export const withLines = (elements: readonly (Element | typeof LINE)[]): Element[] => {
  const drawn: Element[] = [];
  let isNext = false;
  for (const element of elements) {
    if (element === LINE) isNext = drawn.length > 0;
    else {
      drawn.push(isNext ? { ...element, separator: true, spacing: "Medium" } : element);
      isNext = false;
    }
  }
  return drawn;
};
