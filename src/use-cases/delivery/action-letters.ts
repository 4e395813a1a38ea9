/** Letters of what was done with a sent request; see `compose-letter.ts`. */

import { SECRETARIAT } from "../../domain/ids.ts";
import { actsFor, isOfficer } from "../../domain/people.ts";
import type { Happened } from "../../domain/requests/request-view.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Message } from "../../messages/message.ts";
import {
  doneForYou,
  endorsementLetterMessage,
  newsOvertaken,
  noLongerAsked,
  secretariatToldOfAction,
  toldOfAction,
} from "../../messages/requests/actions.ts";
import type { Connection } from "../../store/database.ts";
import { findPerson } from "../../store/people/people.ts";
import { endorsementLetterBytes } from "../../store/requests/endorsement-letters.ts";
import { findSent } from "../../store/requests/requests.ts";
import { findSubscription } from "../../store/subscriptions.ts";
import type { Compose, StoredIds } from "../letters/letters.ts";
import { happenedAt, isOvertaken, lastHappened } from "../requests/last-happened.ts";
import {
  asReadBy,
  loadRequestView,
  mayRead,
  viewForPerson,
  viewForSecretariat,
} from "../requests/request-view.ts";

interface Done {
  /** As it stood after it was done. */
  readonly request: SentRequest;
  readonly happened: Happened;
  /** Something else was done since. */
  readonly isOvertaken: boolean;
  readonly now: DateTime;
}

const findDone = async (
  db: Connection,
  { request: id, action, doneAt }: StoredIds<"doneForYou">,
  now: DateTime,
): Promise<Done | undefined> => {
  const request = await findSent(db, id);
  const last = request && (await lastHappened(db, id));
  if (!request || !last) return undefined;
  if (last.action === action && last.at.toMillis() === doneAt)
    return { request, happened: last, isOvertaken: false, now };
  const then = await happenedAt(db, request, { action, doneAt });
  if (!then) return undefined;
  const isOld = await isOvertaken(db, id, { action, doneAt });
  return { ...then, ...(isOld ? {} : { request }), isOvertaken: isOld, now };
};

/** Needless when something else was done since, which has letters of its own; where it stands it says so. */
const requestAction: Compose<"requestAction"> = async (
  { database: db },
  ids,
  now,
  { isPosted = false },
) => {
  if (ids.audience === "formerHost") return toFormerHost(db, ids, now, isPosted);
  const found = await findDone(db, ids, now);
  if (!found || (found.isOvertaken && !isPosted)) return undefined;
  const compose = ids.subscription === undefined ? toPerson : toChannel;
  return asOfNow(found, await compose(db, ids, found));
};

const asOfNow = ({ request, isOvertaken }: Done, message: Message | undefined) =>
  message && isOvertaken ? newsOvertaken(message, request.id) : message;

/** Whatever was done since: nobody else tells it that its answer isn't needed, unless it is asked again. */
const toFormerHost = async (
  db: Connection,
  { request: id, person: receiver }: StoredIds<"requestAction">,
  now: DateTime,
  isPosted: boolean,
): Promise<Message | undefined> => {
  const request = await findSent(db, id);
  const person = receiver && (await findPerson(db, receiver));
  const read = request && person ? await asReadBy(db, person, request) : undefined;
  if (!read || !person) return undefined;
  if (!read.formerSince && !isPosted) return undefined;
  const told = noLongerAsked(await viewForPerson(db, read, person, { seesAll: false, now }));
  return read.formerSince ? told : newsOvertaken(told, read.id);
};

const toChannel = async (
  db: Connection,
  { subscription: id }: StoredIds<"requestAction">,
  { request, happened, now }: Done,
): Promise<Message | undefined> => {
  const subscription = id && (await findSubscription(db, id));
  if (!subscription || subscription.organisation !== SECRETARIAT) return undefined;
  const view = await viewForSecretariat(db, request, { zone: subscription.zone, now });
  const hasConfidential =
    request.state === "host_declined" && request.refusal.confidential !== null;
  return secretariatToldOfAction(view, happened, { isChannel: true, hasConfidential });
};

/** With the rights that its receiver has now. */
const toPerson = async (
  db: Connection,
  { person: id, organisation, audience }: StoredIds<"requestAction">,
  { request, happened, now }: Done,
): Promise<Message | undefined> => {
  const person = id && (await findPerson(db, id));
  if (!person || !mayRead(person, request)) return undefined;
  const isHost = organisation === request.content.host;
  const view = await viewForPerson(db, request, person, { seesAll: !isHost, now });
  if (audience === "secretariat") {
    const as = { isChannel: false, hasConfidential: false };
    return isOfficer(person) ? secretariatToldOfAction(view, happened, as) : undefined;
  }
  const npo = isHost ? view.host : view.sender;
  return actsFor(person, npo.id)
    ? toldOfAction(view, happened, isHost ? "host" : "sender")
    : undefined;
};

/** Whatever was done since: nobody else tells an NPO what was done in its name. */
const forYou: Compose<"doneForYou"> = async ({ database: db }, ids, now) => {
  const found = await findDone(db, ids, now);
  const person = ids.person && (await findPerson(db, ids.person));
  if (!found || !person || !mayRead(person, found.request)) return undefined;
  const isHost = ids.organisation === found.request.content.host;
  const view = await viewForPerson(db, found.request, person, { seesAll: !isHost, now });
  const npo = isHost ? view.host : view.sender;
  if (!actsFor(person, npo.id)) return undefined;
  return asOfNow(found, doneForYou(view, found.happened, npo));
};

/** With the file, as long as its receiver may read it. */
const endorsementLetter: Compose<"endorsementLetter"> = async ({ database: db }, ids, now) => {
  const request = await findSent(db, ids.request);
  const person = ids.person && (await findPerson(db, ids.person));
  const read = request && person ? await asReadBy(db, person, request) : undefined;
  const found = read?.endorsementLetters.find(({ id }) => id === ids.endorsementLetter);
  const bytes = found && (await endorsementLetterBytes(db, ids.request, found.id));
  if (!read || !person || !found || !bytes) return undefined;
  return endorsementLetterMessage(await loadRequestView(db, read, person, now), found, bytes);
};

export const actionLetters = { requestAction, doneForYou: forYou, endorsementLetter };
