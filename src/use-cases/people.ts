import {
  type OrganisationId,
  organisationId,
  type PersonId,
  personId,
  SECRETARIAT,
} from "../domain/ids.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import type { RoleName } from "../domain/people.ts";
import type { IsoDay } from "../domain/time.ts";
import { inTransaction } from "../store/database.ts";
import { markHomesStale } from "../store/home-marks.ts";
import { addHoliday, findOrganisation } from "../store/organisations.ts";
import { type Account, addPersonWithRole } from "../store/people.ts";
import { lockPlanning } from "../store/reminders.ts";
import type { House } from "./house.ts";
import { planAll } from "./plan-reminders.ts";

export interface GiveRole {
  readonly name: string;
  readonly role: RoleName;
  readonly organisation: string;
  readonly account: Account & { readonly workspace: string };
}

export type GiveRoleRefusal =
  | { readonly kind: "noSuchOrganisation"; readonly organisation: string }
  /** Officers and admins belong to the Secretariat, the others to an NPO. */
  | { readonly kind: "wrongOrganisation"; readonly role: RoleName };

const OF_SECRETARIAT: readonly RoleName[] = ["officer", "admin"];

/** Makes a chat account a person with a role; safe to repeat. For operators: chat has no way here. */
export const makeGiveRole =
  (house: House) =>
  (input: GiveRole): Promise<Outcome<PersonId, GiveRoleRefusal>> =>
    inTransaction(house.database, async (tx) => {
      const organisation = await findOrganisation(tx, organisationId(input.organisation));
      if (!organisation) {
        return refused({ kind: "noSuchOrganisation", organisation: input.organisation });
      }
      if ((organisation.kind === "secretariat") !== OF_SECRETARIAT.includes(input.role)) {
        return refused({ kind: "wrongOrganisation", role: input.role });
      }
      const at = house.systemNow().toJSDate();
      const id = personId(house.newId());
      const person = { ...input, id, organisation: organisation.id, at };
      await markHomesStale(tx, [organisation.id, SECRETARIAT]);
      return done(await addPersonWithRole(tx, person));
    });

/** A holiday of an organisation's calendar; reminders are planned again. */
export const makeAddHoliday =
  (house: House) =>
  (organisation: OrganisationId, day: IsoDay, name: string): Promise<void> =>
    inTransaction(house.database, async (tx) => {
      await lockPlanning(tx);
      await addHoliday(tx, organisation, day, name);
      await planAll(tx, house.newId);
      await markHomesStale(tx, [organisation]);
    });
