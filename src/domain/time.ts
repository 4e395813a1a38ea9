/** Instants are Luxon `DateTime`; calendar days are "YYYY-MM-DD" beside an IANA zone. */
import { DateTime } from "luxon";

export { DateTime };

/** A calendar day, YYYY-MM-DD, years 2000 to 2099 (a project code has two digits for the year). */
export type IsoDay = string;

const ISO_DAY = /^20\d{2}-\d{2}-\d{2}$/;

/** The day, or undefined when the text is none of the calendar. */
export const isoDay = (text: string): IsoDay | undefined =>
  ISO_DAY.test(text) && DateTime.fromISO(text).isValid ? text : undefined;

/** IANA name, such as "Asia/Tokyo". */
export type Zone = string;

/** The calendar day on which an instant falls in a zone. Throws where there is no such zone. */
export const dayIn = (instant: DateTime, zone: Zone): IsoDay => dayOf(instant.setZone(zone));

/** Where something is read, and the day there: a date of another year is shown with its year. */
export interface ReaderTime {
  readonly zone: Zone;
  readonly today: IsoDay;
}

export const readerTimeAt = (now: DateTime, zone: Zone): ReaderTime => ({
  zone,
  today: dayIn(now, zone),
});

/** The first instant of a day in a zone: 01:00 where the clock skips midnight. */
export const startOfDay = (day: IsoDay, zone: Zone): DateTime => atHour(day, 0, zone);

/** `days` may be negative. */
export const addDays = (day: IsoDay, days: number): IsoDay => dayOf(inUtc(day).plus({ days }));

/** Whole days from `first` to `last`; negative when `last` is earlier. */
export const daysBetween = (first: IsoDay, last: IsoDay): number =>
  inUtc(last).diff(inUtc(first), "days").days;

/** ISO weekday, 1 = Monday. */
export const weekdayOf = (day: IsoDay): number => inUtc(day).weekday;

/**
 * A wall-clock hour, 0 to 23. Inside a spring gap it moves forward by the gap; of an hour that comes
 * twice it is the first, which Luxon alone doesn't promise. Throws where there is no such zone.
 */
export const atHour = (day: IsoDay, hour: number, zone: Zone): DateTime => {
  if (hour < 0 || hour > 23) throw new RangeError(`No such hour: ${hour}`);
  const local = existing(DateTime.fromISO(day, { zone }).set({ hour, minute: 0, second: 0 }));
  const [first = local] = local.getPossibleOffsets();
  return first;
};

const inUtc = (day: IsoDay): DateTime => existing(DateTime.fromISO(day, { zone: "utc" }));

const dayOf = (instant: DateTime): IsoDay => existing(instant).toFormat("yyyy-MM-dd");

/** An invalid day would compare false with everything: a round that never closes. */
const existing = (time: DateTime): DateTime => {
  if (!time.isValid) throw new RangeError(`No such time: ${time.invalidExplanation}`);
  return time;
};
