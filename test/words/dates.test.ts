import { describe, expect, test } from "vitest";
import { DateTime, readerTimeAt } from "../../src/domain/time.ts";
import {
  cityOf,
  closingText,
  daysText,
  daysWithYear,
  dayText,
  instantText,
  instantWithYear,
} from "../../src/words/en/dates.ts";

/** The first round's closing instant: midnight after 31 March 2023 in Tokyo. */
const CLOSES = Date.parse("2023-04-01T00:00+09:00");

describe("a closing date is told officially first, in the reader's time second", () => {
  test.each([
    ["Asia/Dhaka", "Fri 31 March, 23:59 Tokyo (20:59 Dhaka)"],
    ["Pacific/Fiji", "Fri 31 March, 23:59 Tokyo (Sat 1 April, 02:59 Suva)"],
    ["Asia/Kathmandu", "Fri 31 March, 23:59 Tokyo (20:44 Kathmandu)"],
    ["Asia/Tokyo", "Fri 31 March, 23:59 Tokyo"],
    ["Asia/Seoul", "Fri 31 March, 23:59 Tokyo"],
  ])("read in %s", (zone, text) => {
    expect(closingText(CLOSES, "Asia/Tokyo", { zone, today: "2023-03-20" })).toBe(text);
  });
});

test("an instant is told in both zones", () => {
  const sent = Date.parse("2023-03-20T12:04+09:00");
  const reader = { zone: "Pacific/Fiji", today: "2023-03-20" };
  expect(instantText(sent, "Asia/Tokyo", reader)).toBe("Mon 20 March 12:04 Tokyo (15:04 Suva)");
});

test.each([
  ["2023-07-12", "2023-07-14", "Wed 12 – Fri 14 July"],
  ["2023-06-30", "2023-07-02", "Fri 30 June – Sun 2 July"],
  ["2023-07-12", "2023-07-12", "Wed 12 July"],
  ["2023-12-30", "2024-01-02", "Sat 30 December 2023 – Tue 2 January 2024"],
])("days %s to %s read %s", (first, last, text) => {
  expect(daysText(first, last, "2023-03-20")).toBe(text);
});

test("a day of another year than the reader's present one has its year", () => {
  expect(dayText("2023-03-31", "2023-12-31")).toBe("Fri 31 March");
  expect(dayText("2023-03-31", "2024-01-01")).toBe("Fri 31 March 2023");
  expect(daysText("2023-07-12", "2023-07-14", "2022-12-31")).toBe("Wed 12 – Fri 14 July 2023");
  expect(daysText("2023-07-12", "2023-07-14", "2023-01-01")).toBe("Wed 12 – Fri 14 July");
  expect(daysText("2023-12-30", "2024-01-02", "2022-12-31")).toBe(
    "Sat 30 December 2023 – Tue 2 January 2024",
  );
});

test("an instant has the years of its own day and of the reader's", () => {
  const inDhaka = { zone: "Asia/Dhaka", today: "2022-12-31" };
  expect(closingText(CLOSES, "Asia/Tokyo", inDhaka)).toBe(
    "Fri 31 March 2023, 23:59 Tokyo (20:59 Dhaka)",
  );
  expect(instantText(CLOSES, "Asia/Tokyo", inDhaka)).toMatch(/^Sat 1 April 2023 00:00 Tokyo/);
  const newYear = Date.parse("2024-01-01T00:00+09:00");
  expect(closingText(newYear, "Asia/Tokyo", { zone: "Pacific/Fiji", today: "2023-12-01" })).toBe(
    "Sun 31 December, 23:59 Tokyo (Mon 1 January 2024, 02:59 Suva)",
  );
  expect(instantWithYear(CLOSES, "Asia/Tokyo")).toBe("Sat 1 April 2023 00:00 Tokyo");
});

test("whose year it is depends on where the reader is", () => {
  const now = DateTime.fromISO("2022-12-31T14:00Z");
  expect(readerTimeAt(now, "Pacific/Fiji")).toEqual({ zone: "Pacific/Fiji", today: "2023-01-01" });
  expect(readerTimeAt(now, "Asia/Dhaka")).toEqual({ zone: "Asia/Dhaka", today: "2022-12-31" });
});

test("a year is added once, and not where it stands already", () => {
  expect(daysWithYear("2023-07-12", "2023-07-14")).toBe("Wed 12 – Fri 14 July 2023");
  expect(daysWithYear("2023-07-12", "2023-07-12")).toBe("Wed 12 July 2023");
  expect(daysWithYear("2023-12-30", "2024-01-02")).toBe(
    "Sat 30 December 2023 – Tue 2 January 2024",
  );
});

test("a zone is told by its city", () => {
  expect(["Asia/Ho_Chi_Minh", "Pacific/Fiji", "Asia/Ulaanbaatar"].map(cityOf)).toEqual([
    "Ho Chi Minh City",
    "Suva",
    "Ulaanbaatar",
  ]);
});
