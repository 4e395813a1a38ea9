import { caseOfDraft, mayEdit, rightTo } from "../../domain/access.ts";
import { conflictsIn } from "../../domain/drafts/draft-conflicts.ts";
import { changesSince } from "../../domain/drafts/draft-editing.ts";
import type { DraftLine } from "../../domain/drafts/draft-views.ts";
import {
  type Answer,
  type Answers,
  type Draft,
  isUntouched,
  type Page,
  valuesOf,
} from "../../domain/drafts/drafts.ts";
import type { ParticipantId, PersonId, RoundId } from "../../domain/ids.ts";
import { calendarOf, type Organisation } from "../../domain/members/members.ts";
import type { Person } from "../../domain/people.ts";
import { admittedRounds, askingOf } from "../../domain/programmes/admissions.ts";
import type { Programme } from "../../domain/programmes/programmes.ts";
import { type Round, roundToJoin } from "../../domain/programmes/rounds.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { isListFull } from "../../domain/requests/new-people.ts";
import { checkDraft, MODALITIES } from "../../domain/requests/request-check.ts";
import { readDay, textOf } from "../../domain/requests/request-fields.ts";
import type { Setting } from "../../domain/requests/request-problems.ts";
import {
  daysWarnings,
  restWarnings,
  rosterWarnings,
  type VisitWarning,
  visitWarnings,
} from "../../domain/requests/visits.ts";
import { type DateTime, dayIn, type IsoDay, readerTimeAt } from "../../domain/time.ts";
import type { Connection } from "../../store/database.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import { namesOf } from "../../store/people/people.ts";
import { admissionsFor, admissionsOf } from "../../store/programmes/admissions.ts";
import { findProgramme } from "../../store/programmes/programmes.ts";
import { draftsOf } from "../../store/requests/drafts.ts";
import { visitsBetween } from "../../store/requests/requests.ts";
import type { Interaction } from "../context.ts";
import type { OnPage } from "./on-draft.ts";

const loadSetting = async (
  db: Connection,
  draft: Draft,
  { interaction, surroundings }: Drawing,
): Promise<Setting> => {
  const now = interaction.at;
  const [programme, members] = await Promise.all([
    surroundings?.programmes.find(({ id }) => id === draft.programmeId) ??
      findProgramme(db, draft.programmeId),
    surroundings?.members ?? allOrganisations(db),
  ]);
  const sender = members.find(({ id }) => id === draft.sender);
  if (!programme || !sender) throw new Error(`Draft ${draft.id} has no programme or sender`);
  return { programme, members, sender, today: dayIn(now, programme.zone) };
};

/** For whom and why the page is drawn. */
export interface Drawing {
  /** The press that it answers; names the snapshot. */
  readonly interaction: Pick<Interaction, "at" | "delivery">;
  readonly person: Person;
  readonly reopened?: boolean;
  /** The revision that the person saw last; undefined when they had no page of it open. */
  readonly seen?: number | undefined;
  readonly notRemoved?: ParticipantId | undefined;
  /** The person has just said that they go on with it. */
  readonly isTaken?: boolean;
  /** What was read already in the same transaction. */
  readonly surroundings?: Surroundings | undefined;
}

export const drawingFor = (input: OnPage, person: Person): Drawing => ({
  interaction: input,
  person,
  seen: input.snapshot?.revision,
});

interface Surroundings {
  readonly programmes: readonly Programme[];
  readonly members: readonly Organisation[];
}

export const loadPage = async (
  db: Connection,
  draft: Draft,
  drawing: Drawing,
): Promise<DraftPage> => {
  const { interaction, person, reopened = false, isTaken = false, seen, notRemoved } = drawing;
  const now = interaction.at;
  const setting = await loadSetting(db, draft, drawing);
  const checked = checkDraft(draft, setting);
  const meanwhile = seen === undefined ? [] : changesSince(draft, person.id, seen);
  // Sent together: one way to the database and back for all.
  const [admissions, warnings, sameHostDrafts, names] = await Promise.all([
    admissionsFor(db, draft.sender, draft.id),
    WARNS.includes(draft.page) ? warningsFor(db, draft, checked.content, setting) : [],
    draft.page === "whom" ? sameHostDraftsOf(db, draft, person, setting.members) : [],
    colleaguesNames(db, draft, person, meanwhile),
  ]);
  return {
    draft,
    setting,
    checked,
    joins: joinedRound(setting.programme, now, admittedRounds(admissions, draft)),
    admissions,
    now,
    reader: person.id,
    readerTime: readerTimeAt(now, person.zone),
    warnings,
    reopened,
    isTaken,
    snapshotId: interaction.delivery.slice(0, SNAPSHOT_ID_LENGTH),
    meanwhile,
    notRemoved,
    draftsToSameHost: sameHostDrafts,
    names,
    onBehalf: rightTo(person, "edit-draft", caseOfDraft(draft)) === "onBehalf",
  };
};

const WARNS: readonly Page[] = ["when", "who", "check"];

/** Enough to tell the snapshots of one draft apart. */
const SNAPSHOT_ID_LENGTH = 16;

export const joinedRound = (
  programme: Programme,
  now: DateTime,
  admitted: ReadonlySet<RoundId> = new Set(),
) => roundToJoin(programme.rounds, programme.zone, now, admitted);

