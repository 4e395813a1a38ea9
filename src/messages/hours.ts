import { hoursElsewhere } from "../domain/reminders/hours.ts";
import type { Hours } from "../domain/requests/requests.ts";
import type { IsoDay, Zone } from "../domain/time.ts";
import { dates, words } from "../words/en.ts";

/** The host's hours on a day, with the reader's beside them where they differ. */
export const hoursText = (hours: Hours, on: IsoDay, zone: Zone, readerZone: Zone): string => {
  const there = hoursElsewhere(hours, { on, zone, otherZone: readerZone });
  return words.form.hours(
    { ...hours, place: dates.cityOf(zone) },
    there && { ...there, place: dates.cityOf(readerZone) },
  );
};
