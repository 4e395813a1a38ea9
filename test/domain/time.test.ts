import { describe, expect, test } from "vitest";
import {
  addDays,
  atHour,
  DateTime,
  dayIn,
  daysBetween,
  isoDay,
  startOfDay,
  weekdayOf,
} from "../../src/domain/time.ts";

const utc = (instant: DateTime) => instant.toUTC().toISO({ suppressMilliseconds: true });

test.each([
  "2023-02-29",
  "2023-1-01",
  "2023-01-01T00:00",
  "1999-12-31",
  "2100-01-01",
  "2023-W13-5",
  "2023-03-31\n",
  "",
])("%j is no calendar day", (text) => {
  expect(isoDay(text)).toBeUndefined();
});

test("days are counted over the end of a month, a leap day and a clock change", () => {
  expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
  expect(addDays("2023-01-01", -1)).toBe("2022-12-31");
  expect(daysBetween("2023-03-11", "2023-03-13")).toBe(2);
  expect(daysBetween("2023-03-13", "2023-03-11")).toBe(-2);
});

test("both closing dates of 2023 are Fridays", () => {
  expect(["2023-03-31", "2023-06-30"].map(weekdayOf)).toEqual([5, 5]);
});

test("one instant falls on different days in Suva and in Honolulu", () => {
  const instant = DateTime.fromISO("2023-03-31T11:30Z");

  expect(dayIn(instant, "Pacific/Fiji")).toBe("2023-03-31");
  expect(dayIn(instant.plus({ hours: 1 }), "Pacific/Fiji")).toBe("2023-04-01");
  expect(dayIn(instant, "Pacific/Honolulu")).toBe("2023-03-31");
});

describe("an hour of the wall clock", () => {
  test.each([
    ["an ordinary one", "2023-03-31", 9, "Asia/Dhaka", "2023-03-31T03:00:00Z"],
    [
      "inside a spring gap comes an hour later",
      "2023-03-12",
      2,
      "America/New_York",
      "2023-03-12T07:00:00Z",
    ],
    ["after the gap isn't moved", "2023-03-12", 3, "America/New_York", "2023-03-12T07:00:00Z"],
    [
      "that comes twice in autumn is the first",
      "2023-11-05",
      1,
      "America/New_York",
      "2023-11-05T05:00:00Z",
    ],
    [
      "that comes twice before midnight is the first",
      "2022-09-21",
      23,
      "Asia/Tehran",
      "2022-09-21T18:30:00Z",
    ],
    [
      "that comes twice in the south is the first",
      "2021-01-17",
      2,
      "Pacific/Fiji",
      "2021-01-16T13:00:00Z",
    ],
    ["of a zone with quarters", "2023-03-31", 9, "Asia/Kathmandu", "2023-03-31T03:15:00Z"],
  ] as const)("%s", (_title, day, hour, zone, expected) => {
    expect(utc(atHour(day, hour, zone))).toBe(expected);
  });
});

test("a day begins at 01:00 where the clock skips midnight", () => {
  const begins = startOfDay("2021-03-22", "Asia/Tehran");

  expect(begins.toFormat("yyyy-MM-dd HH:mm")).toBe("2021-03-22 01:00");
});

test("a day begins at the first midnight where the clock strikes it twice", () => {
  expect(utc(startOfDay("2023-11-05", "America/Havana"))).toBe("2023-11-05T04:00:00Z");
});

test("a zone, a day or an hour that doesn't exist is a fault, not a round that never closes", () => {
  expect(() => atHour("2023-03-31", 9, "Asia/Nowhere")).toThrow(RangeError);
  expect(() => addDays("2023-02-30", 1)).toThrow(RangeError);
  expect(() => dayIn(DateTime.fromISO("2023-03-31"), "Asia/Nowhere")).toThrow(RangeError);
  expect(() => daysBetween("2023-02-30", "2023-03-01")).toThrow(RangeError);
  expect(() => atHour("2023-03-31", 24, "Asia/Tokyo")).toThrow(RangeError);
});
