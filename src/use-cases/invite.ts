/** People come in by invitation: somebody who may writes one, and its code is shown once. */
import { organisationId } from "../domain/ids.ts";
import { codeFrom, hashOfCode, INVITATION_DAYS, rolesToInvite } from "../domain/invitations.ts";
import type { Organisation } from "../domain/members.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { Person, RoleName } from "../domain/people.ts";
import type { DateTime } from "../domain/time.ts";
import { insertInvitation } from "../store/invitations.ts";
import { allOrganisations } from "../store/organisations.ts";
import type { Account } from "../store/people.ts";
import {
  asPerson,
  type House,
  type Press,
  type Replayed,
  reading,
  type Stranger,
} from "./house.ts";

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
  readonly readerZone: string;
}

export type InviteRefusal =
  | Stranger
  | Replayed
  | { readonly kind: "mayNotInvite" }
  /** `choices`: what the person may choose from. */
  | { readonly kind: "notThisRole"; readonly choices: readonly Invitable[] };

/** Whom this person may invite, for the form. */
export const makeWhoMayBeInvited =
  (house: House) =>
  (account: Account): Promise<Outcome<readonly Invitable[], Stranger | { kind: "mayNotInvite" }>> =>
    reading<readonly Invitable[], { kind: "mayNotInvite" }>(house, account, async (person) => {
      const choices = invitable(person, await allOrganisations(house.database));
      return choices.length > 0 ? done(choices) : refused({ kind: "mayNotInvite" });
    });

export const makeInvite =
  (house: House) =>
  (
    input: Press & { readonly name: string; readonly organisation: string; readonly role: string },
  ): Promise<Outcome<Invited, InviteRefusal>> =>
    asPerson<Invited, InviteRefusal>(house, input, async (tx, person) => {
      const choices = invitable(person, await allOrganisations(tx));
      if (choices.length === 0) return refused({ kind: "mayNotInvite" });
      const chosen = choices.find(
        ({ organisation }) => organisation.id === organisationId(input.organisation),
      );
      const role = chosen?.roles.find((one) => one === input.role);
      if (!chosen || !role) return refused({ kind: "notThisRole", choices });
      const code = codeFrom(Buffer.from(house.newSalt(), "hex"));
      const expiresAt = input.at.plus({ days: INVITATION_DAYS });
      await insertInvitation(tx, {
        id: house.newId(),
        codeHash: hashOfCode(code),
        name: input.name,
        organisation: chosen.organisation.id,
        role,
        invitedBy: person.id,
        invitedAt: input.at,
        expiresAt,
        usedAt: null,
      });
      const { organisation } = chosen;
      return done({
        code,
        name: input.name,
        organisation,
        role,
        expiresAt,
        readerZone: person.zone,
      });
    });

const invitable = (person: Person, organisations: readonly Organisation[]): Invitable[] =>
  organisations
    .map((organisation) => ({ organisation, roles: rolesToInvite(person, organisation) }))
    .filter(({ roles }) => roles.length > 0);
