import type { Draft } from "../../domain/drafts/drafts.ts";
import { looksLikeId, requestId } from "../../domain/ids.ts";
import { type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { DateTime, type ReaderTime, readerTimeAt } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import { findDiscarded, lockDraft } from "../../store/requests/drafts.ts";
import { readUnlocked, saveIfUnwritten } from "../../store/requests/unlocked-drafts.ts";
import {
  asPerson,
  type House,
  type NotFound,
  type Press,
  type Replayed,
  type Stranger,
} from "../house.ts";
import { mayEdit } from "./draft-page.ts";

/** Told to the NPO's own people only; to anybody else there never was a draft. */
export interface Discarded {
  readonly kind: "discarded";
  /** A colleague's name; undefined when the reader discarded it. */
  readonly by: string | undefined;
  readonly at: DateTime;
  readonly readerTime: ReaderTime;
}

export type DraftRefusal = Stranger | Replayed | NotFound | Discarded;

/** Works on a draft that the person may edit, locked until the transaction ends. */
export const onDraft = <Value, Refusal>(
  house: House,
  input: Press & { readonly draft: string },
  work: (tx: Transaction, person: Person, draft: Draft) => Promise<Outcome<Value, Refusal>>,
): Promise<Outcome<Value, Refusal | DraftRefusal>> =>
  asPerson<Value, Refusal | DraftRefusal>(house, input, async (tx, person) => {
    const draft = looksLikeId(input.draft)
      ? await lockDraft(tx, requestId(input.draft))
      : undefined;
    return draft && mayEdit(person, draft)
      ? work(tx, person, draft)
      : gone(tx, person, input.draft, input.at);
  });

/**
 * The same without a lock, in two statements, for what hardly ever meets anybody else's change. True
 * when it is saved; otherwise nothing was, and it is for `onDraft` to do it or to say why not.
 */
export const onUnlockedDraft = async (
  { database, systemNow }: House,
  input: Press & { readonly draft: string },
  change: (draft: Draft, person: Person) => Draft | undefined,
): Promise<boolean> => {
  if (!looksLikeId(input.draft)) return false;
  const read = await readUnlocked(database, input.account, requestId(input.draft));
  if (!read || !mayEdit(read.person, read.draft)) return false;
  // Something is to be kept of the account, which is for `asPerson`.
  if (read.person.isUnreachable || read.person.isNewlySeen) return false;
  const draft = change(read.draft, read.person);
  if (!draft) return false;
  const call = { delivery: input.delivery, usedAt: systemNow().toJSDate() };
  return saveIfUnwritten(database, { ...read, draft }, call);
};

/** Not there, not theirs, or discarded meanwhile. */
export const gone = async (
  tx: Transaction,
  person: Person,
  id: string,
  now: DateTime,
): Promise<Outcome<never, NotFound | Discarded>> => {
  const found = looksLikeId(id) ? await findDiscarded(tx, requestId(id)) : undefined;
  if (!found || !mayEdit(person, found)) return refused({ kind: "notFound" });
  return refused({
    kind: "discarded",
    by: found.by === person.id ? undefined : found.name,
    at: DateTime.fromJSDate(found.at),
    readerTime: readerTimeAt(now, person.zone),
  });
};
