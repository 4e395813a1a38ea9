import type { IsoDay } from "../time.ts";
import { closingDatesInRemarks, goodClosingDatesInRemarks } from "./fields/closing-dates.ts";
import { partsOfProjectCode } from "./fields/project-code.ts";
import type { NotificationFields, Warning } from "./notification.ts";

type Compared = {
  readonly [Field in "issuedOn" | "projectCode" | "timing" | "closingDates" | "remarks"]:
    | NotificationFields[Field]
    | null;
};

/** Values that contradict each other: kept, and pointed out (rules 5 and 13 of the programme). */
export const contradictions = (read: Compared): readonly Warning[] => [
  ...codeAgainstTiming(read),
  ...closingDatesAgainstOthers(read),
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

/** One for each date that isn't after the date of issue, or that Timing doesn't reach. */
const closingDatesAgainstOthers = (read: Compared): readonly Warning[] => {
  const dates = read.closingDates ?? [];
  const isInOrder = dates.every((date, index) => index === 0 || date > (dates[index - 1] ?? ""));
  return [
    ...(isInOrder ? [] : [{ kind: "closingDatesNotInOrder" } as const]),
    ...dates.flatMap((closesOn) => outOfPlace(closesOn, read)),
  ].map((problem): Warning => ({ field: "closingDates", problem }));
};

const outOfPlace = (
  closesOn: IsoDay,
  { issuedOn, timing }: Compared,
): readonly Warning["problem"][] => [
  ...(issuedOn !== null && closesOn <= issuedOn
    ? [{ kind: "closesBeforeIssue", closesOn, issuedOn } as const]
    : []),
  ...(timing !== null && closesOn >= timing.endsOn
    ? [{ kind: "closesAfterTiming", closesOn, endsOn: timing.endsOn } as const]
    : []),
  ...(timing !== null && closesOn < aYearBefore(timing.startsOn)
    ? [{ kind: "closesLongBefore", closesOn, startsOn: timing.startsOn } as const]
    : []),
];

/** No notification since 2014 closes so long before its activity; last year's date does. */
const aYearBefore = (day: IsoDay): IsoDay => `${yearOf(day) - 1}${day.slice(4)}` as IsoDay;

const closingDatesAgainstRemarks = ({ closingDates, remarks }: Compared): readonly Warning[] => {
  if (closingDates === null || remarks === null) return [];
  const named = closingDatesInRemarks(remarks);
  if (named?.ok && named.value.join() !== closingDates.join())
    return [
      { field: "closingDates", problem: { kind: "otherDatesInRemarks", dates: named.value } },
    ];
  // A date that was left out is named already: not the second one need be missing then.
  const isSecondMissing =
    closingDates.length === 1 &&
    /\bfirst closing date/i.test(remarks) &&
    goodClosingDatesInRemarks(remarks) === null;
  return isSecondMissing
    ? [{ field: "closingDates", problem: { kind: "onlyFirstClosingDate" } }]
    : [];
};

const yearOf = (day: string): number => Number(day.slice(0, 4));
