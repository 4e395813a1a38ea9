/** Which of several people of one side handles a request. A side is named by its organisation. */
import {
  looksLikeId,
  type OrganisationId,
  organisationId,
  type PersonId,
  type RequestId,
  requestId,
  SECRETARIAT,
} from "../ids.ts";
import type { RoleName } from "../people.ts";
import type { DateTime } from "../time.ts";

export interface Colleague {
  readonly id: PersonId;
  readonly name: string;
}

export interface Handling {
  readonly organisation: OrganisationId;
  /** Null: nobody, or someone who lost the role since. */
  readonly handler: Colleague | null;
  /** Undefined until it is settled for the first time. */
  readonly since: DateTime | undefined;
  /** What a press was made against: two people at once never take it from one another unseen. */
  readonly version: number;
}

/** The roles of those who may handle a side's requests. */
export const rolesOfSide = (organisation: OrganisationId): readonly RoleName[] =>
  organisation === SECRETARIAT ? ["officer", "admin"] : ["liaison", "backup"];

export interface HandlingPointer {
  readonly request: RequestId;
  readonly organisation: OrganisationId;
  readonly version: number;
}

export const handlingPointer = ({ request, organisation, version }: HandlingPointer): string =>
  [request, organisation, version].join(":");

/** Undefined when the text is no pointer of ours. */
export const readHandlingPointer = (text: string): HandlingPointer | undefined => {
  const [request = "", organisation = "", version = "", more] = text.split(":");
  if (!looksLikeId(request) || !/^[A-Z]{2,3}$/.test(organisation)) return undefined;
  if (!/^\d{1,9}$/.test(version) || more !== undefined) return undefined;
  return {
    request: requestId(request),
    organisation: organisationId(organisation),
    version: Number(version),
  };
};
