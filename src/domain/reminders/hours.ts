import type { Hours } from "../requests/requests.ts";
import { DateTime, type IsoDay, type Zone } from "../time.ts";

/** The same hours by another zone's clocks on that day; undefined when they read alike. */
export const hoursElsewhere = (
  { from, to }: Hours,
  { on, zone, otherZone }: { readonly on: IsoDay; readonly zone: Zone; readonly otherZone: Zone },
): Hours | undefined => {
  const there = (time: string): string =>
    DateTime.fromISO(`${on}T${time}`, { zone }).setZone(otherZone).toFormat("HH:mm");
  const elsewhere = { from: there(from), to: there(to) };
  return elsewhere.from === from && elsewhere.to === to ? undefined : elsewhere;
};
