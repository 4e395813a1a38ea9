import { describe, expect, test } from "vitest";
import { readField } from "../../../src/domain/notifications/fields/fields.ts";
import type { FieldName } from "../../../src/domain/notifications/notification.ts";
import type { FieldProblem } from "../../../src/domain/notifications/problems.ts";
import {
  problemInWords,
  refusalInWords,
  warningsInWords,
} from "../../../src/forms/programmes/notification-warnings.ts";
import { fieldExample, fieldLabels } from "../../../src/words/en/notification.ts";

describe("a warning in words", () => {
  test("names the field, says what is wrong, and shows how to write it", () => {
    expect(
      warningsInWords([{ field: "timing", problem: { kind: "unreadable", value: "spring" } }]),
    ).toEqual([
      {
        field: "timing",
        text: "I couldn't read “spring” as “Timing”. Please write it like this: 1 January 2023–31 December 2023.",
      },
    ]);
  });

  test.each<[FieldName, FieldProblem, string]>([
    ["issuedOn", { kind: "notFound" }, "I found no “Date of Issue” in this text."],
    ["remarks", { kind: "endsHere" }, "The text seems to end in “Remarks”"],
    ["closingDates", { kind: "dateLeftOut", value: "31 June 2023" }, "I left out “31 June 2023”"],
    ["closingDates", { kind: "noSuchDay", value: "31 June 2023" }, "“31 June 2023” isn't a day"],
    [
      "closingDates",
      { kind: "closesAfterTiming", closesOn: "2024-01-05", endsOn: "2023-12-31" },
      "The closing date Fri 5 January 2024 isn't before the programme's last day, Sun 31 December 2023.",
    ],
    [
      "timing",
      { kind: "backwards", startsOn: "2023-05-02", endsOn: "2023-05-01" },
      "The last day, Mon 1 May 2023, comes before the first, Tue 2 May 2023.",
    ],
    [
      "closingDates",
      { kind: "otherDatesInRemarks", dates: ["2023-03-31", "2023-06-30"] },
      "The Remarks name other closing dates: Fri 31 March 2023 and Fri 30 June 2023.",
    ],
  ])("%s %j", (field, problem, start) => {
    expect(problemInWords(field, problem)).toContain(start);
  });

  test.each((Object.keys(fieldLabels) as FieldName[]).filter((field) => fieldExample(field)))(
    "the first example shown for %s can itself be read",
    (field) => {
      const example = (fieldExample(field) ?? "").split(/, (?:or|with) /)[0] ?? "";
      expect(readField(field, example, [])).toMatchObject({ ok: true });
    },
  );

  test("a refused text says what it seems to be", () => {
    expect(refusalInWords({ kind: "noProgrammeNamed", amendment: "revision" })).toContain(
      "a revision, but I couldn't tell which programme",
    );
    expect(refusalInWords({ kind: "implementationPlan" })).toContain("Project Implementation Plan");
  });
});
