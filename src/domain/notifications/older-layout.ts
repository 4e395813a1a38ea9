import { cutAt } from "./cut.ts";
import { readDay } from "./days.ts";
import { type FoundLabel, findLabels, type LabelPatterns, spaced } from "./labels.ts";
import type { Cut, Section, SectionName } from "./layout.ts";
import { allOlderLabels, anyOf, NUMBER, olderLabels, otherHeadings } from "./older-labels.ts";
import { withoutPageNoise } from "./page-noise.ts";
import { tidy } from "./plain-text.ts";
import { mendScannedDays } from "./scanned.ts";
import { withWholeNumbers } from "./torn-numbers.ts";
import { withWholeLabels } from "./wrapped-labels.ts";

const patterns: LabelPatterns = Object.fromEntries(
  Object.entries(olderLabels).map(([name, phrases]) => [name, `${NUMBER}?${anyOf(phrases)}`]),
);

/** The labels of 2014 to 2020 where they stand in a text made ready by `readyToCut`. */
const labelsIn = (ready: string): readonly FoundLabel[] => findLabels(ready, patterns);

/** Without page noise, and with every label on one line, its number before it. */
const readyToCut = (plain: string): string =>
  withWholeLabels(withWholeNumbers(withoutPageNoise(plain)), allOlderLabels);

/** Where labels stand, made ready: enough to know a layout by. Ten pages have some 30,000 characters. */
export const firstPages = (plain: string): string => readyToCut(plain.slice(0, 30_000));

/** Which fields have a label, and how many of these labels are numbered. */
export const olderFieldsIn = (
  plain: string,
): { readonly fields: ReadonlySet<SectionName>; readonly numbered: number } => {
  const ready = firstPages(plain);
  const found = labelsIn(ready);
  const numbered = found.filter(({ start }) => isNumbered.test(ready.slice(start, start + 4)));
  return { fields: new Set(found.map(({ field }) => field)), numbered: numbered.length };
};

const isNumbered = /^[\dIl]{1,2}[.)]/;

/** A notification of 2014 to 2020, taken apart. */
export const cutOlder = (plain: string): Cut => {
  const ready = readyToCut(plain);
  const cut = cutAt(ready, patterns, otherHeadingsIn(ready));
  const issued = cut.sections.has("issuedOn") ? undefined : bareDayIn(cut);
  return issued === undefined
    ? cut
    : { ...cut, sections: new Map(cut.sections).set("issuedOn", issued) };
};

/**
 * Until 2017 the date of issue stands alone above the labels; below one that lost its line break it
 * may be that one's.
 */
const bareDayIn = ({ preamble, strays }: Cut): Section | undefined => {
  if (strays.some(({ start }) => start < preamble.length)) return undefined;
  const days = preamble
    .split("\n")
    .filter((line) => mayBeDay.test(line) && readDay(mendScannedDays(tidy(line))).ok);
  const [day] = days;
  if (day === undefined) return undefined;
  return new Set(days).size === 1 ? { state: "whole", text: day } : { state: "repeated" };
};

/** Short and with a year, also one that a scan misread; most lines need no closer look. */
const mayBeDay = /^(?=.*2[\dIlO|]{3}).{8,60}$/;

/** Where headings without a field begin: known ones, and numbered ones that go on counting. */
const otherHeadingsIn = (ready: string): readonly number[] => {
  const starts: number[] = [];
  let counted = 0;
  let start = 0;
  for (const line of ready.split("\n")) {
    const number = Number(/^(\d{1,2})[.)]/.exec(line)?.[1] ?? 0);
    const isNext = number === counted + 1 && counted > 0;
    const isLabel = labelLine.test(line);
    if (!isLabel && (otherHeading.test(line) || (isNext && likeHeading.test(line))))
      starts.push(start);
    if (number > 0 && (isLabel || isNext)) counted = number;
    start += line.length + 1;
  }
  return starts;
};

const labelLine = new RegExp(`^${spaced(`${NUMBER}?${anyOf(allOlderLabels)}`)}(?=[ \\t:]|$)`, "i");
const otherHeading = new RegExp(
  [
    `^${spaced(`${NUMBER}${anyOf(otherHeadings)}`)}(?=[ \\t:]|$)`,
    `^${spaced(anyOf(otherHeadings))}[ \\t]*(?::|\\t|  |$)`,
  ].join("|"),
  "i",
);
const likeHeading = /^\d{1,2}[.)][ \t]*\p{Lu}[^.;\t]{2,60}?(?:\t| {2}|$)/u;
