import { and, asc, between, eq, gte, inArray, sql } from "drizzle-orm";
import { type OrganisationId, organisationId } from "../../domain/ids.ts";
import type { Holiday, HolidayRun } from "../../domain/members/holidays.ts";
import type { Member, MemberFacts } from "../../domain/members/member-facts.ts";
import type { Organisation } from "../../domain/members/members.ts";
import type { IsoDay } from "../../domain/time.ts";
import { builtOnce } from "../built-once.ts";
import type { Connection } from "../database.ts";
import { holidays, organisations } from "../schema.ts";

/** All members, suspended ones included, and the Secretariat; by name. */
export const allOrganisations = async (db: Connection): Promise<Organisation[]> => {
  const [rows, free] = await Promise.all([selectOrganisations(db, {}), selectHolidays(db, {})]);
  return rows.map((row) =>
    organisationFromRow(
      row,
      free.filter((one) => one.organisationId === row.id).map(({ day }) => day as IsoDay),
    ),
  );
};

const selectOrganisations = builtOnce((db) =>
  db.select().from(organisations).orderBy(asc(organisations.name)),
);
const selectHolidays = builtOnce((db) =>
  db.select({ organisationId: holidays.organisationId, day: holidays.day }).from(holidays),
);

export const findOrganisation = async (
  db: Connection,
  id: OrganisationId,
): Promise<Organisation | undefined> => {
  const [row] = await db.select().from(organisations).where(eq(organisations.id, id));
  if (!row) return undefined;
  const free = await db.select().from(holidays).where(eq(holidays.organisationId, id));
  return organisationFromRow(
    row,
    free.map(({ day }) => day as IsoDay),
  );
};

/** All organisations with all that is kept of them; by name. */
export const allMembers = async (db: Connection): Promise<Member[]> => {
  const known = await allOrganisations(db);
  const rows = await db.select().from(organisations);
  return known.flatMap((organisation) => {
    const row = rows.find(({ id }) => id === organisation.id);
    return row ? [memberFromRow(row, organisation)] : [];
  });
};

/** Locked until the transaction ends: two corrections of one member wait for each other. */
export const lockMember = async (
  db: Connection,
  id: OrganisationId,
): Promise<Member | undefined> => {
  const [row] = await db.select().from(organisations).where(eq(organisations.id, id)).for("update");
  const organisation = row && (await findOrganisation(db, id));
  return organisation && memberFromRow(row, organisation);
};

export const updateMember = async (
  db: Connection,
  id: OrganisationId,
  { npo, acronym, telephone, zone, weekend, active }: MemberFacts,
  uncertain: readonly string[],
): Promise<void> => {
  await db
    .update(organisations)
    .set({
      npo,
      acronym,
      telephone,
      timeZone: zone,
      weekend: [...weekend],
      active,
      uncertain: [...uncertain],
      version: sql`${organisations.version} + 1`,
    })
    .where(eq(organisations.id, id));
};

/** From a day on, the earliest first. */
export const holidaysFrom = async (
  db: Connection,
  organisation: OrganisationId,
  from: IsoDay,
): Promise<Holiday[]> =>
  (
    await db
      .select({ day: holidays.day, name: holidays.name })
      .from(holidays)
      .where(and(eq(holidays.organisationId, organisation), gte(holidays.day, from)))
      .orderBy(asc(holidays.day))
  ).map(({ day, name }) => ({ day: day as IsoDay, name }));

/** A day that is there already takes the new name; gives how many weren't there. */
export const saveHolidays = async (
  db: Connection,
  organisation: OrganisationId,
  days: readonly Holiday[],
): Promise<number> => {
  const byDay = new Map(days.map((one) => [one.day, one.name]));
  if (byDay.size === 0) return 0;
  const known = await db
    .select({ day: holidays.day })
    .from(holidays)
    .where(
      and(eq(holidays.organisationId, organisation), inArray(holidays.day, [...byDay.keys()])),
    );
  await db
    .insert(holidays)
    .values([...byDay].map(([day, name]) => ({ organisationId: organisation, day, name })))
    .onConflictDoUpdate({
      target: [holidays.organisationId, holidays.day],
      set: { name: sql`excluded.name` },
    });
  return byDay.size - known.length;
};

/** The days of one name from the first to the last; gives how many there were. */
export const deleteHolidays = async (
  db: Connection,
  organisation: OrganisationId,
  { first, last, name }: HolidayRun,
): Promise<number> => {
  const gone = await db
    .delete(holidays)
    .where(
      and(
        eq(holidays.organisationId, organisation),
        between(holidays.day, first, last),
        eq(holidays.name, name),
      ),
    )
    .returning({ day: holidays.day });
  return gone.length;
};

const organisationFromRow = (
  row: typeof organisations.$inferSelect,
  free: readonly IsoDay[],
): Organisation => ({
  id: organisationId(row.id),
  kind: row.kind,
  name: row.name,
  aliases: row.aliases,
  npo: row.npo,
  acronym: row.acronym,
  telephone: row.telephone,
  zone: row.timeZone,
  weekend: row.weekend,
  holidays: free,
  active: row.active,
});

const memberFromRow = (
  { uncertain, version }: typeof organisations.$inferSelect,
  organisation: Organisation,
): Member => ({ ...organisation, uncertain, version });
