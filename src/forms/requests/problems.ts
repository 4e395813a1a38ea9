import type { ProblemKind } from "../../domain/requests/request-problems.ts";
import { words } from "../../words/en.ts";

const say = words.form.problems;
const CHOICES: readonly string[] = ["host", "spoken", "modality", "category", "part"];
const DAYS: readonly string[] = ["startsOn", "endsOn"];
const SECOND_CHOICE: readonly string[] = ["startsOn2", "endsOn2"];
const ENDORSEMENT: readonly string[] = ["endorsedBy", "endorsedAs", "endorsedOn"];

/** One clear sentence that says how to mend it. */
export const problemText = (problem: ProblemKind & { readonly field?: string | null }): string => {
  switch (problem.kind) {
    case "missing":
      return missingText(problem.field ?? "");
    case "tooLong":
      return say.tooLong(problem.most, problem.count);
    case "suspended":
      return say.suspended(problem.name);
    case "tooMany":
      return say.tooMany(problem.most);
    case "outsideTiming":
      return say.outsideTiming(problem.startsOn, problem.endsOn);
    case "localParticipant":
      return say.localParticipant(problem.host);
    case "unfinished":
      return say.unfinished(problem.place);
    case "tooManyTravel":
    case "tooManyInAll":
      return say[problem.kind](problem.most, problem.count);
    default:
      return fixedText(problem.kind);
  }
};

const fixedText = (
  kind: Exclude<
    ProblemKind["kind"],
    | "missing"
    | "tooLong"
    | "suspended"
    | "tooMany"
    | "outsideTiming"
    | "localParticipant"
    | "unfinished"
    | "tooManyTravel"
    | "tooManyInAll"
  >,
): string => say[kind];

const missingText = (field: string): string => {
  if (SECOND_CHOICE.includes(field)) return say.missingSecondChoice;
  if (ENDORSEMENT.includes(field)) return say.missingEndorsement;
  if (CHOICES.includes(field)) return say.missingChoice;
  return DAYS.includes(field) ? say.missingDay : say.missing;
};
