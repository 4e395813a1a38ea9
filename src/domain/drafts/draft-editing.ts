/** What a call from an open form does to a draft that several people may have open. */

import type { ParticipantId, PersonId } from "../ids.ts";
import type { DateTime } from "../time.ts";
import {
  type Author,
  type Choice,
  dateTyping,
  mergeTyping,
  redrawnIfOther,
  resolveField,
  sideBySide,
} from "./draft-merge.ts";
import {
  type Answers,
  type Draft,
  type DraftParticipant,
  isUntyped,
  type Page,
  type SavedAnswers,
  type SnapshotMemory,
} from "./drafts.ts";
import { digestOf, type FormSnapshot, isSame, type Read, readSnapshot } from "./form-snapshots.ts";

/** A page as a person has it on screen. */
export interface Screen {
  readonly by: PersonId;
  readonly page: Page;
  readonly item: ParticipantId | undefined;
  readonly answers: Answers;
  /** Microseconds since 1970 by the platform's clock. */
  readonly typedAt: number;
  /** Programme time of the call, milliseconds since 1970. */
  readonly at: number;
  /** Unknown on a platform or form that doesn't say: then all that is on screen counts as typed. */
  readonly snapshot: FormSnapshot | undefined;
}

interface Call extends Omit<Screen, "by" | "item" | "at" | "snapshot"> {
  readonly item?: ParticipantId | undefined;
  readonly at: DateTime;
  readonly snapshot?: FormSnapshot;
}

/** A call from an open page, as the rules need it. */
export const screenOf = (
  { page, item, answers, typedAt, at, snapshot }: Call,
  { id }: { readonly id: PersonId },
): Screen => ({
  ...{ by: id, page, answers, typedAt, at: at.toMillis(), snapshot },
  item,
});

/** Saves what is new on the screen; whoever typed it holds the draft from then on. */
export const typeInto = (draft: Draft, screen: Screen): Draft => {
  const read = readScreen(draft, screen);
  const snapshots = screen.snapshot
    ? rememberSnapshot(draft.snapshots, screen.snapshot.id, read.memory)
    : draft.snapshots;
  const typed =
    screen.page === "participant"
      ? typeIntoParticipant(draft, screen, read)
      : { ...draft, answers: mergeAnswers(draft.answers, read, authorOf(draft, screen)) };
  const isChanged = typed.answers !== draft.answers || typed.participants !== draft.participants;
  const after = { ...typed, snapshots, revision: draft.revision + (isChanged ? 1 : 0) };
  return hasTyped(draft, after, screen.by) ? { ...after, heldBy: screen.by } : after;
};

/** Not what was taken back, nor what stood there already. */
const hasTyped = (before: Draft, after: Draft, by: PersonId): boolean => {
  const isTypedIn = (was: SavedAnswers, now: SavedAnswers): boolean =>
    Object.entries(now).some(
      ([field, saved]) =>
        saved !== was[field] &&
        sideBySide(saved).some(
          (one) =>
            one.by === by &&
            one.revision === after.revision &&
            !one.takenBack &&
            !isSame(one.value, was[field]?.value ?? null),
        ),
    );
  return (
    isTypedIn(before.answers, after.answers) ||
    after.participants.some(({ id, answers }) => {
      const known = before.participants.find((one) => one.id === id);
      return answers !== known?.answers && isTypedIn(known?.answers ?? {}, answers);
    })
  );
};

const readScreen = ({ snapshots }: Draft, { snapshot, by, answers, typedAt }: Screen): Read =>
  snapshot
    ? readSnapshot(snapshot, snapshots[snapshot.id], { by, answers, typedAt })
    : {
        memory: { by, whole: 0, fields: {} },
        typings: Object.entries(answers).map(([field, value]) => ({
          ...{ field, value, typedAt },
          takenBack: false,
        })),
        datings: [],
      };

const authorOf = (draft: Draft, { by, at, snapshot }: Pick<Screen, "by" | "at" | "snapshot">) => ({
  ...{ by, at, revision: draft.revision + 1 },
  snapshotId: snapshot?.id,
  seen: snapshot?.revision ?? 0,
});

