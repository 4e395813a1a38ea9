import type { LocalState } from "../control-types.ts";

/** Programme time for people to read. All take an instant and an IANA zone. */

const TOKYO = "Asia/Tokyo";
/** Tokyo has no daylight saving time, so the offset is fixed. */
const TOKYO_OFFSET = "+09:00";

const parts = (options: Intl.DateTimeFormatOptions, at: Date, timeZone: string): string =>
  new Intl.DateTimeFormat("en-GB", { ...options, timeZone }).format(at);

/** "12:04" */
export const timeOfDay = (at: Date, zone: string): string =>
  parts({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" }, at, zone);

/** "Mon 20 March" */
export const shortDay = (at: Date, zone: string): string =>
  parts({ weekday: "short", day: "numeric", month: "long" }, at, zone).replace(",", "");

/** "Monday 20 March 2023", or "Today", "Yesterday" by programme time. */
export function dayTitle(at: Date, now: Date, zone: string): string {
  if (isoDay(at, zone) === isoDay(now, zone)) return "Today";
  if (isoDay(at, zone) === isoDay(new Date(now.getTime() - 86_400_000), zone)) return "Yesterday";
  const options = { weekday: "long", day: "numeric", month: "long", year: "numeric" } as const;
  return parts(options, at, zone).replace(",", "");
}

/** "2023-03-20", the calendar day there. */
export const isoDay = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat("sv-SE", { timeZone: zone }).format(at);

/** What a date-time input takes: "2023-03-20T12:00", Tokyo's time. */
export const tokyoInput = (at: Date): string => `${isoDay(at, TOKYO)}T${timeOfDay(at, TOKYO)}`;

export const fromTokyoInput = (text: string): string => `${text}:00${TOKYO_OFFSET}`;

/** Of the person one plays. */
export const zoneOf = ({ workspaces, me }: LocalState): string =>
  workspaces.flatMap(({ users }) => users).find(({ id }) => id === me.user)?.zone ?? TOKYO;

export { TOKYO };
