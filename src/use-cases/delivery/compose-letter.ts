/** From an outbox row to a message, at the moment it is sent: newest state, reader's zone. */

import { sidesWith } from "../../domain/access.ts";
import { type RequestId, SECRETARIAT } from "../../domain/ids.ts";
import { calendarOf } from "../../domain/members/members.ts";
import { actsFor } from "../../domain/people.ts";
import { closingInstant } from "../../domain/programmes/rounds.ts";
import type { DateTime } from "../../domain/time.ts";
import { channelTest } from "../../messages/channel.ts";
import type { Message } from "../../messages/message.ts";
import { closingReminder } from "../../messages/programmes/closing.ts";
import { programmeNews } from "../../messages/programmes/programme-news.ts";
import { toldOfHandler } from "../../messages/requests/assignment.ts";
import {
  hostAsked,
  receipt,
  requestCard,
  sentForYou,
} from "../../messages/requests/request-cards.ts";
import type { Connection } from "../../store/database.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { findPerson } from "../../store/people/people.ts";
import { findSent } from "../../store/requests/requests.ts";
import { findSubscription } from "../../store/subscriptions.ts";
import type { Context } from "../context.ts";
import type { ReceiverIds } from "../letters/define-letter.ts";
import {
  type Compose,
  type Composed,
  type LetterKind,
  readLetter,
  type StoredIds,
} from "../letters/letters.ts";
import { handlersAccounts } from "../letters/receivers.ts";
import { newsToday } from "../letters/tell-of-programme.ts";
import { loadClosing } from "../reminders/closing.ts";
import { caseOf } from "../requests/possible-actions.ts";
import { asReadBy, mayRead, viewForPerson, viewForSecretariat } from "../requests/request-view.ts";
import { actionLetters } from "./action-letters.ts";
import { admissionLetters } from "./admission-letters.ts";
import { peopleLetters } from "./people-letters.ts";
import { loadProgrammeNews } from "./programme-news.ts";

/**
 * Undefined when there is nothing to say any more: the round closed, the role is gone; or where the
 * row can't be read, which `whyUnreadable` in `letters.ts` tells of before.
 */
export const composeLetter = async (
  context: Context,
  letter: Composed,
  now: DateTime,
): Promise<Message | undefined> => {
  const read = readLetter(letter);
  return read.ok ? composeOne(context, read.value, now, letter) : undefined;
};

const composeOne = <Kind extends LetterKind>(
  context: Context,
  { kind, ids }: { readonly kind: Kind; readonly ids: StoredIds<Kind> },
  now: DateTime,
  letter: Composed,
): Promise<Message | undefined> => composers[kind](context, ids, now, letter);

/** Read with the rights that its receiver has now; a posted card as a former host may read it. */
const readable = async (
  { database }: Context,
  ids: { readonly request: RequestId } & ReceiverIds,
  { isPosted = false }: Pick<Composed, "isPosted"> = {},
) => {
  const sent = await findSent(database, ids.request);
  const person = ids.person && (await findPerson(database, ids.person));
  if (!sent || !person) return undefined;
  if (!isPosted) return mayRead(person, sent) ? { request: sent, person } : undefined;
  const request = await asReadBy(database, person, sent);
  return request && { request, person };
};

/** To whoever sent it, or for whom it was sent. */
const toSender =
  (message: typeof receipt): Compose<"received" | "sentForYou"> =>
  async (context, ids, now) => {
    const read = await readable(context, ids);
    if (!read) return undefined;
    const { request, person } = read;
    const sides = sidesWith(person, "read", caseOf(request));
    const seesAll = sides.includes(request.sender) || sides.includes(SECRETARIAT);
    return message(await viewForPerson(context.database, request, person, { seesAll, now }));
  };

/** Needless once it is answered or has ended, and to the others as soon as one of them handles it. */
const toHost: Compose<"hostAsked"> = async (context, ids, now, letter) => {
  const { isPosted = false } = letter;
  const read = await readable(context, ids, letter);
  if (!read) return undefined;
  const { request, person } = read;
  const isAsked = request.state === "submitted" && actsFor(person, request.content.host);
  if (!isPosted && !isAsked) return undefined;
  const handlers = await handlersAccounts(context.database, request.id, request.content.host);
  if (!isPosted && handlers && !handlers.some(({ personId: id }) => id === person.id))
    return undefined;
  return hostAsked(await viewForPerson(context.database, request, person, { seesAll: false, now }));
};

const toColleague: Compose<"handlerSettled"> = async (context, ids, now) => {
  const read = await readable(context, ids);
  if (!read || !sidesWith(read.person, "take", caseOf(read.request)).includes(ids.side)) {
    return undefined;
  }
  const { request, person } = read;
  const view = await viewForPerson(context.database, request, person, { seesAll: false, now });
  return toldOfHandler(view, ids.side);
};

const toSecretariat: Compose<"requestCard"> = async ({ database }, ids, now) => {
  const request = await findSent(database, ids.request);
  const subscription = await channelOf(database, ids);
  if (!request || subscription?.organisation !== SECRETARIAT) return undefined;
  return requestCard(await viewForSecretariat(database, request, { zone: subscription.zone, now }));
};

const closing: Compose<"closing"> = async ({ database }, ids, now) => {
  const subscription = await channelOf(database, ids);
  const npo = subscription && (await findOrganisation(database, subscription.organisation));
  const found = await loadClosing(database, ids, npo?.id, now);
  if (!npo?.active || !subscription || !found || found.sent || found.refused) return undefined;
  if (now >= closingInstant(found.round, found.programme.zone)) return undefined;
  if ((await newsToday(database, ids.programme, subscription, now)) === "sent") return undefined;
  return closingReminder({
    ...found,
    npo,
    calendar: calendarOf(npo),
    zone: subscription.zone,
    hour: subscription.hour,
  });
};

const test: Compose<"test"> = async ({ database }, ids) => {
  const subscription = await channelOf(database, ids);
  const organisation =
    subscription && (await findOrganisation(database, subscription.organisation));
  return subscription && organisation && channelTest(organisation, subscription);
};

const channelOf = async (db: Connection, { subscription }: ReceiverIds) =>
  subscription && (await findSubscription(db, subscription));

const news: Compose<"programmeNews"> = async (
  { database },
  ids,
  now,
  { workspace, conversation },
) => {
  if (workspace === undefined || conversation === undefined)
    throw new Error("News of a programme is made for one receiver");
  const found = await loadProgrammeNews(database, { ids, workspace, conversation }, now);
  return found && programmeNews(found);
};

/** One of each kind, or it doesn't compile. */
const composers: { readonly [Kind in LetterKind]: Compose<Kind> } = {
  received: toSender(receipt),
  sentForYou: toSender(sentForYou),
  hostAsked: toHost,
  handlerSettled: toColleague,
  requestCard: toSecretariat,
  ...actionLetters,
  ...admissionLetters,
  closing,
  programmeNews: news,
  test,
  ...peopleLetters,
};
