/** An organisation's holidays: kept by its LO or an officer, changed at short notice in real life. */

import { dayAtStart, writeDay } from "../notifications/fields/days.ts";
import { tidy } from "../notifications/fields/plain-text.ts";
import { done, type Outcome, refused } from "../outcome.ts";
import { addDays, daysBetween, type IsoDay, isoDay } from "../time.ts";
import { isWorkingDay, type WorkingCalendar } from "./calendars.ts";

export interface Holiday {
  readonly day: IsoDay;
  readonly name: string;
}

/** Days in a row that have one name. */
export interface HolidayRun {
  readonly first: IsoDay;
  readonly last: IsoDay;
  readonly name: string;
}

export type HolidayProblem =
  | { readonly kind: "noDay" | "noName" | "tooLong" | "tooFarAhead" | "endsBeforeItBegins" }
  | { readonly kind: "noSuchDay" | "otherWeekday"; readonly value: string };

/** A line of what was pasted, the first is 1. */
interface LineProblem {
  readonly line: number;
  readonly problem: HolidayProblem;
}

/** A longer one is a typing error, not a holiday. */
const LONGEST_RUN_DAYS = 31;
/** Calendars are announced a year ahead, seldom two. */
const FURTHEST_AHEAD_DAYS = 2 * 366;
const LONGEST_NAME = 100;
/** With so many days off in a row reminders would find no morning to come on. */
const LONGEST_REST_DAYS = 60;

/** One day or a run in three inputs, many in the lines; either or both. */
export interface TypedHolidays {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly name: string;
  readonly lines: string;
}

export interface HolidayProblems {
  readonly single: HolidayProblem | undefined;
  readonly lines: readonly LineProblem[];
  /** Neither of the two was filled in. */
  readonly nothing: boolean;
}

/** Nothing is taken while something can't be read. */
export const readHolidays = (
  typed: TypedHolidays,
  today: IsoDay,
): Outcome<HolidayRun[], HolidayProblems> => {
  const single = readSingle(typed, today);
  const lines = readHolidayLines(typed.lines, today);
  const nothing = single === undefined && typed.lines.trim() === "";
  if (nothing || (single && !single.ok) || !lines.ok) {
    return refused({
      single: single && !single.ok ? single.refusal : undefined,
      lines: lines.ok ? [] : lines.refusal,
      nothing,
    });
  }
  return done([...(single ? [single.value] : []), ...lines.value]);
};

const readSingle = (
  { startsOn, endsOn, name }: TypedHolidays,
  today: IsoDay,
): Outcome<HolidayRun, HolidayProblem> | undefined => {
  if (startsOn === "" && endsOn === "" && name.trim() === "") return undefined;
  const first = isoDay(startsOn);
  const last = isoDay(endsOn || startsOn);
  return first && last ? checkRun({ first, last, name }, today) : refused({ kind: "noDay" });
};

/**
 * "2023-05-03 Constitution Day", "3 May 2023: Constitution Day", "2023-05-03 to 2023-05-05 Golden
 * Week", a line each. Nothing is taken while one line can't be read.
 */
const readHolidayLines = (text: string, today: IsoDay): Outcome<HolidayRun[], LineProblem[]> => {
  const read = text
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, text: tidy(line) }))
    .filter((one) => one.text !== "")
    .map((one) => ({ line: one.line, run: readLine(one.text, today) }));
  const problems = read.flatMap(({ line, run }) =>
    run.ok ? [] : [{ line, problem: run.refusal }],
  );
  return problems.length > 0
    ? refused(problems)
    : done(read.flatMap(({ run }) => (run.ok ? [run.value] : [])));
};

const BETWEEN_DAYS = /^(?:-|–|—|to\b|until\b)\s*/i;
const BEFORE_NAME = /^[\s:;,.|–—-]+/;

