import { DateTime } from "luxon";
import { done, type Outcome, refused } from "../../outcome.ts";
import type { IsoDay } from "../../time.ts";
import { type UnreadableValue, unreadable } from "../problems.ts";
import { tidy } from "./plain-text.ts";

/**
 * A day as people write it: "31 March 2023", "31st of March, 2023", "March 31, 2023", "Fri 31 Mar
 * 2023", "2023-03-31". Refused when it isn't in the calendar, when a weekday contradicts it, or when
 * it could mean two days (03/04/2023).
 */
export const readDay = (text: string): Outcome<IsoDay, UnreadableValue> => {
  const value = tidy(text);
  if (value === "") return refused({ kind: "empty" });
  const first = dayAtStart(value);
  if (first === null || first.rest !== "") return refused(unreadable(value));
  return first.day;
};

/** "31 March 2023": reads back as the same day. */
export const writeDay = (day: IsoDay): string =>
  DateTime.fromISO(day, { zone: "utc" }).toFormat("d MMMM yyyy", { locale: "en-US" });

/** The day that a tidy text begins with, and what follows it; null when it begins with none. */
export const dayAtStart = (
  value: string,
): { readonly day: Outcome<IsoDay, UnreadableValue>; readonly rest: string } | null => {
  const match = dayPattern.exec(value);
  if (match === null) return null;
  return { day: dayFrom(match), rest: value.slice(match[0].length).trim() };
};

/** What a tidy text begins with, meant as a date and none: "30 June 202", "30 Jnue 2023". */
export const dateCutShort = (value: string): string | null => {
  const [piece] = cutShort.exec(value) ?? [];
  return piece !== undefined && (mentionsDay(piece) || /\d{3,4}$/.test(piece)) ? piece : null;
};

/** Whether a text names a day, or part of one, anywhere: then it isn't mere prose. */
export const mentionsDay = (text: string): boolean => dayHint.test(text);

/** "31 March and 30 June 2023", "10 and 24 March 2023": each day with the month and year it shares. */
export const withYears = (value: string): string =>
  value
    .replace(sharesMonth, (_, first: string, between: string, day: string, rest: string) =>
      [first, rest, between, day, rest].join(""),
    )
    .replace(sharesYear, (day: string, offset: number, whole: string) => {
      const [next] = new RegExp(year("next")).exec(whole.slice(offset)) ?? [];
      return next === undefined ? day : `${day} ${next}`;
    });

const months = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
const weekdays = "mon tue wed thu fri sat sun".split(" ");

/** The source of a month's name, whole or short, in any case. */
export const month =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const weekday = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?";
const dayNumber = (name: string) => `(?<${name}>\\d{1,2})(?: ?(?:st|nd|rd|th)\\b)?`;
const year = (name: string) => `(?<${name}>20\\d{2})(?!\\d)`;

const dayPattern = new RegExp(
  `^(?:(?<weekday>${weekday})\\.?,? )?(?:${[
    `(?<isoYear>20\\d{2})-(?<isoMonth>\\d{2})-(?<isoDay>\\d{2})(?!\\d)`,
    `${dayNumber("day")} (?:of )?(?<month>${month})\\b\\.?,? ${year("year")}`,
    `(?<usMonth>${month})\\b\\.? ${dayNumber("usDay")},? ${year("usYear")}`,
  ].join("|")})`,
  "i",
);

const dayHint = new RegExp(
  `\\b\\d{1,2}(?:st|nd|rd|th)? ?(?:of )?(?:${month})\\b|\\b(?:${month})\\.? \\d|\\d[-/.]\\d`,
  "i",
);

const cutShort =
  /^\d{1,2}(?:st|nd|rd|th)? ?(?:of )?[a-z]{3,9}\b\.?(?:,? \d{1,4})?(?= ?(?:[;,.&]|and\b|$))/i;

const sharesMonth = new RegExp(
  `\\b(\\d{1,2})( ?(?:,|and|&|;) ?(?:and )?)(\\d{1,2})( (?:${month})\\b,? 20\\d{2}(?!\\d))`,
  "gi",
);
const sharesYear = new RegExp(`\\b\\d{1,2} (?:${month})\\b(?!\\.?,? (?:20)?\\d)`, "gi");

const dayFrom = (match: RegExpExecArray): Outcome<IsoDay, UnreadableValue> => {
  const part = match.groups ?? {};
  const day = DateTime.fromObject(
    {
      year: Number(part.isoYear ?? part.year ?? part.usYear),
      month:
        part.isoMonth === undefined
          ? monthNumber(part.month ?? part.usMonth)
          : Number(part.isoMonth),
      day: Number(part.isoDay ?? part.day ?? part.usDay),
    },
    { zone: "utc" },
  );
  if (!day.isValid) return refused({ kind: "noSuchDay", value: match[0] });
  if (part.weekday !== undefined && weekdays.indexOf(short(part.weekday)) !== day.weekday - 1)
    return refused({ kind: "otherWeekday", value: match[0] });
  return done(day.toISODate());
};

const monthNumber = (name: string | undefined): number => months.indexOf(short(name ?? "")) + 1;

const short = (name: string): string => name.slice(0, 3).toLowerCase();
