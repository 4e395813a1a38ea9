/** Whose home is old: one row added in the transaction that changes what it shows. */
import type { OrganisationId, PersonId } from "../../domain/ids.ts";
import type { Connection } from "../database.ts";
import { homeMarks } from "../schema.ts";

/** Whose homes show something that has changed. */
export type Whose =
  /** Everyone who has a role in one of them; the Secretariat's officers read all requests. */
  | readonly OrganisationId[]
  /** One whose roles were changed, also when none is left. */
  | { readonly person: PersonId }
  /** Everyone with a role: a programme is everybody's. */
  | "everybody";

/**
 * To be called by every use case that changes what a home shows, in its transaction and anywhere in
 * it: nothing is locked. The homes are drawn anew once the transaction is committed.
 */
export const markHomesStale = async (tx: Connection, whose: Whose): Promise<void> => {
  const marks = marksOf(whose);
  if (marks.length > 0) await tx.insert(homeMarks).values(marks);
};

const marksOf = (whose: Whose): { organisationId?: OrganisationId; personId?: PersonId }[] => {
  if (whose === "everybody") return [{}];
  if ("person" in whose) return [{ personId: whose.person }];
  return [...new Set(whose)].map((organisationId) => ({ organisationId }));
};
