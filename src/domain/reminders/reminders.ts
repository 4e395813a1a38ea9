/** When somebody may be told something that they didn't ask for, and how often: each thing once. */

import { isWorkingDay, type WorkingCalendar, workingDayOnOrAfter } from "../members/calendars.ts";
import { addDays, atHour, type DateTime, dayIn, type Zone } from "../time.ts";

/**
 * Duty + step + the day's value + receiver: the same is never sent twice. Only the receiver, which
 * comes last, may hold a slash.
 */
export const reminderKey = (
  duty: string,
  step: string,
  dayValue: string,
  receiver: string,
): string => [duty, step, dayValue, receiver].join("/");

/** When a receiver may be written to unasked. */
export interface ContactWindow {
  /** The receiver's working days. */
  readonly calendar: WorkingCalendar;
  readonly zone: Zone;
  /** The local hour at which a waiting message comes, 0 to 23; an hour someone chose counts as one. */
  readonly hour: number;
  /** A closing instant: in the last two days before it, any time will do. */
  readonly closing?: DateTime | undefined;
}

/** docs/product.md, "Reminders": working days of the receiver, 08:00–18:00 local. */
const DAY_BEGINS = 8;
const DAY_ENDS = 18;
/** docs/product.md, "Reminders": "except in the last two days before a closing date or visit". */
const URGENT_DAYS = 2;

/** When an unasked message may go out: now, or at `hour` of the next working day. */
export const nextContactMoment = (now: DateTime, contactWindow: ContactWindow): DateTime =>
  isUrgent(now, contactWindow.closing) || isInContactWindow(now, contactWindow)
    ? now
    : nextWorkingMorning(now, contactWindow);

/** `hour` of the first working day on which it is still to come; `now` itself when it is that hour. */
const nextWorkingMorning = (
  now: DateTime,
  { calendar, zone, hour }: Omit<ContactWindow, "closing">,
): DateTime => {
  const day = dayIn(nextTimeAt(hour, zone, now), zone);
  return atHour(workingDayOnOrAfter(day, calendar), hour, zone);
};

/**
 * The next working morning; in the last two days before the closing instant at once, and where that
 * morning would come too late, in time.
 */
export const morningFor = (now: DateTime, contactWindow: ContactWindow): DateTime => {
  const { closing, hour, zone } = contactWindow;
  if (isUrgent(now, closing)) return now;
  const morning = nextWorkingMorning(now, contactWindow);
  const isInTime = closing === undefined || closing <= now || morning < closing;
  return isInTime ? morning : nextTimeAt(hour, zone, urgentFrom(closing));
};

/**
 * When a reminder that is due may go out; undefined once the round has closed. One whose next working
 * morning would come too late goes out in the last two days, when any day will do, at `hour`.
 */
export const releaseMoment = (
  now: DateTime,
  contactWindow: ContactWindow & { readonly closing: DateTime },
): DateTime | undefined => {
  const { closing, hour, zone } = contactWindow;
  if (now >= closing) return undefined;
  const moment = nextContactMoment(now, contactWindow);
  return moment < closing ? moment : nextTimeAt(hour, zone, urgentFrom(closing));
};

const urgentFrom = (closing: DateTime): DateTime => closing.minus({ days: URGENT_DAYS });

const isUrgent = (now: DateTime, closing: DateTime | undefined): boolean =>
  closing !== undefined && now >= urgentFrom(closing) && now < closing;

/** The hour that was chosen counts too: otherwise a channel at 18:00 would wait for ever. */
const isInContactWindow = (now: DateTime, { calendar, zone, hour }: ContactWindow): boolean => {
  const today = dayIn(now, zone);
  const chosen = atHour(today, hour, zone);
  const isInHours = now >= atHour(today, DAY_BEGINS, zone) && now < atHour(today, DAY_ENDS, zone);
  const isAtChosenHour = now >= chosen && now < chosen.plus({ hours: 1 });
  return (isInHours || isAtChosenHour) && isWorkingDay(today, calendar);
};

/** Today's or tomorrow's `hour`, whichever is the first not before `from`. */
const nextTimeAt = (hour: number, zone: Zone, from: DateTime): DateTime => {
  const today = dayIn(from, zone);
  const todays = atHour(today, hour, zone);
  return todays >= from ? todays : atHour(addDays(today, 1), hour, zone);
};
