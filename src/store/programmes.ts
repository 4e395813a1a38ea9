import { asc, desc, eq, inArray } from "drizzle-orm";
import { type PersonId, type ProgrammeId, programmeId, roundId } from "../domain/ids.ts";
import type { Notification } from "../domain/notifications/notification.ts";
import type { Programme, ReminderSettings } from "../domain/programmes.ts";
import type { IsoDay } from "../domain/time.ts";
import type { Connection } from "./database.ts";
import { programmes, programmeVersions, rounds } from "./schema.ts";

/** All published programmes, the newest timing first. */
export const allProgrammes = async (db: Connection): Promise<Programme[]> =>
  withRounds(db, await db.select().from(programmes).orderBy(desc(programmes.startsOn)));

export const findProgramme = async (
  db: Connection,
  id: ProgrammeId,
): Promise<Programme | undefined> => {
  const rows = await db.select().from(programmes).where(eq(programmes.id, id));
  return (await withRounds(db, rows))[0];
};

/** Locked: whoever publishes the same code at the same time waits. */
export const lockProgrammeByCode = async (
  db: Connection,
  projectCode: string,
): Promise<Programme | undefined> => {
  const rows = await db
    .select()
    .from(programmes)
    .where(eq(programmes.projectCode, projectCode))
    .for("update");
  return (await withRounds(db, rows))[0];
};

/** A new programme or a new version of one; every version is kept. */
export const saveProgramme = async (
  db: Connection,
  programme: Programme,
  by: PersonId | null,
  at: Date,
): Promise<void> => {
  const { id, version, notification } = programme;
  const row = rowFromProgramme(programme, at);
  const { publishedAt: _kept, ...changes } = row;
  await db.insert(programmes).values(row).onConflictDoUpdate({ target: programmes.id, set: changes });
  await db
    .insert(programmeVersions)
    .values({ programmeId: id, version, notification, publishedBy: by, publishedAt: at });
  for (const { id: round, number, closesOn } of programme.rounds) {
    await db
      .insert(rounds)
      .values({ id: round, programmeId: id, number, closesOn })
      .onConflictDoUpdate({ target: rounds.id, set: { number, closesOn } });
  }
};

const rowFromProgramme = (programme: Programme, at: Date): typeof programmes.$inferInsert => ({
  id: programme.id,
  projectCode: programme.projectCode,
  version: programme.version,
  title: programme.title,
  startsOn: programme.timing.startsOn,
  endsOn: programme.timing.endsOn,
  timeZone: programme.zone,
  maxVirtual: programme.caps.virtual,
  maxFaceToFace: programme.caps.faceToFace,
  endorsement: programme.endorsement,
  reminderSettings: programme.reminders,
  notification: programme.notification,
  publishedAt: at,
});

const withRounds = async (
  db: Connection,
  rows: (typeof programmes.$inferSelect)[],
): Promise<Programme[]> => {
  if (rows.length === 0) return [];
  const all = await db
    .select()
    .from(rounds)
    .where(inArray(rounds.programmeId, rows.map(({ id }) => id)))
    .orderBy(asc(rounds.number));
  return rows.map((row) =>
    programmeFromRow(
      row,
      all.filter((round) => round.programmeId === row.id),
    ),
  );
};

const programmeFromRow = (
  row: typeof programmes.$inferSelect,
  own: (typeof rounds.$inferSelect)[],
): Programme => ({
  id: programmeId(row.id),
  projectCode: row.projectCode,
  version: row.version,
  title: row.title,
  timing: { startsOn: row.startsOn as IsoDay, endsOn: row.endsOn as IsoDay },
  zone: row.timeZone,
  caps: { virtual: row.maxVirtual, faceToFace: row.maxFaceToFace },
  endorsement: row.endorsement,
  reminders: row.reminderSettings as ReminderSettings,
  rounds: own.map(({ id, number, closesOn }) => ({
    id: roundId(id),
    number,
    closesOn: closesOn as IsoDay,
  })),
  notification: row.notification as Notification,
});
