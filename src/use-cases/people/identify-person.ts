import { type GeneralAction, mayGenerally } from "../../domain/access.ts";
import type { Person } from "../../domain/people.ts";
import { type Account, personWhoPressed } from "../../store/people/people.ts";
import type { Context } from "../context.ts";

/** Undefined for a stranger, and for a person whose roles were all taken away. */
export const identifyPerson = async (
  { database }: Context,
  account: Account,
): Promise<Person | undefined> => {
  const person = await personWhoPressed(database, account);
  return person && person.roles.length > 0 ? person : undefined;
};

/** True when the person may do this for at least one organisation they have a role in. */
export const maySomewhere = (person: Person, action: GeneralAction): boolean =>
  person.roles.some(({ organisation }) => mayGenerally(person, action, organisation));
