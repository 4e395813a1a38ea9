/** A role is taken away: it counts at the next press, since roles are looked up at each. */

import { mayEdit } from "../../domain/access.ts";
import { type Draft, isUntouched } from "../../domain/drafts/drafts.ts";
import { type OrganisationId, type PersonId, SECRETARIAT } from "../../domain/ids.ts";
import { mayAddAccount, mayKeepPost } from "../../domain/members/invitations.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { isRoleName, type Person, type RoleName } from "../../domain/people.ts";
import { readPointer } from "../../domain/pointers.ts";
import { rolesOfSide } from "../../domain/requests/assignment.ts";
import { markCardsStale } from "../../store/cards/card-marks.ts";
import type { Transaction } from "../../store/database.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { livingAccount } from "../../store/people/accounts.ts";
import { openInvitationsBy, revokeInvitations } from "../../store/people/invitations.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { findPerson } from "../../store/people/people.ts";
import {
  deleteRole,
  type HeldPost,
  lockAdministrators,
  postsOf,
} from "../../store/people/posts.ts";
import { draftsBegunBySecretariat, draftsOf, handOverDrafts } from "../../store/requests/drafts.ts";
import {
  asPerson,
  type Context,
  type Interaction,
  type NotFound,
  type Replayed,
  type Stranger,
} from "../context.ts";
import { tell } from "../letters/tell.ts";

export interface RemoveRole extends Interaction {
  readonly organisation: string;
  readonly person: string;
  readonly role: string;
}

export interface Removed {
  readonly name: string;
  readonly role: RoleName;
  readonly organisation: Organisation;
  /** It was that person's own. */
  readonly own: boolean;
  /** Unsent drafts that this person held. */
  readonly drafts: number;
  /** Who holds them now; undefined where nobody of the organisation can. */
  readonly heldBy: string | undefined;
  /** Their open invitations that work no longer. */
  readonly revoked: number;
}

export type RemoveRefusal =
  | Stranger
  | Replayed
  | NotFound
  /** Somebody was faster. */
  | { readonly kind: "goneAlready"; readonly organisation: Organisation }
  /** Without an administrator nobody could make another one. */
  | { readonly kind: "lastAdministrator"; readonly organisation: Organisation };

export const removeRole = (
  context: Context,
  input: RemoveRole,
): Promise<Outcome<Removed, RemoveRefusal>> =>
  asPerson<Removed, RemoveRefusal>(context, input, async (tx, person) => {
    const { role } = input;
    const id = readPointer("organisation", input.organisation)?.id;
    const organisation = id && (await findOrganisation(tx, id));
    const personId = readPointer("person", input.person)?.id;
    const target = personId && (await findPerson(tx, personId));
    if (!organisation || !target || !isRoleName(role)) return refused({ kind: "notFound" });
    const post = { organisation: organisation.id, role };
    if (!mayKeepPost(person, post)) return refused({ kind: "notFound" });
    if (role === "admin" && isLast(await lockAdministrators(tx), target.id)) {
      return refused({ kind: "lastAdministrator", organisation });
    }
    if (!(await deleteRole(tx, target.id, post))) {
      return refused({ kind: "goneAlready", organisation });
    }
    return done(await conclude(context, tx, { input, person, target, organisation, role }));
  });

const isLast = (administrators: readonly PersonId[], person: PersonId): boolean =>
  administrators.length === 1 && administrators[0] === person;

interface Removal {
  readonly input: RemoveRole;
  /** Who pressed. */
  readonly person: Person;
  /** As they were before. */
  readonly target: Person;
  readonly organisation: Organisation;
  readonly role: RoleName;
}

const conclude = async (context: Context, tx: Transaction, removal: Removal): Promise<Removed> => {
  const { person, target, organisation, role } = removal;
  const remaining: Person = {
    ...target,
    roles: target.roles.filter((one) => one.organisation !== organisation.id || one.role !== role),
  };
  await markHomesStale(tx, [organisation.id, SECRETARIAT]);
  await markHomesStale(tx, { person: target.id });
  await markCardsStale(tx, { person: target.id });
  const left = await handOver(tx, remaining, organisation);
  const revoked = await revokeUnfounded(tx, remaining, removal);
  if (target.id !== person.id) await tellTarget(context, tx, removal);
  if (left.drafts > 0 && left.heldBy && left.heldBy.person !== person.id) {
    await tellHolder(context, tx, removal, left.drafts);
  }
  return {
    name: target.name,
    role,
    organisation,
    own: target.id === person.id,
    drafts: left.drafts,
    heldBy: left.heldBy?.name,
    revoked,
  };
};

/** Drafts go to a colleague who can be reached, the LO before the backup. */
const handOver = async (
  tx: Transaction,
  remaining: Person,
  { id }: Organisation,
): Promise<{ readonly drafts: number; readonly heldBy: HeldPost | undefined }> => {
  const acting = rolesOfSide(id);
  const isIn = ({ organisation, role }: Person["roles"][number]) =>
    organisation === id && acting.includes(role);
  if (remaining.roles.some(isIn)) return { drafts: 0, heldBy: undefined };
  const held = (await draftsWorkedOnBy(tx, id)).filter(
    (draft) => draft.heldBy === remaining.id && !mayEdit(remaining, draft),
  );
  const posts = (await postsOf(tx, [id])).filter(({ reach }) => reach === "chat");
  const [heldBy] = acting.flatMap((role) => posts.find((post) => post.role === role) ?? []);
  if (heldBy)
    await handOverDrafts(
      tx,
      held.map(({ id }) => id),
      heldBy.person,
    );
  return { drafts: held.filter((draft) => !isUntouched(draft)).length, heldBy };
};

/** An NPO's own; the Secretariat's are those that officers began on behalf of NPOs. */
const draftsWorkedOnBy = (tx: Transaction, organisation: OrganisationId): Promise<Draft[]> =>
  organisation === SECRETARIAT ? draftsBegunBySecretariat(tx) : draftsOf(tx, organisation);

/** Invitations that this person could no longer write. */
const revokeUnfounded = async (
  tx: Transaction,
  remaining: Person,
  { input, person }: Removal,
): Promise<number> => {
  const unfounded: string[] = [];
  for (const one of await openInvitationsBy(tx, remaining.id, input.at)) {
    const known = one.forPerson === null ? undefined : await findPerson(tx, one.forPerson);
    const holds = known ? mayAddAccount(remaining, known) : mayKeepPost(remaining, one);
    if (!holds || (known && known.roles.length === 0)) unfounded.push(one.id);
  }
  await revokeInvitations(tx, unfounded, person.id, input.at);
  return unfounded.length;
};

const tellTarget = async (context: Context, tx: Transaction, removal: Removal): Promise<void> => {
  const { input, target, organisation, role } = removal;
  const account = await livingAccount(tx, target.id);
  if (!account) return;
  await tell(context, tx, "roleEnded", {
    ids: { role },
    about: `${organisation.id}:${role}:${input.at.toMillis()}`,
    to: { account, of: organisation },
    at: input.at,
  });
};

const tellHolder = (
  context: Context,
  tx: Transaction,
  { input, target, organisation, role }: Removal,
  drafts: number,
): Promise<unknown> =>
  tell(context, tx, "draftsHandedOver", {
    ids: { former: target.id, role, drafts },
    about: `${target.id}:${organisation.id}:${input.at.toMillis()}`,
    to: { side: organisation },
    at: input.at,
  });
