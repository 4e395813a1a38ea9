/** From an outbox row to a message, at the moment it is sent: newest state, reader's zone. */

import { partiesOf } from "../domain/access.ts";
import { personId, requestId, subscriptionId } from "../domain/ids.ts";
import { calendarOf } from "../domain/members.ts";
import { closingInstant } from "../domain/rounds.ts";
import type { DateTime } from "../domain/time.ts";
import { channelTest } from "../messages/channel.ts";
import { closingReminder } from "../messages/closing.ts";
import type { Message } from "../messages/message.ts";
import { hostAsked, receipt, requestCard } from "../messages/request-cards.ts";
import { findOrganisation } from "../store/organisations.ts";
import type { Letter } from "../store/outbox.ts";
import { findPerson } from "../store/people.ts";
import { findSubmitted } from "../store/requests.ts";
import { findSubscription } from "../store/subscriptions.ts";
import { loadClosing } from "./closing.ts";
import type { House } from "./house.ts";
import { caseOf, mayRead, viewFor } from "./request-view.ts";

type Ids = Letter["ids"];

/** Undefined when there is nothing to say any more: the round closed, the role is gone. */
export const makeComposeLetter =
  (house: House) =>
  async (
    { kind, ids }: Pick<Letter, "kind" | "ids">,
    now: DateTime,
  ): Promise<Message | undefined> => {
    const compose = kinds[kind];
    if (!compose) throw new Error(`No message of kind "${kind}"`);
    return compose(house, ids, now);
  };

type Compose = (house: House, ids: Ids, now: DateTime) => Promise<Message | undefined>;

/** For one person: read with their rights as they are now. */
const toPerson =
  (message: typeof receipt): Compose =>
  async ({ database }, ids) => {
    const request = await findSubmitted(database, requestId(ids.request ?? ""));
    const person = await findPerson(database, personId(ids.person ?? ""));
    if (!request || !person || !mayRead(person, request)) return undefined;
    const seesAll = partiesOf(person, caseOf(request)).includes("sender");
    return message(await viewFor(database, request, { seesAll, zone: person.zone }));
  };

const toSecretariat: Compose = async ({ database }, ids) => {
  const request = await findSubmitted(database, requestId(ids.request ?? ""));
  const subscription = await findSubscription(database, subscriptionId(ids.subscription ?? ""));
  if (!request || !subscription) return undefined;
  return requestCard(await viewFor(database, request, { seesAll: true, zone: subscription.zone }));
};

const closing: Compose = async ({ database }, ids, now) => {
  const subscription = await findSubscription(database, subscriptionId(ids.subscription ?? ""));
  const npo = subscription && (await findOrganisation(database, subscription.organisation));
  const found = await loadClosing(database, ids, npo?.id, now);
  if (!npo || !subscription || !found || found.sent || found.refused) return undefined;
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

const kinds: Readonly<Record<string, Compose>> = {
  received: toPerson(receipt),
  hostAsked: toPerson(hostAsked),
  requestCard: toSecretariat,
  closing,
  test,
};
