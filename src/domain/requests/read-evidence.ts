import type { Answers } from "../drafts/drafts.ts";
import type { Evidence } from "../drafts/evidence.ts";
import type { IsoDay } from "../time.ts";
import { readDay, readText } from "./request-fields.ts";

export const LONGEST_EVIDENCE = 500;

export type EvidenceProblem =
  | { readonly field: "evidence"; readonly kind: "missing" }
  | {
      readonly field: "evidence";
      readonly kind: "tooLong";
      readonly most: number;
      readonly count: number;
    }
  | { readonly field: "evidenceOn"; readonly kind: "notADay" | "inTheFuture" };

type Read =
  | { readonly evidence: Evidence; readonly problems: readonly [] }
  | { readonly evidence: undefined; readonly problems: readonly EvidenceProblem[] };

/** From the fields `evidence` and `evidenceOn`; `today`: the latest that it is at either party. */
export const readEvidence = (answers: Answers, today: IsoDay): Read => {
  const text = readText(answers.evidence, LONGEST_EVIDENCE);
  const day = readDay(answers.evidenceOn);
  const on = "value" in day ? day.value : null;
  const problems: EvidenceProblem[] = [];
  if ("problem" in text && text.problem.kind === "tooLong") {
    problems.push({ field: "evidence", ...text.problem });
  }
  if ("value" in text && text.value === null) problems.push({ field: "evidence", kind: "missing" });
  if (on === null) problems.push({ field: "evidenceOn", kind: "notADay" });
  else if (on > today) problems.push({ field: "evidenceOn", kind: "inTheFuture" });
  const isWhole = problems.length === 0 && "value" in text && text.value !== null && on !== null;
  return isWhole
    ? { evidence: { text: text.value, on }, problems: [] }
    : { evidence: undefined, problems };
};
