import { allLabels, anyOf, NUMBER, otherHeadings } from "./field-labels.ts";
import { type FoundLabel, spaced } from "./labels.ts";
import type { SectionName } from "./layout.ts";

/** Where a heading begins that is no field's label. */
export type Heading = {
  readonly start: number;
  /** As it stands there; null for a heading that notifications are known to have. */
  readonly unknown: string | null;
  /** Prose can look like it: then it is pointed out, and ends nothing. */
  readonly isSure: boolean;
};

/**
 * Headings without a field: known ones, numbered ones that go on counting, ones parted from their
 * text as the labels here are, and ones on a line of their own between sentences.
 */
export const headingsIn = (ready: string, labels: readonly FoundLabel[]): readonly Heading[] => {
  const lines = ready.split("\n");
  const style = styleOf(lines);
  const found: Heading[] = [];
  let counted = 0;
  let start = 0;
  let label = -1;
  for (const [index, line] of lines.entries()) {
    while ((labels[label + 1]?.start ?? Number.POSITIVE_INFINITY) <= start) label++;
    const number = Number(/^(\d{1,2})[.)]/.exec(line)?.[1] ?? 0);
    const isNext = number === counted + 1 && counted > 0;
    const isLabel = labelLine.test(line);
    const isKnown = !isLabel && otherHeading.test(line);
    const unknown = isLabel || isKnown ? null : unknownIn(line, isNext, style);
    const lone =
      isLabel || isKnown || unknown !== null || !isLongProse(labels[label]?.field)
        ? null
        : loneHeading(lines, index);
    if (isKnown) found.push({ start, unknown: null, isSure: true });
    else if (unknown !== null) found.push({ start, ...unknown });
    else if (lone !== null) found.push({ start, unknown: lone, isSure: true });
    if (number > 0 && (isLabel || isNext)) counted = number;
    start += line.length + 1;
  }
  const inside = [...ready.matchAll(headingInside)].map(({ 0: unknown, index }) => ({
    start: index,
    unknown,
    isSure: false,
  }));
  return [...found, ...inside].toSorted((one, other) => one.start - other.start);
};

/** A known heading in the middle of a line, by its number or what follows it: its line break was lost. */
const headingInside = new RegExp(
  `(?<=[^\\n][ \\t])(?:${spaced(`\\d{1,2}[.)] ?${anyOf(otherHeadings)}`)}(?=[ \\t:]|$)|` +
    `${spaced(anyOf(otherHeadings))}(?=[ ]?[:\\t]))`,
  "gim",
);

const labelLine = new RegExp(`^${spaced(`${NUMBER}?${anyOf(allLabels)}`)}(?=[ \\t:]|$)`, "i");
const otherHeading = new RegExp(
  [
    `^${spaced(`${NUMBER}${anyOf(otherHeadings)}`)}(?=[ \\t:]|$)`,
    `^${spaced(anyOf(otherHeadings))}[ \\t]*(?::|\\t|  |$)`,
  ].join("|"),
  "i",
);
const numberedHeading = /^\d{1,2}[.)][ \t]*(?<heading>\p{Lu}[^.;\t]{2,60}?)(?:\t| {2}|$)/u;
const partedHeading =
  /^(?:[\dIl]{1,2}[.)] ?)?(?<heading>\p{Lu}[^\t.;:!?]{2,60}?) ?:?(?:\t| {2})(?!\p{Ll})/u;
const colonHeading = /^(?:[\dIl]{1,2}[.)] ?)?(?<heading>\p{Lu}[^\t.;:!?]{2,60}?) ?:(?= \P{Ll})/u;

/** What parts labels from their values. */
type Separator = "tab" | "gap" | "colon";

/** The separators that do so in a text; a tab or a gap that stands elsewhere too parts nothing. */
type Style = ReadonlySet<Separator>;

/** Labels that show how a text parts them. */
const ENOUGH = 3;

