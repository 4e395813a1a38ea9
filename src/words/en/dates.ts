/** Days, times and numbers as people read them. Days are "YYYY-MM-DD", instants milliseconds. */

const LANGUAGE = "en-GB";

/** Made once: making one takes a hundred times what it does. */
const ofDays = (options: Intl.DateTimeFormatOptions): ((day: string) => string) => {
  const format = new Intl.DateTimeFormat(LANGUAGE, { ...options, timeZone: "UTC" });
  return (day) => format.format(new Date(`${day}T00:00:00Z`));
};

const weekday = ofDays({ weekday: "short" });
const dayOfMonth = ofDays({ day: "numeric" });
const month = ofDays({ month: "long" });

/** Where something is read: an IANA zone, and the present day there, of whose year dates need none. */
export interface ReaderTime {
  readonly zone: string;
  readonly today: string;
}

const yearOf = (day: string): string => day.slice(0, 4);

/** "Fri 31 March"; "Fri 31 March 2023" where the reader's `today` is of another year. */
export const dayText = (day: string, today: string): string =>
  `${weekday(day)} ${shortDay(day, today)}`;

/** "is asked" until the day is over, "was asked" from then on. */
export const byTense = (day: string, today: string, present: string, past: string): string =>
  day < today ? past : present;

/** "Fri 31 March 2023". */
export const dayWithYear = (day: string): string => `${dayText(day, day)} ${yearOf(day)}`;

/** "31 March": beside a sentence that has the weekday already; with its year as `dayText`. */
export const shortDay = (day: string, today: string): string =>
  `${dayOfMonth(day)} ${month(day)}${yearOf(day) === yearOf(today) ? "" : ` ${yearOf(day)}`}`;

/**
 * "Wed 12 – Fri 14 July", "Fri 30 June – Sun 2 July", "Wed 12 July", "Sat 30 December 2023 – Tue 2
 * January 2024"; with their year as `dayText`.
 */
export const daysText = (first: string, last: string, today: string): string =>
  daysUntil(first, last, dayText(last, today));

/** "Wed 12 – Fri 14 July 2023". */
export const daysWithYear = (first: string, last: string): string =>
  daysUntil(first, last, dayWithYear(last));

const daysUntil = (first: string, last: string, lastText: string): string => {
  if (first === last) return lastText;
  if (yearOf(first) !== yearOf(last)) return `${dayWithYear(first)} – ${dayWithYear(last)}`;
  const isOneMonth = first.slice(0, 7) === last.slice(0, 7);
  return `${isOneMonth ? `${weekday(first)} ${dayOfMonth(first)}` : dayText(first, last)} – ${lastText}`;
};

/** Zones that aren't named after a city, or not as people write it. */
const CITIES: Readonly<Record<string, string>> = {
  "Pacific/Fiji": "Suva",
  "Asia/Ho_Chi_Minh": "Ho Chi Minh City",
};

/** "Tokyo" of "Asia/Tokyo". */
export const cityOf = (zone: string): string =>
  CITIES[zone] ?? (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");

/** "2023-03-20, 15:04" in a zone, one for each zone that was asked for. */
const clocks = new Map<string, Intl.DateTimeFormat>();

const clockIn = (zone: string): Intl.DateTimeFormat => {
  const clock =
    clocks.get(zone) ??
    new Intl.DateTimeFormat("en-CA", {
      ...{ year: "numeric", month: "2-digit", day: "2-digit" },
      ...{ hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone },
    });
  clocks.set(zone, clock);
  return clock;
};

/** "15:04". */
export const timeText = (instant: number, zone: string): string =>
  clockIn(zone).format(instant).slice(-5);

/** The calendar day of an instant in a zone, "YYYY-MM-DD". */
const dayOf = (instant: number, zone: string): string => clockIn(zone).format(instant).slice(0, 10);

/** "Mon 20 March 12:04 Tokyo (15:04 Suva)": the official place first, the reader's second. */
export const instantText = (instant: number, zone: string, reader: ReaderTime): string =>
  `${dayText(dayOf(instant, zone), reader.today)} ${timeText(instant, zone)} ${cityOf(zone)}${inReadersZone(instant, zone, reader)}`;

/** "Mon 20 March 2023 12:04 Tokyo". */
export const instantWithYear = (instant: number, zone: string): string =>
  `${dayWithYear(dayOf(instant, zone))} ${timeText(instant, zone)} ${cityOf(zone)}`;

const MINUTE = 60_000;

/**
 * "Fri 31 March, 23:59 Tokyo (20:59 Dhaka)". `closes` is the closing instant, exclusive; the last
 * minute before it is what people read.
 */
export const closingText = (closes: number, zone: string, reader: ReaderTime): string => {
  const last = closes - MINUTE;
  return `${dayText(dayOf(last, zone), reader.today)}, ${timeText(last, zone)} ${cityOf(zone)}${inReadersZone(last, zone, reader)}`;
};

/** "Fri 31 March 2023, 23:59 Tokyo". */
export const closingWithYear = (closes: number, zone: string): string => {
  const last = closes - MINUTE;
  return `${dayWithYear(dayOf(last, zone))}, ${timeText(last, zone)} ${cityOf(zone)}`;
};

const inReadersZone = (instant: number, zone: string, reader: ReaderTime): string => {
  const there = timeText(instant, reader.zone);
  const [day, readersDay] = [dayOf(instant, zone), dayOf(instant, reader.zone)];
  if (
    cityOf(zone) === cityOf(reader.zone) ||
    (there === timeText(instant, zone) && day === readersDay)
  )
    return "";
  return day === readersDay
    ? ` (${there} ${cityOf(reader.zone)})`
    : ` (${dayText(readersDay, reader.today)}, ${there} ${cityOf(reader.zone)})`;
};

/** "4 people", "1 person". */
export const peopleText = (count: number): string =>
  `${count} ${count === 1 ? "person" : "people"}`;

/** "first", "second", … "7th". */
export const ordinal = (count: number): string =>
  ["first", "second", "third", "fourth", "fifth"][count - 1] ?? `${count}th`;

/** "15:04", local time. */
export const timeIn = (instant: number, zone: string): string => timeText(instant, zone);

/** A Monday, to count ISO weekdays from. */
const SOME_MONDAY = Date.UTC(2023, 0, 2);
const DAY = 24 * 60 * MINUTE;

/** "Friday and Saturday" of ISO weekdays, 1 = Monday. */
export const weekdaysText = (days: readonly number[]): string =>
  listText(
    days.map((day) =>
      new Intl.DateTimeFormat(LANGUAGE, { weekday: "long", timeZone: "UTC" }).format(
        SOME_MONDAY + (day - 1) * DAY,
      ),
    ),
  );

/** "a, b and c". */
export const listText = (items: readonly string[]): string =>
  new Intl.ListFormat(LANGUAGE, { type: "conjunction" }).format(items);
