import { done, type Outcome, refused } from "../../outcome.ts";
import type { IsoDay } from "../../time.ts";
import { type UnreadableValue, unreadable } from "../problems.ts";
import { dateCutShort, dayAtStart, mentionsDay, withYears, writeDay } from "./days.ts";
import { tidy } from "./plain-text.ts";
import { sessionDatesIn } from "./session-dates.ts";

type Dates = Outcome<readonly IsoDay[], UnreadableValue>;

/**
 * One day for each round, in the order of the rounds: "31 March 2023; 30 June 2023", parted by a
 * line break, ";", "," or "and", or each after "First Closing Date for Application:" or beside its
 * session. Refused when anything else stands there.
 */
export const readClosingDates = (text: string): Dates => {
  const value = tidy(text);
  if (value === "") return refused({ kind: "empty" });
  const listed = closingDatesIn(value, isSeparator);
  if (listed.ok || listed.refusal.kind !== "unreadable" || value.length > LONGEST) return listed;
  const otherwise = sessionDatesIn(withYears(value)) ?? sharedYear(value);
  return otherwise !== null && inTime(otherwise) ? done(otherwise) : listed;
};

/** Four dates, each with its session; a longer text is prose. */
const LONGEST = 240;

/** "31 March and 30 June 2023": only from earlier to later, since then the year can't be another. */
const sharedYear = (value: string): readonly IsoDay[] | null => {
  const dates = closingDatesIn(withYears(value), isSeparator);
  return dates.ok ? dates.value : null;
};

const isSeparator = (prose: string): boolean => /^[.;,&]? ?(?:and)?$/i.test(prose);

const inTime = (dates: readonly IsoDay[]): boolean =>
  dates.every((date, index) => index === 0 || date > (dates[index - 1] ?? ""));

/**
 * The closing dates that Remarks name, other prose aside; null when they name none. Refused when a
 * date beside them could replace one ("extended to 15 April 2023").
 */
export const closingDatesInRemarks = (remarks: string): Dates | null => {
  const value = tidy(remarks);
  if (!mention().test(value)) return null;
  return closingDatesIn(value, (prose) => !mentionsDay(prose));
};

/** Rule 3 of the programme: then there are closing dates, in another field. */
export const refersToRemarks = (text: string): boolean => {
  const value = tidy(text);
  const start = value.search(/\b(?:refer|see|as (?:stated|given|shown) in|stated in|in the)\b/i);
  return start >= 0 && /\bremarks?\b/i.test(value.slice(start)) && !mentionsDay(text);
};

/** "31 March 2023; 30 June 2023": reads back as the same dates. */
export const writeClosingDates = (dates: readonly IsoDay[]): string =>
  dates.map(writeDay).join("; ");

export interface PartlyRead {
  readonly days: readonly IsoDay[];
  /** As they stand there. */
  readonly leftOut: readonly string[];
}

/** The good dates of a list where others can't be a day; null where it has anything else. */
export const goodClosingDates = (text: string): PartlyRead | null =>
  goodDatesIn(tidy(text), isSeparator);

export const goodClosingDatesInRemarks = (remarks: string): PartlyRead | null =>
  goodDatesIn(tidy(remarks), (prose) => !mentionsDay(prose));

const ordinals = ["first", "second", "third", "fourth"];
const mention = () =>
  new RegExp(
    `(?:\\b(?<ordinal>${ordinals.join("|")}) )?\\bclosing dates?(?:\\(s\\))?(?: for (?:the )?(?:applications?|nominations?))? ?[:=–—-]? ?`,
    "gi",
  );

const closingDatesIn = (value: string, mayStandBeside: (prose: string) => boolean): Dates => {
  const { before, parts } = partsOf(value);
  if (!mayStandBeside(before) || !inOrder(parts)) return refused(unreadable(value));
  const dates: IsoDay[] = [];
  for (const part of parts) {
    const list = leadingDays(part.text);
    if (!list.ok) return list;
    if (list.value.days.length === 0 || !mayStandBeside(list.value.rest))
      return refused(unreadable(value));
    dates.push(...list.value.days);
  }
  return done(dates);
};

const goodDatesIn = (
  value: string,
  mayStandBeside: (prose: string) => boolean,
): PartlyRead | null => {
  const { before, parts } = partsOf(value);
  if (!mayStandBeside(before) || !inOrder(parts)) return null;
  const days: IsoDay[] = [];
  const leftOut: string[] = [];
  for (const { text } of parts) {
    if (text === "") return null;
    for (let rest = text; rest !== ""; ) {
      const next = dayAtStart(rest);
      const date = next ? rest.slice(0, rest.length - next.rest.length).trim() : dateCutShort(rest);
      if (date === null && !mayStandBeside(rest)) return null;
      if (date === null) break;
      if (next?.day.ok) days.push(next.day.value);
      else leftOut.push(date);
      rest = afterSeparator(rest.slice(date.length).trim());
    }
  }
  return days.length > 0 && leftOut.length > 0 ? { days, leftOut } : null;
};

type Part = { readonly ordinal: string | undefined; readonly text: string };

/** A text without any "Closing Date" in it is one part: the list itself. */
const partsOf = (value: string): { before: string; parts: readonly Part[] } => {
  const mentions = [...value.matchAll(mention())];
  const [first] = mentions;
  if (first === undefined) return { before: "", parts: [{ ordinal: undefined, text: value }] };
  const parts = mentions.map((found, index) => ({
    ordinal: found.groups?.ordinal?.toLowerCase(),
    text: value.slice(found.index + found[0].length, mentions[index + 1]?.index).trim(),
  }));
  return { before: value.slice(0, first.index).trim(), parts };
};

const inOrder = (parts: readonly Part[]): boolean =>
  parts.every(({ ordinal }, index) => ordinal === undefined || ordinal === ordinals[index]);

const leadingDays = (
  text: string,
): Outcome<{ days: readonly IsoDay[]; rest: string }, UnreadableValue> => {
  const days: IsoDay[] = [];
  let rest = text;
  for (let next = dayAtStart(rest); next !== null; next = dayAtStart(afterSeparator(rest))) {
    if (!next.day.ok) return next.day;
    days.push(next.day.value);
    rest = next.rest;
  }
  return done({ days, rest });
};

const afterSeparator = (rest: string): string => rest.replace(/^[;,.&]? ?(?:and )?/i, "");
