import { type Case, may } from "../domain/access.ts";
import type { DraftPage } from "../domain/draft-page.ts";
import type { Draft } from "../domain/drafts.ts";
import type { Person } from "../domain/people.ts";
import type { Programme } from "../domain/programmes.ts";
import { checkDraft } from "../domain/request-check.ts";
import type { Setting } from "../domain/request-setting.ts";
import { roundToJoin } from "../domain/rounds.ts";
import { type DateTime, dayIn } from "../domain/time.ts";
import { type VisitWarning, visitWarnings } from "../domain/visits.ts";
import type { Connection } from "../store/database.ts";
import { allOrganisations } from "../store/organisations.ts";
import { findProgramme } from "../store/programmes.ts";
import { visitsBetween } from "../store/requests.ts";

/** What `access.ts` needs to know of a draft. */
export const caseOfDraft = ({ sender }: Draft): Case => ({ state: "draft", sender, host: null });

export const mayEdit = (person: Person, draft: Draft): boolean =>
  may(person, "edit-draft", caseOfDraft(draft));

const loadSetting = async (db: Connection, draft: Draft, now: DateTime): Promise<Setting> => {
  const programme = await findProgramme(db, draft.programmeId);
  const members = await allOrganisations(db);
  const sender = members.find(({ id }) => id === draft.sender);
  if (!programme || !sender) throw new Error(`Draft ${draft.id} has no programme or sender`);
  return { programme, members, sender, today: dayIn(now, programme.zone) };
};

export const loadPage = async (
  db: Connection,
  draft: Draft,
  { now, person, reopened = false }: { now: DateTime; person: Person; reopened?: boolean },
): Promise<DraftPage> => {
  const setting = await loadSetting(db, draft, now);
  const checked = checkDraft(draft, setting);
  return {
    draft,
    setting,
    checked,
    joins: joinedRound(setting.programme, now),
    now,
    readerZone: person.zone,
    warnings: draft.page === "check" ? await warningsFor(db, draft, checked.content, setting) : [],
    reopened,
  };
};

export const joinedRound = (programme: Programme, now: DateTime) =>
  roundToJoin(programme.rounds, programme.zone, now);

const warningsFor = async (
  db: Connection,
  draft: Draft,
  content: DraftPage["checked"]["content"],
  { programme, today }: Setting,
): Promise<readonly VisitWarning[]> => {
  if (!content) return [];
  return visitWarnings({
    ...content.firstChoice,
    modality: content.modality,
    submittedOn: today,
    codeYear: 2000 + Number(programme.projectCode.slice(0, 2)),
    timingYear: Number(programme.timing.startsOn.slice(0, 4)),
    samePair: await visitsBetween(db, draft.sender, content.host),
  });
};
