/** What a person does to a draft before it is sent. Every change is saved before it is answered. */

import { isSame } from "../domain/answer-digest.ts";
import {
  redrawnOver,
  removeParticipant,
  type Screen,
  settleConflict,
  typeInto,
  withoutUntouched,
} from "../domain/draft-editing.ts";
import type { Choice } from "../domain/draft-merge.ts";
import type { DraftPage } from "../domain/draft-page.ts";
import type { Sheet } from "../domain/draft-sheets.ts";
import { type Answers, type Draft, type Page, STEPS } from "../domain/drafts.ts";
import { looksLikeId, participantId, requestId, SECRETARIAT } from "../domain/ids.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { Person } from "../domain/people.ts";
import { problemsOn } from "../domain/request-check.ts";
import type { Problem } from "../domain/request-problems.ts";
import type { Transaction } from "../store/database.ts";
import { lockDraft, saveDraft } from "../store/drafts.ts";
import { markHomesStale } from "../store/home-marks.ts";
import { type Drawing, draftsToSameHost, loadPage, mayEdit } from "./draft-page.ts";
import { asPerson, type House, type Press } from "./house.ts";
import { type DraftRefusal, gone, onDraft, onUnlockedDraft } from "./on-draft.ts";

/** A page of the form as the person has it on screen. */
export interface OnPage extends Press {
  readonly draft: string;
  readonly page: Page;
  /** A participant's id on page "participant". */
  readonly item?: string;
  readonly answers: Answers;
  /** When it was typed, microseconds by the platform's clock. */
  readonly typedAt: number;
  /** What the page showed when it was drawn. */
  readonly sheet?: Sheet;
}

type Turned = Outcome<
  DraftPage,
  DraftRefusal | { kind: "problems"; problems: Problem[]; page: DraftPage }
>;

/**
 * Saves what was typed so far; in whatever order calls arrive, and however often. Gives the page to
 * draw anew when another host was chosen and that is worth a word, otherwise nothing.
 */
export const makeTypeInDraft =
  (house: House) =>
  async (input: OnPage): Promise<Outcome<DraftPage | undefined, DraftRefusal>> => {
    const isSaved = await onUnlockedDraft(house, input, (draft, person) => {
      const saved = typed(draft, input, person);
      return isOtherHost(draft, saved) ? undefined : saved;
    });
    return isSaved ? done(undefined) : typeLocked(house, input);
  };

const typeLocked = (
  house: House,
  input: OnPage,
): Promise<Outcome<DraftPage | undefined, DraftRefusal>> =>
  onDraft<DraftPage | undefined, never>(house, input, async (tx, person, draft) => {
    const saved = typed(draft, input, person);
    await saveDraft(tx, saved);
    return done(
      isOtherHost(draft, saved) ? await withTwins(tx, person, draft, saved, input) : undefined,
    );
  });

const typed = (draft: Draft, input: OnPage, person: Person): Draft => ({
  ...typeInto(draft, screenOf(input, person)),
  savedAt: input.at.toJSDate(),
});

const isOtherHost = (before: Draft, after: Draft): boolean =>
  !isSame(before.answers.host?.value, after.answers.host?.value);

/** Only where there is another draft to the host, or was one to the host before. */
const withTwins = async (
  tx: Transaction,
  person: Person,
  before: Draft,
  saved: Draft,
  input: OnPage,
): Promise<DraftPage | undefined> => {
  const twins = [...(await draftsToSameHost(tx, saved)), ...(await draftsToSameHost(tx, before))];
  if (twins.length === 0) return undefined;
  const here = redrawnOver({ ...saved, page: input.page, item: null }, screenOf(input, person));
  await saveDraft(tx, here);
  return loadPage(tx, here, drawingFor(input, person));
};

/** Next and Back. Forward only when the page holds; back always. Both save. */
export const makeTurnPage =
  (house: House) =>
  (input: OnPage & { readonly direction: "next" | "back" }): Promise<Turned> =>
    onDraft(house, input, async (tx, person, draft) => {
      const drawing = drawingFor(input, person);
      const stayed = stayOn(typeInto(draft, screenOf(input, person)), input, person);
      const here = await loadPage(tx, stayed, drawing);
      const problems =
        input.direction === "next" ? problemsOn(here.checked, input.page, input.item) : [];
      if (problems.length > 0) {
        await keep(tx, stayed, person, input);
        return refused({ kind: "problems", problems, page: here });
      }
      const page = neighbour(input.page, input.direction);
      const turned = { ...withoutUntouched(stayed), page, item: null };
      await keep(tx, turned, person, input);
      return done(await loadPage(tx, turned, drawing));
    });

/** Opens the page of a new participant. */
export const makeAddParticipant =
  (house: House) =>
  (input: OnPage): Promise<Outcome<DraftPage, DraftRefusal>> =>
    changePage(house, input, (draft) => {
      const id = participantId(house.newId());
      const participants = [...draft.participants, { id, answers: {} }];
      return { ...draft, participants, page: "participant", item: id };
    });

