import { readDay } from "../fields/days.ts";
import { tidy } from "../fields/plain-text.ts";
import { closingOf } from "./closing-lines.ts";
import { anyOf, fieldLabels, NUMBER } from "./field-labels.ts";
import { type Heading, headingsIn } from "./headings.ts";
import { type FoundLabel, findLabels, labelPattern } from "./labels.ts";
import type { Cut, Section, SectionName, StrayLabel } from "./layout.ts";
import { withoutPageNoise } from "./page-noise.ts";
import { mendScannedDays } from "./scanned.ts";
import { strayLabelsIn } from "./stray-labels.ts";
import { withWholeNumbers } from "./torn-numbers.ts";
import { withWholeLabels } from "./wrapped-labels.ts";

const patterns = Object.entries(fieldLabels).map(([field, phrases]) =>
  labelPattern(field as SectionName, `${NUMBER}?${anyOf(phrases)}`),
);

/**
 * The text taken apart at its labels, of whatever year. A section ends at the next label, at another
 * heading or at the closing lines; the last one without any of these is `cut`. Page noise is left
 * out, and every label put on one line, its number before it.
 */
export const cutAtLabels = (plain: string): Cut => {
  const ready = withWholeLabels(withWholeNumbers(withoutPageNoise(plain)));
  const found = withoutThoseInRemarks(findLabels(ready, patterns), ready);
  const strays = strayLabelsIn(ready, found, patterns);
  const closing = closingOf(ready, found.at(-1)?.valueStart ?? 0);
  const headings = headingsIn(ready, found);
  const sections = new Map<SectionName, Section>();
  for (const [index, { field, valueStart }] of found.entries()) {
    const end = found[index + 1]?.start ?? closing?.start ?? Number.POSITIVE_INFINITY;
    sections.set(
      field,
      sections.has(field)
        ? { state: "repeated" }
        : sectionOf(ready, { start: valueStart, end }, strays, headings),
    );
  }
  // The signature is the last thing on the page: its reader decides whether it is complete.
  const signature = closing?.signature ?? "";
  const order = [...sections.keys()];
  if (signature.trim() !== "") sections.set("signatory", { state: "whole", text: signature });
  const preamble = ready.slice(0, found[0]?.start);
  const issued = sections.has("issuedOn") ? undefined : bareDayIn(preamble, strays);
  if (issued !== undefined) sections.set("issuedOn", issued);
  return { preamble, order, sections, strays };
};

/** Whether a plain text begins with the label of a field. */
export const beginsWithLabel = (plain: string): boolean =>
  findLabels(plain, patterns)[0]?.start === 0;

/**
 * Remarks broken over lines may begin one with "Closing Date for Application: 31 March 2023": no
 * label of its own where "Closing Date" has one, nor right below the Remarks.
 */
const withoutThoseInRemarks = (
  found: readonly FoundLabel[],
  ready: string,
): readonly FoundLabel[] => {
  const isLonger = ({ field, start, valueStart }: FoundLabel): boolean =>
    field === "closingDates" && /\sfor\b/i.test(ready.slice(start, valueStart));
  const hasShort = found.some((one) => one.field === "closingDates" && !isLonger(one));
  const kept: FoundLabel[] = [];
  for (const one of found)
    if (!isLonger(one) || (!hasShort && kept.at(-1)?.field !== "remarks")) kept.push(one);
  return kept;
};

const sectionOf = (
  ready: string,
  { start, end }: { readonly start: number; readonly end: number },
  strays: readonly StrayLabel[],
  headings: readonly Heading[],
): Section => {
  const inside = headings.filter((heading) => heading.start >= start && heading.start < end);
  const last = inside.find(({ isSure }) => isSure);
  const until = last?.start ?? end;
  if (until === Number.POSITIVE_INFINITY) return { state: "cut", text: ready.slice(start) };
  const held = strays.find((stray) => stray.start >= start && stray.start < until);
  const doubtful = inside.find((heading) => !heading.isSure && heading.start < until)?.unknown;
  return {
    state: "whole",
    text: ready.slice(start, until),
    ...(held && {
      holds: ready.slice(start, held.start).trim() === "" ? "onlyThat" : "afterValue",
    }),
    ...(last?.unknown && { endsAt: last.unknown }),
    ...(doubtful && { mayEndAt: doubtful }),
  };
};

/**
 * Until 2017 the date of issue stands alone above the labels; below one that lost its line break it
 * may be that one's.
 */
const bareDayIn = (preamble: string, strays: readonly StrayLabel[]): Section | undefined => {
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
