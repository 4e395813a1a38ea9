/** Does what a row of the actions' table says: the one way in which a sent request changes. */
import type { Answers } from "../../domain/drafts/drafts.ts";
import type { Evidence } from "../../domain/drafts/evidence.ts";
import { SECRETARIAT } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import { type ActionName, actions } from "../../domain/requests/actions/actions.ts";
import type { About, FieldProblem } from "../../domain/requests/actions/asks.ts";
import type { Action, Decided } from "../../domain/requests/actions/row.ts";
import { endorsementLetterTypeOf } from "../../domain/requests/endorsement-letter-type.ts";
import { type EvidenceProblem, readEvidence } from "../../domain/requests/read-evidence.ts";
import type { Happened, RequestView } from "../../domain/requests/request-view.ts";
import type { EndorsementLetter, SentRequest } from "../../domain/requests/requests.ts";
import { type DateTime, dayIn } from "../../domain/time.ts";
import { markCardsStale } from "../../store/cards/card-marks.ts";
import type { Transaction } from "../../store/database.ts";
import { endDuty } from "../../store/duties.ts";
import { appendHistory } from "../../store/history.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import {
  deleteUnnamedEndorsementLetter,
  isSameAsOneOf,
  saveEndorsementLetter,
} from "../../store/requests/endorsement-letters.ts";
import { saveFormerHost } from "../../store/requests/former-hosts.ts";
import { lockSent, saveNames, saveRequest } from "../../store/requests/requests.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  noted,
  type Replayed,
  type Stranger,
} from "../context.ts";
import { tellOfAction } from "../letters/tell-of-action.ts";
import { openDuty } from "../reminders/duties.ts";
import { lastHappened, onBehalfName, payloadOfAction } from "./last-happened.ts";
import { actable, type CannotAct, openAction } from "./open-action.ts";
import type { Acting } from "./possible-actions.ts";
import { loadRequestView } from "./request-view.ts";

export interface PerformAction extends Interaction {
  readonly action: ActionName;
  /** The request, and the version that the person saw. */
  readonly pointer: string;
  readonly answers: Answers;
  /** Brings the file that an answer names; called only for whoever may do the action. */
  readonly fetch?: FetchFile;
}

type FetchFile = (
  fileId: string,
) => Promise<Outcome<{ readonly bytes: Uint8Array }, { readonly kind: string }>>;

type FileProblem = "fileGone" | "fileTooLarge" | "notAnEndorsementLetter";

export interface Performed {
  readonly view: RequestView;
  readonly happened: Happened;
}

export type PerformRefusal =
  | Stranger
  | Replayed
  | CannotAct
  | {
      readonly kind: "problems";
      readonly problems: readonly (FieldProblem | EvidenceProblem)[];
    };

/**
 * The file first, where the form has one: it is kept before the request is locked, and goes again where
 * nothing came of it. Then one transaction: the new state, its history, who is told, whose home is old.
 */
export const performAction = async (
  context: Context,
  input: PerformAction,
): Promise<Outcome<Performed, PerformRefusal>> => {
  const taken = await takeFile(context, input);
  if (!taken.ok) return taken;
  const { value: file } = taken;
  if (!file) return perform(context, input, undefined);
  let isNamed = false;
  try {
    const performed = await perform(context, input, file);
    isNamed = performed.ok;
    return performed;
  } finally {
    if (!isNamed) await deleteUnnamedEndorsementLetter(context.database, file.id);
  }
};

type KeptFile = Pick<EndorsementLetter, "id" | "type">;

/** The right before fetching, which may take long and so holds no connection. */
const takeFile = async (
  context: Context,
  { action, pointer, answers, fetch, account, at }: PerformAction,
): Promise<Outcome<KeptFile | undefined, PerformRefusal>> => {
  const { fileField: field }: Action = actions[action];
  const answer = field === undefined ? undefined : answers[field];
  const fileId = typeof answer === "string" ? answer : answer?.[0];
  if (field === undefined || !fileId || !fetch) return done(undefined);
  const may = await openAction(context, { account, action, pointer, now: at });
  if (!may.ok) return may;
  const problem = (kind: FileProblem) =>
    noted(context, account, refused({ kind: "problems", problems: [{ field, kind }] } as const));
  const fetched = await fetch(fileId);
  if (!fetched.ok)
    return problem(fetched.refusal.kind === "tooLarge" ? "fileTooLarge" : "fileGone");
  const { bytes } = fetched.value;
  const type = endorsementLetterTypeOf(bytes);
  if (!type) return problem("notAnEndorsementLetter");
  const id = context.newId();
  const { request } = may.value.view;
  await saveEndorsementLetter(context.database, { id, request: request.id, bytes });
  return done({ id, type });
};

