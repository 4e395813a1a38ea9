/** What a person does to a draft before it is sent. Every change is saved before it is answered. */
import type { DraftPage } from "../domain/draft-page.ts";
import {
  type Answers,
  type Draft,
  type DraftParticipant,
  mergeSave,
  type Page,
  STEPS,
  valuesOf,
} from "../domain/drafts.ts";
import { looksLikeId, type ParticipantId, participantId, requestId } from "../domain/ids.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { Person } from "../domain/people.ts";
import { problemsOn } from "../domain/request-check.ts";
import type { Problem } from "../domain/request-problems.ts";
import type { Transaction } from "../store/database.ts";
import { lockDraft, saveDraft } from "../store/drafts.ts";
import { loadPage, mayEdit } from "./draft-page.ts";
import {
  asPerson,
  type House,
  type NotFound,
  type Press,
  type Replayed,
  type Stranger,
} from "./house.ts";

/** A page of the form as the person has it on screen. */
export interface OnPage extends Press {
  readonly draft: string;
  readonly page: Page;
  /** A participant's id on page "participant". */
  readonly item?: string;
  readonly answers: Answers;
  /** When it was typed, microseconds by the platform's clock. */
  readonly typedAt: number;
}

export type DraftRefusal = Stranger | Replayed | NotFound;
type Turned = Outcome<
  DraftPage,
  DraftRefusal | { kind: "problems"; problems: Problem[]; page: DraftPage }
>;

/** Saves what was typed so far; ordered by `typedAt`, so a replay or a late call changes nothing. */
export const makeTypeInDraft =
  (house: House) =>
  (input: OnPage): Promise<Outcome<Draft, DraftRefusal>> =>
    onDraft(house, input, async (tx, _person, draft) => {
      const saved = { ...withTyped(draft, input), savedAt: input.at.toJSDate() };
      await saveDraft(tx, saved);
      return done(saved);
    });

/** Next and Back. Forward only when the page holds; back always. Both save. */
export const makeTurnPage =
  (house: House) =>
  (input: OnPage & { readonly direction: "next" | "back" }): Promise<Turned> =>
    onDraft(house, input, async (tx, person, draft) => {
      const stayed = { ...withTyped(draft, input), page: input.page, item: input.item ?? null };
      const here = await loadPage(tx, stayed, { now: input.at, person });
      const problems =
        input.direction === "next" ? problemsOn(here.checked, input.page, input.item) : [];
      if (problems.length > 0) {
        await keep(tx, stayed, person, input);
        return refused({ kind: "problems", problems, page: here });
      }
      const page = neighbour(input.page, input.direction);
      const turned = { ...withoutUntouched(stayed), page, item: null };
      await keep(tx, turned, person, input);
      return done(await loadPage(tx, turned, { now: input.at, person }));
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

export const makeRemoveParticipant =
  (house: House) =>
  (input: OnPage & { readonly participant: string }): Promise<Outcome<DraftPage, DraftRefusal>> =>
    changePage(house, input, (draft) => ({
      ...draft,
      participants: draft.participants.filter(({ id }) => id !== input.participant),
      page: "who",
      item: null,
    }));

/** Opens a page that has something to mend, or any other. */
export const makeOpenDraft =
  (house: House) =>
  (
    input: Press & { readonly draft: string; readonly page?: Page },
  ): Promise<Outcome<DraftPage, DraftRefusal>> =>
    onDraft(house, input, async (tx, person, draft) => {
      const opened = input.page ? { ...draft, page: input.page, item: null } : draft;
      await keep(tx, opened, person, input);
      return done(await loadPage(tx, opened, { now: input.at, person, reopened: !input.page }));
    });

const changePage = (
  house: House,
  input: OnPage,
  change: (draft: Draft) => Draft,
): Promise<Outcome<DraftPage, DraftRefusal>> =>
  onDraft(house, input, async (tx, person, draft) => {
    const changed = change(withTyped(draft, input));
    await keep(tx, changed, person, input);
    return done(await loadPage(tx, changed, { now: input.at, person }));
  });

const onDraft = <Value, Refusal>(
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
      : refused<NotFound>({ kind: "notFound" });
  });

/** Whoever turns a page holds the pen from then on. */
const keep = (tx: Transaction, draft: Draft, person: Person, { at }: Press): Promise<void> =>
  saveDraft(tx, { ...draft, heldBy: person.id, savedAt: at.toJSDate() });

const withTyped = (
  draft: Draft,
  { page, item, answers, typedAt }: Pick<OnPage, "page" | "item" | "answers" | "typedAt">,
): Draft => {
  if (page !== "participant")
    return { ...draft, answers: mergeSave(draft.answers, answers, typedAt) };
  const typedInto = (one: DraftParticipant): DraftParticipant =>
    one.id === (item as ParticipantId | undefined)
      ? { ...one, answers: mergeSave(one.answers, answers, typedAt) }
      : one;
  return { ...draft, participants: draft.participants.map(typedInto) };
};

/** Add and then Back leaves nobody behind. */
const withoutUntouched = (draft: Draft): Draft => ({
  ...draft,
  participants: draft.participants.filter(
    ({ answers }) => Object.keys(valuesOf(answers)).length > 0,
  ),
});

const neighbour = (page: Page, direction: "next" | "back"): Page => {
  if (page === "participant") return "who";
  const index = STEPS.indexOf(page) + (direction === "next" ? 1 : -1);
  return STEPS[Math.min(Math.max(index, 0), STEPS.length - 1)] ?? page;
};
