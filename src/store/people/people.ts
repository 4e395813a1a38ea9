import { and, asc, desc, eq, inArray, isNotNull, isNull, not, or, sql } from "drizzle-orm";
import { type OrganisationId, organisationId, type PersonId, personId } from "../../domain/ids.ts";
import type { Person, RoleName } from "../../domain/people.ts";
import type { Platform } from "../../domain/platform.ts";
import { builtOnce } from "../built-once.ts";
import type { Connection } from "../database.ts";
import { accounts, organisations, people, roles } from "../schema.ts";

export interface Account {
  readonly platform: Platform;
  /** Slack: the person's own workspace, or their organisation where that is all we know; Teams: the tenant. */
  readonly tenant: string;
  /**
   * Slack: the Grid organisation of that workspace. A user's id is one person's in all of it, so an
   * account is found by either.
   */
  readonly alsoTenant?: string | undefined;
  readonly user: string;
}

/** An account with the workspace whose app writes to it. */
export interface ReachableAccount extends Account {
  readonly workspace: string;
  readonly personId: PersonId;
}

/**
 * `isUnreachable`: the platform has refused messages to the account that was asked for. `isNewlySeen`:
 * with a workspace or organisation that the account doesn't have yet. `isUsedLast`: of all accounts of
 * the person.
 */
export type KnownPerson = Person & {
  readonly isUnreachable: boolean;
  readonly isNewlySeen: boolean;
  readonly isUsedLast: boolean;
};

/** The person behind a chat account with all roles; undefined for a stranger. One statement. */
export const personByAccount = async (
  db: Connection,
  account: Account,
): Promise<KnownPerson | undefined> =>
  knownFromRows(await selectByAccount(db, givenAccount(account)), account);

type AccountRow = PersonRow &
  Pick<typeof accounts.$inferSelect, "tenant" | "alsoTenant" | "deadAt"> & {
    readonly isUsedLast: boolean;
  };

/** One row a role; of two accounts, by the workspace and by the organisation, the first one counts. */
export const knownFromRows = (
  rows: readonly AccountRow[],
  asked: Account,
): KnownPerson | undefined => {
  const [found] = rows;
  const person = personFromRows(rows.filter(({ tenant }) => tenant === found?.tenant));
  if (!found || !person) return undefined;
  const { tenant, alsoTenant, deadAt, isUsedLast } = found;
  const isNewlySeen =
    asked.alsoTenant !== undefined &&
    (alsoTenant === null || ![tenant, alsoTenant].includes(asked.alsoTenant));
  return { ...person, isUnreachable: deadAt !== null, isNewlySeen, isUsedLast };
};

/** Whether both lead to one person: users' ids are unique within a workspace and its organisation. */
export const isSameAccount = (one: Account, other: Account): boolean =>
  one.platform === other.platform &&
  one.user === other.user &&
  tenantsOf(one).some((tenant) => tenantsOf(other).includes(tenant));

const tenantsOf = ({ tenant, alsoTenant = tenant }: Account): string[] => [tenant, alsoTenant];

/** The person who pressed something just now, and whose account is alive by that. */
export const personWhoPressed = async (
  db: Connection,
  account: Account,
): Promise<Person | undefined> => {
  const person = await personByAccount(db, account);
  await keepAccount(db, account, person);
  return person;
};

/**
 * What a press tells of its account: one that the platform refused messages to is alive again, one that
 * came with both its workspace and its organisation is found by either from then on, and of several of
 * one person it is the one used last.
 */
export const keepAccount = async (
  db: Connection,
  account: Account,
  person: KnownPerson | undefined,
): Promise<void> => {
  if (person?.isNewlySeen) await joinTenants(db, account);
  if (person && !person.isUsedLast) await noteUse(db, account, person.id);
  if (!person?.isUnreachable) return;
  await db
    .update(accounts)
    .set({ deadAt: null })
    .where(and(isAccount(account), isNotNull(accounts.deadAt)));
};

/**
 * Later than all others of the person, whatever the clocks of several servers say: only the order
 * counts, so that nothing is written while somebody stays with one.
 */
const noteUse = async (db: Connection, account: Account, person: PersonId): Promise<void> => {
  const last = sql`(select max(other.used_at) from accounts as other where other.person_id = ${person})`;
  const usedAt = sql`greatest(now(), ${last} + interval '1 millisecond')`;
  await db
    .update(accounts)
    .set({ usedAt })
    .where(and(isAccount(account), eq(accounts.personId, person)));
};