const readLine = (line: string, today: IsoDay): Outcome<HolidayRun, HolidayProblem> => {
  const first = dayOf(withMonthAndYear(line.replace(/^[•*·-]\s*/, "")));
  if (!first.ok) return first;
  const [between] = BETWEEN_DAYS.exec(first.value.rest) ?? [];
  const last = between ? dayOf(first.value.rest.slice(between.length)) : undefined;
  // "3 May 2023 - Constitution Day": a dash before the name is no range.
  const isRange = last !== undefined && (last.ok || last.refusal.kind !== "noDay");
  if (isRange && !last.ok) return last;
  const { day, rest } = isRange && last.ok ? last.value : first.value;
  return checkRun(
    { first: first.value.day, last: day, name: rest.replace(BEFORE_NAME, "") },
    today,
  );
};

const SHORT_RANGE = /^(\d{1,2})(?:st|nd|rd|th)?( \p{L}+)? ?(-|–|—|to\b) ?(?=\d)/iu;

/** "3–5 May 2023", "30 April to 2 May 2023": the first day with the month and year it shares. */
const withMonthAndYear = (line: string): string => {
  const [range, day, month, between] = SHORT_RANGE.exec(line) ?? [];
  const last = range === undefined ? null : dayAtStart(line.slice(range.length));
  if (range === undefined || !last?.day.ok) return line;
  const [, shared = "", year = ""] = / (\p{L}+) (\d{4})$/u.exec(writeDay(last.day.value)) ?? [];
  return `${day}${month ?? ` ${shared}`} ${year} ${between} ${line.slice(range.length)}`;
};

const dayOf = (
  text: string,
): Outcome<{ readonly day: IsoDay; readonly rest: string }, HolidayProblem> => {
  const found = dayAtStart(text);
  if (!found) return refused({ kind: "noDay" });
  if (found.day.ok) return done({ day: found.day.value, rest: found.rest });
  const { refusal } = found.day;
  return refused(
    refusal.kind === "noSuchDay" || refusal.kind === "otherWeekday"
      ? { kind: refusal.kind, value: refusal.value }
      : { kind: "noDay" },
  );
};

/** A run as somebody gives it, with its name tidied. */
const checkRun = (
  { first, last, name }: HolidayRun,
  today: IsoDay,
): Outcome<HolidayRun, HolidayProblem> => {
  const tidied = tidy(name).slice(0, LONGEST_NAME);
  if (tidied === "") return refused({ kind: "noName" });
  if (last < first) return refused({ kind: "endsBeforeItBegins" });
  if (daysBetween(first, last) >= LONGEST_RUN_DAYS) return refused({ kind: "tooLong" });
  if (daysBetween(today, last) > FURTHEST_AHEAD_DAYS) return refused({ kind: "tooFarAhead" });
  return done({ first, last, name: tidied });
};

/** The days of runs from `today` on, each once; what has passed changes nothing any more. */
export const daysOfRuns = (
  runs: readonly HolidayRun[],
  today: IsoDay,
): { readonly days: readonly Holiday[]; readonly passed: number } => {
  const names = new Map<IsoDay, string>();
  for (const { first, last, name } of runs) {
    for (let day = first; day <= last; day = addDays(day, 1)) names.set(day, name);
  }
  const all = [...names].map(([day, name]) => ({ day, name }));
  const days = all.filter(({ day }) => day >= today);
  return { days, passed: all.length - days.length };
};

/** Days in a row with one name are one line to read. `holidays` in the order of their days. */
export const runsOf = (holidays: readonly Holiday[]): HolidayRun[] => {
  const runs: HolidayRun[] = [];
  for (const { day, name } of holidays) {
    const before = runs.at(-1);
    if (before && before.name === name && addDays(before.last, 1) === day) {
      runs[runs.length - 1] = { ...before, last: day };
    } else {
      runs.push({ first: day, last: day, name });
    }
  }
  return runs;
};

/** Whether from one of these days on there would be no working day for too long. */
export const restsTooLong = (days: readonly IsoDay[], calendar: WorkingCalendar): boolean =>
  days.some((day) =>
    Array.from({ length: LONGEST_REST_DAYS }, (_, ahead) => addDays(day, ahead)).every(
      (one) => !isWorkingDay(one, calendar),
    ),
  );
