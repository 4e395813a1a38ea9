/** Letters about people, channels and NPOs that changed or can't be reached; see `compose-letter.ts`. */
import { mayGenerally } from "../../domain/access.ts";
import { SECRETARIAT } from "../../domain/ids.ts";
import type { Unreachable } from "../../domain/members/member-views.ts";
import { belongsTo, isOfficer, type Person } from "../../domain/people.ts";
import { rolesOfSide } from "../../domain/requests/assignment.ts";
import { DateTime, readerTimeAt } from "../../domain/time.ts";
import { toldOfJoin } from "../../messages/members/invitations.ts";
import {
  channelGone,
  draftsHandedOver,
  roleEnded,
  unreachable,
} from "../../messages/members/members.ts";
import { toldOfDecision, workspaceProposed } from "../../messages/members/workspaces.ts";
import { whomToTell } from "../../messages/programmes/programme.ts";
import type { Connection } from "../../store/database.ts";
import { deadSince } from "../../store/people/accounts.ts";
import {
  allMembers,
  allOrganisations,
  findOrganisation,
} from "../../store/people/organisations.ts";
import { findPerson } from "../../store/people/people.ts";
import { postsOf } from "../../store/people/posts.ts";
import { findProposal, proposalsToDecide } from "../../store/people/workspace-proposals.ts";
import { findProgramme } from "../../store/programmes/programmes.ts";
import { findSubscription } from "../../store/subscriptions.ts";
import type { ReceiverIds } from "../letters/define-letter.ts";
import type { Compose } from "../letters/letters.ts";
import { viewProposal } from "../people/workspace-proposals.ts";

/** Nothing when the person was heard of meanwhile, or has no role any more. */
const toldUnreachable: Compose<"unreachable"> = async ({ database }, ids) => {
  if (!(await isForSecretariat(database, ids))) return undefined;
  const person = await findPerson(database, ids.unreachable);
  const since = person && (await deadSince(database, person.id));
  if (!since || person.roles.length === 0) return undefined;
  return unreachable(await whereabouts(database, person, DateTime.fromJSDate(since)));
};

const isForSecretariat = async (db: Connection, ids: ReceiverIds): Promise<boolean> => {
  if (ids.subscription !== undefined) {
    const subscription = await findSubscription(db, ids.subscription);
    return subscription?.organisation === SECRETARIAT;
  }
  const reader = await reading(db, ids);
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

const toldChannelGone: Compose<"channelGone"> = async ({ database }, ids) => {
  const organisation = await receiversOrganisation(database, ids);
  const reader = await reading(database, ids);
  return organisation && reader && mayGenerally(reader, "subscribe", organisation.id)
    ? channelGone(organisation)
    : undefined;
};

/** Nothing once they have no such role, or the reader may not see them there. */
const toldPersonJoined: Compose<"personJoined"> = async ({ database }, ids) => {
  const organisation = await findOrganisation(database, ids.member);
  const reader = await reading(database, ids);
  const joined = await findPerson(database, ids.joined);
  if (!organisation || !reader || !joined) return undefined;
  const isIn = joined.roles.some(
    (held) => held.organisation === organisation.id && held.role === ids.role,
  );
  return isIn && mayGenerally(reader, "read-member", organisation.id)
    ? toldOfJoin({ ...ids, name: joined.name, organisation })
    : undefined;
};

/** Unless they have the role again. */
const toldRoleEnded: Compose<"roleEnded"> = async ({ database }, ids) => {
  const organisation = await receiversOrganisation(database, ids);
  const person = await reading(database, ids);
  const { role } = ids;
  if (!organisation || !person) return undefined;
  const hasItAgain = person.roles.some(
    (held) => held.organisation === organisation.id && held.role === role,
  );
  return hasItAgain ? undefined : roleEnded(organisation, role);
};

const toldDraftsHandedOver: Compose<"draftsHandedOver"> = async ({ database }, ids) => {
  const organisation = await receiversOrganisation(database, ids);
  const reader = await reading(database, ids);
  const former = await findPerson(database, ids.former);
  if (!organisation || !reader || !former) return undefined;
  const acting = rolesOfSide(organisation.id);
  const answers = reader.roles.some(
    (held) => held.organisation === organisation.id && acting.includes(held.role),
  );
  if (!answers) return undefined;
  return draftsHandedOver(organisation, { ...ids, name: former.name });
};

const reading = async (db: Connection, { person }: ReceiverIds): Promise<Person | undefined> =>
  person && (await findPerson(db, person));

const receiversOrganisation = async (db: Connection, { organisation }: ReceiverIds) =>
  organisation && (await findOrganisation(db, organisation));

/** All that couldn't be told, though somebody may have come in since: they weren't told of it either. */
const toldWhomToTell: Compose<"whomToTell"> = async ({ database }, ids) => {
  if (!(await isForSecretariat(database, ids))) return undefined;
  const programme = await findProgramme(database, ids.programme);
  const members = await allOrganisations(database);
  const npoes = members.filter(({ id }) => ids.npoes.includes(id));
  return programme && whomToTell({ programme, version: ids.version, npoes });
};

/** Needless once one officer has answered, or whoever has the machine has bound it. */
const toldWorkspaceProposed: Compose<"workspaceProposed"> = async ({ database }, ids, now) => {
  const reader = await reading(database, ids);
  const waiting = await proposalsToDecide(database);
  const proposal = waiting.find(({ id }) => id === ids.proposal);
  if (!reader || !proposal || !mayGenerally(reader, "approve-workspace", SECRETARIAT))
    return undefined;
  return workspaceProposed(await viewProposal(database, proposal, readerTimeAt(now, reader.zone)));
};

/** Nothing to who has no role there any more. */
const toldWorkspaceDecided: Compose<"workspaceDecided"> = async ({ database }, ids, now) => {
  const reader = await reading(database, ids);
  const proposal = await findProposal(database, ids.proposal);
  if (!reader || !proposal?.decided || !belongsTo(reader, proposal.organisation)) return undefined;
  const view = await viewProposal(database, proposal, readerTimeAt(now, reader.zone));
  return toldOfDecision(view, mayGenerally(reader, "subscribe", proposal.organisation));
};

export const peopleLetters = {
  workspaceProposed: toldWorkspaceProposed,
  workspaceDecided: toldWorkspaceDecided,
  unreachable: toldUnreachable,
  whomToTell: toldWhomToTell,
  channelGone: toldChannelGone,
  personJoined: toldPersonJoined,
  roleEnded: toldRoleEnded,
  draftsHandedOver: toldDraftsHandedOver,
};