/** Seen together. Where only the organisation was known, letters now go by the workspace's app. */
export const joinTenants = async (db: Connection, account: Account): Promise<void> => {
  const { tenant, alsoTenant } = account;
  if (alsoTenant === undefined) return;
  const other = sql`case when ${accounts.tenant} = ${alsoTenant} then ${tenant} else ${alsoTenant} end`;
  const reached = sql`case when ${accounts.workspace} = ${alsoTenant} then ${tenant} else ${accounts.workspace} end`;
  const isKnown = or(eq(accounts.tenant, alsoTenant), eq(accounts.alsoTenant, alsoTenant));
  await db
    .update(accounts)
    .set({ alsoTenant: other, workspace: reached })
    .where(and(isAccount(account), or(isNull(accounts.alsoTenant), not(isKnown ?? sql`false`))));
};

const isAccount = (account: Account) => {
  const tenants = tenantsOf(account);
  return and(
    eq(accounts.platform, account.platform),
    eq(accounts.userId, account.user),
    or(inArray(accounts.tenant, tenants), inArray(accounts.alsoTenant, tenants)),
  );
};

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

/** For a statement built once, given what `givenAccount` makes. */
export const isGivenAccount = () => {
  const tenants = [sql.placeholder("tenant"), sql.placeholder("alsoTenant")];
  return and(
    eq(accounts.platform, sql.placeholder("platform")),
    eq(accounts.userId, sql.placeholder("user")),
    or(inArray(accounts.tenant, tenants), inArray(accounts.alsoTenant, tenants)),
  );
};

/** The account of the person's own workspace before that of its organisation, where there are both. */
export const ownFirst = () => [
  desc(sql`(${accounts.tenant} = ${sql.placeholder("tenant")})`),
  asc(accounts.tenant),
];

export const givenAccount = ({ platform, tenant, alsoTenant = tenant, user }: Account) => ({
  platform,
  tenant,
  alsoTenant,
  user,
});

/** What `knownFromRows` reads. */
export const accountColumns = {
  ...personColumns,
  tenant: accounts.tenant,
  alsoTenant: accounts.alsoTenant,
  deadAt: accounts.deadAt,
  isUsedLast: sql<boolean>`(${accounts.usedAt} is not null and not exists (
    select 1 from accounts as other
    where other.person_id = ${accounts.personId} and other.used_at > ${accounts.usedAt}
  ))`.as("is_used_last"),
};

const selectByAccount = builtOnce((db) =>
  db
    .select(accountColumns)
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .leftJoin(roles, eq(roles.personId, people.id))
    .leftJoin(organisations, eq(organisations.id, roles.organisationId))
    .where(isGivenAccount())
    .orderBy(...ownFirst()),
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
 * one person the one used last comes first.
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
      alsoTenant: accounts.alsoTenant,
      user: accounts.userId,
      workspace: accounts.workspace,
      personId: accounts.personId,
      joinedAt: accounts.joinedAt,
      usedAt: accounts.usedAt,
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
    .orderBy(asc(accounts.personId), ...usedLastFirst());
  return rows.map(({ joinedAt: _, usedAt: __, ...row }) => ({
    ...row,
    alsoTenant: row.alsoTenant ?? undefined,
    personId: personId(row.personId),
  }));
};

/** Of several accounts of one person; of those that were never used the newest. */
export const usedLastFirst = () => [
  sql`${accounts.usedAt} desc nulls last`,
  sql`${accounts.joinedAt} desc nulls last`,
];

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

/** The account, in which they write just now, leads to this person from now on. */
export const addAccountInUse = async (
  db: Connection,
  person: PersonId,
  account: NewPerson["account"],
  joinedAt: Date,
): Promise<void> => {
  await putAccount(db, person, account, joinedAt);
  await noteUse(db, account, person);
};

const putAccount = async (
  db: Connection,
  person: PersonId,
  account: NewPerson["account"],
  joinedAt: Date,
): Promise<void> => {
  const { platform, tenant, alsoTenant, user: userId, workspace } = account;
  const set = { workspace, personId: person, joinedAt, deadAt: null };
  const known = await db.update(accounts).set(set).where(isAccount(account)).returning();
  if (known.length > 0) return;
  await db
    .insert(accounts)
    .values({ platform, tenant, alsoTenant, userId, ...set })
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
