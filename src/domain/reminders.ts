/**
 * The plan of unasked messages. Instants are computed when planned and stored; no reminder depends
 * on a timer in a local zone.
 */
import { isWorkingDay, type WorkingCalendar, workingDayOnOrBefore } from "./calendars.ts";
import type { RoundId } from "./ids.ts";
import { closingInstant, lastWorkingDay, type Round } from "./rounds.ts";
import { addDays, atHour, type DateTime, dayIn, type IsoDay, type Zone } from "./time.ts";

/** Days before the closing date, or the receiver's last working day. */
export type ClosingStep = number | "lastWorkingDay";

export interface ClosingReminder {
  readonly roundId: RoundId;
  readonly step: ClosingStep;
  /** The closing date that it tells of. */
  readonly day: IsoDay;
  readonly dueAt: DateTime;
}

export interface ClosingPlan {
  readonly rounds: readonly Round[];
  readonly programmeZone: Zone;
  /** The receiver's working days. */
  readonly calendar: WorkingCalendar;
  readonly channelZone: Zone;
  /** Local hour, 8 to 17. */
  readonly hour: number;
  /** Days before the closing date, such as 30 and 7. */
  readonly daysBefore: readonly number[];
  /** Nothing is planned at or before this instant: what has passed isn't caught up with. */
  readonly from: DateTime;
}

export const planClosingReminders = (plan: ClosingPlan): ClosingReminder[] =>
  plan.rounds.flatMap((round) => planRound(round, plan).filter(({ dueAt }) => dueAt > plan.from));

/** Steps that fall on one morning become the most urgent of them. */
const planRound = (round: Round, plan: ClosingPlan): ClosingReminder[] => {
  const closes = closingInstant(round, plan.programmeZone);
  const last = lastWorkingDay(closes, plan.calendar, plan.channelZone, plan.hour);
  if (!last) return [];
  const byMorning = new Map<IsoDay, ClosingStep>();
  for (const days of [...plan.daysBefore].sort((one, other) => other - one)) {
    const wanted = workingDayOnOrBefore(addDays(round.closesOn, -days), plan.calendar);
    byMorning.set(wanted < last ? wanted : last, days);
  }
  byMorning.set(last, "lastWorkingDay");
  return [...byMorning].map(([morning, step]) => ({
    roundId: round.id,
    step,
    day: round.closesOn,
    dueAt: atHour(morning, plan.hour, plan.channelZone),
  }));
};

/** Duty + step + the day's value + receiver: the same is never sent twice. */
export const reminderKey = (duty: string, step: string, value: string, receiver: string): string =>
  [duty, step, value, receiver].join("/");

export interface Decency {
  /** The receiver's working days. */
  readonly calendar: WorkingCalendar;
  readonly zone: Zone;
  /** The local hour at which a waiting message comes, 8 to 17. */
  readonly hour: number;
  /** In the last two days before it, any hour will do. */
  readonly closing?: DateTime;
}

/** product.md, "Reminders": working days, 08:00–18:00 local. */
const DAY_BEGINS = 8;
const DAY_ENDS = 18;
/** product.md, "Reminders": "except in the last two days before a closing date or visit". */
const URGENT_DAYS = 2;

/** When an unasked message may go out: now, or on the next working morning. */
export const nextDecentMoment = (now: DateTime, decency: Decency): DateTime => {
  const { calendar, zone, hour, closing } = decency;
  if (closing && now < closing && now >= closing.minus({ days: URGENT_DAYS })) return now;
  const today = dayIn(now, zone);
  const isDecent =
    isWorkingDay(today, calendar) &&
    now >= atHour(today, DAY_BEGINS, zone) &&
    now < atHour(today, DAY_ENDS, zone);
  return isDecent ? now : nextMorning(now, { calendar, zone, hour });
};

const nextMorning = (now: DateTime, { calendar, zone, hour }: Decency): DateTime => {
  const today = dayIn(now, zone);
  const first = now < atHour(today, hour, zone) ? today : addDays(today, 1);
  for (let day = first; ; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) return atHour(day, hour, zone);
    if (day > addDays(today, LONGEST_WAIT_DAYS)) throw new Error("A calendar without working days");
  }
};

const LONGEST_WAIT_DAYS = 366;
