/** Branded ids, made only where values enter: from the database, a pointer, or `newId`. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type PersonId = Branded<"person">;
/** ISO country code of a member, or "APO" for the Secretariat. */
export type OrganisationId = Branded<"organisation">;
export type ProgrammeId = Branded<"programme">;
export type RoundId = Branded<"round">;
export type RequestId = Branded<"request">;
export type ParticipantId = Branded<"participant">;
export type SubscriptionId = Branded<"subscription">;

export const personId = (text: string) => text as PersonId;
export const organisationId = (text: string) => text as OrganisationId;
export const programmeId = (text: string) => text as ProgrammeId;
export const roundId = (text: string) => text as RoundId;
export const requestId = (text: string) => text as RequestId;
export const participantId = (text: string) => text as ParticipantId;
export const subscriptionId = (text: string) => text as SubscriptionId;

export const SECRETARIAT = organisationId("APO");

/** A UUID, as a part of a regular expression; `pointers.ts` reads what comes back from a platform. */
export const ID_PATTERN = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
