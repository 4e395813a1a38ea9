/** An officer begins a request on behalf of an NPO that may have no chat, and notes how they know. */
import { caseOfDraft, rightTo } from "../../domain/access.ts";
import { type Answers, type Draft, isUntouched } from "../../domain/drafts/drafts.ts";
import { SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { actsFor, isOfficer, type Person } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { type EvidenceProblem, readEvidence } from "../../domain/requests/read-evidence.ts";
import { type DateTime, dayIn, type IsoDay } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { allOrganisations, findOrganisation } from "../../store/people/organisations.ts";
import type { Account } from "../../store/people/people.ts";
import { allProgrammes } from "../../store/programmes/programmes.ts";
import {
  draftsBegunBySecretariat,
  insertDraft,
  lockDraft,
  saveEvidence,
} from "../../store/requests/drafts.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  reading,
  type Stranger,
} from "../context.ts";
import { loadPage } from "./draft-page.ts";
import { type NoneIsOpen, newDraft, openProgramme } from "./start-request.ts";

export interface NposToActFor {
  readonly active: readonly Organisation[];
  /** Shown, and not to be chosen. */
  readonly suspended: readonly Organisation[];
}

type NotAnOfficer = { readonly kind: "notAnOfficer" };

/** The NPOs that an officer may act for; not those whose LO or backup they are themselves. */
export const whomToActFor = (
  context: Context,
  account: Account,
): Promise<Outcome<NposToActFor, Stranger | NotAnOfficer>> =>
  reading<NposToActFor, NotAnOfficer>(context, account, async (person) => {
    if (!isOfficer(person)) return refused({ kind: "notAnOfficer" });
    const npos = (await allOrganisations(context.database)).filter(
      ({ id, kind }) => kind === "npo" && !actsFor(person, id),
    );
    return done({
      active: npos.filter(({ active }) => active),
      suspended: npos.filter(({ active }) => !active),
    });
  });

export interface StartOnBehalf extends Interaction {
  readonly organisation: string;
  /** Fields `evidence` and `evidenceOn`. */
  readonly answers: Answers;
}

type NotProven = { readonly kind: "notProven"; readonly problems: readonly EvidenceProblem[] };

export type OnBehalfRefusal =
  | Stranger
  | Replayed
  | NotAnOfficer
  | { readonly kind: "noSuchNpo" }
  | { readonly kind: "suspended"; readonly organisation: Organisation }
  | NoneIsOpen
  | NotProven;

/**
 * Begins a draft. One that the officer began for this NPO and left empty is used again. What the
 * NPO said of this round stays: only its own people take "Not this round" back.
 */
export const startOnBehalf = (
  context: Context,
  input: StartOnBehalf,
): Promise<Outcome<DraftPage, OnBehalfRefusal>> =>
  asPerson<DraftPage, OnBehalfRefusal>(context, input, async (tx, person) => {
    if (!isOfficer(person)) return refused({ kind: "notAnOfficer" });
    const id = readPointer("organisation", input.organisation)?.id;
    const npo = id && (await findOrganisation(tx, id));
    if (npo?.kind !== "npo" || !isForOfficer(person, npo)) return refused({ kind: "noSuchNpo" });
    if (!npo.active) return refused({ kind: "suspended", organisation: npo });
    const { evidence, problems } = readEvidence(input.answers, latestDay(input.at, person, npo));
    if (!evidence) return refused({ kind: "notProven", problems });
    const programme = await openProgramme(tx, await allProgrammes(tx), npo, input.at);
    if (!programme.ok) return programme;
    const begun = newDraft(context, input.at, person, npo, programme.value);
    const draft = await keep(tx, { ...begun, begunBySecretariat: true, evidence });
    return done(await loadPage(tx, draft, { interaction: input, person }));
  });

const isForOfficer = (person: Person, { id }: Organisation): boolean =>
  rightTo(person, "start-draft", { state: "none", sender: id, host: null }) === "onBehalf";

const keep = async (tx: Transaction, begun: Draft): Promise<Draft> => {
  const empty = (await draftsBegunBySecretariat(tx)).find(
    (draft) =>
      isUntouched(draft) &&
      draft.heldBy === begun.heldBy &&
      draft.sender === begun.sender &&
      draft.programmeId === begun.programmeId,
  );
  if (!empty) {
    await insertDraft(tx, begun);
    await markHomesStale(tx, [begun.sender, SECRETARIAT]);
    return begun;
  }
  const again: Draft = { ...begun, id: empty.id };
  await saveEvidence(tx, again);
  return again;
};

/** An e-mail of today in Suva isn't of tomorrow because Tokyo's day began later. */
const latestDay = (at: DateTime, { zone }: Person, npo: Organisation): IsoDay => {
  const [here, there] = [dayIn(at, zone), dayIn(at, npo.zone)];
  return here > there ? here : there;
};

export interface ChangeEvidence extends Interaction {
  readonly draft: string;
  readonly answers: Answers;
}

/** Notes other evidence for a draft that was begun on behalf of an NPO. */
export const changeEvidence = (
  context: Context,
  input: ChangeEvidence,
): Promise<Outcome<DraftPage, Stranger | Replayed | NotFound | NotProven>> =>
  asPerson<DraftPage, NotFound | NotProven>(context, input, async (tx, person) => {
    const id = readPointer("draft", input.draft)?.id;
    const draft = id && (await lockDraft(tx, id));
    const npo = draft && (await findOrganisation(tx, draft.sender));
    if (!draft || !npo || rightTo(person, "edit-draft", caseOfDraft(draft)) !== "onBehalf") {
      return refused({ kind: "notFound" });
    }
    const { evidence, problems } = readEvidence(input.answers, latestDay(input.at, person, npo));
    if (!evidence) return refused({ kind: "notProven", problems });
    const noted: Draft = { ...draft, evidence };
    await saveEvidence(tx, noted);
    return done(await loadPage(tx, noted, { interaction: input, person }));
  });
