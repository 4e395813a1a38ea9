import { describe, expect, test } from "vitest";
import {
  programmeName,
  programmeYear,
  requestNumber,
  takesPart,
} from "../../../src/domain/programmes/programmes.ts";
import { bangladesh, fiji, japan, programmeOf2023 } from "../../helpers/builders.ts";

const programme = programmeOf2023();

test("a request's number is the programme's type, year and a counter of three digits or more", () => {
  expect([1, 42, 999, 1000].map((counter) => requestNumber(programme, counter))).toEqual([
    "BCN-2023-001",
    "BCN-2023-042",
    "BCN-2023-999",
    "BCN-2023-1000",
  ]);
});

test("the year is that of the timing's first day, whatever the code says", () => {
  const timing = { startsOn: "2024-01-01", endsOn: "2025-03-31" };

  expect(programmeYear(programmeOf2023({ timing }))).toBe(2024);
  expect(programmeName(programmeOf2023({ timing }))).toBe("BCN 2024");
});

describe("who takes part", () => {
  test.each([
    ["All Member Countries", "all", [true, true, true]],
    ["a field that couldn't be read", null, [true, true, true]],
    ["a list", ["FJ", "JP"], [true, true, false]],
  ] as const)("%s", (_title, countries, expected) => {
    const answers = [fiji, japan, bangladesh].map(({ id }) => takesPart(countries, id));

    expect(answers).toEqual(expected);
  });
});