/** The same object when nothing changed. */
const mergeAnswers = (
  saved: SavedAnswers,
  { typings, datings }: Read,
  author: Author,
): SavedAnswers => {
  let merged = saved;
  const put = (field: string, now: SavedAnswers[string]) => {
    if (now !== merged[field]) merged = { ...merged, [field]: now };
  };
  for (const typing of typings)
    put(typing.field, mergeTyping(merged[typing.field], typing, author));
  for (const { field, typedAt } of datings) {
    const known = merged[field];
    if (known) put(field, dateTyping(known, typedAt, author));
  }
  return merged;
};

const typeIntoParticipant = (draft: Draft, screen: Screen, read: Read): Draft => {
  const author = authorOf(draft, screen);
  if (!draft.participants.some(({ id }) => id === screen.item))
    return bringBack(draft, screen, read);
  const participants = draft.participants.map((one): DraftParticipant => {
    if (one.id !== screen.item) return one;
    const answers = mergeAnswers(one.answers, read, author);
    return answers === one.answers ? one : { ...one, answers };
  });
  const isChanged = participants.some((one, index) => one !== draft.participants[index]);
  return isChanged ? { ...draft, participants } : draft;
};

/**
 * Whoever types into a participant that a colleague took off the list meanwhile brings them back,
 * with all that stands on the screen. Late calls of the person who removed them don't.
 */
const bringBack = (draft: Draft, screen: Screen, { typings }: Read): Draft => {
  const { item, by, answers, typedAt } = screen;
  const removal = draft.removals.find(({ id }) => id === item);
  const isMeant = typings.some(
    (one) => !removal || removal.by !== by || one.typedAt > removal.removedAt,
  );
  if (!item || !isMeant) return draft;
  const author = authorOf(draft, screen);
  const all = Object.entries(answers)
    .filter(([, value]) => digestOf(value) !== "")
    .map(([field, value]) => ({ field, value, typedAt, takenBack: false }));
  const back = { id: item, answers: mergeAnswers({}, { ...NOTHING, typings: all }, author) };
  return { ...draft, participants: [...draft.participants, back] };
};

const NOTHING = { memory: { by: "" as PersonId, whole: 0, fields: {} }, datings: [] };

/** Snapshots of one person whose calls are still told apart: a form on each of their devices, and late calls. */
const MOST_SNAPSHOTS_EACH = 8;

const rememberSnapshot = (
  snapshots: Draft["snapshots"],
  id: string,
  memory: SnapshotMemory,
): Draft["snapshots"] => {
  const own = Object.entries({ ...snapshots, [id]: memory }).filter(
    ([, one]) => one.by === memory.by,
  );
  const others = Object.entries(snapshots).filter(([, one]) => one.by !== memory.by);
  const newest = own
    .toSorted(([, one], [, other]) => newestCall(other) - newestCall(one))
    .slice(0, MOST_SNAPSHOTS_EACH);
  return Object.fromEntries([...others, ...newest]);
};

const newestCall = ({ whole, fields }: SnapshotMemory): number =>
  Math.max(whole, ...Object.values(fields).map(({ at }) => at));

/** The draft without a participant; undefined when a colleague changed them since the snapshot was drawn. */
export const withoutParticipant = (draft: Draft, id: string, screen: Screen): Draft | undefined => {
  const found = draft.participants.find((one) => one.id === id);
  if (!found) return draft;
  const { by, typedAt: removedAt, snapshot } = screen;
  if (snapshot && isChangedByOthers(found.answers, by, snapshot.revision)) return undefined;
  const revision = draft.revision + 1;
  return {
    ...draft,
    revision,
    heldBy: by,
    participants: draft.participants.filter((one) => one !== found),
    removals: [
      ...draft.removals.filter((one) => one.id !== found.id),
      { id: found.id, by, removedAt, revision },
    ],
  };
};

