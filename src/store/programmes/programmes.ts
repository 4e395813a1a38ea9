import { asc, desc, eq, inArray } from "drizzle-orm";
import type { Origin } from "../../domain/amendments/publication.ts";
import {
  type PersonId,
  type ProgrammeId,
  programmeId,
  type RoundId,
  roundId,
} from "../../domain/ids.ts";
import type { Notification } from "../../domain/notifications/notification.ts";
import type { Programme, ReminderSettings } from "../../domain/programmes/programmes.ts";
import { DateTime, type IsoDay } from "../../domain/time.ts";
import { builtOnce } from "../built-once.ts";
import type { Connection } from "../database.ts";
import { programmes, programmeVersions, rounds } from "../schema.ts";
import { saveRounds } from "./rounds.ts";

/** All published programmes, the newest timing first. */
export const allProgrammes = async (db: Connection): Promise<Programme[]> =>
  programmesFrom(await Promise.all([selectProgrammes(db, {}), selectRounds(db, {})]));

const selectProgrammes = builtOnce((db) =>
  db.select().from(programmes).orderBy(desc(programmes.startsOn)),
);
const selectRounds = builtOnce((db) => db.select().from(rounds).orderBy(asc(rounds.number)));

export const findProgramme = async (
  db: Connection,
  id: ProgrammeId,
): Promise<Programme | undefined> => {
  const rows = await db.select().from(programmes).where(eq(programmes.id, id));
  return (await withRounds(db, rows))[0];
};

export const findProgrammeByCode = async (
  db: Connection,
  projectCode: string,
): Promise<Programme | undefined> => {
  const rows = await db.select().from(programmes).where(eq(programmes.projectCode, projectCode));
  return (await withRounds(db, rows))[0];
};

export const findProgrammeOfRound = async (
  db: Connection,
  round: RoundId,
): Promise<Programme | undefined> => {
  const [row] = await db.select().from(rounds).where(eq(rounds.id, round));
  return row && findProgramme(db, programmeId(row.programmeId));
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
  origin: Origin = { kind: "notification" },
): Promise<void> => {
  const { id, version, notification } = programme;
  const row = rowFromProgramme(programme);
  await db.insert(programmes).values(row).onConflictDoUpdate({ target: programmes.id, set: row });
  await db.insert(programmeVersions).values({
    programmeId: id,
    version,
    notification,
    origin: origin.kind,
    amendmentNumber: "number" in origin ? origin.number : null,
    publishedBy: by,
    publishedAt: at,
  });
  await saveRounds(db, programme);
};

/** What was published once, the first version first. */
export interface ProgrammeVersion {
  readonly version: number;
  readonly notification: Notification;
  readonly origin: Origin;
  readonly publishedAt: DateTime;
}

export const versionsOf = async (
  db: Connection,
  programme: ProgrammeId,
): Promise<ProgrammeVersion[]> =>
  (
    await db
      .select()
      .from(programmeVersions)
      .where(eq(programmeVersions.programmeId, programme))
      .orderBy(asc(programmeVersions.version))
  ).map(({ version, notification, origin: kind, amendmentNumber: number, publishedAt }) => ({
    version,
    notification: notification as Notification,
    origin: kind === "addendum" || kind === "revision" ? { kind, number } : { kind },
    publishedAt: DateTime.fromJSDate(publishedAt),
  }));

const rowFromProgramme = (programme: Programme): typeof programmes.$inferInsert => ({
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
  publishedAt: programme.publishedAt.toJSDate(),
});

const withRounds = async (
  db: Connection,
  rows: (typeof programmes.$inferSelect)[],
): Promise<Programme[]> => {
  if (rows.length === 0) return [];
  const all = await db
    .select()
    .from(rounds)
    .where(
      inArray(
        rounds.programmeId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(rounds.number));
  return programmesFrom([rows, all]);
};

const programmesFrom = ([rows, all]: readonly [
  readonly (typeof programmes.$inferSelect)[],
  readonly (typeof rounds.$inferSelect)[],
]): Programme[] =>
  rows.map((row) =>
    programmeFromRow(
      row,
      all.filter((round) => round.programmeId === row.id),
    ),
  );

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
  publishedAt: DateTime.fromJSDate(row.publishedAt),
});
