import { closingDatesInRemarks } from "./closing-dates.ts";
import type { NotificationFields, Warning } from "./notification.ts";
import { partsOfProjectCode } from "./project-code.ts";

type Compared = {
  readonly [Field in "projectCode" | "timing" | "closingDates" | "remarks"]:
    | NotificationFields[Field]
    | null;
};

/** Values that contradict each other: kept, and pointed out (rules 5 and 13 of the programme). */
export const contradictions = (read: Compared): readonly Warning[] => [
  ...codeAgainstTiming(read),
  ...closingDatesAgainstTiming(read),
  ...closingDatesAgainstRemarks(read),
];

const codeAgainstTiming = ({ projectCode, timing }: Compared): readonly Warning[] => {
  const codeYear = partsOfProjectCode(projectCode ?? "")?.year;
  if (codeYear === undefined || timing === null) return [];
  const [firstYear, lastYear] = [yearOf(timing.startsOn), yearOf(timing.endsOn)];
  if (firstYear <= codeYear && codeYear <= lastYear) return [];
  return [
    { field: "projectCode", problem: { kind: "otherYearInCode", codeYear, timingYear: firstYear } },
  ];
};

const closingDatesAgainstTiming = ({ closingDates, timing }: Compared): readonly Warning[] => {
  const warnings: Warning[] = [];
  const dates = closingDates ?? [];
  if (dates.some((date, index) => index > 0 && date <= (dates[index - 1] ?? "")))
    warnings.push({ field: "closingDates", problem: { kind: "closingDatesNotInOrder" } });
  const closesOn = timing === null ? undefined : dates.find((date) => date >= timing.endsOn);
  if (timing !== null && closesOn !== undefined)
    warnings.push({
      field: "closingDates",
      problem: { kind: "closesAfterTiming", closesOn, endsOn: timing.endsOn },
    });
  return warnings;
};

const closingDatesAgainstRemarks = ({ closingDates, remarks }: Compared): readonly Warning[] => {
  if (closingDates === null || remarks === null) return [];
  const named = closingDatesInRemarks(remarks);
  if (named?.ok && named.value.join() !== closingDates.join())
    return [
      { field: "closingDates", problem: { kind: "otherDatesInRemarks", dates: named.value } },
    ];
  const isSecondMissing = closingDates.length === 1 && /\bfirst closing date/i.test(remarks);
  return isSecondMissing
    ? [{ field: "closingDates", problem: { kind: "onlyFirstClosingDate" } }]
    : [];
};

const yearOf = (day: string): number => Number(day.slice(0, 4));
