import { describe, expect, test } from "vitest";
import {
  daysOfRuns,
  type HolidayProblem,
  readHolidays,
  restsTooLong,
  runsOf,
} from "../../../src/domain/members/holidays.ts";
import { calendarOf } from "../../../src/domain/members/members.ts";
import { bangladesh, japan } from "../../helpers/builders.ts";
import fc from "../../helpers/fast-check.ts";

const TODAY = "2023-03-20";
const EMPTY = { startsOn: "", endsOn: "", name: "", lines: "" };
const read = (lines: string) => readHolidays({ ...EMPTY, lines }, TODAY);
const problemsOf = (lines: string) => {
  const outcome = read(lines);
  return outcome.ok ? [] : outcome.refusal.lines;
};

describe("a line is a day and its name", () => {
  test.each([
    ["2023-05-03 Constitution Day", "2023-05-03", "2023-05-03"],
    ["3 May 2023 Constitution Day", "2023-05-03", "2023-05-03"],
    ["3rd of May, 2023: Constitution Day", "2023-05-03", "2023-05-03"],
    ["May 3, 2023 - Constitution Day", "2023-05-03", "2023-05-03"],
    ["Wed 3 May 2023\tConstitution Day", "2023-05-03", "2023-05-03"],
    ["• 2023-05-03 – Constitution Day", "2023-05-03", "2023-05-03"],
    ["2023-05-03 to 2023-05-05 Constitution Day", "2023-05-03", "2023-05-05"],
    ["2023-05-03–2023-05-05: Constitution Day", "2023-05-03", "2023-05-05"],
    ["3–5 May 2023 Constitution Day", "2023-05-03", "2023-05-05"],
    ["3 to 5 May 2023, Constitution Day", "2023-05-03", "2023-05-05"],
    ["30 April - 2 May 2023 Constitution Day", "2023-04-30", "2023-05-02"],
    ["30 December 2023 - 2 January 2024 Constitution Day", "2023-12-30", "2024-01-02"],
  ])("%s", (line, first, last) => {
    expect(read(line)).toEqual({ ok: true, value: [{ first, last, name: "Constitution Day" }] });
  });

  test.each<[string, HolidayProblem]>([
    ["Constitution Day", { kind: "noDay" }],
    ["2023-05-03", { kind: "noName" }],
    ["2023-05-03 -", { kind: "noName" }],
    ["31 February 2023 A day", { kind: "noSuchDay", value: "31 February 2023" }],
    ["Mon 3 May 2023 A day", { kind: "otherWeekday", value: "Mon 3 May 2023" }],
    ["5–3 May 2023 A day", { kind: "endsBeforeItBegins" }],
    ["3 May 2023 to 31 June 2023 A day", { kind: "noSuchDay", value: "31 June 2023" }],
    ["1 May - 1 June 2023 A day", { kind: "tooLong" }],
    ["2032-05-03 A day", { kind: "tooFarAhead" }],
    ["03/04/2023 A day", { kind: "noDay" }],
  ])("%s is refused", (line, problem) => {
    expect(problemsOf(line)).toEqual([{ line: 1, problem }]);
  });

  test("a run of 31 days is taken, one of 32 is not", () => {
    expect(read("1 May - 31 May 2023 A month").ok).toBe(true);
    expect(read("1 May - 1 June 2023 A month").ok).toBe(false);
  });
});

test("each wrong line is told by its number, empty ones counted, and nothing is taken", () => {
  const lines = "2023-05-03 Constitution Day\n\nnonsense\n2023-05-04 Greenery Day\n2023-05-05";
  expect(problemsOf(lines)).toEqual([
    { line: 3, problem: { kind: "noDay" } },
    { line: 5, problem: { kind: "noName" } },
  ]);
});

test("one day in the inputs, and lines beside it, are taken together", () => {
  const typed = { startsOn: "2023-05-03", endsOn: "", name: " Constitution  Day ", lines: "" };
  const single = { first: "2023-05-03", last: "2023-05-03", name: "Constitution Day" };
  expect(readHolidays(typed, TODAY)).toEqual({ ok: true, value: [single] });
  expect(readHolidays({ ...typed, lines: "4 May 2023 Greenery Day" }, TODAY)).toMatchObject({
    value: [single, { first: "2023-05-04" }],
  });
  expect(readHolidays({ ...typed, name: "" }, TODAY)).toMatchObject({
    refusal: { single: { kind: "noName" } },
  });
  expect(readHolidays({ ...typed, startsOn: "" }, TODAY)).toMatchObject({
    refusal: { single: { kind: "noDay" } },
  });
  expect(readHolidays(EMPTY, TODAY)).toMatchObject({ refusal: { nothing: true } });
});

test("days that have passed are left out and counted; today still counts", () => {
  const runs = [{ first: "2023-03-18", last: "2023-03-21", name: "A rest" }];
  const { days, passed } = daysOfRuns(runs, TODAY);
  expect(days.map(({ day }) => day)).toEqual(["2023-03-20", "2023-03-21"]);
  expect(passed).toBe(2);
});

test("days in a row with one name are one line; another name or a gap begins a new one", () => {
  const days = ["2023-04-29", "2023-04-30", "2023-05-02"].map((day) => ({ day, name: "Rest" }));
  expect(runsOf([...days, { day: "2023-05-03", name: "Other" }])).toEqual([
    { first: "2023-04-29", last: "2023-04-30", name: "Rest" },
    { first: "2023-05-02", last: "2023-05-02", name: "Rest" },
    { first: "2023-05-03", last: "2023-05-03", name: "Other" },
  ]);
});

test("a calendar without a working day for two months is noticed, whatever the weekend", () => {
  const rest = (count: number) =>
    daysOfRuns(
      [
        { first: "2023-05-01", last: "2023-05-31", name: "A" },
        { first: "2023-06-01", last: "2023-06-30", name: "B" },
      ],
      TODAY,
    )
      .days.slice(0, count)
      .map(({ day }) => day);
  for (const organisation of [japan, bangladesh]) {
    const resting = (holidays: string[]) =>
      restsTooLong(holidays, calendarOf({ ...organisation, holidays }));
    expect(resting(rest(61))).toBe(true);
    expect(resting(rest(40))).toBe(false);
  }
});

test("whatever is pasted, nothing is thrown, and what is taken are days of the calendar", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const outcome = read(`${text}\n2023-05-03 ${text}`);
      if (!outcome.ok) return;
      for (const { first, last } of outcome.value) {
        expect(first).toMatch(/^20\d{2}-\d{2}-\d{2}$/);
        expect(first <= last).toBe(true);
      }
    }),
    { numRuns: 200 },
  );
});
