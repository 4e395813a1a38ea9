/** Two people in one field: the newer value counts, and the other is kept beneath it. */

import type { PersonId } from "../ids.ts";
import { isSame, type Typing } from "./draft-sheets.ts";
import type { Answer, SavedAnswer, TypedAnswer } from "./drafts.ts";

/** Who typed, on which sheet, and as which change of the draft. */
export interface Hand {
  readonly by: PersonId;
  /** Programme time, milliseconds since 1970. */
  readonly at: number;
  /** The revision that this change makes. */
  readonly revision: number;
  readonly sheet: string | undefined;
  /** The revision that the sheet showed: what is newer, its person hasn't seen. */
  readonly seen: number;
}

/**
 * One's own newer value takes the older's place; a colleague's that one has seen is replaced; one
 * that one hasn't seen is kept beside it. Of values side by side the one typed last counts.
 */
export const mergeTyping = (
  saved: SavedAnswer | undefined,
  { value, typedAt, takenBack }: Typing,
  hand: Hand,
): SavedAnswer => {
  const sheet = hand.sheet === undefined ? {} : { sheet: hand.sheet };
  const { by, at, revision } = hand;
  const typed: TypedAnswer = {
    ...{ value, savedAt: typedAt, by, at, revision, ...sheet },
    ...(takenBack ? { takenBack } : {}),
  };
  if (!saved) return typed;
  const own = sideBySide(saved).find((one) => one.by === by);
  if (own && !replaces(typed, own)) return saved;
  const beside = sideBySide(saved).filter((one) => one.by !== by && !wasSeen(one, saved, hand));
  return arrange([typed, ...beside], saved, revision);
};

/** The shown value first. */
export const sideBySide = ({
  others = [],
  redrawn: _redrawn,
  ...shown
}: SavedAnswer): TypedAnswer[] => [shown, ...others];

/** A sheet's calls are in order already; between two sheets of one person the later typing counts. */
const replaces = (typed: TypedAnswer, own: TypedAnswer): boolean => {
  if (typed.sheet !== undefined && typed.sheet === own.sheet) return true;
  return !typed.takenBack && (own.takenBack === true || typed.savedAt > own.savedAt);
};

const wasSeen = (one: TypedAnswer, saved: SavedAnswer, { seen }: Hand): boolean =>
  one.savedAt === saved.savedAt && one.by === saved.by && (one.revision ?? 0) <= seen;

/** Corrects when a person's value was typed, if that value still stands. */
export const dateTyping = (
  saved: SavedAnswer,
  typedAt: number,
  { by, sheet, revision }: Hand,
): SavedAnswer =>
  arrange(
    sideBySide(saved).map((one) =>
      one.by === by && one.sheet === sheet ? { ...one, savedAt: typedAt } : one,
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
  return settled(shown, others, before, revision);
};

const stillMeant = (values: readonly TypedAnswer[]): readonly TypedAnswer[] => {
  const meant = values.filter(({ takenBack }) => !takenBack);
  return meant.length > 0 ? meant : values.toSorted(newestFirst).slice(0, 1);
};

const newestFirst = (one: TypedAnswer, other: TypedAnswer): number =>
  other.savedAt - one.savedAt || ((one.by ?? "") < (other.by ?? "") ? -1 : 1);

const settled = (
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
export const settleField = (
  saved: SavedAnswer,
  { of, revision, wish, pressedAt }: Choice,
  hand: Hand,
): SavedAnswer => {
  const { others = [] } = saved;
  const chosen = others.find((one) => one.by === of && (one.revision ?? 0) === revision);
  if (!chosen) return saved;
  const rest = others.filter((one) => one !== chosen);
  if (wish === "keep") {
    const [shown] = sideBySide(saved);
    return shown
      ? settled({ ...shown, revision: hand.revision }, rest, saved, hand.revision)
      : saved;
  }
  const { by, at } = hand;
  const used = { value: chosen.value, savedAt: pressedAt, by, at, revision: hand.revision };
  return { ...settled(used, rest, saved, hand.revision), redrawn: hand.revision };
};

/** Draws the input anew where the screen shows something else than what is saved. */
export const redrawnIfOther = (
  saved: SavedAnswer,
  onScreen: Answer,
  revision: number,
): SavedAnswer => (isSame(saved.value, onScreen) ? saved : { ...saved, redrawn: revision });
