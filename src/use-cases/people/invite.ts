/** People come in by invitation: somebody who may writes one, and its code is shown once. */

import {
  codeFrom,
  hashOfCode,
  INVITATION_DAYS,
  mayAddAccount,
  mayKeepPost,
  rolesToInvite,
} from "../../domain/members/invitations.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import type { Person, RoleName } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import { type DateTime, type ReaderTime, readerTimeAt } from "../../domain/time.ts";
import type { Transaction } from "../../store/database.ts";
import {
  insertInvitation,
  lockInvitationById,
  type NewInvitation,
  revokeInvitations,
} from "../../store/people/invitations.ts";
import { allOrganisations, findOrganisation } from "../../store/people/organisations.ts";
import { type Account, findPerson } from "../../store/people/people.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  reading,
  type Stranger,
} from "../context.ts";

export interface Invitable {
  readonly organisation: Organisation;
  readonly roles: readonly RoleName[];
}

export interface Invited {
  /** Shown once, kept nowhere. */
  readonly code: string;
  readonly name: string;
  readonly organisation: Organisation;
  readonly role: RoleName;
  readonly expiresAt: DateTime;
  readonly readerTime: ReaderTime;
  /** The code adds a chat account to somebody who is in already. */
  readonly furtherAccount: boolean;
}

export type InviteRefusal =
  | Stranger
  | Replayed
  | { readonly kind: "mayNotInvite" }
  /** `choices`: what the person may choose from. */
  | { readonly kind: "notThisRole"; readonly choices: readonly Invitable[] };

/** Whom this person may invite, for the form. */
export const whoMayBeInvited = (
  context: Context,
  account: Account,
): Promise<Outcome<readonly Invitable[], Stranger | { kind: "mayNotInvite" }>> =>
  reading<readonly Invitable[], { kind: "mayNotInvite" }>(context, account, async (person) => {
    const choices = invitable(person, await allOrganisations(context.database));
    return choices.length > 0 ? done(choices) : refused({ kind: "mayNotInvite" });
  });

export const invitePerson = (
  context: Context,
  input: Interaction & {
    readonly name: string;
    readonly organisation: string;
    readonly role: string;
  },
): Promise<Outcome<Invited, InviteRefusal>> =>
  asPerson<Invited, InviteRefusal>(context, input, async (tx, person) => {
    const choices = invitable(person, await allOrganisations(tx));
    if (choices.length === 0) return refused({ kind: "mayNotInvite" });
    const chosen = choices.find(({ organisation }) => organisation.id === input.organisation);
    const role = chosen?.roles.find((one) => one === input.role);
    if (!chosen || !role) return refused({ kind: "notThisRole", choices });
    const { organisation } = chosen;
    const written = { name: input.name, organisation, role, forPerson: null };
    return done(await write(context, tx, written, person, input.at));
  });

/** A further chat account, in another workspace or on another platform, for somebody who is in. */
export const inviteAccount = (
  context: Context,
  input: Interaction & { readonly person: string; readonly organisation: string },
): Promise<Outcome<Invited, Stranger | Replayed | NotFound>> =>
  asPerson<Invited, NotFound>(context, input, async (tx, person) => {
    const personId = readPointer("person", input.person)?.id;
    const known = personId && (await findPerson(tx, personId));
    const id = readPointer("organisation", input.organisation)?.id;
    const organisation = id && (await findOrganisation(tx, id));
    const held = known?.roles.find((one) => one.organisation === organisation?.id);
    if (!known || !organisation || !held || !mayAddAccount(person, known)) {
      return refused({ kind: "notFound" });
    }
    const written = { name: known.name, organisation, role: held.role, forPerson: known.id };
    return done(await write(context, tx, written, person, input.at));
  });

export interface Revoked {
  readonly name: string;
  readonly organisation: Organisation;
  /** Too late: somebody has come in with it. */
  readonly used: boolean;
}

/** An open invitation is taken back: its code works no longer. */
export const revokeInvitation = (
  context: Context,
  input: Interaction & { readonly invitation: string },
): Promise<Outcome<Revoked, Stranger | Replayed | NotFound>> =>
  asPerson<Revoked, NotFound>(context, input, async (tx, person) => {
    const invitation = readPointer("invitation", input.invitation)?.id;
    const found = invitation && (await lockInvitationById(tx, invitation));
    const organisation = found && (await findOrganisation(tx, found.organisation));
    const mayRevoke = found && (mayKeepPost(person, found) || found.invitedBy === person.id);
    if (!organisation || !mayRevoke) return refused({ kind: "notFound" });
    await revokeInvitations(tx, [found.id], person.id, input.at);
    return done({ name: found.name, organisation, used: found.usedAt !== null });
  });

type Written = Pick<NewInvitation, "name" | "role" | "forPerson"> & {
  readonly organisation: Organisation;
};

const write = async (
  context: Context,
  tx: Transaction,
  { organisation, ...written }: Written,
  by: Person,
  at: DateTime,
): Promise<Invited> => {
  const code = codeFrom(Buffer.from(context.newSalt(), "hex"));
  const expiresAt = at.plus({ days: INVITATION_DAYS });
  await insertInvitation(tx, {
    ...written,
    id: context.newId(),
    codeHash: hashOfCode(code),
    organisation: organisation.id,
    invitedBy: by.id,
    invitedAt: at,
    expiresAt,
  });
  return {
    code,
    name: written.name,
    organisation,
    role: written.role,
    expiresAt,
    readerTime: readerTimeAt(at, by.zone),
    furtherAccount: written.forPerson !== null,
  };
};

const invitable = (person: Person, organisations: readonly Organisation[]): Invitable[] =>
  organisations
    .map((organisation) => ({ organisation, roles: rolesToInvite(person, organisation) }))
    .filter(({ roles }) => roles.length > 0);
