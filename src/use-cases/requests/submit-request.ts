import { caseOfDraft, type Right, rightTo } from "../../domain/access.ts";
import type { Draft } from "../../domain/drafts/drafts.ts";
import type { Evidence } from "../../domain/drafts/evidence.ts";
import { type RequestId, SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { actsFor, isOfficer, type Person } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import type { Admission } from "../../domain/programmes/admissions.ts";
import { programmeYear, requestNumber } from "../../domain/programmes/programmes.ts";
import { isOpen, type Round } from "../../domain/programmes/rounds.ts";
import type { DraftPage } from "../../domain/requests/draft-page.ts";
import { firstPageWithProblems } from "../../domain/requests/request-check.ts";
import type { RequestView } from "../../domain/requests/request-view.ts";
import {
  hostAnswerDueOn,
  type RequestContent,
  type SentRequest,
  type SubmittedRequest,
} from "../../domain/requests/requests.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import { appendHistory } from "../../store/history.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { lockDraft, saveDraft } from "../../store/requests/drafts.ts";
import { findSent, nextCounter, saveSubmitted } from "../../store/requests/requests.ts";
import { asPerson, type Context, type Interaction } from "../context.ts";
import { loadPage } from "../drafts/draft-page.ts";
import { type DraftRefusal, gone } from "../drafts/on-draft.ts";
import { announceRequest } from "../letters/announce-request.ts";
import { openDuty } from "../reminders/duties.ts";
import { loadRequestView, SUBMIT_ON_BEHALF } from "./request-view.ts";

export interface SubmitRequest extends Interaction {
  readonly draft: string;
  /** The round that the check step showed: joining another one is never silent. */
  readonly roundShown: string | undefined;
  /** The draft's revision that the check step showed; what a colleague changed since isn't sent unseen. */
  readonly seen?: number | undefined;
}

export type SubmitRefusal =
  | DraftRefusal
  /** The membership was suspended since the draft was begun. */
  | { readonly kind: "suspended"; readonly organisation: Organisation }
  /** The draft stands on the first page that has something to mend. */
  | { readonly kind: "problems"; readonly page: DraftPage }
  /** A colleague changed it after the check step was drawn; `page` shows how it stands now. */
  | { readonly kind: "changed"; readonly page: DraftPage }
  /** `page.joins` is the round that is open now, if any. */
  | { readonly kind: "roundClosed"; readonly closed: Round | undefined; readonly page: DraftPage };

export interface Submitted extends RequestView {
  /** True when this draft had been sent before: the same request, nothing new. */
  readonly already: boolean;
}

/** What counts is when the press arrived (rule 4); the number, receipt and cards are one transaction. */
export const submitRequest = (
  context: Context,
  input: SubmitRequest,
): Promise<Outcome<Submitted, SubmitRefusal>> =>
  asPerson<Submitted, SubmitRefusal>(context, input, async (tx, person) => {
    const id = readPointer("draft", input.draft)?.id;
    if (!id) return refused({ kind: "notFound" });
    const draft = await lockDraft(tx, id);
    if (!draft) return sentBefore(tx, person, id, input.at);
    const right = rightTo(person, "submit", caseOfDraft(draft));
    if (!right) return refused({ kind: "notFound" });
    const page = await loadPage(
      tx,
      { ...draft, page: "check" },
      { interaction: input, person, seen: input.seen },
    );
    const { sender } = page.setting;
    if (!sender.active) return refused({ kind: "suspended", organisation: sender });
    const { content } = page.checked;
    if (!content) return mendFirst(tx, page);
    if (page.meanwhile.length > 0) return refused({ kind: "changed", page });
    const round = page.joins;
    if (!round || round.id !== input.roundShown) {
      const closed = page.setting.programme.rounds.find(({ id }) => id === input.roundShown);
      return refused({ kind: "roundClosed", closed, page });
    }
    const request = await submit(context, tx, { input, person, right, page, content, round });
    return done({ ...(await loadRequestView(tx, request, person, input.at)), already: false });
  });

/** A second press of Send, or a late retry, gets the receipt of the first. */
const sentBefore = async (
  tx: Transaction,
  person: Person,
  id: RequestId,
  now: DateTime,
): Promise<Outcome<Submitted, SubmitRefusal>> => {
  const sent = await findSent(tx, id);
  if (!sent || !mayHaveSent(person, sent)) return gone(tx, person, id, now);
  return done({ ...(await loadRequestView(tx, sent, person, now)), already: true });
};

const mayHaveSent = (person: Person, { sender, throughSecretariat }: SentRequest): boolean =>
  actsFor(person, sender) || (throughSecretariat && isOfficer(person));

const mendFirst = async (
  tx: Transaction,
  page: DraftPage,
): Promise<Outcome<never, SubmitRefusal>> => {
  const at = firstPageWithProblems(page.checked) ?? "whom";
  const draft: Draft = { ...page.draft, page: at };
  await saveDraft(tx, draft);
  return refused({ kind: "problems", page: { ...page, draft } });
};

interface Sending {
  readonly input: SubmitRequest;
  readonly person: Person;
  readonly right: Right;
  readonly page: DraftPage;
  readonly content: RequestContent;
  readonly round: Round;
}

const submit = async (
  context: Context,
  tx: Transaction,
  sending: Sending,
): Promise<SubmittedRequest> => {
  const { input, person, right, page, content, round } = sending;
  const { programme, sender, members } = page.setting;
  const host = members.find(({ id }) => id === content.host);
  if (!host) throw new Error(`Host ${content.host} is not in the members' list`);
  const admission = admissionTo(page, round, input.at);
  const request = await makeRequest(tx, sending, host, admission);
  await saveSubmitted(tx, request, admission);
  await appendHistory(tx, {
    request: request.id,
    at: input.at.toJSDate(),
    action: right === "onBehalf" ? SUBMIT_ON_BEHALF : "submit",
    by: person.id,
    actingFor: sender.id,
    payload: {
      number: request.number,
      round: round.number,
      content,
      ...evidenceFor(sending),
      ...(admission?.admitted ? { admittedLate: admission.admitted.why } : {}),
    },
    salt: context.newSalt(),
  });
  await openDuty(tx, context.newId, {
    kind: "hostAnswer",
    request: request.id,
    sides: { sender, host },
    programme,
    askedAt: input.at,
    dueOn: request.hostAnswerDueOn,
  });
  await announceRequest(context, tx, {
    request,
    programme,
    round,
    sender,
    host,
    interaction: input,
  });
  await markHomesStale(tx, [sender.id, host.id, SECRETARIAT]);
  return request;
};

/** What an officer does on behalf of an NPO is done with the evidence noted, or not at all. */
const evidenceFor = ({ right, page: { draft } }: Sending): { readonly evidence?: Evidence } => {
  if (right === "own") return {};
  if (!draft.evidence) throw new Error(`Draft ${draft.id} was begun without evidence`);
  return { evidence: draft.evidence };
};

/** What lets it join a round that has closed; the draft's own admission before one in advance. */
const admissionTo = (
  { draft, admissions, setting: { programme } }: DraftPage,
  round: Round,
  now: DateTime,
): Admission | undefined => {
  if (isOpen(round, programme.zone, now)) return undefined;
  const given = admissions.filter(({ admitted, roundId }) => admitted && roundId === round.id);
  return given.find(({ requestId: of }) => of === draft.id) ?? given[0];
};

const makeRequest = async (
  tx: Transaction,
  { input, person, right, page, content, round }: Sending,
  host: Organisation,
  admission: Admission | undefined,
): Promise<SubmittedRequest> => {
  const { programme } = page.setting;
  const counter = await nextCounter(tx, programmeYear(programme));
  return {
    state: "submitted",
    endorsementLetters: [],
    considering: null,
    passedOn: null,
    id: page.draft.id,
    programmeId: programme.id,
    version: 2,
    number: requestNumber(programme, counter),
    sender: page.draft.sender,
    roundId: round.id,
    admittedLate: admission !== undefined,
    submittedAt: input.at,
    submittedBy: person.id,
    throughSecretariat: right === "onBehalf",
    hostAnswerDueOn: hostAnswerDueOn(host, input.at),
    content,
  };
};
