/**
 * From what was typed to what can be sent. A page is checked when it is left, the whole draft when
 * it is sent; either way by the same rules.
 */
import { type Answers, type Draft, type Page, STEPS, valuesOf } from "../drafts/drafts.ts";
import { takesPart } from "../programmes/programmes.ts";
import { FieldCollector, isWhole } from "./field-collector.ts";
import type { Modality } from "./participants.ts";
import {
  choicesOf,
  MOST_ALTERNATIVES,
  matters,
  type Read,
  readChoice,
  readDay,
  readHours,
  textOf,
} from "./request-fields.ts";
import type { Problem, Setting } from "./request-problems.ts";
import type { Dates, Endorsement, RequestContent } from "./requests.ts";
import { readRoster } from "./roster-check.ts";

export interface Checked {
  readonly problems: readonly Problem[];
  /** Whole only when there are no problems. */
  readonly content: RequestContent | undefined;
}

export const MODALITIES: readonly Modality[] = ["faceToFace", "virtual", "both"];

export const checkDraft = (
  draft: Pick<Draft, "answers" | "participants">,
  setting: Setting,
): Checked => {
  const form = new FieldCollector(valuesOf(draft.answers));
  const whom = readWhom(form.on("whom"), setting);
  const when = readWhen(form.on("when"), setting);
  const participants = readRoster(form.on("who"), draft, { ...setting, ...whom, ...when });
  const result = readResult(form.on("result"), setting);
  const { problems } = form;
  if (problems.length > 0 || !isWhole(whom) || !isWhole(when) || !isWhole(result)) {
    return { problems, content: undefined };
  }
  return { problems, content: { ...whom, ...when, ...result, participants } };
};

/** The problems of one page, in the order of its fields. */
export const problemsOn = (checked: Checked, page: Page, item?: string): Problem[] =>
  checked.problems.filter(
    (problem) => problem.page === page && (item === undefined || problem.item === item),
  );

/** The first page that still has a problem. */
export const firstPageWithProblems = (checked: Checked): Page | undefined =>
  STEPS.find((step) =>
    checked.problems.some(
      ({ page }) => page === step || (step === "who" && page === "participant"),
    ),
  );

const readWhom = (form: FieldCollector, setting: Setting) => {
  const host = form.must("host", readMember(form.answers.host, setting));
  const spoken = form.must("spoken", readChoice(form.answers.spoken, ["yes", "no"]));
  return {
    host,
    spoken: spoken === undefined ? undefined : spoken === "yes",
    spokenWith: matters("spokenWith", form.answers)
      ? form.may("spokenWith", form.text("spokenWith"))
      : null,
    alternatives: readAlternatives(form, host, setting),
    topic: form.must("topic", form.text("topic")),
    objectives: form.must("objectives", form.text("objectives")),
  };
};

/** Rules 6 and 7: any active member but the sender. */
const readMember = (
  answer: Answers[string] | undefined,
  { members, sender, programme }: Setting,
): Read<RequestContent["host"] | null> => {
  const id = textOf(answer);
  if (id === "") return { value: null };
  const member = members.find((one) => one.id === id && one.kind === "npo");
  if (!member) return { problem: { kind: "notAnOption" } };
  if (member.id === sender.id) return { problem: { kind: "ownOrganisation" } };
  if (!member.active) return { problem: { kind: "suspended", name: member.name } };
  if (!takesPart(programme.notification.hostingCountries, member.id)) {
    return { problem: { kind: "notAnOption" } };
  }
  return { value: member.id };
};

const readAlternatives = (form: FieldCollector, host: string | undefined, setting: Setting) => {
  const chosen = choicesOf(form.answers.alternatives);
  if (new Set(chosen).size > MOST_ALTERNATIVES) {
    return form.blame("alternatives", { kind: "tooMany", most: MOST_ALTERNATIVES });
  }
  if (host !== undefined && chosen.includes(host)) {
    return form.blame("alternatives", { kind: "sameAsHost" });
  }
  const read = [...new Set(chosen)].map((one) =>
    form.must("alternatives", readMember(one, setting)),
  );
  return read.every((one) => one !== undefined) ? read : undefined;
};

const readWhen = (form: FieldCollector, setting: Setting) => {
  const modality = form.must("modality", readChoice(form.answers.modality, MODALITIES));
  return {
    modality,
    firstChoice: readDates(form, ["startsOn", "endsOn"], setting) ?? undefined,
    secondChoice: readSecondChoice(form, setting),
    hours: matters("hours", form.answers) ? form.may("hours", readHours(form.answers.hours)) : null,
    language: form.may("language", form.text("language")),
  };
};

const readSecondChoice = (form: FieldCollector, setting: Setting) => {
  const empty = !form.answers.startsOn2 && !form.answers.endsOn2;
  return empty ? null : readDates(form, ["startsOn2", "endsOn2"], setting);
};

/** Rule 5: dates lie inside the timing; a visit that would already have begun can't be asked for. */
const readDates = (
  form: FieldCollector,
  [first, last]: readonly [string, string],
  { programme: { timing }, today }: Setting,
): Dates | undefined => {
  const startsOn = form.must(first, readDay(form.answers[first]));
  const endsOn = form.must(last, readDay(form.answers[last]));
  for (const [field, on] of [
    [first, startsOn],
    [last, endsOn],
  ] as const) {
    if (on && (on < timing.startsOn || on > timing.endsOn)) {
      return form.blame(field, { kind: "outsideTiming", ...timing });
    }
  }
  if (!startsOn || !endsOn) return undefined;
  if (endsOn < startsOn) return form.blame(last, { kind: "endsBeforeItStarts" });
  if (startsOn <= today) return form.blame(first, { kind: "inThePast", today });
  return { startsOn, endsOn };
};

const readResult = (form: FieldCollector, setting: Setting) => ({
  outcomes: form.must("outcomes", form.text("outcomes")),
  followUp: form.may("followUp", form.text("followUp")),
  endorsement: readEndorsement(form, setting),
});

/** Rule 14: off, optional or required, as the programme says; never half of it. */
const readEndorsement = (
  form: FieldCollector,
  { programme: { endorsement: rule }, today }: Setting,
): Endorsement | null | undefined => {
  if (rule === "off") return null;
  const { endorsedBy, endorsedAs, endorsedOn } = form.answers;
  if (rule === "optional" && !endorsedBy && !endorsedAs && !endorsedOn) return null;
  const by = form.must("endorsedBy", form.text("endorsedBy"));
  const as = form.must("endorsedAs", form.text("endorsedAs"));
  const on = form.must("endorsedOn", readDay(endorsedOn));
  if (on && on > today) return form.blame("endorsedOn", { kind: "inTheFuture", today });
  return by && as && on ? { by, as, on } : undefined;
};