const perform = (
  context: Context,
  input: PerformAction,
  file: KeptFile | undefined,
): Promise<Outcome<Performed, PerformRefusal>> =>
  asPerson<Performed, PerformRefusal>(context, input, async (tx, person) => {
    const pointer = readPointer("action", input.pointer);
    const request = pointer && (await lockSent(tx, pointer.request));
    const found = await actable(tx, person, { ...input, pointer, request, now: input.at });
    if (!found.ok) return found;
    const { acting, ...seen } = found.value;
    const endorsementLetter = file && { ...file, npo: acting.side };
    const about = { ...seen, endorsementLetter };
    const row: Action = actions[input.action];
    if (file && row.fileField !== undefined && (await isThereAlready(tx, file, about)))
      return refused({
        kind: "problems",
        problems: [{ field: row.fileField, kind: "letterThere" }],
      });
    const decided = row.decide(input.answers, about);
    const proven = evidenceFor(acting, person, input);
    const problems = [...(decided.ok ? [] : decided.refusal), ...proven.problems];
    if (!decided.ok || problems.length > 0) return refused({ kind: "problems", problems });
    const { evidence } = proven;
    await saveChange(context, tx, {
      input,
      person,
      acting,
      about,
      evidence,
      decided: decided.value,
    });
    const { next } = decided.value;
    const happened = await lastHappened(tx, next.id);
    if (!happened) throw new Error(`Request ${next.id} has no history of ${input.action}`);
    return done({ view: await loadRequestView(tx, next, person, input.at), happened });
  });

/** A button that is pressed twice adds it once. */
const isThereAlready = (
  tx: Transaction,
  file: KeptFile,
  { request, endorsementLetter }: About,
): Promise<boolean> => {
  const ofNpo = request.endorsementLetters.filter(({ npo }) => npo === endorsementLetter?.npo);
  return isSameAsOneOf(
    tx,
    file.id,
    ofNpo.map(({ id }) => id),
  );
};

/** What an officer does on behalf of an NPO is done with the evidence noted, or not at all. */
const evidenceFor = (
  { onBehalfOf }: Acting,
  person: Person,
  { answers, at }: PerformAction,
): { readonly evidence: Evidence | undefined; readonly problems: readonly EvidenceProblem[] } => {
  if (!onBehalfOf) return { evidence: undefined, problems: [] };
  // An e-mail of today in Suva isn't of tomorrow because Tokyo's day began later.
  const [here, there] = [dayIn(at, person.zone), dayIn(at, onBehalfOf.zone)];
  return readEvidence(answers, here > there ? here : there);
};

interface Change {
  readonly input: PerformAction;
  readonly person: Person;
  readonly acting: Acting;
  readonly about: About;
  readonly evidence: Evidence | undefined;
  readonly decided: Decided;
}

const saveChange = async (
  context: Context,
  tx: Transaction,
  { input: { action, at }, person, acting, about, evidence, decided: { next, asked } }: Change,
): Promise<void> => {
  const { side, onBehalfOf } = acting;
  const { request: before } = about;
  if (next.content.host !== before.content.host) await saveFormerHost(tx, before, at);
  await saveRequest(tx, next, before.version);
  if (next.content.participants !== before.content.participants) await saveNames(tx, next);
  await appendHistory(tx, {
    request: next.id,
    at: at.toJSDate(),
    action: onBehalfOf ? onBehalfName(action) : action,
    by: person.id,
    actingFor: side,
    payload: payloadOfAction(before, next, { asked, evidence }),
    salt: context.newSalt(),
  });
  await tellOfAction(context, tx, { action, about, next, acting, at });
  await askAnew(context, tx, about, next, at);
  await markHomesStale(tx, [next.sender, before.content.host, next.content.host, SECRETARIAT]);
  await markCardsStale(tx, next.id);
};

/** What the host owes: nothing once it is answered or ended; of another host, or by another day, anew. */
const askAnew = async (
  context: Context,
  tx: Transaction,
  { request: before, setting: { members, programme, sender } }: About,
  next: SentRequest,
  askedAt: DateTime,
): Promise<void> => {
  if (next.state !== "submitted") return endDuty(tx, "hostAnswer", next.id);
  const host = members.find(({ id }) => id === next.content.host);
  const isAsked = before.state === "submitted" && before.content.host === next.content.host;
  if (!host || (isAsked && before.hostAnswerDueOn === next.hostAnswerDueOn)) return;
  await openDuty(tx, context.newId, {
    ...{ kind: "hostAnswer", request: next.id, programme, askedAt },
    sides: { sender, host },
    dueOn: next.hostAnswerDueOn,
  });
};
