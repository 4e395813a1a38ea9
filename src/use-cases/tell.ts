/** Tells people and channels something unasked, at a decent hour of their own; each receiver once. */
import { rolesOfSide } from "../domain/handling.ts";
import {
  type OrganisationId,
  type PersonId,
  type RequestId,
  requestId,
  SECRETARIAT,
} from "../domain/ids.ts";
import { calendarOf, type Organisation } from "../domain/members.ts";
import type { RoleName } from "../domain/people.ts";
import { DEFAULT_HOUR, morningFor, nextDecentMoment, reminderKey } from "../domain/reminders.ts";
import type { DateTime, Zone } from "../domain/time.ts";
import type { Topic } from "../domain/views.ts";
import type { Connection, Transaction } from "../store/database.ts";
import { handlingOf } from "../store/handlers.ts";
import { findOrganisation } from "../store/organisations.ts";
import { type Letter, post } from "../store/outbox.ts";
import { accountsWithRole, type ReachableAccount } from "../store/people.ts";
import { planReminder } from "../store/reminders.ts";
import { allSubscriptions } from "../store/subscriptions.ts";
import type { House } from "./house.ts";

export interface Telling {
  /** The letter's kind, one of those that `compose-letter.ts` knows. */
  readonly kind: string;
  /** What it is about, such as a request's id: of one kind and matter each receiver is told once. */
  readonly about: string;
  /** Pointers for composing it; person or subscription, and organisation, are added. */
  readonly ids: Readonly<Record<string, string>>;
  /** Programme time of what caused it. */
  readonly at: DateTime;
  readonly when: "atOnce" | "workingMorning";
  /** A closing instant that it is about: in the last two days before it, any hour is decent. */
  readonly closing?: DateTime | undefined;
}

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

interface Receiver {
  readonly platform: Letter["platform"];
  readonly workspace: string;
  readonly conversation: string;
  readonly organisation: Organisation;
  readonly ids: Readonly<Record<string, string>>;
  /** Local hour of unasked messages. */
  readonly hour: number;
  readonly zone: Zone;
}

const personAt = (
  { platform, workspace, user, personId }: ReachableAccount,
  organisation: Organisation,
): Receiver => ({
  platform,
  workspace,
  conversation: user,
  organisation,
  ids: { person: personId, organisation: organisation.id },
  hour: DEFAULT_HOUR,
  zone: organisation.zone,
});

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

const tellDecently = async (
  house: House,
  tx: Transaction,
  telling: Telling,
  receiver: Receiver,
): Promise<void> => {
  const letter = letterTo(house, telling, receiver);
  const moment = momentFor(telling, receiver);
  await sendAt(house, tx, letter, { at: telling.at, moment, step: telling.when });
};

const sendAt = async (
  house: House,
  tx: Transaction,
  { id, key, kind, ids, platform, workspace, conversation }: Letter,
  { at, moment, step }: { at: DateTime; moment: DateTime; step: string },
): Promise<void> => {
  const address = { platform, workspace, conversation };
  if (moment <= at) {
    await post(tx, [{ id, key, kind, ids, ...address }], house.systemNow());
  } else {
    const planned = { id, key, duty: kind, step, ids, ...address };
    await planReminder(tx, { ...planned, subscription: null, dueAt: moment });
  }
};

const momentFor = (
  { at, when, closing }: Telling,
  { organisation, zone, hour }: Receiver,
): DateTime => {
  const decency = { calendar: calendarOf(organisation), zone, hour, closing };
  return when === "atOnce" ? nextDecentMoment(at, decency) : morningFor(at, decency);
};

/** One of a kind and matter for each receiver, ever. */
export const letterKey = (
  { kind, about }: Pick<Telling, "kind" | "about">,
  { workspace, conversation }: Pick<Letter, "workspace" | "conversation">,
): string => reminderKey(kind, "atOnce", about, `${workspace}:${conversation}`);

const letterTo = (
  house: House,
  { kind, about, ids }: Pick<Telling, "kind" | "about" | "ids">,
  { platform, workspace, conversation, ids: receiverIds }: Receiver,
): Letter => ({
  id: house.newId(),
  key: letterKey({ kind, about }, { workspace, conversation }),
  kind,
  ids: { ...ids, ...receiverIds },
  platform,
  workspace,
  conversation,
});
