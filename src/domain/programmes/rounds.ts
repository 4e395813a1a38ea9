import type { RoundId } from "../ids.ts";
import { DEFAULT_HOUR, type WorkingCalendar, workingDayOnOrBefore } from "../members/calendars.ts";
import {
  addDays,
  atHour,
  type DateTime,
  dayIn,
  type IsoDay,
  startOfDay,
  type Zone,
} from "../time.ts";

/** What one closing date closes. */
export interface Round {
  readonly id: RoundId;
  /** 1 for the first closing date. */
  readonly number: number;
  /** The closing date, a day of the programme's zone. */
  readonly closesOn: IsoDay;
}

/**
 * Rule 4: the whole day counts in the programme's zone; the closing instant is the next midnight
 * there, exclusive: what arrives at that instant is late.
 */
export const closingInstant = ({ closesOn }: Pick<Round, "closesOn">, zone: Zone): DateTime =>
  startOfDay(addDays(closesOn, 1), zone);

/** `zone` is the programme's. */
export const isOpen = (round: Pick<Round, "closesOn">, zone: Zone, now: DateTime): boolean =>
  now < closingInstant(round, zone);

/**
 * Rule 12: the earliest round that is open, or that the Secretariat lets this draft join late;
 * undefined after the last has closed.
 */
export const roundToJoin = (
  rounds: readonly Round[],
  zone: Zone,
  now: DateTime,
  admitted: ReadonlySet<RoundId> = new Set(),
): Round | undefined =>
  rounds
    .filter((round) => isOpen(round, zone, now) || admitted.has(round.id))
    .sort((one, other) => (one.closesOn < other.closesOn ? -1 : 1))[0];

/**
 * The reader's last working day on whose `hour`, local in `zone`, the round hasn't closed yet; 9 and
 * the calendar's own zone where not said. Throws when the calendar has no working days.
 */
export const lastWorkingDayBefore = (
  closing: DateTime,
  calendar: WorkingCalendar,
  {
    hour = DEFAULT_HOUR,
    zone = calendar.zone,
  }: { readonly hour?: number; readonly zone?: Zone } = {},
): IsoDay => {
  const closingDay = dayIn(closing, zone);
  const isStillOpen = atHour(closingDay, hour, zone) < closing;
  return workingDayOnOrBefore(isStillOpen ? closingDay : addDays(closingDay, -1), calendar);
};
