import { describe, expect, test } from "vitest";
import {
  datesInside,
  type PlannedVisit,
  restWarnings,
  rosterWarnings,
  visitWarnings,
} from "../../../src/domain/requests/visits.ts";

/** Fiji to Japan: Wed 12 to Fri 14 July, asked on 20 March. */
const visit = (changes: Partial<PlannedVisit> = {}): PlannedVisit => ({
  startsOn: "2023-07-12",
  endsOn: "2023-07-14",
  modality: "faceToFace",
  submittedOn: "2023-03-20",
  codeYear: 2023,
  timingYear: 2023,
  samePair: [],
  ...changes,
});

test("three days, asked for in good time, from a free host give no warning", () => {
  expect(visitWarnings(visit())).toEqual([]);
});

describe("an activity takes up to 5 days", () => {
  test("five days give no warning, six give one with the number of days", () => {
    expect(visitWarnings(visit({ endsOn: "2023-07-16" }))).toEqual([]);
    expect(visitWarnings(visit({ endsOn: "2023-07-17" }))).toEqual([
      { kind: "longerThanFiveDays", days: 6 },
    ]);
  });

  test("one day is enough", () => {
    expect(visitWarnings(visit({ endsOn: "2023-07-12" }))).toEqual([]);
  });

  test("days are calendar days, also across a clock change", () => {
    const dates = { startsOn: "2023-10-28", endsOn: "2023-11-02" };
    expect(visitWarnings(visit(dates))).toEqual([{ kind: "longerThanFiveDays", days: 6 }]);
  });
});

describe("a face-to-face activity wants 90 days' notice", () => {
  test("90 days are enough, 89 are short", () => {
    expect(visitWarnings(visit({ submittedOn: "2023-04-13" }))).toEqual([]);
    expect(visitWarnings(visit({ submittedOn: "2023-04-14" }))).toEqual([
      { kind: "shortNotice", days: 89 },
    ]);
  });

  test("with both parts somebody travels; a virtual activity needs no notice", () => {
    const late = { submittedOn: "2023-07-01" };
    expect(visitWarnings(visit({ ...late, modality: "both" }))).toEqual([
      { kind: "shortNotice", days: 11 },
    ]);
    expect(visitWarnings(visit({ ...late, modality: "virtual" }))).toEqual([]);
  });
});

describe("other requests", () => {
  const other = (startsOn: string, endsOn: string) => ({
    number: "BCN-2023-001",
    startsOn,
    endsOn,
  });

  test("of the same pair are named when one day is shared", () => {
    const samePair = [other("2023-07-14", "2023-07-18"), other("2023-07-15", "2023-07-18")];
    expect(visitWarnings(visit({ samePair }))).toEqual([
      { kind: "overlapsSamePair", number: "BCN-2023-001" },
    ]);
  });
});

test("a code of another year than the timing's is worth a word", () => {
  expect(visitWarnings(visit({ codeYear: 2022 }))).toEqual([
    { kind: "codeYearDiffers", codeYear: 2022, timingYear: 2023 },
  ]);
});

test("every reason is told, not only the first", () => {
  const worst = visit({
    endsOn: "2023-07-20",
    submittedOn: "2023-07-01",
    codeYear: 2022,
    samePair: [{ number: "BCN-2023-001", startsOn: "2023-07-12", endsOn: "2023-07-12" }],
  });
  expect(visitWarnings(worst).map(({ kind }) => kind)).toEqual([
    "longerThanFiveDays",
    "shortNotice",
    "overlapsSamePair",
    "codeYearDiffers",
  ]);
});

test("the host's weekend and holidays are told, each day once", () => {
  const japan = { zone: "Asia/Tokyo", weekend: [6, 7], holidays: new Set(["2023-07-17"]) } as const;
  const days = ["2023-07-15", "2023-07-17", "2023-07-14", "2023-07-15"];
  expect(restWarnings(days, japan)).toEqual([
    { kind: "hostRests", on: "2023-07-15" },
    { kind: "hostRests", on: "2023-07-17" },
  ]);
});

describe("a list of people", () => {
  const one = { part: "head", name: "Name of One", email: "one@example.org" };

  test("wants a head, once somebody is on it", () => {
    expect(rosterWarnings([])).toEqual([]);
    expect(rosterWarnings([one])).toEqual([]);
    expect(rosterWarnings([{ part: "participant" }])).toEqual([{ kind: "noHead" }]);
  });

  test.each([
    ["name", { name: " name  of ONE" }],
    ["e-mail", { email: "One@Example.org" }],
    ["both, told once", { name: "Name of One", email: "one@example.org" }],
  ])("the same %s twice is told, with the places", (_what, other) => {
    expect(rosterWarnings([one, { name: "Another" }, other])).toEqual([
      { kind: "samePerson", places: [1, 3], same: expect.stringMatching(/one/i) },
    ]);
  });

  test("names that follow later are nobody twice", () => {
    expect(rosterWarnings([{ part: "head" }, {}, { name: "", email: " " }])).toEqual([]);
  });
});

describe("activity dates lie inside the timing", () => {
  const timing = { startsOn: "2023-01-01", endsOn: "2023-12-31" };

  test.each([
    ["2023-01-01", "2023-12-31", true],
    ["2022-12-31", "2023-01-02", false],
    ["2023-12-30", "2024-01-01", false],
    ["2023-07-14", "2023-07-12", false],
  ])("%s to %s: %s", (startsOn, endsOn, inside) => {
    expect(datesInside(timing, startsOn, endsOn)).toBe(inside);
  });
});
