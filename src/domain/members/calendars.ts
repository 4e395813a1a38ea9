import { addDays, type IsoDay, weekdayOf, type Zone } from "../time.ts";

/** Local hour of unasked messages where nobody chose another (docs/product.md, "Reminders": 09:00). */
export const DEFAULT_HOUR = 9;

/** One organisation's working days. */
export interface WorkingCalendar {
  readonly zone: Zone;
  /** ISO weekdays, 1 = Monday. */
  readonly weekend: readonly number[];
  readonly holidays: ReadonlySet<IsoDay>;
}

export const isWorkingDay = (day: IsoDay, { weekend, holidays }: WorkingCalendar): boolean =>
  !weekend.includes(weekdayOf(day)) && !holidays.has(day);

export const workingDayOnOrBefore = (day: IsoDay, calendar: WorkingCalendar): IsoDay =>
  search(day, -1, calendar);

export const workingDayOnOrAfter = (day: IsoDay, calendar: WorkingCalendar): IsoDay =>
  search(day, 1, calendar);

/** The `count`-th working day after `day`; counting begins on the day after. */
export const addWorkingDays = (day: IsoDay, count: number, calendar: WorkingCalendar): IsoDay => {
  let reached = day;
  for (let counted = 0; counted < count; counted += 1) {
    reached = workingDayOnOrAfter(addDays(reached, 1), calendar);
  }
  return reached;
};

/** No organisation rests longer than a year: such a calendar is a mistake, not a holiday. */
const LONGEST_REST_DAYS = 366;

const search = (from: IsoDay, step: 1 | -1, calendar: WorkingCalendar): IsoDay => {
  for (let days = 0; days <= LONGEST_REST_DAYS; days += 1) {
    const day = addDays(from, days * step);
    if (isWorkingDay(day, calendar)) return day;
  }
  throw new Error(`No working day within a year of ${from} in ${calendar.zone}`);
};
