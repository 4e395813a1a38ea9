/** An officer chooses the NPO on whose behalf they act, and notes how they know. */
import type { Evidence } from "../domain/drafts/evidence.ts";
import type { RequestId } from "../domain/ids.ts";
import { type Organisation, shortName } from "../domain/members/members.ts";
import { pointer } from "../domain/pointers.ts";
import { type Programme, programmeName } from "../domain/programmes/programmes.ts";
import { type EvidenceProblem, LONGEST_EVIDENCE } from "../domain/requests/read-evidence.ts";
import { dates, words } from "../words/en.ts";
import type { Answers, FieldErrors, Form, Part } from "./form.ts";

const say = words.onBehalf;

interface Npos {
  readonly active: readonly Organisation[];
  readonly suspended: readonly Organisation[];
}

export const onBehalfForm = ({ active, suspended }: Npos): Form => ({
  verb: "on-behalf",
  pointer: {},
  title: say.title,
  submit: say.submit,
  close: say.close,
  savesAsYouType: false,
  parts: [
    { kind: "paragraph", text: say.intro },
    {
      kind: "select",
      id: "organisation",
      ...say.organisation,
      required: true,
      options: active.map((npo) => ({ value: npo.id, label: shortName(npo) })),
      placeholder: say.choose,
    },
    ...suspendedParts(suspended),
    ...evidenceParts(undefined),
  ],
});

const suspendedParts = (suspended: readonly Organisation[]): Part[] =>
  suspended.length > 0
    ? [
        {
          kind: "quiet",
          text: say.suspended(dates.listText(suspended.map(({ name }) => name))),
        },
      ]
    : [];

/** To mend what was noted for a draft. */
export const evidenceForm = (draft: {
  readonly id: RequestId;
  readonly evidence?: Evidence;
}): Form => ({
  verb: "on-behalf",
  pointer: { draft: pointer("draft", { id: draft.id }) },
  title: say.evidenceTitle,
  submit: say.save,
  close: say.close,
  savesAsYouType: false,
  parts: evidenceParts(draft.evidence),
});

export const evidenceParts = (
  evidence: Evidence | undefined,
  hint: string = say.evidence.hint,
): Part[] => [
  {
    kind: "text",
    id: "evidence",
    label: say.evidence.label,
    hint,
    required: true,
    multiline: true,
    maxLength: LONGEST_EVIDENCE,
    value: evidence?.text,
  },
  { kind: "date", id: "evidenceOn", ...say.evidenceOn, required: true, value: evidence?.on },
];

export const npoIn = ({ organisation }: Answers): string =>
  typeof organisation === "string" ? organisation : "";

type NpoProblem =
  | { readonly kind: "noSuchNpo" | "noProgramme" }
  | { readonly kind: "suspended"; readonly organisation: Organisation }
  | { readonly kind: "allRoundsClosed"; readonly programme: Programme };

export const npoErrors = (problem: NpoProblem): FieldErrors => ({
  organisation: npoProblemText(problem),
});

const npoProblemText = (problem: NpoProblem): string => {
  switch (problem.kind) {
    case "noSuchNpo":
      return say.noNpo;
    case "noProgramme":
      return say.noProgramme;
    case "suspended":
      return say.isSuspended(problem.organisation.name);
    case "allRoundsClosed":
      return say.allRoundsClosed(programmeName(problem.programme));
  }
};

export const evidenceErrors = (problems: readonly EvidenceProblem[]): FieldErrors =>
  Object.fromEntries(problems.map((problem) => [problem.field, problemText(problem)]));

const problemText = (problem: EvidenceProblem): string =>
  problem.kind === "tooLong" ? say.tooLong(problem.most, problem.count) : say[problem.kind];
