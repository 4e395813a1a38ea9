/** What a person presses in a draft before it is sent. Every change is saved before it is answered. */

import { mayEdit } from "../../domain/access.ts";
import {
  redrawnOver,
  resolveConflict,
  screenOf,
  typeInto,
  withoutParticipant,
  withoutUntouched,
} from "../../domain/drafts/draft-editing.ts";
import type { Choice } from "../../domain/drafts/draft-merge.ts";
import { type Draft, type Page, STEPS } from "../../domain/drafts/drafts.ts";
import { participantId, SECRETARIAT } from "../../domain/ids.ts";
import { briefName, type Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { newPerson, withPastedPeople } from "../../domain/requests/new-people.ts";
import { problemsOn } from "../../domain/requests/request-check.ts";
import type { Problem } from "../../domain/requests/request-problems.ts";
import type { Transaction } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { lockDraft, saveDraft } from "../../store/requests/drafts.ts";
import { asPerson, type Context, type Interaction } from "../context.ts";
import { drawingFor, loadPage } from "./draft-page.ts";
import type { OnPage } from "./on-draft.ts";
import { type DraftRefusal, gone, onDraft } from "./on-draft.ts";

type Turned = Outcome<
  DraftPage,
  DraftRefusal | { kind: "problems"; problems: Problem[]; page: DraftPage }
>;

/** Next and Back, and from one person to another. Forward only when the page holds; back always. */
export const turnPage = (
  context: Context,
  input: OnPage & { readonly direction: "next" | "back" | "another" },
): Promise<Turned> =>
  onDraft(context, input, async (tx, person, draft) => {
    const drawing = drawingFor(input, person);
    const stayed = stayOn(await typed(context, tx, draft, input, person), input, person);
    const here = await loadPage(tx, stayed, drawing);
    const problems =
      input.direction === "back" ? [] : problemsOn(here.checked, input.page, input.item);
    if (problems.length > 0) {
      await keep(tx, stayed, input);
      return refused({ kind: "problems", problems, page: here });
    }
    const turned =
      input.direction === "another"
        ? withNewPerson(context, stayed, here.setting.sender)
        : {
            ...withoutUntouched(stayed),
            page: neighbour(input.page, input.direction),
            item: null,
          };
    await keep(tx, turned, input);
    return done(await loadPage(tx, turned, drawing));
  });

/** Opens the page of a new participant. */
export const addParticipant = (
  context: Context,
  input: OnPage,
): Promise<Outcome<DraftPage, DraftRefusal>> =>
  changePage(context, input, async (draft, tx) =>
    withNewPerson(context, draft, await senderOf(tx, draft)),
  );

/** From the check step to where something stands, from any step back to it, and to the pasted people. */
export const goToStep = (
  context: Context,
  input: OnPage & { readonly step: Page },
): Promise<Outcome<DraftPage, DraftRefusal>> =>
  changePage(context, input, (draft) => ({
    ...withoutUntouched(draft),
    page: input.step,
    item: null,
  }));

const withNewPerson = (context: Context, draft: Draft, sender: Organisation): Draft => {
  const person = newPerson(draft, participantId(context.newId()), briefName(sender));
  const participants = [...draft.participants, person];
  return { ...draft, participants, page: "participant", item: person.id };
};

export const changeParticipant = (
  context: Context,
  input: OnPage & { readonly participant: string },
): Promise<Outcome<DraftPage, DraftRefusal>> =>
  changePage(context, input, (draft) => {
    const known = draft.participants.find(({ id }) => id === input.participant);
    return known
      ? { ...draft, page: "participant", item: known.id }
      : { ...draft, page: "who", item: null };
  });

/** Whom a colleague has just changed stays, and the page says so. */
export const removeParticipant = (
  context: Context,
  input: OnPage & { readonly participant: string },
): Promise<Outcome<DraftPage, DraftRefusal>> =>
  onDraft(context, input, async (tx, person, draft) => {
    const screen = screenOf(input, person);
    const saved = await typed(context, tx, draft, input, person);
    const here: Draft = { ...saved, page: "who", item: null };
    const removed = withoutParticipant(here, input.participant, screen);
    const now = removed ?? here;
    await keep(tx, now, input);
    const notRemoved = removed ? undefined : readPointer("participant", input.participant)?.id;
    return done(await loadPage(tx, now, { ...drawingFor(input, person), notRemoved }));
  });

export interface Resolution extends Omit<Choice, "pressedAt"> {
  readonly field: string;
  /** A participant's id, where the field is one of theirs. */
  readonly item?: string | undefined;
}

/** Takes a colleague's value of a field in place of the one that is shown, or lets it go. */
export const resolveDraftConflict = (
  context: Context,
  input: OnPage & { readonly resolution: Resolution },
): Promise<Outcome<DraftPage, DraftRefusal>> =>
  onDraft(context, input, async (tx, person, draft) => {
    const screen = screenOf(input, person);
    const choice = { ...input.resolution, pressedAt: input.typedAt };
    const resolved = resolveConflict(typeInto(draft, screen), choice, screen);
    const here = stayOn(resolved, input, person);
    await keep(tx, here, input);
    return done(await loadPage(tx, here, drawingFor(input, person)));
  });

/** "I'll go on with it": it is the person's from then on, also before they type. */
export const holdDraft = (
  context: Context,
  input: OnPage,
): Promise<Outcome<DraftPage, DraftRefusal>> =>
  onDraft(context, input, async (tx, person, draft) => {
    const here = stayOn(await typed(context, tx, draft, input, person), input, person);
    const held: Draft = { ...here, heldBy: person.id };
    await keep(tx, held, input);
    return done(await loadPage(tx, held, { ...drawingFor(input, person), isTaken: true }));
  });

export interface OpenDraft extends Interaction {
  readonly draft: string;
  /** The page from which another draft was opened; what stands on it is saved. */
  readonly from?: OnPage | undefined;
}

/** Opens a draft where it was left, whoever of the NPO left it there. */
export const openDraft = (
  context: Context,
  input: OpenDraft,
): Promise<Outcome<DraftPage, DraftRefusal>> =>
  asPerson<DraftPage, DraftRefusal>(context, input, async (tx, person) => {
    const drafts = await lockInOrder(tx, [input.draft, ...(input.from ? [input.from.draft] : [])]);
    const from = drafts.get(input.from?.draft ?? "");
    if (input.from && from && mayEdit(person, from)) {
      const typed = typeInto(from, screenOf(input.from, person));
      await saveDraft(tx, typed);
      if (typed.heldBy !== from.heldBy) await markHomesStale(tx, [from.sender, SECRETARIAT]);
    }
    const draft = drafts.get(input.draft);
    return draft && mayEdit(person, draft)
      ? done(await loadPage(tx, draft, { interaction: input, person, reopened: true }))
      : gone(tx, person, input.draft, input.at);
  });

/** Always in the same order: two people who change over between two drafts never wait for each other. */
const lockInOrder = async (
  tx: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Draft>> => {
  const locked = new Map<string, Draft>();
  for (const pointer of ids.toSorted()) {
    const id = readPointer("draft", pointer)?.id;
    const draft = id && (await lockDraft(tx, id));
    if (draft) locked.set(id, draft);
  }
  return locked;
};

/** What is on screen is saved; pasted lines come on the list with whatever is pressed there. */
const typed = async (
  { newId }: Context,
  tx: Transaction,
  draft: Draft,
  input: OnPage,
  person: Person,
): Promise<Draft> => {
  const screen = screenOf(input, person);
  const saved = typeInto(draft, screen);
  if (input.page !== "who" || !saved.answers.people?.value) return saved;
  const ownNpo = briefName(await senderOf(tx, draft));
  return withPastedPeople(saved, screen, { newId: () => participantId(newId()), ownNpo });
};

const senderOf = async (tx: Transaction, draft: Draft): Promise<Organisation> => {
  const found = await findOrganisation(tx, draft.sender);
  if (!found) throw new Error(`Draft ${draft.id} has no sender`);
  return found;
};

const changePage = (
  context: Context,
  input: OnPage,
  change: (draft: Draft, tx: Transaction) => Draft | Promise<Draft>,
): Promise<Outcome<DraftPage, DraftRefusal>> =>
  onDraft(context, input, async (tx, person, draft) => {
    const changed = await change(await typed(context, tx, draft, input, person), tx);
    await keep(tx, changed, input);
    return done(await loadPage(tx, changed, drawingFor(input, person)));
  });

const keep = async (tx: Transaction, draft: Draft, { at }: Interaction): Promise<void> => {
  await saveDraft(tx, { ...draft, savedAt: at.toJSDate() });
  // Its holder finds it there; officers see how many drafts there are.
  await markHomesStale(tx, [draft.sender, SECRETARIAT]);
};

/** The page is drawn again in its own place. */
const stayOn = (draft: Draft, input: OnPage, person: Person): Draft => ({
  ...redrawnOver(draft, screenOf(input, person)),
  page: input.page,
  item: input.page === "participant" ? (input.item ?? null) : null,
});

const neighbour = (page: Page, direction: "next" | "back"): Page => {
  if (page === "participant") return "who";
  const index = STEPS.indexOf(page) + (direction === "next" ? 1 : -1);
  return STEPS[Math.min(Math.max(index, 0), STEPS.length - 1)] ?? page;
};
