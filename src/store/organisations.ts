import { asc, eq } from "drizzle-orm";
import { type OrganisationId, organisationId } from "../domain/ids.ts";
import type { Organisation } from "../domain/members.ts";
import type { IsoDay } from "../domain/time.ts";
import type { Connection } from "./database.ts";
import { holidays, organisations } from "./schema.ts";

/** All members, suspended ones included, and the Secretariat; by name. */
export const allOrganisations = async (db: Connection): Promise<Organisation[]> => {
  const [rows, free] = await Promise.all([
    db.select().from(organisations).orderBy(asc(organisations.name)),
    db.select().from(holidays),
  ]);
  return rows.map((row) =>
    organisationFromRow(
      row,
      free.filter((one) => one.organisationId === row.id).map(({ day }) => day as IsoDay),
    ),
  );
};

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

export const addHoliday = async (
  db: Connection,
  organisation: OrganisationId,
  day: IsoDay,
  name: string,
): Promise<void> => {
  await db
    .insert(holidays)
    .values({ organisationId: organisation, day, name })
    .onConflictDoNothing();
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
  zone: row.timeZone,
  weekend: row.weekend,
  holidays: free,
  active: row.active,
});