const styleOf = (lines: readonly string[]): Style => {
  const parted = { tab: 0, gap: 0, colon: 0 };
  const loose = new Set<Separator>();
  for (const line of lines) {
    const label = labelLine.exec(line)?.[0] ?? "";
    const [between = ""] = /^[ \t]*:?[ \t]*/.exec(line.slice(label.length)) ?? [];
    if (label !== "") {
      if (between.includes("\t")) parted.tab++;
      if (between.includes("  ")) parted.gap++;
      if (between.includes(":")) parted.colon++;
    }
    const value = (label === "" ? line : line.slice(label.length + between.length)).replace(
      bullet,
      "",
    );
    const heading = label === "" ? partedHeading.exec(value) : null;
    const rest = isTitle(heading?.groups?.heading) ? value.slice(heading?.[0].length) : value;
    if (rest.includes("\t")) loose.add("tab");
    if (rest.includes("  ")) loose.add("gap");
  }
  const all: readonly Separator[] = ["tab", "gap", "colon"];
  return new Set(all.filter((one) => parted[one] >= ENOUGH && !loose.has(one)));
};

const bullet = /^(?:[-*–—o]|[\da-z]{1,3}[.)])(?:\t| {2})/i;

const unknownIn = (line: string, isNext: boolean, style: Style): Omit<Heading, "start"> | null => {
  const numbered = isNext ? numberedHeading.exec(line)?.groups?.heading : undefined;
  if (numbered !== undefined) return { unknown: numbered.trim(), isSure: true };
  const parted = partedHeading.exec(line);
  const separator = parted === null ? "colon" : parted[0].endsWith("\t") ? "tab" : "gap";
  const found = parted ?? (style.has("colon") ? colonHeading.exec(line) : null);
  const unknown = found?.groups?.heading?.trim();
  if (unknown === undefined || !isTitle(unknown)) return null;
  if (style.has(separator)) return { unknown, isSure: true };
  // Where tabs stand anywhere, one word before a tab is no heading: "Colombo, Sri Lanka".
  return separator === "tab" && unknown.includes(" ") ? { unknown, isSure: false } : null;
};

/**
 * Words with capitals, small ones aside: "Eligibility Criteria", "Mode of Payment". Not a day, a
 * count ("First Session") or part of a date.
 */
const isTitle = (heading: string | undefined): boolean => {
  if (heading === undefined || !/\p{L}{4}/u.test(heading) || counts.test(heading)) return false;
  const words = heading.trim().split(" ");
  return (
    words.length <= MOST_WORDS &&
    !heading.endsWith(",") &&
    words.every((word) => titleWord.test(word))
  );
};

const MOST_WORDS = 8;
const titleWord =
  /^(?:\(?\p{Lu}[\p{L}\p{M}’'/&()-]*,?|of|and|or|for|the|to|in|on|at|by|per|with|from|&|[–-])$/u;
const counts =
  /\d|^(?:first|second|third|fourth|fifth|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|secretary-general|closing dates?)\b/i;

const LONG_PROSE: readonly SectionName[] = [
  "objectives",
  "rationale",
  "background",
  "topics",
  "outcome",
  "qualifications",
];

const isLongProse = (field: SectionName | undefined): boolean =>
  field !== undefined && LONG_PROSE.includes(field);

/** On a line of its own, where nothing goes on from the line before and a sentence follows. */
const loneHeading = (lines: readonly string[], index: number): string | null => {
  const heading = (lines[index] ?? "").replace(/ ?:$/, "");
  if (heading.length > 60 || !isTitle(heading)) return null;
  const before = lines[index - 1] || lines[index - 2] || "";
  const after = lines[index + 1] || lines[index + 2] || "";
  const isApart = /[.!?)]$/.test(before) || (heading.includes(" ") && !goesOn.test(before));
  return isApart && /^[\p{Lu}\p{N}]|^[a-z][.)]/u.test(after) && /[.;]/.test(after) ? heading : null;
};

const goesOn = /[^\p{L}\p{N}]$|\b(?:of|the|and|or|for|to|in|on|at|by|with|from|an?)$/iu;
