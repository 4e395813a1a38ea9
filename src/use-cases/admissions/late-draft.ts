/** A draft that missed a closing date, and the round that it missed. */

import { caseOfDraft, may, mayEdit, rightTo } from "../../domain/access.ts";
import type { DraftLate } from "../../domain/drafts/draft-views.ts";
import { type Draft, valuesOf } from "../../domain/drafts/drafts.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import { roundMissed } from "../../domain/programmes/admissions.ts";
import { isOpen } from "../../domain/programmes/rounds.ts";
import { type DateTime, readerTimeAt } from "../../domain/time.ts";
import type { Connection, Transaction } from "../../store/database.ts";
import { allOrganisations } from "../../store/people/organisations.ts";
import { findProgramme } from "../../store/programmes/programmes.ts";
import { findDraft, lockDraft } from "../../store/requests/drafts.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  reading,
  type Stranger,
} from "../context.ts";
import { joinsNow } from "../drafts/draft-page.ts";

export interface OfDraft extends Interaction {
  readonly draft: string;
  /** The round that was missed; the last one that closed where it isn't said. */
  readonly round: string;
}

export type LateRefusal =
  | Stranger
  | Replayed
  | NotFound
  /** No closing date was missed yet, or it was moved: it can just be sent. */
  | { readonly kind: "stillOpen"; readonly late: DraftLate };

/** For the form that asks why. */
export const findLateDraft = (
  context: Context,
  input: OfDraft,
): Promise<Outcome<DraftLate, Exclude<LateRefusal, Replayed>>> =>
  reading<DraftLate, Exclude<LateRefusal, Stranger | Replayed>>(
    context,
    input.account,
    async (person) => {
      const { database: db } = context;
      const id = readPointer("draft", input.draft)?.id;
      const draft = id && (await findDraft(db, id));
      return lateDraftOf(db, person, draft, input);
    },
  );

/** "Keep for 30 June": nothing changes, and it is said until when it can be sent. */
export const keepDraft = (
  context: Context,
  input: Interaction & { readonly draft: string },
): Promise<Outcome<Omit<DraftLate, "round">, Stranger | Replayed | NotFound>> =>
  asPerson<Omit<DraftLate, "round">, NotFound>(context, input, async (tx, person) => {
    const draft = await lockOwn(tx, input.draft);
    if (!draft || !mayEdit(person, draft)) return refused({ kind: "notFound" });
    return done(await around(tx, draft, input.at, person));
  });

type FoundLate = Outcome<DraftLate, NotFound | Extract<LateRefusal, { kind: "stillOpen" }>>;

export const lockLateDraft = async (
  tx: Transaction,
  person: Person,
  input: OfDraft,
): Promise<FoundLate> => lateDraftOf(tx, person, await lockOwn(tx, input.draft), input);

const lateDraftOf = async (
  db: Connection,
  person: Person,
  draft: Draft | undefined,
  { round: wanted, at }: OfDraft,
): Promise<FoundLate> => {
  if (!draft || !may(person, "ask-late-admission", caseOfDraft(draft))) {
    return refused({ kind: "notFound" });
  }
  const found = await around(db, draft, at, person);
  const { rounds, zone } = found.programme;
  const round =
    rounds.find(({ id }) => id === wanted) ?? roundMissed(rounds, zone, at) ?? rounds[0];
  if (!round) return refused({ kind: "notFound" });
  const late = { ...found, round };
  return isOpen(round, zone, at) ? refused({ kind: "stillOpen", late }) : done(late);
};

const lockOwn = async (tx: Transaction, pointer: string): Promise<Draft | undefined> => {
  const id = readPointer("draft", pointer)?.id;
  return id && lockDraft(tx, id);
};

/** What a message about an unsent draft says of it. */
export const around = async (
  db: Connection,
  draft: Draft,
  now: DateTime,
  reader: Person,
): Promise<Omit<DraftLate, "round">> => {
  const programme = await findProgramme(db, draft.programmeId);
  const members = await allOrganisations(db);
  const sender = members.find(({ id }) => id === draft.sender);
  if (!programme || !sender) throw new Error(`Draft ${draft.id} has no programme or sender`);
  const { host } = valuesOf(draft.answers);
  return {
    draft,
    sender,
    host: members.find(({ id }) => id === host),
    programme,
    joins: await joinsNow(db, draft, programme, now),
    onBehalf: rightTo(reader, "edit-draft", caseOfDraft(draft)) === "onBehalf",
    now,
    readerTime: readerTimeAt(now, reader.zone),
  };
};
