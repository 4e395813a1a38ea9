import type {
  Amendment,
  AmendmentNotTaken,
  AmendmentWarning,
  NotANotification,
  Notification,
} from "../../domain/notifications/notification.ts";
import type { FieldProblem } from "../../domain/notifications/problems.ts";
import { dates, fieldProblems, notANotification } from "../../words/en.ts";

/** A warning as people read it, and as it stands in the notification's JSON. */
export type WarningInWords = {
  readonly field: AmendmentWarning["field"];
  readonly text: string;
};

export const warningsInWords = (warnings: readonly AmendmentWarning[]): readonly WarningInWords[] =>
  warnings.map(({ field, problem }) => ({ field, text: problemInWords(field, problem) }));

/** The notification as `notification read --json` prints it, keys in their order. */
export const notificationInWords = (notification: Notification | Amendment) => ({
  ...notification,
  warnings: warningsInWords(notification.warnings),
});

/** One sentence or two for a field's warning, or for the error under its input. */
export const problemInWords = (field: AmendmentWarning["field"], problem: FieldProblem): string => {
  switch (problem.kind) {
    case "empty":
    case "notFound":
    case "repeated":
    case "endsHere":
    case "tangled":
    case "mentioned":
    case "holdsMore":
    case "holdsLabel":
      return fieldProblems[problem.kind](field);
    case "notInRemarks":
    case "closingDatesNotInOrder":
    case "onlyFirstClosingDate":
      return fieldProblems[problem.kind]();
    case "noSuchDay":
    case "otherWeekday":
    case "dateLeftOut":
      return fieldProblems[problem.kind](problem.value);
    case "unreadable":
    case "scanned":
    case "replaced":
      return fieldProblems[problem.kind](field, problem.value);
    case "endsAtHeading":
    case "mayEndAtHeading":
      return fieldProblems[problem.kind](field, problem.heading);
    case "backwards":
      return fieldProblems.backwards(day(problem.startsOn), day(problem.endsOn));
    case "otherLength":
      return fieldProblems.otherLength(problem.statedDays, problem.days);
    case "unknownCountry":
      return fieldProblems.unknownCountry(problem.name);
    case "closesAfterTiming":
      return fieldProblems.closesAfterTiming(day(problem.closesOn), day(problem.endsOn));
    case "closesBeforeIssue":
      return fieldProblems.closesBeforeIssue(day(problem.closesOn), day(problem.issuedOn));
    case "closesLongBefore":
      return fieldProblems.closesLongBefore(day(problem.closesOn), day(problem.startsOn));
    case "movesRound":
      return fieldProblems.movesRound(day(problem.from), day(problem.to));
    case "fewerClosingDates":
      return fieldProblems.fewerClosingDates(days(problem.named), days(problem.published));
    case "otherDatesInRemarks":
      return fieldProblems.otherDatesInRemarks(days(problem.dates));
    case "otherYearInCode":
      return fieldProblems.otherYearInCode(problem.codeYear, problem.timingYear);
  }
};

const day = dates.dayWithYear;
const days = (all: readonly string[]): string => dates.listText(all.map(day));

/** Why a text was not taken as a notification: for standard error, and for the form. */
export const refusalInWords = (refusal: NotANotification | AmendmentNotTaken): string => {
  switch (refusal.kind) {
    case "noProgrammeNamed":
      return notANotification.noProgrammeNamed(refusal.amendment);
    case "unknownProgramme":
      return notANotification.unknownProgramme(
        refusal.amendment,
        refusal.projectCode,
        refusal.nearest,
      );
    case "tooLong":
      return notANotification.tooLong(refusal.length, refusal.longest);
    default:
      return notANotification[refusal.kind];
  }
};
