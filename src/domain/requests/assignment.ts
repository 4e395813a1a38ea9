/** Which of several people of one side handles a request. A side is named by its organisation. */
import { type OrganisationId, type PersonId, SECRETARIAT } from "../ids.ts";
import type { RoleName } from "../people.ts";
import type { DateTime } from "../time.ts";

export interface Colleague {
  readonly id: PersonId;
  readonly name: string;
}

export interface Assignment {
  readonly organisation: OrganisationId;
  /** Null: nobody, or someone who lost the role since. */
  readonly handler: Colleague | null;
  /** Undefined until it is assigned for the first time. */
  readonly since: DateTime | undefined;
  /** What a press was made against: two people at once never take it from one another unseen. */
  readonly version: number;
}

/** The roles of those who may handle a side's requests. */
export const rolesOfSide = (organisation: OrganisationId): readonly RoleName[] =>
  organisation === SECRETARIAT ? ["officer", "admin"] : ["liaison", "backup"];
