/** Who holds which post, and whether they can be written to. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { type OrganisationId, organisationId, type PersonId, personId } from "../../domain/ids.ts";
import type { Post } from "../../domain/members/member-views.ts";
import type { Person } from "../../domain/people.ts";
import type { Connection } from "../database.ts";
import { accounts, people, roles } from "../schema.ts";

export type HeldPost = Post & { readonly organisation: OrganisationId };

/** All posts of these organisations, in the order of names. */
export const postsOf = async (
  db: Connection,
  organisations: readonly OrganisationId[],
): Promise<HeldPost[]> => {
  if (organisations.length === 0) return [];
  const rows = await db
    .select({
      organisation: roles.organisationId,
      role: roles.role,
      person: people.id,
      name: people.name,
      all: sql<number>`count(${accounts.userId})::int`,
      alive: sql<number>`count(${accounts.userId}) filter (where ${accounts.deadAt} is null)::int`,
    })
    .from(roles)
    .innerJoin(people, eq(people.id, roles.personId))
    .leftJoin(accounts, eq(accounts.personId, people.id))
    .where(inArray(roles.organisationId, [...organisations]))
    .groupBy(roles.organisationId, roles.role, people.id, people.name)
    .orderBy(asc(people.name), asc(people.id));
  return rows.map(({ organisation, person, all, alive, ...row }) => ({
    ...row,
    organisation: organisationId(organisation),
    person: personId(person),
    reach: alive > 0 ? "chat" : all > 0 ? "dead" : "none",
  }));
};

type HeldRole = Person["roles"][number];

/** False when it was taken away before. */
export const deleteRole = async (
  db: Connection,
  person: PersonId,
  { organisation, role }: HeldRole,
): Promise<boolean> => {
  const gone = await db
    .delete(roles)
    .where(
      and(eq(roles.personId, person), eq(roles.organisationId, organisation), eq(roles.role, role)),
    )
    .returning({ role: roles.role });
  return gone.length === 1;
};

/** Locked until the transaction ends: of two administrators who remove each other one stays. */
export const lockAdministrators = async (db: Connection): Promise<PersonId[]> =>
  (
    await db
      .select({ person: roles.personId })
      .from(roles)
      .where(eq(roles.role, "admin"))
      .orderBy(asc(roles.personId))
      .for("update")
  ).map(({ person }) => personId(person));
