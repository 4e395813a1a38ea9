/** What is typed is saved at each keystroke that the platform tells of. */

import { mayEdit } from "../../domain/access.ts";
import { redrawnOver, screenOf, typeInto } from "../../domain/drafts/draft-editing.ts";
import { type Draft, valuesOf } from "../../domain/drafts/drafts.ts";
import { isSame } from "../../domain/drafts/form-snapshots.ts";
import { SECRETARIAT } from "../../domain/ids.ts";
import { done, type Outcome } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { calledForOn, matters } from "../../domain/requests/request-fields.ts";
import type { Transaction } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { saveDraft } from "../../store/requests/drafts.ts";
import { readUnlocked, saveIfUnwritten } from "../../store/requests/unlocked-drafts.ts";
import type { Context } from "../context.ts";
import { draftsToSameHost, drawingFor, loadPage } from "./draft-page.ts";
import { type DraftRefusal, type OnPage, onDraft } from "./on-draft.ts";

/**
 * Saves what was typed so far; in whatever order calls arrive, and however often. Gives the page to
 * draw anew when another host was chosen and that is worth a word, otherwise nothing.
 */
export const typeInDraft = async (
  context: Context,
  input: OnPage,
): Promise<Outcome<DraftPage | undefined, DraftRefusal>> =>
  (await typeUnlocked(context, input)) ? done(undefined) : typeLocked(context, input);

/**
 * Without a lock, in two statements, for what hardly ever meets anybody else's change. True when it
 * is saved; otherwise nothing was, and it is for `typeLocked` to do it or to say why not.
 */
const typeUnlocked = async ({ database, systemNow }: Context, input: OnPage): Promise<boolean> => {
  const id = readPointer("draft", input.draft)?.id;
  const read = id && (await readUnlocked(database, input.account, id));
  if (!read || !mayEdit(read.person, read.draft)) return false;
  // Something is to be kept of the account, which is for `asPerson`.
  const { isUnreachable, isNewlySeen, isUsedLast } = read.person;
  if (isUnreachable || isNewlySeen || !isUsedLast) return false;
  const draft = typed(read.draft, input, read.person);
  if (isOtherHost(read.draft, draft) || isToBeDrawn(read.draft, draft, input)) return false;
  // Homes tell who holds it.
  if (draft.heldBy !== read.draft.heldBy) return false;
  const call = { delivery: input.delivery, usedAt: systemNow().toJSDate() };
  return saveIfUnwritten(database, { ...read, draft }, call);
};

const typeLocked = (
  context: Context,
  input: OnPage,
): Promise<Outcome<DraftPage | undefined, DraftRefusal>> =>
  onDraft<DraftPage | undefined, never>(context, input, async (tx, person, draft) => {
    const saved = typed(draft, input, person);
    await saveDraft(tx, saved);
    if (saved.heldBy !== draft.heldBy) await markHomesStale(tx, [draft.sender, SECRETARIAT]);
    if (isToBeDrawn(draft, saved, input) && draft.page === input.page) {
      return done(await drawnAnew(tx, person, saved, input));
    }
    return done(
      isOtherHost(draft, saved)
        ? await withSameHostDrafts(tx, person, draft, saved, input)
        : undefined,
    );
  });

const typed = (draft: Draft, input: OnPage, person: Person): Draft => ({
  ...typeInto(draft, screenOf(input, person)),
  savedAt: input.at.toJSDate(),
});

const isOtherHost = (before: Draft, after: Draft): boolean =>
  !isSame(before.answers.host?.value, after.answers.host?.value);

/** Only where there is another draft to the host, or was one to the host before. */
const withSameHostDrafts = async (
  tx: Transaction,
  person: Person,
  before: Draft,
  saved: Draft,
  input: OnPage,
): Promise<DraftPage | undefined> => {
  const sameHostDrafts = [
    ...(await draftsToSameHost(tx, saved)),
    ...(await draftsToSameHost(tx, before)),
  ];
  return sameHostDrafts.length === 0 ? undefined : drawnAnew(tx, person, saved, input);
};

/** The page on screen lacks a field that matters now, or has one that doesn't. */
const showsOtherFields = ({ answers }: Draft, { page, snapshot }: OnPage): boolean =>
  snapshot !== undefined &&
  calledForOn(page).some((field) => field in snapshot.shown !== matters(field, valuesOf(answers)));

/** What the page says of the days is said as soon as they are chosen. */
const isToBeDrawn = (before: Draft, after: Draft, input: OnPage): boolean =>
  showsOtherFields(after, input) ||
  (input.page === "when" &&
    SPOKEN_OF.some((field) => !isSame(before.answers[field]?.value, after.answers[field]?.value)));

const SPOKEN_OF = ["modality", "startsOn", "endsOn", "startsOn2", "endsOn2"] as const;

const drawnAnew = async (
  tx: Transaction,
  person: Person,
  saved: Draft,
  input: OnPage,
): Promise<DraftPage> => {
  const here = redrawnOver({ ...saved, page: input.page, item: null }, screenOf(input, person));
  await saveDraft(tx, here);
  return loadPage(tx, here, drawingFor(input, person));
};
