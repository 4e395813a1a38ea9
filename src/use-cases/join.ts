import { personId, SECRETARIAT } from "../domain/ids.ts";
import { hashOfCode, MOST_WRONG_GUESSES } from "../domain/invitations.ts";
import type { Organisation } from "../domain/members.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { RoleName } from "../domain/people.ts";
import type { DateTime } from "../domain/time.ts";
import { inTransaction, type Transaction } from "../store/database.ts";
import { useOnce } from "../store/deliveries.ts";
import { markHomesStale } from "../store/home-marks.ts";
import {
  addWrongGuess,
  type Invitation,
  lockInvitation,
  markInvitationUsed,
  wrongGuessesSince,
} from "../store/invitations.ts";
import { findOrganisation } from "../store/organisations.ts";
import { addPersonWithRole } from "../store/people.ts";
import { type House, noted, type Press, type Replayed } from "./house.ts";

export interface Joined {
  readonly organisation: Organisation;
  readonly role: RoleName;
}

export type JoinRefusal =
  | Replayed
  /** Unknown, used or too old: which of them is nobody's business. */
  | { readonly kind: "wrongCode"; readonly guessesLeft: number }
  | { readonly kind: "tooManyGuesses" };

/** A one-time code makes a chat account a person with a role, wherever they chat. */
export const makeJoin =
  (house: House) =>
  (
    input: Press & { readonly code: string; readonly workspace: string },
  ): Promise<Outcome<Joined, JoinRefusal>> =>
    noted(
      house,
      inTransaction(house.database, (tx) => join(house, tx, input)),
    );

const join = async (
  house: House,
  tx: Transaction,
  input: Press & { readonly code: string; readonly workspace: string },
): Promise<Outcome<Joined, JoinRefusal>> => {
  if (!(await useOnce(tx, input.delivery, house.systemNow().toJSDate()))) {
    return refused({ kind: "replayed" });
  }
  const now = house.systemNow();
  const guesses = await wrongGuessesSince(tx, input.account, now.minus({ hours: 1 }));
  if (guesses >= MOST_WRONG_GUESSES) return refused({ kind: "tooManyGuesses" });
  const invitation = await lockInvitation(tx, hashOfCode(input.code));
  if (!invitation || !isGood(invitation, input.at)) {
    await addWrongGuess(tx, input.account, now);
    return refused({ kind: "wrongCode", guessesLeft: MOST_WRONG_GUESSES - guesses - 1 });
  }
  return done(await seat(house, tx, invitation, input));
};

const isGood = ({ usedAt, expiresAt }: Invitation, now: DateTime): boolean =>
  usedAt === null && now < expiresAt;

const seat = async (
  house: House,
  tx: Transaction,
  invitation: Invitation,
  { account, workspace, at }: Press & { readonly workspace: string },
): Promise<Joined> => {
  const organisation = await findOrganisation(tx, invitation.organisation);
  if (!organisation) throw new Error(`No organisation ${invitation.organisation}`);
  const person = await addPersonWithRole(tx, {
    id: personId(house.newId()),
    name: invitation.name,
    role: invitation.role,
    organisation: organisation.id,
    account: { ...account, workspace },
    at: at.toJSDate(),
  });
  await markInvitationUsed(tx, invitation.id, person, at);
  await markHomesStale(tx, [organisation.id, SECRETARIAT]);
  return { organisation, role: invitation.role };
};
