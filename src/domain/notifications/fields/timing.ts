import { DateTime } from "luxon";
import { done, type Outcome, refused } from "../../outcome.ts";
import type { IsoDay } from "../../time.ts";
import type { Timing } from "../notification.ts";
import { type UnreadableValue, unreadable } from "../problems.ts";
import { readDay, writeDay } from "./days.ts";
import { numberIn } from "./numbers.ts";
import { tidy } from "./plain-text.ts";

/** Longer than any range of two days with its length in brackets; a longer text is prose. */
const LONGEST = 120;

/**
 * "1 January 2023–31 December 2023"; ends may share a month or a year ("27–31 March 2023"); hyphen,
 * dashes or "to"; one day alone is a timing of one day; "(five days)" must be true.
 */
export const readTiming = (text: string): Outcome<Timing, UnreadableValue> => {
  const value = tidy(text).replace(/\.$/, "");
  if (value === "") return refused({ kind: "empty" });
  if (value.length > LONGEST) return refused(unreadable(value));
  const { dates, statedDays } = withoutLength(value);
  const timing = timingFrom(dates);
  if (!timing.ok || statedDays === null) return timing;
  const days = lengthInDays(timing.value);
  return days === statedDays ? timing : refused({ kind: "otherLength", statedDays, days });
};

/** "1 January 2023–31 December 2023": reads back as the same timing. */
export const writeTiming = ({ startsOn, endsOn }: Timing): string =>
  startsOn === endsOn ? writeDay(startsOn) : `${writeDay(startsOn)}–${writeDay(endsOn)}`;

const withoutLength = (value: string): { dates: string; statedDays: number | null } => {
  const stated = /^(?<dates>.+?),? ?\((?<count>[a-z0-9 -]+?)[ -](?:calendar )?days?\)$/i.exec(
    value,
  )?.groups;
  const statedDays = numberIn(stated?.count ?? "");
  return statedDays === null
    ? { dates: value, statedDays }
    : { dates: stated?.dates ?? value, statedDays };
};

const timingFrom = (value: string): Outcome<Timing, UnreadableValue> => {
  const dates = value.replace(/^from /i, "");
  const single = readDay(dates);
  if (single.ok) return done({ startsOn: single.value, endsOn: single.value });
  for (const { start, end } of splits(dates)) {
    const endsOn = readDay(end);
    const startsOn = startOf(start, end);
    if (startsOn?.ok && endsOn.ok) return inOrder(startsOn.value, endsOn.value);
    if (startsOn !== null && !startsOn.ok && startsOn.refusal.kind !== "unreadable")
      return startsOn;
    if (!endsOn.ok && startsOn !== null && endsOn.refusal.kind !== "unreadable") return endsOn;
  }
  return refused(single.refusal.kind === "unreadable" ? unreadable(value) : single.refusal);
};

const splits = (dates: string): readonly { start: string; end: string }[] =>
  [...dates.matchAll(/ ?(?:[-‐‑‒–—−/]| (?:to|until|till|through) ) ?/gi)].map((dash) => ({
    start: dates.slice(0, dash.index),
    end: dates.slice(dash.index + dash[0].length),
  }));

/** The first day may leave to the last one what they share: "27", "27 March". */
const startOf = (start: string, end: string): Outcome<IsoDay, UnreadableValue> | null => {
  const [, monthAndYear, year] = / (?:of )?(\p{L}+\.?,? (20\d{2}))$/u.exec(end) ?? [];
  const shared = [start, `${start} ${year}`, `${start} ${monthAndYear}`].map(readDay);
  return shared.find((day) => day.ok || day.refusal.kind !== "unreadable") ?? null;
};

const inOrder = (startsOn: IsoDay, endsOn: IsoDay): Outcome<Timing, UnreadableValue> =>
  startsOn <= endsOn
    ? done({ startsOn, endsOn })
    : refused({ kind: "backwards", startsOn, endsOn });

const lengthInDays = ({ startsOn, endsOn }: Timing): number =>
  DateTime.fromISO(endsOn, { zone: "utc" }).diff(
    DateTime.fromISO(startsOn, { zone: "utc" }),
    "days",
  ).days + 1;