/** The round that a draft can be sent in now: an open one, or one that it was admitted to. */
export const joinsNow = async (
  db: Connection,
  draft: Draft,
  programme: Programme,
  now: DateTime,
): Promise<Round | undefined> => {
  const admissions = await admissionsFor(db, draft.sender, draft.id);
  return joinedRound(programme, now, admittedRounds(admissions, draft));
};

/** Other unsent drafts of the NPO to the same host, in this programme. */
const sameHostDraftsOf = async (
  db: Connection,
  draft: Draft,
  person: Person,
  members: readonly Organisation[],
): Promise<DraftLine[]> => {
  const sameHostDrafts = (await draftsToSameHost(db, draft)).filter((sameHostDraft) =>
    mayEdit(person, sameHostDraft),
  );
  return draftLines(db, sameHostDrafts, { person, members });
};

export const draftsToSameHost = async (db: Connection, draft: Draft): Promise<Draft[]> => {
  const { host } = valuesOf(draft.answers);
  if (host === undefined) return [];
  return (await draftsOf(db, draft.sender)).filter(
    (other) =>
      other.id !== draft.id &&
      other.programmeId === draft.programmeId &&
      valuesOf(other.answers).host === host,
  );
};

/**
 * Drafts as a list tells them, with who holds each; those in which nobody has typed are left out,
 * unless an officer noted on whose behalf and why.
 */
export const draftLines = async (
  db: Connection,
  drafts: readonly Draft[],
  { person, members }: { person: Person; members: readonly Organisation[] },
): Promise<DraftLine[]> => {
  const touched = drafts.filter((draft) => draft.evidence || !isUntouched(draft));
  const named = touched.flatMap(({ heldBy, begunBy }) => [heldBy, begunBy]);
  const names = await namesOf(
    db,
    named.filter((id) => id !== person.id),
  );
  const nameOf = (id: PersonId) => (id === person.id ? undefined : (names.get(id) ?? ""));
  const asked = touched.filter(({ admissionAsked }) => admissionAsked);
  const admissions = await admissionsOf(
    db,
    asked.map(({ sender }) => sender),
  );
  return touched.flatMap((draft) => {
    const { host, topic } = valuesOf(draft.answers);
    const sender = members.find(({ id }) => id === draft.sender);
    if (!sender) return [];
    const line: DraftLine = {
      draft,
      sender,
      onBehalf: rightTo(person, "edit-draft", caseOfDraft(draft)) === "onBehalf",
      host: members.find(({ id }) => id === host),
      topic: typeof topic === "string" ? topic : "",
      begunBy: nameOf(draft.begunBy),
      holder: nameOf(draft.heldBy),
      late: askingOf(admissions, draft.id),
    };
    return [line];
  });
};

const colleaguesNames = (
  db: Connection,
  draft: Draft,
  person: Person,
  meanwhile: DraftPage["meanwhile"],
): Promise<ReadonlyMap<PersonId, string>> => {
  const inConflict = conflictsIn(draft).flatMap(({ shown, other }) => [shown.by, other.by]);
  const { begunBy, heldBy } = draft;
  const named = [...inConflict, ...meanwhile.map(({ by }) => by), begunBy, heldBy];
  const others = named.filter((one) => one !== undefined).filter((one) => one !== person.id);
  return namesOf(db, others);
};

/** At the step where it was entered, and all of it at the check step. */
const warningsFor = async (
  db: Connection,
  draft: Draft,
  content: DraftPage["checked"]["content"],
  { programme, members, today }: Setting,
): Promise<readonly VisitWarning[]> => {
  const { host: hostId, ...answers } = valuesOf(draft.answers);
  const host = members.find(({ id }) => id === hostId);
  const chosen = VISIT_DAYS.flatMap((field) => readDayOf(answers[field]));
  const rest = host ? restWarnings(chosen, calendarOf(host)) : [];
  const roster: VisitWarning[] = [
    ...rosterWarnings(draft.participants.map((one) => textsOf(valuesOf(one.answers)))),
    ...(isListFull(draft) ? [{ kind: "listFull" } as const] : []),
  ];
  if (draft.page === "who") return roster;
  if (draft.page === "when") {
    const [startsOn, endsOn] = [readDayOf(answers.startsOn)[0], readDayOf(answers.endsOn)[0]];
    const modality = MODALITIES.find((one) => one === answers.modality) ?? "virtual";
    return startsOn && endsOn && startsOn <= endsOn
      ? [...daysWarnings({ startsOn, endsOn, modality, submittedOn: today }), ...rest]
      : rest;
  }
  if (!content) return [...rest, ...roster];
  const visit = visitWarnings({
    ...content.firstChoice,
    modality: content.modality,
    submittedOn: today,
    codeYear: 2000 + Number(programme.projectCode.slice(0, 2)),
    timingYear: Number(programme.timing.startsOn.slice(0, 4)),
    samePair: await visitsBetween(db, draft.sender, content.host),
  });
  return [...visit, ...rest, ...roster];
};

const VISIT_DAYS = ["startsOn", "endsOn", "startsOn2", "endsOn2"] as const;

const readDayOf = (answer: Answer | undefined): IsoDay[] => {
  const read = readDay(answer);
  return "value" in read && read.value ? [read.value] : [];
};

const textsOf = ({ part, name, email }: Answers) => ({
  part: textOf(part),
  name: textOf(name),
  email: textOf(email),
});
