/** Two people in one field: the newer value counts, and the other is kept beneath it. */

import type { PersonId } from "../ids.ts";
import type { Answer, SavedAnswer, TypedAnswer } from "./drafts.ts";
import { isSame, type Typing } from "./form-snapshots.ts";

/** Who typed, on which snapshot, and as which change of the draft. */
export interface Author {
  readonly by: PersonId;
  /** Programme time, milliseconds since 1970. */
  readonly at: number;
  /** The revision that this change makes. */
  readonly revision: number;
  readonly snapshotId: string | undefined;
  /** The revision that the snapshot showed: what is newer, its person hasn't seen. */
  readonly seen: number;
}

/**
 * One's own newer value takes the older's place; a colleague's that one has seen is replaced; one
 * that one hasn't seen is kept beside it. Of values side by side the one typed last counts.
 */
export const mergeTyping = (
  saved: SavedAnswer | undefined,
  { value, typedAt, takenBack }: Typing,
  author: Author,
): SavedAnswer => {
  const snapshot = author.snapshotId === undefined ? {} : { sheet: author.snapshotId };
  const { by, at, revision } = author;
  const typed: TypedAnswer = {
    ...{ value, savedAt: typedAt, by, at, revision, ...snapshot },
    ...(takenBack ? { takenBack } : {}),
  };
  if (!saved) return typed;
  const own = sideBySide(saved).find((one) => one.by === by);
  if (own && !replaces(typed, own)) return saved;
  const beside = sideBySide(saved).filter((one) => one.by !== by && !wasSeen(one, saved, author));
  return arrange([typed, ...beside], saved, revision);
};

/** The shown value first. */
export const sideBySide = ({
  others = [],
  redrawn: _redrawn,
  ...shown
}: SavedAnswer): TypedAnswer[] => [shown, ...others];

/** A snapshot's calls are in order already; between two snapshots of one person the later typing counts. */
const replaces = (typed: TypedAnswer, own: TypedAnswer): boolean => {
  if (typed.sheet !== undefined && typed.sheet === own.sheet) return true;
  return !typed.takenBack && (own.takenBack === true || typed.savedAt > own.savedAt);
};

const wasSeen = (one: TypedAnswer, saved: SavedAnswer, { seen }: Author): boolean =>
  one.savedAt === saved.savedAt && one.by === saved.by && (one.revision ?? 0) <= seen;

/** Corrects when a person's value was typed, if that value still stands. */
export const dateTyping = (
  saved: SavedAnswer,
  typedAt: number,
  { by, snapshotId, revision }: Author,
): SavedAnswer =>
  arrange(
    sideBySide(saved).map((one) =>
      one.by === by && one.sheet === snapshotId ? { ...one, savedAt: typedAt } : one,
    ),
    saved,
    revision,
  );

/** What was taken back yields to what is still meant; what two typed alike is kept once. */
const arrange = (
  values: readonly TypedAnswer[],
  before: SavedAnswer,
  revision: number,
): SavedAnswer => {
  const [shown, ...rest] = stillMeant(values).toSorted(newestFirst);
  if (!shown) return before;
  const others = rest.filter(({ value }) => !isSame(value, shown.value));
  return resolvedField(shown, others, before, revision);
};

const stillMeant = (values: readonly TypedAnswer[]): readonly TypedAnswer[] => {
  const meant = values.filter(({ takenBack }) => !takenBack);
  return meant.length > 0 ? meant : values.toSorted(newestFirst).slice(0, 1);
};

const newestFirst = (one: TypedAnswer, other: TypedAnswer): number =>
  other.savedAt - one.savedAt || ((one.by ?? "") < (other.by ?? "") ? -1 : 1);

const resolvedField = (
  shown: TypedAnswer,
  others: readonly TypedAnswer[],
  before: SavedAnswer,
  revision: number,
): SavedAnswer => {
  const changedHands = shown.by !== before.by && !isSame(shown.value, before.value);
  const redrawn = changedHands ? revision : before.redrawn;
  return {
    ...shown,
    ...(others.length > 0 ? { others } : {}),
    ...(redrawn === undefined ? {} : { redrawn }),
  };
};

/** Whose value a press of a button is about, as it was drawn. */
export interface Choice {
  readonly of: PersonId;
  /** The revision of that value: another one since then isn't what was pressed on. */
  readonly revision: number;
  readonly wish: "use" | "keep";
  /** Microseconds, by the platform's clock. */
  readonly pressedAt: number;
}

/** "Use this one" takes the other value in place of the one shown; "keep" lets it go. */
export const resolveField = (
  saved: SavedAnswer,
  { of, revision, wish, pressedAt }: Choice,
  author: Author,
): SavedAnswer => {
  const { others = [] } = saved;
  const chosen = others.find((one) => one.by === of && (one.revision ?? 0) === revision);
  if (!chosen) return saved;
  const rest = others.filter((one) => one !== chosen);
  if (wish === "keep") {
    const [shown] = sideBySide(saved);
    return shown
      ? resolvedField({ ...shown, revision: author.revision }, rest, saved, author.revision)
      : saved;
  }
  const { by, at } = author;
  const used = { value: chosen.value, savedAt: pressedAt, by, at, revision: author.revision };
  return { ...resolvedField(used, rest, saved, author.revision), redrawn: author.revision };
};

/** Draws the input anew where the screen shows something else than what is saved. */
export const redrawnIfOther = (
  saved: SavedAnswer,
  onScreen: Answer,
  revision: number,
): SavedAnswer => (isSame(saved.value, onScreen) ? saved : { ...saved, redrawn: revision });
