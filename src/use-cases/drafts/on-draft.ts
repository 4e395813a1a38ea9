import { mayEdit } from "../../domain/access.ts";
import type { Answers, Draft, Page } from "../../domain/drafts/drafts.ts";
import type { FormSnapshot } from "../../domain/drafts/form-snapshots.ts";
import type { ParticipantId } from "../../domain/ids.ts";
import { type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import { DateTime, type ReaderTime, readerTimeAt } from "../../domain/time.ts";
import type { Connection, Transaction } from "../../store/database.ts";
import { findDiscarded, lockDraft } from "../../store/requests/drafts.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  type Stranger,
} from "../context.ts";

/** Told to the NPO's own people only; to anybody else there never was a draft. */
export interface Discarded {
  readonly kind: "discarded";
  /** A colleague's name; undefined when the reader discarded it. */
  readonly by: string | undefined;
  readonly at: DateTime;
  readonly readerTime: ReaderTime;
}

/** A page of the form as the person has it on screen. */
export interface OnPage extends Interaction {
  readonly draft: string;
  readonly page: Page;
  /** A participant's id on page "participant". */
  readonly item?: ParticipantId | undefined;
  readonly answers: Answers;
  /** When it was typed, microseconds by the platform's clock. */
  readonly typedAt: number;
  /** What the page showed when it was drawn. */
  readonly snapshot?: FormSnapshot;
}

export type DraftRefusal = Stranger | Replayed | NotFound | Discarded;

/** Works on a draft that the person may edit, locked until the transaction ends. */
export const onDraft = <Value, Refusal>(
  context: Context,
  input: Interaction & { readonly draft: string },
  work: (tx: Transaction, person: Person, draft: Draft) => Promise<Outcome<Value, Refusal>>,
): Promise<Outcome<Value, Refusal | DraftRefusal>> =>
  asPerson<Value, Refusal | DraftRefusal>(context, input, async (tx, person) => {
    const id = readPointer("draft", input.draft)?.id;
    const draft = id && (await lockDraft(tx, id));
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
  const draft = readPointer("draft", id)?.id;
  const found = draft && (await findDiscarded(db, draft));
  if (!found || !mayEdit(person, found)) return refused({ kind: "notFound" });
  return refused({
    kind: "discarded",
    by: found.by === person.id ? undefined : found.name,
    at: DateTime.fromJSDate(found.at),
    readerTime: readerTimeAt(now, person.zone),
  });
};
