/** Who a letter goes to: people and channels, each where they can be written to now. */
import {
  type OrganisationId,
  type PersonId,
  type RequestId,
  SECRETARIAT,
} from "../../domain/ids.ts";
import { DEFAULT_HOUR } from "../../domain/members/calendars.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { actsFor } from "../../domain/people.ts";
import { rolesOfSide } from "../../domain/requests/assignment.ts";
import type { Zone } from "../../domain/time.ts";
import type { Connection, Transaction } from "../../store/database.ts";
import type { Letter } from "../../store/letters/outbox.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { accountsWithRole, findPerson, type ReachableAccount } from "../../store/people/people.ts";
import { assignmentOf } from "../../store/requests/handlers.ts";
import { allSubscriptions, type Subscription } from "../../store/subscriptions.ts";
import type { Audiences, Groups, ReceiverIds } from "./define-letter.ts";

export interface Receiver extends Pick<Letter, "platform" | "workspace" | "conversation"> {
  readonly organisation: Organisation;
  readonly ids: ReceiverIds;
  /** Local hour of unasked messages. */
  readonly hour: number;
  readonly zone: Zone;
}

interface About {
  /** The request that it is about, where it is about one. */
  readonly request: RequestId | undefined;
  readonly groups: ((organisation: Organisation) => Groups) | undefined;
}

export const receiversOf = async (
  tx: Transaction,
  to: Audiences[keyof Audiences],
  about: About,
): Promise<Receiver[]> => {
  if (to === "secretariat") return secretariats(tx, about);
  if ("account" in to) return [personAt(to.account, to.of)];
  if ("person" in to) return personIn(tx, to.person, to.of);
  if ("holders" in to) return holders(tx, to.holders, to.of, about);
  if ("side" in to) return side(tx, to.side, about);
  if ("channels" in to) return channelsOf(tx, to.channels, to.topic);
  const organisation = await findOrganisation(tx, to.channel.organisation);
  return organisation ? [channelAt(to.channel, organisation)] : [];
};

const secretariats = async (tx: Transaction, about: About): Promise<Receiver[]> => {
  const secretariat = await findOrganisation(tx, SECRETARIAT);
  if (!secretariat) throw new Error("The Secretariat is not among the organisations");
  const channels = await channelsOf(tx, secretariat, "requests");
  return channels.length > 0 ? channels : side(tx, secretariat, about);
};

const channelsOf = async (
  tx: Transaction,
  organisation: Organisation,
  topic: Audiences["channels"]["topic"],
): Promise<Receiver[]> =>
  (await allSubscriptions(tx))
    .filter((one) => one.organisation === organisation.id && one.topics.includes(topic))
    .map((one) => channelAt(one, organisation));

const channelAt = (
  { id, platform, workspace, conversation, hour, zone }: Subscription,
  organisation: Organisation,
): Receiver => ({
  ...{ platform, workspace, conversation, hour, zone, organisation },
  ids: { subscription: id, organisation: organisation.id },
});

export const personAt = (
  { platform, workspace, user, personId }: ReachableAccount,
  organisation: Organisation,
): Receiver => ({
  ...{ platform, workspace, conversation: user, organisation },
  ids: { person: personId, organisation: organisation.id },
  hour: DEFAULT_HOUR,
  zone: organisation.zone,
});

const personIn = async (
  tx: Transaction,
  person: PersonId,
  organisation: Organisation,
): Promise<Receiver[]> => {
  const account = await accountUsedLast(tx, person, organisation.id);
  return account ? [personAt(account, organisation)] : [];
};

const accountUsedLast = async (
  db: Connection,
  person: PersonId,
  organisation: OrganisationId,
): Promise<ReachableAccount | undefined> =>
  (await accountsWithRole(db, organisation, rolesOfSide(organisation))).find(
    ({ personId }) => personId === person,
  );

const holders = async (
  tx: Transaction,
  people: readonly PersonId[],
  npo: Organisation,
  about: About,
): Promise<Receiver[]> => {
  const found: Receiver[] = [];
  for (const id of people) {
    const holder = await findPerson(tx, id);
    if (!holder) continue;
    const organisation = actsFor(holder, npo.id) ? npo : await findOrganisation(tx, SECRETARIAT);
    if (organisation) found.push(...(await personIn(tx, id, organisation)));
  }
  return found.length > 0 ? found : side(tx, npo, about);
};

const side = async (
  tx: Transaction,
  organisation: Organisation,
  { request, groups = actingIn }: About,
): Promise<Receiver[]> => {
  const accounts =
    (request && (await handlersAccounts(tx, request, organisation.id))) ||
    (await firstReachable(tx, organisation, groups(organisation)));
  return accounts.map((account) => personAt(account, organisation));
};

/** Groups of roles that act for an organisation, those who are asked first in front. */
export const actingIn = ({ kind }: Organisation): Groups =>
  kind === "npo" ? [["liaison"], ["backup"]] : [["officer", "admin"]];

/** Undefined where nobody handles it, or who does has lost the role or can't be reached. */
export const handlersAccounts = async (
  db: Connection,
  request: RequestId,
  organisation: OrganisationId,
): Promise<ReachableAccount[] | undefined> => {
  const { handler } = await assignmentOf(db, request, organisation);
  const account = handler && (await accountUsedLast(db, handler.id, organisation));
  return account ? [account] : undefined;
};

const firstReachable = async (
  tx: Transaction,
  { id }: Organisation,
  groups: Groups,
): Promise<ReachableAccount[]> => {
  for (const roles of groups) {
    const accounts = await accountsWithRole(tx, id, roles);
    if (accounts.length > 0) return onePerPerson(accounts);
  }
  return [];
};

/** Somebody who chats in two places is told in one: where they did last, which comes first. */
const onePerPerson = (accounts: readonly ReachableAccount[]): ReachableAccount[] =>
  accounts.filter(
    (account, index) =>
      accounts.findIndex(({ personId }) => personId === account.personId) === index,
  );