export const makeChangeParticipant =
  (house: House) =>
  (input: OnPage & { readonly participant: string }): Promise<Outcome<DraftPage, DraftRefusal>> =>
    changePage(house, input, (draft) => {
      const known = draft.participants.some(({ id }) => id === input.participant);
      return known
        ? { ...draft, page: "participant", item: input.participant }
        : { ...draft, page: "who", item: null };
    });

/** Whom a colleague has just changed stays, and the page says so. */
export const makeRemoveParticipant =
  (house: House) =>
  (input: OnPage & { readonly participant: string }): Promise<Outcome<DraftPage, DraftRefusal>> =>
    onDraft(house, input, async (tx, person, draft) => {
      const screen = screenOf(input, person);
      const typed: Draft = { ...typeInto(draft, screen), page: "who", item: null };
      const removed = removeParticipant(typed, input.participant, screen);
      const now = removed ?? typed;
      await keep(tx, now, person, input);
      const notRemoved = removed ? undefined : participantId(input.participant);
      return done(await loadPage(tx, now, { ...drawingFor(input, person), notRemoved }));
    });

export interface Settling extends Omit<Choice, "pressedAt"> {
  readonly field: string;
  /** A participant's id, where the field is one of theirs. */
  readonly item?: string;
}

/** Takes a colleague's value of a field in place of the one that is shown, or lets it go. */
export const makeSettleConflict =
  (house: House) =>
  (input: OnPage & { readonly settling: Settling }): Promise<Outcome<DraftPage, DraftRefusal>> =>
    onDraft(house, input, async (tx, person, draft) => {
      const screen = screenOf(input, person);
      const choice = { ...input.settling, pressedAt: input.typedAt };
      const settled = settleConflict(typeInto(draft, screen), choice, screen);
      const here = stayOn(settled, input, person);
      await keep(tx, here, person, input);
      return done(await loadPage(tx, here, drawingFor(input, person)));
    });

export interface OpenDraft extends Press {
  readonly draft: string;
  /** The page from which another draft was opened; what stands on it is saved. */
  readonly from?: OnPage | undefined;
}

/** Opens a draft where it was left, whoever of the NPO left it there. */
export const makeOpenDraft =
  (house: House) =>
  (input: OpenDraft): Promise<Outcome<DraftPage, DraftRefusal>> =>
    asPerson<DraftPage, DraftRefusal>(house, input, async (tx, person) => {
      const drafts = await lockInOrder(tx, [
        input.draft,
        ...(input.from ? [input.from.draft] : []),
      ]);
      const from = drafts.get(input.from?.draft ?? "");
      if (input.from && from && mayEdit(person, from)) {
        await saveDraft(tx, typeInto(from, screenOf(input.from, person)));
      }
      const draft = drafts.get(input.draft);
      return draft && mayEdit(person, draft)
        ? done(await loadPage(tx, draft, { press: input, person, reopened: true }))
        : gone(tx, person, input.draft);
    });

/** Always in the same order: two people who change over between two drafts never wait for each other. */
const lockInOrder = async (
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Draft>> => {
  const locked = new Map<string, Draft>();
  for (const id of ids.filter(looksLikeId).toSorted()) {
    const draft = await lockDraft(tx, requestId(id));
    if (draft) locked.set(id, draft);
  }
  return locked;
};

const changePage = (
  house: House,
  input: OnPage,
  change: (draft: Draft) => Draft,
): Promise<Outcome<DraftPage, DraftRefusal>> =>
  onDraft(house, input, async (tx, person, draft) => {
    const changed = change(typeInto(draft, screenOf(input, person)));
    await keep(tx, changed, person, input);
    return done(await loadPage(tx, changed, drawingFor(input, person)));
  });

/** Whoever turns a page holds the pen from then on. */
const keep = async (
  tx: Transaction,
  draft: Draft,
  person: Person,
  { at }: Press,
): Promise<void> => {
  await saveDraft(tx, { ...draft, heldBy: person.id, savedAt: at.toJSDate() });
  // Officers see how many drafts there are.
  await markHomesStale(tx, [draft.sender, SECRETARIAT]);
};

/** The page is drawn again in its own place. */
const stayOn = (draft: Draft, input: OnPage, person: Person): Draft => ({
  ...redrawnOver(draft, screenOf(input, person)),
  page: input.page,
  item: input.page === "participant" ? (input.item ?? null) : null,
});

const screenOf = ({ page, item, answers, typedAt, at, sheet }: OnPage, { id }: Person): Screen => ({
  ...{ by: id, page, answers, typedAt, at: at.toMillis(), sheet },
  item: item === undefined ? undefined : participantId(item),
});

const drawingFor = (input: OnPage, person: Person): Drawing => ({
  press: input,
  person,
  seen: input.sheet?.revision,
});

const neighbour = (page: Page, direction: "next" | "back"): Page => {
  if (page === "participant") return "who";
  const index = STEPS.indexOf(page) + (direction === "next" ? 1 : -1);
  return STEPS[Math.min(Math.max(index, 0), STEPS.length - 1)] ?? page;
};
