import { mayEdit } from "../../domain/access.ts";
import type { Sheet } from "../../domain/drafts/draft-sheets.ts";
import type { Answers, Draft, Page } from "../../domain/drafts/drafts.ts";
import { looksLikeId, type ParticipantId, requestId } from "../../domain/ids.ts";
import { type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { DateTime, type ReaderTime, readerTimeAt } from "../../domain/time.ts";
import type { Connection, Transaction } from "../../store/database.ts";
import { findDiscarded, lockDraft } from "../../store/requests/drafts.ts";
import {
  asPerson,
  type House,
  type NotFound,
  type Press,
  type Replayed,
  type Stranger,
} from "../house.ts";

/** Told to the NPO's own people only; to anybody else there never was a draft. */
export interface Discarded {
  readonly kind: "discarded";
  /** A colleague's name; undefined when the reader discarded it. */
  readonly by: string | undefined;
  readonly at: DateTime;
  readonly readerTime: ReaderTime;
}

/** A page of the form as the person has it on screen. */
export interface OnPage extends Press {
  readonly draft: string;
  readonly page: Page;
  /** A participant's id on page "participant". */
  readonly item?: ParticipantId | undefined;
  readonly answers: Answers;
  /** When it was typed, microseconds by the platform's clock. */
  readonly typedAt: number;
  /** What the page showed when it was drawn. */
  readonly sheet?: Sheet;
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

/** Not there, not theirs, or discarded meanwhile. */
export const gone = async (
  db: Connection,
  person: Person,
  id: string,
  now: DateTime,
): Promise<Outcome<never, NotFound | Discarded>> => {
  const found = looksLikeId(id) ? await findDiscarded(db, requestId(id)) : undefined;
  if (!found || !mayEdit(person, found)) return refused({ kind: "notFound" });
  return refused({
    kind: "discarded",
    by: found.by === person.id ? undefined : found.name,
    at: DateTime.fromJSDate(found.at),
    readerTime: readerTimeAt(now, person.zone),
  });
};
