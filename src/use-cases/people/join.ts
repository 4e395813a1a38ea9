import { type PersonId, personId, SECRETARIAT } from "../../domain/ids.ts";
import {
  hashOfCode,
  MOST_WRONG_GUESSES,
  mayAddAccount,
  mayKeepPost,
} from "../../domain/members/invitations.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { actsFor, type Person, type RoleName } from "../../domain/people.ts";
import type { DateTime } from "../../domain/time.ts";
import { inTransaction, type Transaction } from "../../store/database.ts";
import { useOnce } from "../../store/deliveries.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import {
  addWrongGuess,
  type Invitation,
  lockGuesses,
  lockInvitation,
  markInvitationUsed,
  wrongGuessesSince,
} from "../../store/people/invitations.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import {
  addAccountInUse,
  addPersonWithRole,
  findPerson,
  personWhoPressed,
} from "../../store/people/people.ts";
import { type Context, type Interaction, noted, type Replayed } from "../context.ts";
import { tell } from "../letters/tell.ts";
import { proposeWorkspace } from "./workspace-proposals.ts";

export interface Joined {
  readonly organisation: Organisation;
  readonly role: RoleName;
  /** Somebody who was in already has one more chat account. */
  readonly furtherAccount: boolean;
  /** What waits until the Secretariat has approved the workspace: news in channels, or all but joining. */
  readonly waits: "channels" | "all" | undefined;
}

export type JoinRefusal =
  | Replayed
  /** Unknown, used, revoked or too old, or its writer may no longer: which is nobody's business. */
  | { readonly kind: "wrongCode"; readonly guessesLeft: number }
  | { readonly kind: "tooManyGuesses" }
  /** Nothing to do; the code stays good for whom it is meant. */
  | { readonly kind: "alreadyIn"; readonly organisation: Organisation; readonly role: RoleName }
  /** The code adds an account to one person's record, and this account leads to another's. */
  | { readonly kind: "someoneElses" };

interface Joining extends Interaction {
  readonly code: string;
  readonly workspace: string;
  /** Until it is approved its people may only join. */
  readonly isClosed?: boolean;
}

/** A one-time code makes a chat account a person with a role, wherever they chat. */
export const joinWithCode = (
  context: Context,
  input: Joining,
): Promise<Outcome<Joined, JoinRefusal>> =>
  noted(
    context,
    input.account,
    inTransaction(context.database, (tx) => join(context, tx, input)),
  );

const join = async (
  context: Context,
  tx: Transaction,
  input: Joining,
): Promise<Outcome<Joined, JoinRefusal>> => {
  const now = context.systemNow();
  if (!(await useOnce(tx, input.delivery, now.toJSDate()))) return refused({ kind: "replayed" });
  await lockGuesses(tx, input.account);
  const guesses = await wrongGuessesSince(tx, input.account, now.minus({ hours: 1 }));
  if (guesses >= MOST_WRONG_GUESSES) return refused({ kind: "tooManyGuesses" });
  const seated = await seatBy(context, tx, input);
  if (seated) return seated;
  await addWrongGuess(tx, input.account, now);
  return refused({ kind: "wrongCode", guessesLeft: MOST_WRONG_GUESSES - guesses - 1 });
};

