import type { types } from "@slack/bolt";
import type { Fact } from "../../../forms/form.ts";
import { theirs } from "../../../words/isolated.ts";
import { isolated } from "../../shared/hidden-characters.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { inline, plain } from "./text-objects.ts";

/** Text over the whole width; nothing when there is nothing to read, since Slack refuses that. */
export const paragraph = (
  text: string,
  cap: number,
  accessory?: types.Button,
): types.SectionBlock[] =>
  text.trim() === "" && !accessory
    ? []
    : [
        {
          type: "section",
          text: plain(text, Math.min(cap, SLACK_LIMITS.textOfSection)),
          ...(accessory ? { accessory } : {}),
        },
      ];

export const quiet = (text: string, cap: number): types.ContextBlock[] =>
  text.trim() === ""
    ? []
    : [{ type: "context", elements: [plain(text, Math.min(cap, SLACK_LIMITS.textOfSection))] }];

export type Tone = "error" | "warning" | "good";
const SIGNS: Record<Tone, string> = { error: "⛔", warning: "⚠️", good: "✅" };

export const notice = (tone: Tone, text: string, cap: number): types.SectionBlock[] =>
  paragraph(`${SIGNS[tone]} ${theirs(text)}`, cap);

const rich = (...elements: types.RichTextBlock["elements"]): types.RichTextBlock => ({
  type: "rich_text",
  elements,
});

const line = (...elements: types.RichTextText[]): types.RichTextSection => ({
  type: "rich_text_section",
  elements,
});

export const bold = (text: string, cap: number): types.RichTextBlock[] =>
  text.trim() === "" ? [] : [rich(boldLine(text, cap))];

const boldLine = (text: string, cap: number): types.RichTextSection =>
  line(inline(text, cap, { bold: true }));

/** Somebody's own words, set apart from ours. */
export const quote = (text: string, cap: number): types.RichTextBlock[] =>
  text.trim() === "" ? [] : [rich(quoted(text, cap))];

const quoted = (text: string, cap: number): types.RichTextQuote => ({
  type: "rich_text_quote",
  elements: [inline(text.trim(), cap)],
});

/** So many caps of text are in one list: a dozen participants are told in full. */
const CAPS_OF_LIST = 4;

/** Its title in bold above it. Ends in "…" where it would be longer. */
export function list(
  { title = "", items }: { readonly title?: string; readonly items: readonly string[] },
  cap: number,
): types.RichTextBlock[] {
  let room = cap * CAPS_OF_LIST;
  const shown: types.RichTextSection[] = [];
  for (const item of items.slice(0, SLACK_LIMITS.elementsOfList)) {
    if (room <= 0) break;
    const text = inline(item, Math.min(cap, room));
    room -= text.text.length;
    shown.push(line(text));
  }
  const last = shown.length < items.length ? [line(inline("…", 1))] : [];
  const above = title.trim() === "" ? [] : [boldLine(title, cap)];
  return shown.length > 0
    ? [rich(...above, { type: "rich_text_list", style: "bullet", elements: [...shown, ...last] })]
    : [];
}

/** "Dates: 28 June to 2 July", a line each, twelve a block. */
export function facts(given: readonly Fact[], cap: number): types.RichTextBlock[] {
  const blocks: types.RichTextBlock[] = [];
  for (let at = 0; at < given.length; at += SLACK_LIMITS.factsOfBlock) {
    const lines = given.slice(at, at + SLACK_LIMITS.factsOfBlock);
    blocks.push(rich(...lines.flatMap((fact) => factLines(fact, cap))));
  }
  return blocks;
}

/** A value of several lines is quoted beneath its label: no line of it looks like one of ours. */
function factLines({ label, value }: Fact, cap: number): types.RichTextBlock["elements"] {
  const title = inline(label.trim(), Math.ceil(cap / 2), { bold: true });
  const room = cap - title.text.length;
  const isLong = value.trim().includes("\n");
  if (isLong) return [line(title), quoted(value, room)];
  const beside = inline(value.trim(), room);
  return [line({ ...title, text: `${title.text}: ` }, { ...beside, text: isolated(beside.text) })];
}
