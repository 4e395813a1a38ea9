/** Tells people and channels something unasked, at a decent hour of their own; each receiver once. */

import {
  type OrganisationId,
  type PersonId,
  type RequestId,
  requestId,
  SECRETARIAT,
} from "../../domain/ids.ts";
import { calendarOf, type Organisation } from "../../domain/members/members.ts";
import type { RoleName } from "../../domain/people.ts";
import type { Topic } from "../../domain/reminders/channels.ts";
import { nextDecentMoment } from "../../domain/reminders/reminders.ts";
import { rolesOfSide } from "../../domain/requests/handling.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Connection, Transaction } from "../../store/database.ts";
import { type Letter, post } from "../../store/letters/outbox.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { accountsWithRole, type ReachableAccount } from "../../store/people/people.ts";
import { handlingOf } from "../../store/requests/handlers.ts";
import { allSubscriptions } from "../../store/subscriptions.ts";
import type { House } from "../house.ts";
import { letterTo, personAt, sendAt, type Telling, tellDecently } from "./telling.ts";

/** The answer to one's own press: at once, at any hour. */
export const tellNow = async (
  house: House,
  tx: Transaction,
  telling: Omit<Telling, "when">,
  { account, organisation }: { account: ReachableAccount; organisation: Organisation },
): Promise<void> => {
  const letter = letterTo(house, telling, personAt(account, organisation));
  await post(tx, [letter], house.systemNow());
};

/**
 * Who handles the request that it is about, if somebody does; otherwise those of the first of these
 * groups of roles in which somebody can be reached: the LO, else the backup. Gives who they are.
 */
export const tellPeople = async (
  house: House,
  tx: Transaction,
  telling: Telling,
  organisation: Organisation,
  groups: readonly (readonly RoleName[])[] = [["liaison"], ["backup"]],
): Promise<readonly PersonId[]> => {
  const request = telling.ids.request;
  const accounts =
    (request && (await handlersAccounts(tx, requestId(request), organisation.id))) ||
    (await firstReachable(tx, organisation, groups));
  for (const account of accounts) {
    await tellDecently(house, tx, telling, personAt(account, organisation));
  }
  return [...new Set(accounts.map(({ personId }) => personId))];
};

/** One colleague of an organisation; false where they can't be reached. */
export const tellPerson = async (
  house: House,
  tx: Transaction,
  telling: Telling,
  { person, organisation }: { person: PersonId; organisation: Organisation },
): Promise<boolean> => {
  const account = await newestAccount(tx, person, organisation.id);
  if (account) await tellDecently(house, tx, telling, personAt(account, organisation));
  return account !== undefined;
};

/** Undefined where nobody handles it, or who does has lost the role or can't be reached. */
export const handlersAccounts = async (
  db: Connection,
  request: RequestId,
  organisation: OrganisationId,
): Promise<ReachableAccount[] | undefined> => {
  const { handler } = await handlingOf(db, request, organisation);
  const account = handler && (await newestAccount(db, handler.id, organisation));
  return account ? [account] : undefined;
};

const newestAccount = async (
  db: Connection,
  person: PersonId,
  organisation: OrganisationId,
): Promise<ReachableAccount | undefined> =>
  (await accountsWithRole(db, organisation, rolesOfSide(organisation))).find(
    ({ personId }) => personId === person,
  );

/** One account, whatever the roles of its person, at a decent hour. */
export const tellAccount = (
  house: House,
  tx: Transaction,
  telling: Telling,
  { account, organisation }: { account: ReachableAccount; organisation: Organisation },
): Promise<void> => tellDecently(house, tx, telling, personAt(account, organisation));

/** A letter that one person can't be given goes to another, once, at a decent hour of theirs. */
export const sendToAnother = async (
  house: House,
  tx: Transaction,
  letter: Letter,
  {
    account,
    organisation,
    at,
  }: { account: ReachableAccount; organisation: Organisation; at: DateTime },
): Promise<void> => {
  const { platform, workspace, conversation, ids, ...decency } = personAt(account, organisation);
  const own = `${letter.workspace}:${letter.conversation}`;
  const matter = letter.key.endsWith(own) ? letter.key.slice(0, -own.length) : `${letter.key}/`;
  const forwarded = {
    ...letter,
    id: house.newId(),
    key: `${matter}${workspace}:${conversation}`,
    ids: { ...letter.ids, ...ids },
    platform,
    workspace,
    conversation,
  };
  const calendar = calendarOf(organisation);
  const moment = nextDecentMoment(at, { ...decency, calendar });
  await sendAt(house, tx, forwarded, { at, moment, step: "atOnce" });
};

/** The organisation's channels that are subscribed to this topic; gives how many. */
export const tellChannels = async (
  house: House,
  tx: Transaction,
  telling: Telling,
  organisation: Organisation,
  topic: Topic,
): Promise<number> => {
  const subscribed = (await allSubscriptions(tx)).filter(
    (one) => one.organisation === organisation.id && one.topics.includes(topic),
  );
  for (const { id, ...channel } of subscribed) {
    const ids = { subscription: id, organisation: organisation.id };
    await tellDecently(house, tx, telling, { ...channel, ids, organisation });
  }
  return subscribed.length;
};

/** The Secretariat's channels that are told of requests; its officers where there is none. */
export const tellSecretariat = async (
  house: House,
  tx: Transaction,
  telling: Telling,
): Promise<void> => {
  const secretariat = await findOrganisation(tx, SECRETARIAT);
  if (!secretariat) throw new Error("The Secretariat is not among the organisations");
  const channels = await tellChannels(house, tx, telling, secretariat, "requests");
  if (channels === 0) await tellPeople(house, tx, telling, secretariat, [["officer", "admin"]]);
};

const firstReachable = async (
  tx: Transaction,
  { id }: Organisation,
  groups: readonly (readonly RoleName[])[],
): Promise<ReachableAccount[]> => {
  for (const roles of groups) {
    const accounts = await accountsWithRole(tx, id, roles);
    if (accounts.length > 0) return onePerPerson(accounts);
  }
  return [];
};

/** Somebody who chats in two places is told in one: the newest, which comes first. */
const onePerPerson = (accounts: readonly ReachableAccount[]): ReachableAccount[] =>
  accounts.filter(
    (account, index) =>
      accounts.findIndex(({ personId }) => personId === account.personId) === index,
  );
