import { type OrganisationId, type PersonId, SECRETARIAT } from "./ids.ts";

export const ROLES = ["liaison", "backup", "head", "officer", "admin"] as const;
export type RoleName = (typeof ROLES)[number];

export const isRoleName = (text: string): text is RoleName => ROLES.some((role) => role === text);

/** Roles belong to person × organisation, and roles alone decide what a person may do. */
interface Role {
  readonly organisation: OrganisationId;
  readonly role: RoleName;
}

export interface Person {
  readonly id: PersonId;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The person's own zone, or their organisation's. */
  readonly zone: string;
}

/** An admin counts as an officer. */
export const isOfficer = (person: Person): boolean =>
  person.roles.some(
    ({ organisation, role }) =>
      organisation === SECRETARIAT && (role === "officer" || role === "admin"),
  );

/** LO or backup: they act for the NPO. */
export const actsFor = (person: Person, organisation: OrganisationId): boolean =>
  person.roles.some(
    (held) =>
      held.organisation === organisation && (held.role === "liaison" || held.role === "backup"),
  );

export const isHeadOf = (person: Person, organisation: OrganisationId): boolean =>
  person.roles.some((held) => held.organisation === organisation && held.role === "head");

/** The post by which a person belongs to an organisation, the first of several. */
export const postIn = (person: Person, organisation: OrganisationId): RoleName | undefined =>
  person.roles.find((held) => held.organisation === organisation)?.role;

export const isLiaisonOf = (person: Person, organisation: OrganisationId): boolean =>
  person.roles.some((held) => held.organisation === organisation && held.role === "liaison");

export const belongsTo = (person: Person, organisation: OrganisationId): boolean =>
  person.roles.some((held) => held.organisation === organisation);

/** The NPOs a person acts for, without doubles. */
export const npoesOf = (person: Person): OrganisationId[] => [
  ...new Set(
    person.roles
      .filter(({ role }) => role === "liaison" || role === "backup")
      .map(({ organisation }) => organisation),
  ),
];
