/**
 * From what was typed to what can be sent. A page is checked when it is left, the whole draft when
 * it is sent; either way by the same rules.
 */
import { type Draft, type DraftParticipant, type Page, STEPS, valuesOf } from "./drafts.ts";
import { organisationId } from "./ids.ts";
import { type Organisation, shortName } from "./members.ts";
import {
  ATTENDANCES,
  CATEGORIES,
  capProblem,
  type Modality,
  PARTS,
  type Participant,
} from "./participants.ts";
import { type Programme, takesPart } from "./programmes.ts";
import {
  choicesOf,
  LENGTHS,
  MOST_ALTERNATIVES,
  type Read,
  readChoice,
  readDay,
  readEmail,
  readHours,
  readText,
  textOf,
} from "./request-fields.ts";
import type { Problem, ProblemKind } from "./request-problems.ts";
import type { Dates, Endorsement, RequestContent } from "./requests.ts";
import type { IsoDay } from "./time.ts";

export interface Setting {
  readonly programme: Programme;
  readonly sender: Organisation;
  /** All members, suspended ones included. */
  readonly members: readonly Organisation[];
  /** Today in the programme's zone. */
  readonly today: IsoDay;
}

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
  const form = new Collector(valuesOf(draft.answers));
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

type Partly<Whole> = { [Key in keyof Whole]: Whole[Key] | undefined };
const isWhole = <Whole>(parts: Partly<Whole>): parts is Partly<Whole> & Whole =>
  Object.values(parts).every((value) => value !== undefined);

/** Collects problems while fields are read. */
class Collector {
  readonly problems: Problem[] = [];
  readonly answers: ReturnType<typeof valuesOf>;
  private page: Page = "whom";
  private item: Problem["item"];

  constructor(answers: ReturnType<typeof valuesOf>) {
    this.answers = answers;
  }

  on(page: Page, item?: Problem["item"]): this {
    this.page = page;
    this.item = item;
    return this;
  }

  blame(field: string | null, problem: ProblemKind): undefined {
    this.problems.push({
      ...problem,
      page: this.page,
      field,
      ...(this.item ? { item: this.item } : {}),
    });
    return undefined;
  }

  may<Value>(field: string, read: Read<Value | null>): Value | null | undefined {
    return "value" in read ? read.value : this.blame(field, read.problem);
  }

  must<Value>(field: string, read: Read<Value | null>): Value | undefined {
    const value = this.may(field, read);
    return value === null ? this.blame(field, { kind: "missing" }) : value;
  }

  text(field: keyof typeof LENGTHS): Read<string | null> {
    return readText(this.answers[field], LENGTHS[field]);
  }
}

const readWhom = (form: Collector, setting: Setting) => {
  const host = form.must("host", readMember(form.answers.host, setting));
  const spoken = form.must("spoken", readChoice(form.answers.spoken, ["yes", "no"]));
  return {
    host,
    spoken: spoken === undefined ? undefined : spoken === "yes",
    spokenWith: form.may("spokenWith", form.text("spokenWith")),
    alternatives: readAlternatives(form, host, setting),
    topic: form.must("topic", form.text("topic")),
    objectives: form.must("objectives", form.text("objectives")),
  };
};

/** Rules 6 and 7: any active member but the sender. */
const readMember = (
  answer: Collector["answers"][string] | undefined,
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
  return { value: organisationId(id) };
};

const readAlternatives = (form: Collector, host: string | undefined, setting: Setting) => {
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

const readWhen = (form: Collector, setting: Setting) => {
  const modality = form.must("modality", readChoice(form.answers.modality, MODALITIES));
  return {
    modality,
    firstChoice: readDates(form, ["startsOn", "endsOn"], setting) ?? undefined,
    secondChoice: readSecondChoice(form, setting),
    hours: modality === "faceToFace" ? null : form.may("hours", readHours(form.answers.hours)),
    language: form.may("language", form.text("language")),
  };
};

const readSecondChoice = (form: Collector, setting: Setting) => {
  const empty = !form.answers.startsOn2 && !form.answers.endsOn2;
  return empty ? null : readDates(form, ["startsOn2", "endsOn2"], setting);
};

/** Rule 5: dates lie inside the timing; a visit that would already have begun can't be asked for. */
const readDates = (
  form: Collector,
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

interface RosterSetting extends Setting {
  readonly host: string | undefined;
  readonly modality: Modality | undefined;
}

const readRoster = (
  form: Collector,
  { participants: typed }: Pick<Draft, "participants">,
  setting: RosterSetting,
): Participant[] => {
  const read = typed.map((one) => readParticipant(form, one, setting));
  form.on("who");
  read.forEach((participant, index) => {
    if (!participant) form.blame(null, { kind: "unfinished", place: index + 1 });
  });
  const roster = read.filter((one) => one !== undefined);
  if (!typed.length || (roster.length === typed.length && roster.every(isStandby))) {
    form.blame(null, { kind: "noParticipants" });
  }
  if (roster.filter(({ part }) => part === "head").length > 1)
    form.blame(null, { kind: "secondHead" });
  const over = setting.modality && capProblem(roster, setting.modality, setting.programme.caps);
  if (over) form.blame(null, over);
  return roster;
};

const isStandby = ({ part }: Participant): boolean => part === "standby";

const readParticipant = (
  roster: Collector,
  { id, answers }: DraftParticipant,
  setting: RosterSetting,
): Participant | undefined => {
  const form = new Collector(valuesOf(answers)).on("participant", id);
  const read = {
    position: form.must("position", form.text("position")),
    organisation: form.must("organisation", form.text("organisation")),
    category: form.must("category", readChoice(form.answers.category, CATEGORIES)),
    part: form.must("part", readChoice(form.answers.part, PARTS)),
    attendance:
      form.may("attendance", readChoice(form.answers.attendance, ATTENDANCES)) ?? "travels",
    name: form.may("name", form.text("name")),
    email: form.may("email", readEmail(form.answers.email)),
  } as const;
  const local = localHost(read.organisation, setting);
  if (local) form.blame("organisation", { kind: "localParticipant", host: local });
  roster.problems.push(...form.problems);
  return form.problems.length === 0 && isWhole(read) ? { id, ...read } : undefined;
};

/** Rule 2, Local Participants "Not Applicable": the host's own people aren't the sender's delegation. */
const localHost = (
  organisation: string | undefined,
  { host, members, sender, programme }: RosterSetting,
): string | undefined => {
  if (!organisation || programme.notification.localParticipants !== 0) return undefined;
  const hosting = members.find(({ id }) => id === host);
  const typed = organisation.toLocaleLowerCase("en");
  const named = (one: Organisation) =>
    [one.npo, one.acronym].some((name) => name?.toLocaleLowerCase("en") === typed);
  return hosting && named(hosting) && !named(sender) ? shortName(hosting) : undefined;
};

const readResult = (form: Collector, setting: Setting) => ({
  outcomes: form.must("outcomes", form.text("outcomes")),
  followUp: form.may("followUp", form.text("followUp")),
  endorsement: readEndorsement(form, setting),
});

/** Rule 14: off, optional or required, as the programme says; never half of it. */
const readEndorsement = (
  form: Collector,
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
