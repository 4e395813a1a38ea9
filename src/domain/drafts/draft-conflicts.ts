/** Fields of a draft in which two people typed at the same time, and nobody has chosen yet. */

import type { ParticipantId, PersonId } from "../ids.ts";
import type { Draft, SavedAnswer, SavedAnswers, TypedAnswer } from "./drafts.ts";

export interface Conflict {
  readonly field: string;
  /** Of a participant; undefined for the draft's own fields. */
  readonly item: ParticipantId | undefined;
  /** The participant's place in the list, from 1. */
  readonly place: number | undefined;
  readonly shown: SavedAnswer;
  readonly other: TypedAnswer & { readonly by: PersonId };
}

export const conflictsIn = (draft: Pick<Draft, "answers" | "participants">): Conflict[] => [
  ...conflictsAmong(draft.answers, undefined, undefined),
  ...draft.participants.flatMap(({ id, answers }, index) => conflictsAmong(answers, id, index + 1)),
];

const conflictsAmong = (
  saved: SavedAnswers,
  item: ParticipantId | undefined,
  place: number | undefined,
): Conflict[] =>
  Object.entries(saved).flatMap(([field, shown]) =>
    (shown.others ?? []).flatMap((other) =>
      other.by ? [{ field, item, place, shown, other: { ...other, by: other.by } }] : [],
    ),
  );
