import { and, asc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { type OrganisationId, organisationId, type PersonId, personId } from "../domain/ids.ts";
import type { Person, RoleName } from "../domain/people.ts";
import { builtOnce } from "./built-once.ts";
import type { Connection } from "./database.ts";
import { accounts, organisations, people, roles } from "./schema.ts";

export interface Account {
  readonly platform: "slack" | "teams";
  /** Slack: `enterprise_id ?? the user's team_id`; Teams: the tenant. */
  readonly tenant: string;
  readonly user: string;
}

/** An account with the workspace whose app writes to it. */
export interface ReachableAccount extends Account {
  readonly workspace: string;
  readonly personId: PersonId;
}

/** `isUnreachable`: the platform has refused messages to the account that was asked for. */
export type KnownPerson = Person & { readonly isUnreachable: boolean };

/** The person behind a chat account with all roles; undefined for a stranger. One statement. */
export const personByAccount = async (
  db: Connection,
  { platform, tenant, user }: Account,
): Promise<KnownPerson | undefined> => {
  return knownFromRows(await selectByAccount(db, { platform, tenant, user }));
};

/** One row a role, of one account. */
export const knownFromRows = (
  rows: readonly (PersonRow & { readonly deadAt: Date | null })[],
): KnownPerson | undefined => {
  const person = personFromRows(rows);
  return person && { ...person, isUnreachable: rows.some(({ deadAt }) => deadAt !== null) };
};

/** The person who pressed something just now, and whose account is alive by that. */
export const personWhoPressed = async (
  db: Connection,
  account: Account,
): Promise<Person | undefined> => {
  const person = await personByAccount(db, account);
  await reviveAccount(db, account, person);
  return person;
};

/** An account that the platform refused messages to is alive again when its person presses something. */
export const reviveAccount = async (
  db: Connection,
  account: Account,
  person: KnownPerson | undefined,
): Promise<void> => {
  if (!person?.isUnreachable) return;
  await db
    .update(accounts)
    .set({ deadAt: null })
    .where(and(isAccount(account), isNotNull(accounts.deadAt)));
};

const isAccount = ({ platform, tenant, user }: Account) =>
  and(eq(accounts.platform, platform), eq(accounts.tenant, tenant), eq(accounts.userId, user));

export const findPerson = async (db: Connection, id: PersonId): Promise<Person | undefined> =>
  personFromRows(await selectPeople(db).where(eq(people.id, id)));

const personColumns = {
  personId: people.id,
  name: people.name,
  ownZone: people.timeZone,
  organisation: roles.organisationId,
  role: roles.role,
  organisationZone: organisations.timeZone,
};

const selectPeople = (db: Connection) =>
  db
    .select(personColumns)
    .from(people)
    .leftJoin(roles, eq(roles.personId, people.id))
    .leftJoin(organisations, eq(organisations.id, roles.organisationId))
    .$dynamic();

/** For a statement built once, given `platform`, `tenant` and `user`. */
export const isGivenAccount = () =>
  and(
    eq(accounts.platform, sql.placeholder("platform")),
    eq(accounts.tenant, sql.placeholder("tenant")),
    eq(accounts.userId, sql.placeholder("user")),
  );

/** What `knownFromRows` reads. */
export const accountColumns = { ...personColumns, deadAt: accounts.deadAt };

const selectByAccount = builtOnce((db) =>
  db
    .select(accountColumns)
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .leftJoin(roles, eq(roles.personId, people.id))
    .leftJoin(organisations, eq(organisations.id, roles.organisationId))
    .where(isGivenAccount()),
);

type PersonRow = Awaited<ReturnType<typeof selectPeople>>[number];

const personFromRows = (rows: readonly PersonRow[]): Person | undefined => {
  const [first] = rows;
  if (!first) return undefined;
  return {
    id: personId(first.personId),
    name: first.name,
    zone: first.ownZone ?? first.organisationZone ?? "Asia/Tokyo",
    roles: rows.flatMap(({ organisation, role }) =>
      organisation && role ? [{ organisation: organisationId(organisation), role }] : [],
    ),
  };
};

/**
 * Chat accounts, alive ones, of those who hold one of these roles in the organisation. Of several of
 * one person the newest comes first.
 */
export const accountsWithRole = async (
  db: Connection,
  organisation: OrganisationId,
  held: readonly RoleName[],
): Promise<ReachableAccount[]> => {
  const rows = await db
    .selectDistinct({
      platform: accounts.platform,
      tenant: accounts.tenant,
      user: accounts.userId,
      workspace: accounts.workspace,
      personId: accounts.personId,
      joinedAt: accounts.joinedAt,
    })
    .from(accounts)
    .innerJoin(roles, eq(roles.personId, accounts.personId))
    .where(
      and(
        eq(roles.organisationId, organisation),
        inArray(roles.role, [...held]),
        isNull(accounts.deadAt),
      ),
    )
    .orderBy(asc(accounts.personId), sql`${accounts.joinedAt} desc nulls last`);
  return rows.map(({ joinedAt: _, ...row }) => ({ ...row, personId: personId(row.personId) }));
};

/** Those who hold one of these roles in the organisation, by name. */
export const peopleWithRole = async (
  db: Connection,
  organisation: OrganisationId,
  held: readonly RoleName[],
): Promise<{ readonly id: PersonId; readonly name: string }[]> => {
  const rows = await db
    .selectDistinct({ id: people.id, name: people.name })
    .from(people)
    .innerJoin(roles, eq(roles.personId, people.id))
    .where(and(eq(roles.organisationId, organisation), inArray(roles.role, [...held])))
    .orderBy(asc(people.name), asc(people.id));
  return rows.map(({ id, name }) => ({ id: personId(id), name }));
};

export interface NewPerson {
  readonly id: PersonId;
  readonly name: string;
  readonly role: RoleName;
  readonly organisation: OrganisationId;
  readonly account: Account & { readonly workspace: string };
  readonly at: Date;
}

/** Adds the person behind an account, or only the role when the account is known. */
export const addPersonWithRole = async (db: Connection, person: NewPerson): Promise<PersonId> => {
  const known = await personByAccount(db, person.account);
  const id = known?.id ?? person.id;
  if (!known) {
    await db.insert(people).values({ id, name: person.name, createdAt: person.at });
    await putAccount(db, id, person.account, person.at);
  }
  await db
    .insert(roles)
    .values({ personId: id, organisationId: person.organisation, role: person.role })
    .onConflictDoNothing();
  return id;
};

/** The account leads to this person from now on. */
export const putAccount = async (
  db: Connection,
  person: PersonId,
  { platform, tenant, user: userId, workspace }: NewPerson["account"],
  joinedAt: Date,
): Promise<void> => {
  const set = { workspace, personId: person, joinedAt, deadAt: null };
  await db
    .insert(accounts)
    .values({ platform, tenant, userId, ...set })
    .onConflictDoUpdate({ target: [accounts.platform, accounts.tenant, accounts.userId], set });
};

/** Names by person; no statement when nobody is asked for. */
export const namesOf = async (
  db: Connection,
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await db
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, name }) => [personId(id), name]));
};
