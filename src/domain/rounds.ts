import { isWorkingDay, type WorkingCalendar } from "./calendars.ts";
import type { RoundId } from "./ids.ts";
import { addDays, atHour, type DateTime, dayIn, type IsoDay, startOfDay, type Zone } from "./time.ts";

/** What one closing date closes. */
export interface Round {
  readonly id: RoundId;
  /** 1, 2, … */
  readonly number: number;
  readonly closesOn: IsoDay;
}

/** Rule 4: the whole day counts; the closing instant is the next midnight, exclusive. */
export const closingInstant = ({ closesOn }: Pick<Round, "closesOn">, zone: Zone): DateTime =>
  startOfDay(addDays(closesOn, 1), zone);

export const isOpen = (round: Pick<Round, "closesOn">, zone: Zone, now: DateTime): boolean =>
  now < closingInstant(round, zone);

/** Rule 12: the earliest open round; undefined after the last has closed. */
export const roundToJoin = (
  rounds: readonly Round[],
  zone: Zone,
  now: DateTime,
): Round | undefined =>
  rounds
    .filter((round) => isOpen(round, zone, now))
    .sort((one, other) => (one.closesOn < other.closesOn ? -1 : 1))[0];

/** Nobody looks further back than a month for a working day. */
const FURTHEST_BACK_DAYS = 31;

/** The receiver's last working day on whose `hour` the round hasn't closed yet. */
export const lastWorkingDay = (
  closes: DateTime,
  calendar: WorkingCalendar,
  zone: Zone,
  hour: number,
): IsoDay | undefined => {
  const closingDay = dayIn(closes, zone);
  for (let back = 0; back <= FURTHEST_BACK_DAYS; back += 1) {
    const day = addDays(closingDay, -back);
    if (isWorkingDay(day, calendar) && atHour(day, hour, zone) < closes) return day;
  }
  return undefined;
};
