/** Tells who holds a draft: as somebody of its NPO, or as an officer who began it on its behalf. */
import { type PersonId, SECRETARIAT } from "../../domain/ids.ts";
import type { Organisation } from "../../domain/members/members.ts";
import { actsFor } from "../../domain/people.ts";
import type { Transaction } from "../../store/database.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import { findPerson } from "../../store/people/people.ts";
import type { House } from "../house.ts";
import { tellPerson } from "./tell.ts";
import type { Telling } from "./telling.ts";

/** False where they can't be reached, or have no role any more. */
export const tellWhoeverHolds = async (
  house: House,
  tx: Transaction,
  telling: Telling,
  { person, npo }: { person: PersonId; npo: Organisation },
): Promise<boolean> => {
  const holder = await findPerson(tx, person);
  if (!holder) return false;
  const organisation = actsFor(holder, npo.id) ? npo : await findOrganisation(tx, SECRETARIAT);
  return organisation ? tellPerson(house, tx, telling, { person, organisation }) : false;
};