/** Takes or leaves a colleague's value of a field; the same draft when it is no longer there. */
export const resolveConflict = (
  draft: Draft,
  {
    field,
    item,
    ...choice
  }: Choice & { readonly field: string; readonly item?: string | undefined },
  screen: Screen,
): Draft => {
  const author = authorOf(draft, screen);
  const resolve = (saved: SavedAnswers): SavedAnswers => {
    const before = saved[field];
    const after = before && resolveField(before, choice, author);
    return after && after !== before ? { ...saved, [field]: after } : saved;
  };
  const { revision, by } = author;
  if (item === undefined) {
    const answers = resolve(draft.answers);
    return { ...draft, revision, answers, ...(answers === draft.answers ? {} : { heldBy: by }) };
  }
  const known = draft.participants.find(({ id }) => id === item);
  const answers = known && resolve(known.answers);
  const participants = draft.participants.map((one) =>
    one === known && answers ? { ...one, answers } : one,
  );
  return {
    ...draft,
    revision,
    participants,
    ...(answers === known?.answers ? {} : { heldBy: by }),
  };
};

/** For a page that is drawn in its own place, where a platform keeps what stands in its inputs. */
export const redrawnOver = (draft: Draft, { page, item, answers: onScreen }: Screen): Draft => {
  const redraw = (saved: SavedAnswers): SavedAnswers =>
    Object.fromEntries(
      Object.entries(saved).map(([field, one]) => {
        const shown = onScreen[field];
        return [field, shown === undefined ? one : redrawnIfOther(one, shown, draft.revision)];
      }),
    );
  if (page !== "participant") return { ...draft, answers: redraw(draft.answers) };
  const participants = draft.participants.map((one) =>
    one.id === item ? { ...one, answers: redraw(one.answers) } : one,
  );
  return { ...draft, participants };
};

/** Add and then Back leaves nobody behind. */
export const withoutUntouched = (draft: Draft): Draft => ({
  ...draft,
  participants: draft.participants.filter((one) => !isUntyped(one)),
});

const isChangedByOthers = (saved: SavedAnswers, reader: PersonId, seen: number): boolean =>
  Object.values(saved).some((one) => changers(one, reader, seen).length > 0);

const changers = (saved: SavedAnswers[string], reader: PersonId, seen: number): PersonId[] =>
  sideBySide(saved).flatMap(({ by, revision = 0 }) =>
    by && by !== reader && revision > seen ? [by] : [],
  );

/** What a colleague did since a person's page was drawn. */
export interface ColleaguesChanges {
  readonly by: PersonId;
  /** Field ids of steps 1, 2 and 4. */
  readonly fields: readonly string[];
  /** Places in the list of participants, from 1. */
  readonly places: readonly number[];
  /** How many people were taken off the list, and how many of those are back because someone went on with them. */
  readonly removed: number;
  readonly broughtBack: number;
}

/** One entry a colleague; empty when all that was changed since is one's own. */
export const changesSince = (
  draft: Draft,
  reader: PersonId,
  seen: number,
): readonly ColleaguesChanges[] => {
  const fields = Object.entries(draft.answers).flatMap(([field, saved]) =>
    changers(saved, reader, seen).map((by) => ({ by, field })),
  );
  const places = draft.participants.flatMap(({ answers }, index) =>
    Object.values(answers).flatMap((saved) =>
      changers(saved, reader, seen).map((by) => ({ by, place: index + 1 })),
    ),
  );
  const isListed = (id: string) => draft.participants.some((one) => one.id === id);
  const removals = draft.removals.filter(({ by, revision }) => by !== reader && revision > seen);
  const people = new Set([...fields, ...places, ...removals].map(({ by }) => by));
  return [...people].map((by) => ({
    by,
    fields: fields.filter((one) => one.by === by).map(({ field }) => field),
    places: [...new Set(places.filter((one) => one.by === by).map(({ place }) => place))],
    removed: removals.filter((one) => one.by === by && !isListed(one.id)).length,
    broughtBack: removals.filter((one) => one.by === by && isListed(one.id)).length,
  }));
};
