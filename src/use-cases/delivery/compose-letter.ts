/** From an outbox row to a message, at the moment it is sent: newest state, reader's zone. */

import { sidesWith } from "../../domain/access.ts";
import {
  organisationId,
  personId,
  requestId,
  SECRETARIAT,
  subscriptionId,
} from "../../domain/ids.ts";
import { calendarOf } from "../../domain/members/members.ts";
import { closingInstant } from "../../domain/programmes/rounds.ts";
import type { DateTime } from "../../domain/time.ts";
import { channelTest } from "../../messages/channel.ts";
import type { Message } from "../../messages/message.ts";
import { closingReminder } from "../../messages/programmes/closing.ts";
import { programmeNews } from "../../messages/programmes/programme-news.ts";
import { toldOfHandler } from "../../messages/requests/handling.ts";
import {
  hostAsked,
  receipt,
  requestCard,
  sentForYou,
} from "../../messages/requests/request-cards.ts";
import type { Letter } from "../../store/letters/outbox.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { findPerson } from "../../store/people/people.ts";
import { findSent } from "../../store/requests/requests.ts";
import { findSubscription } from "../../store/subscriptions.ts";
import type { House } from "../house.ts";
import { handlersAccounts } from "../letters/tell.ts";
import { PROGRAMME_NEWS } from "../letters/tell-of-programme.ts";
import { loadClosing } from "../reminders/closing.ts";
import { caseOf, mayRead, viewFor, viewForPerson } from "../requests/request-view.ts";
import { peopleLetters } from "./compose-people-letters.ts";
import { lateLetters } from "./late-letters.ts";
import { loadProgrammeNews } from "./programme-news.ts";

type Ids = Letter["ids"];

/** Undefined when there is nothing to say any more: the round closed, the role is gone. */
export const makeComposeLetter =
  (house: House) =>
  async (letter: Composed, now: DateTime): Promise<Message | undefined> => {
    const compose = kinds[letter.kind];
    if (!compose) throw new Error(`No message of kind "${letter.kind}"`);
    return compose(house, letter.ids, now, letter);
  };

/** The receiver matters to those letters that tell what this receiver doesn't know yet. */
type Composed = Pick<Letter, "kind" | "ids"> & Partial<Pick<Letter, "workspace" | "conversation">>;
type Compose = (
  house: House,
  ids: Ids,
  now: DateTime,
  letter: Composed,
) => Promise<Message | undefined>;

/** Read with the rights that its receiver has now. */
const readable = async ({ database }: House, ids: Ids) => {
  const request = await findSent(database, requestId(ids.request ?? ""));
  const person = await findPerson(database, personId(ids.person ?? ""));
  return request && person && mayRead(person, request) ? { request, person } : undefined;
};

/** To whoever sent it, or for whom it was sent. */
const toSender =
  (message: typeof receipt): Compose =>
  async (house, ids, now) => {
    const read = await readable(house, ids);
    if (!read) return undefined;
    const { request, person } = read;
    const sides = sidesWith(person, "read", caseOf(request));
    const seesAll = sides.includes(request.sender) || sides.includes(SECRETARIAT);
    return message(await viewForPerson(house.database, request, person, { seesAll, now }));
  };

/** Needless to the others as soon as one of them handles it. */
const toHost: Compose = async (house, ids, now) => {
  const read = await readable(house, ids);
  if (!read) return undefined;
  const { request, person } = read;
  const handlers = await handlersAccounts(house.database, request.id, request.content.host);
  if (handlers && !handlers.some(({ personId: id }) => id === person.id)) return undefined;
  return hostAsked(await viewForPerson(house.database, request, person, { seesAll: false, now }));
};

const toColleague: Compose = async (house, ids, now) => {
  const read = await readable(house, ids);
  const side = organisationId(ids.side ?? "");
  if (!read || !sidesWith(read.person, "take", caseOf(read.request)).includes(side)) {
    return undefined;
  }
  const { request, person } = read;
  const view = await viewForPerson(house.database, request, person, { seesAll: false, now });
  return toldOfHandler(view, side);
};

const toSecretariat: Compose = async ({ database }, ids, now) => {
  const request = await findSent(database, requestId(ids.request ?? ""));
  const subscription = await findSubscription(database, subscriptionId(ids.subscription ?? ""));
  if (!request || subscription?.organisation !== SECRETARIAT) return undefined;
  const sides = [SECRETARIAT];
  const { zone } = subscription;
  return requestCard(
    await viewFor(database, request, {
      seesAll: true,
      // Whoever is in the channel reads this.
      seesConfidential: false,
      zone,
      now,
      sides,
      settles: sides,
    }),
  );
};

const closing: Compose = async ({ database }, ids, now) => {
  const subscription = await findSubscription(database, subscriptionId(ids.subscription ?? ""));
  const npo = subscription && (await findOrganisation(database, subscription.organisation));
  const found = await loadClosing(database, ids, npo?.id, now);
  if (!npo?.active || !subscription || !found || found.sent || found.refused) return undefined;
  if (now >= closingInstant(found.round, found.programme.zone)) return undefined;
  return closingReminder({
    ...found,
    npo,
    calendar: calendarOf(npo),
    zone: subscription.zone,
    hour: subscription.hour,
  });
};

const test: Compose = async ({ database }, ids) => {
  const subscription = await findSubscription(database, subscriptionId(ids.subscription ?? ""));
  const organisation =
    subscription && (await findOrganisation(database, subscription.organisation));
  return subscription && organisation && channelTest(organisation, subscription);
};

const news: Compose = async ({ database }, ids, now, { workspace, conversation }) => {
  if (workspace === undefined || conversation === undefined)
    throw new Error("News of a programme is made for one receiver");
  const found = await loadProgrammeNews(database, { ids, workspace, conversation }, now);
  return found && programmeNews(found);
};

const kinds: Readonly<Record<string, Compose>> = {
  received: toSender(receipt),
  sentForYou: toSender(sentForYou),
  hostAsked: toHost,
  handlerSettled: toColleague,
  requestCard: toSecretariat,
  ...lateLetters,
  closing,
  [PROGRAMME_NEWS]: news,
  test,
  ...peopleLetters,
};
