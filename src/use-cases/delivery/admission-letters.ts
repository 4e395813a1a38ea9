/** Letters about drafts: thrown away, late, and late admissions; see `compose-letter.ts`. */
import { caseOfDraft, may, mayEdit } from "../../domain/access.ts";
import { SECRETARIAT } from "../../domain/ids.ts";
import { actsFor, type Person } from "../../domain/people.ts";
import type { Admission } from "../../domain/programmes/admissions.ts";
import { isOpen } from "../../domain/programmes/rounds.ts";
import { DateTime, readerTimeAt, type Zone } from "../../domain/time.ts";
import {
  admissionCard,
  admissionGranted,
  advanceGranted,
  closingMissed,
} from "../../messages/requests/admission.ts";
import { toldOfDiscard } from "../../messages/requests/draft-messages.ts";
import type { Connection } from "../../store/database.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { findPerson } from "../../store/people/people.ts";
import { admissionsFor, findAdmission } from "../../store/programmes/admissions.ts";
import { findDiscarded, findDraft } from "../../store/requests/drafts.ts";
import { findSubscription } from "../../store/subscriptions.ts";
import { viewAdmission } from "../admissions/admission-view.ts";
import { around } from "../admissions/late-draft.ts";
import type { Compose, StoredIds } from "../letters/letters.ts";

/**
 * Needless once it is sent, gone, taken over or asked for, when the NPO was admitted to that round, or
 * when a later round has closed as well.
 */
const missed: Compose<"closingMissed"> = async ({ database: db }, ids, now) => {
  const draft = await findDraft(db, ids.draft);
  const person = ids.person && (await findPerson(db, ids.person));
  if (!draft || !person || draft.heldBy !== ids.holder || !mayEdit(person, draft)) return undefined;
  const found = await around(db, draft, now, person);
  const { rounds, zone } = found.programme;
  const round = rounds.find(({ id }) => id === ids.round);
  if (round?.closesOn !== ids.day || !round || isOpen(round, zone, now)) return undefined;
  const later = rounds.some((one) => one.closesOn > round.closesOn && !isOpen(one, zone, now));
  const known = await admissionsFor(db, draft.sender, draft.id);
  if (later || known.some(({ roundId: of }) => of === round.id)) return undefined;
  return closingMissed({ ...found, round }, { isHolder: draft.heldBy === person.id });
};

/** Nothing to who lost the right to it meanwhile. */
const discarded: Compose<"draftDiscarded"> = async ({ database: db }, ids, now) => {
  const draft = await findDiscarded(db, ids.draft);
  const person = ids.person && (await findPerson(db, ids.person));
  const sender = draft && (await findOrganisation(db, draft.sender));
  if (!draft || !person || !sender || !mayEdit(person, draft)) return undefined;
  return toldOfDiscard({
    by: draft.name,
    sender,
    host: ids.host === "none" ? undefined : await findOrganisation(db, ids.host),
    has: ids.has,
    onBehalf: !actsFor(person, sender.id),
    begunAt: DateTime.fromJSDate(draft.begunAt),
    discardedAt: DateTime.fromJSDate(draft.at),
    readerTime: readerTimeAt(now, person.zone),
  });
};

/** Needless once it was answered, the draft was sent or discarded, or the round is open again. */
const asked: Compose<"admissionAsked"> = async ({ database: db }, ids, now) => {
  const admission = await findAdmission(db, ids.admission);
  const zone = await zoneOfOfficers(db, ids);
  if (!admission || admission.admitted || !zone || !(await isUnsent(db, admission))) {
    return undefined;
  }
  const view = await viewAdmission(db, admission, readerTimeAt(now, zone));
  return isOpen(view.round, view.programme.zone, now) ? undefined : admissionCard(view);
};

/** A channel that still is the Secretariat's, or an officer who still is one. */
const zoneOfOfficers = async (
  db: Connection,
  ids: StoredIds<"admissionAsked">,
): Promise<Zone | undefined> => {
  if (ids.subscription) {
    const channel = await findSubscription(db, ids.subscription);
    return channel?.organisation === SECRETARIAT ? channel.zone : undefined;
  }
  const person = ids.person && (await findPerson(db, ids.person));
  const admission = await findAdmission(db, ids.admission);
  const draft = admission?.requestId ? await findDraft(db, admission.requestId) : undefined;
  return person && draft && may(person, "admit-late", caseOfDraft(draft)) ? person.zone : undefined;
};

const isUnsent = async (db: Connection, { requestId: draft }: Admission): Promise<boolean> =>
  draft !== null && (await findDraft(db, draft)) !== undefined;

const granted: Compose<"admissionGranted"> = async ({ database: db }, ids, now) => {
  const admission = await findAdmission(db, ids.admission);
  const person = ids.person && (await findPerson(db, ids.person));
  const draft = admission?.requestId ? await findDraft(db, admission.requestId) : undefined;
  if (!admission || !person || !draft || !mayEdit(person, draft)) return undefined;
  return admissionGranted(await viewAdmission(db, admission, readerTimeAt(now, person.zone)));
};

const inAdvance: Compose<"admittedInAdvance"> = async ({ database: db }, ids, now) => {
  const admission = await findAdmission(db, ids.admission);
  const person = ids.person && (await findPerson(db, ids.person));
  if (!admission || !person || !mayUse(person, admission)) return undefined;
  return advanceGranted(await viewAdmission(db, admission, readerTimeAt(now, person.zone)));
};

const mayUse = (person: Person, { organisation }: Admission): boolean =>
  actsFor(person, organisation);

export const admissionLetters = {
  draftDiscarded: discarded,
  closingMissed: missed,
  admissionAsked: asked,
  admissionGranted: granted,
  admittedInAdvance: inAdvance,
};
