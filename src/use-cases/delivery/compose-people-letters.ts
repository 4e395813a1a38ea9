/** Letters about people and channels that changed or can't be reached; see `compose-letter.ts`. */
import { mayGenerally } from "../../domain/access.ts";
import { organisationId, personId, SECRETARIAT, subscriptionId } from "../../domain/ids.ts";
import type { Unreachable } from "../../domain/members/member-views.ts";
import { isOfficer, isRoleName, type Person } from "../../domain/people.ts";
import { rolesOfSide } from "../../domain/requests/handling.ts";
import { DateTime } from "../../domain/time.ts";
import {
  channelGone,
  draftsHandedOver,
  roleEnded,
  unreachable,
} from "../../messages/members/members.ts";
import type { Message } from "../../messages/message.ts";
import type { Connection } from "../../store/database.ts";
import type { Letter } from "../../store/letters/outbox.ts";
import { deadSince } from "../../store/people/accounts.ts";
import { allMembers, findOrganisation } from "../../store/people/organisations.ts";
import { findPerson } from "../../store/people/people.ts";
import { postsOf } from "../../store/people/posts.ts";
import { findSubscription } from "../../store/subscriptions.ts";
import type { House } from "../house.ts";

type Ids = Letter["ids"];
type Compose = (house: House, ids: Ids) => Promise<Message | undefined>;

/** Nothing when the person was heard of meanwhile, or has no role any more. */
const toldUnreachable: Compose = async ({ database }, ids) => {
  if (!(await isForSecretariat(database, ids))) return undefined;
  const person = await findPerson(database, personId(ids.unreachable ?? ""));
  const since = person && (await deadSince(database, person.id));
  if (!since || person.roles.length === 0) return undefined;
  return unreachable(await whereabouts(database, person, DateTime.fromJSDate(since)));
};

const isForSecretariat = async (db: Connection, ids: Ids): Promise<boolean> => {
  const { subscription: channel } = ids;
  if (channel !== undefined) {
    const subscription = await findSubscription(db, subscriptionId(channel));
    return subscription?.organisation === SECRETARIAT;
  }
  const reader = await findPerson(db, personId(ids.person ?? ""));
  return reader !== undefined && isOfficer(reader);
};

const whereabouts = async (
  db: Connection,
  person: Person,
  since: DateTime,
): Promise<Unreachable> => {
  const members = await allMembers(db);
  const posts = person.roles.flatMap(({ organisation, role }) => {
    const found = members.find(({ id }) => id === organisation);
    return found ? [{ organisation: found, role }] : [];
  });
  return { name: person.name, since, posts, colleagues: await colleaguesOf(db, person) };
};

/** Those who act for the same organisations and can be written to. */
const colleaguesOf = async (db: Connection, person: Person): Promise<Unreachable["colleagues"]> => {
  const organisations = person.roles.map(({ organisation }) => organisation);
  const posts = await postsOf(db, [...new Set(organisations)]);
  return posts
    .filter(
      ({ person: one, reach, role }) => one !== person.id && reach === "chat" && role !== "head",
    )
    .map(({ organisation, name }) => ({ organisation, name }));
};

const toldChannelGone: Compose = async ({ database }, ids) => {
  const organisation = await findOrganisation(database, organisationId(ids.organisation ?? ""));
  const reader = await reading(database, ids);
  return organisation && reader && mayGenerally(reader, "subscribe", organisation.id)
    ? channelGone(organisation)
    : undefined;
};

/** Unless they have the role again. */
const toldRoleEnded: Compose = async ({ database }, ids) => {
  const organisation = await findOrganisation(database, organisationId(ids.organisation ?? ""));
  const person = await reading(database, ids);
  const role = ids.role ?? "";
  if (!organisation || !person || !isRoleName(role)) return undefined;
  const hasItAgain = person.roles.some(
    (held) => held.organisation === organisation.id && held.role === role,
  );
  return hasItAgain ? undefined : roleEnded(organisation, role);
};

const toldDraftsHandedOver: Compose = async ({ database }, ids) => {
  const organisation = await findOrganisation(database, organisationId(ids.organisation ?? ""));
  const reader = await reading(database, ids);
  const former = await findPerson(database, personId(ids.former ?? ""));
  const role = ids.role ?? "";
  if (!organisation || !reader || !former || !isRoleName(role)) return undefined;
  const acting = rolesOfSide(organisation.id);
  const answers = reader.roles.some(
    (held) => held.organisation === organisation.id && acting.includes(held.role),
  );
  if (!answers) return undefined;
  return draftsHandedOver(organisation, { name: former.name, role, drafts: Number(ids.drafts) });
};

const reading = (db: Connection, ids: Ids): Promise<Person | undefined> =>
  findPerson(db, personId(ids.person ?? ""));

export const peopleLetters: Readonly<Record<string, Compose>> = {
  unreachable: toldUnreachable,
  channelGone: toldChannelGone,
  roleEnded: toldRoleEnded,
  draftsHandedOver: toldDraftsHandedOver,
};