/** Undefined when the code isn't good. */
const seatBy = async (
  context: Context,
  tx: Transaction,
  input: Joining,
): Promise<Outcome<Joined, JoinRefusal> | undefined> => {
  const invitation = await lockInvitation(tx, hashOfCode(input.code));
  const organisation = invitation && (await findOrganisation(tx, invitation.organisation));
  if (!organisation) return undefined;
  const caller = await personWhoPressed(tx, input.account);
  const { role } = invitation;
  const isIn = caller !== undefined && holds(caller, invitation);
  if (isIn && invitation.usedBy === caller.id)
    return refused({ kind: "alreadyIn", organisation, role });
  if (!isGood(invitation, input.at) || !(await isStillMeant(tx, invitation))) return undefined;
  if (invitation.forPerson !== null) {
    const meant = { invitation, organisation, person: invitation.forPerson };
    return addAccount(context, tx, meant, caller, input);
  }
  if (isIn) return refused({ kind: "alreadyIn", organisation, role });
  const person = await addPersonWithRole(tx, {
    id: personId(context.newId()),
    name: invitation.name,
    role,
    organisation: organisation.id,
    account: { ...input.account, workspace: input.workspace },
    at: input.at.toJSDate(),
  });
  await markInvitationUsed(tx, invitation.id, person, input.at);
  await markHomesStale(tx, [organisation.id, SECRETARIAT]);
  await tellInviter(context, tx, { invitation, person, what: "role", at: input.at });
  const waits = await waitsAt(context, tx, { ...input, organisation, role, person });
  return done({ organisation, role, furtherAccount: false, waits });
};

const holds = (person: Person, { organisation, role }: Invitation): boolean =>
  person.roles.some((held) => held.organisation === organisation && held.role === role);

const isGood = ({ usedAt, revokedAt, expiresAt }: Invitation, now: DateTime): boolean =>
  usedAt === null && revokedAt === null && now < expiresAt;

/** Whoever wrote it must still be allowed to: a role lost counts for its invitations too. */
const isStillMeant = async (tx: Transaction, invitation: Invitation): Promise<boolean> => {
  const inviter = await findPerson(tx, invitation.invitedBy);
  if (!inviter) return false;
  if (invitation.forPerson === null) return mayKeepPost(inviter, invitation);
  const known = await findPerson(tx, invitation.forPerson);
  return known !== undefined && known.roles.length > 0 && mayAddAccount(inviter, known);
};

interface Meant {
  readonly invitation: Invitation;
  readonly organisation: Organisation;
  readonly person: PersonId;
}

/** A person has one record and any number of chat accounts; an account leads to one record. */
const addAccount = async (
  context: Context,
  tx: Transaction,
  { invitation, organisation, person }: Meant,
  caller: Person | undefined,
  input: Joining,
): Promise<Outcome<Joined, JoinRefusal>> => {
  const { role } = invitation;
  const { account, workspace, at } = input;
  if (caller?.id === person) return refused({ kind: "alreadyIn", organisation, role });
  if (caller && caller.roles.length > 0) return refused({ kind: "someoneElses" });
  await addAccountInUse(tx, person, { ...account, workspace }, at.toJSDate());
  await markInvitationUsed(tx, invitation.id, person, at);
  await markHomesStale(tx, { person });
  await tellInviter(context, tx, { invitation, person, what: "account", at });
  const waits = await waitsAt(context, tx, { ...input, organisation, role, person });
  return done({ organisation, role, furtherAccount: true, waits });
};

const waitsAt = async (
  context: Context,
  tx: Transaction,
  {
    isClosed = false,
    ...there
  }: Joining & Pick<Meant, "organisation" | "person"> & Pick<Joined, "role">,
): Promise<Joined["waits"]> => {
  if (!(await proposeWorkspace(context, tx, { ...there, isClosed }))) return undefined;
  return isClosed ? "all" : "channels";
};

interface Used {
  readonly invitation: Invitation;
  readonly person: PersonId;
  readonly what: "role" | "account";
  readonly at: DateTime;
}

/** Unless they invited themselves, with a further account of their own. */
const tellInviter = async (
  context: Context,
  tx: Transaction,
  { invitation, person, what, at }: Used,
): Promise<void> => {
  const { invitedBy, role, organisation: member } = invitation;
  const inviter = invitedBy === person ? undefined : await findPerson(tx, invitedBy);
  const of =
    inviter && (await findOrganisation(tx, actsFor(inviter, member) ? member : SECRETARIAT));
  if (!of) return;
  await tell(context, tx, "personJoined", {
    ids: { joined: person, role, member, what },
    about: invitation.id,
    to: { person: invitedBy, of },
    at,
  });
};
