import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import {
  type OrganisationId,
  organisationId,
  personId,
  type RequestId,
  requestId,
  roundId,
} from "../../domain/ids.ts";
import type { Admission } from "../../domain/programmes/admissions.ts";
import { DateTime } from "../../domain/time.ts";
import { builtOnce, isOneOf, listed } from "../built-once.ts";
import type { Connection } from "../database.ts";
import { lateAdmissions, requests } from "../schema.ts";

/** False when this draft, or in advance this NPO, has one for the round already. */
export const insertAdmission = async (db: Connection, one: Admission): Promise<boolean> => {
  const rows = await db
    .insert(lateAdmissions)
    .values({
      id: one.id,
      roundId: one.roundId,
      organisationId: one.organisation,
      requestId: one.requestId,
      askedBy: one.asked?.by ?? null,
      askedAt: one.asked?.at.toJSDate() ?? null,
      askedWhy: one.asked?.why ?? null,
      ...admittedColumns(one.admitted),
    })
    .onConflictDoNothing()
    .returning({ id: lateAdmissions.id });
  return rows.length === 1;
};

export const saveAdmitted = async (
  db: Connection,
  { id, admitted }: Pick<Admission, "id" | "admitted">,
): Promise<void> => {
  await db.update(lateAdmissions).set(admittedColumns(admitted)).where(eq(lateAdmissions.id, id));
};

/** Locked: of two officers who answer at once, one waits and finds it answered. */
export const lockAdmission = async (db: Connection, id: string): Promise<Admission | undefined> =>
  (await select(db).where(eq(lateAdmissions.id, id)).for("update")).map(fromRow)[0];

export const findAdmission = async (db: Connection, id: string): Promise<Admission | undefined> =>
  (await select(db).where(eq(lateAdmissions.id, id))).map(fromRow)[0];

/** Asked for by one draft. */
export const admissionsAskedBy = async (db: Connection, draft: RequestId): Promise<Admission[]> =>
  (await select(db).where(eq(lateAdmissions.requestId, draft))).map(fromRow);

/** What an NPO's drafts may count on: given in advance, and those of one draft if it is named. */
export const admissionsFor = async (
  db: Connection,
  sender: OrganisationId,
  draft?: RequestId,
): Promise<Admission[]> => (await selectFor(db, { sender, draft: draft ?? null })).map(fromRow);

// Nothing equals null: no draft named is none found.
const selectFor = builtOnce((db) =>
  select(db).where(
    and(
      eq(lateAdmissions.organisationId, sql.placeholder("sender")),
      or(isNull(lateAdmissions.requestId), eq(lateAdmissions.requestId, sql.placeholder("draft"))),
    ),
  ),
);

/** All that NPOs asked for or were given. */
export const admissionsOf = async (
  db: Connection,
  senders: readonly OrganisationId[],
): Promise<Admission[]> =>
  senders.length === 0 ? [] : (await selectOf(db, { senders: listed(senders) })).map(fromRow);

const selectOf = builtOnce((db) =>
  select(db).where(isOneOf(lateAdmissions.organisationId, "senders")),
);

/** Asked by drafts that are still unsent, and not answered; who asked first comes first. */
export const admissionsToDecide = async (db: Connection): Promise<Admission[]> =>
  (
    await db
      .select({ admission: lateAdmissions })
      .from(lateAdmissions)
      .innerJoin(requests, eq(requests.id, lateAdmissions.requestId))
      .where(and(isNull(lateAdmissions.admittedAt), eq(requests.state, "draft")))
      .orderBy(asc(lateAdmissions.askedAt))
  ).map(({ admission }) => fromRow(admission));

const admittedColumns = (admitted: Admission["admitted"]) => ({
  admittedBy: admitted?.by ?? null,
  admittedAt: admitted?.at.toJSDate() ?? null,
  admittedWhy: admitted?.why ?? null,
});

const select = (db: Connection) => db.select().from(lateAdmissions).$dynamic();

const fromRow = (row: typeof lateAdmissions.$inferSelect): Admission => ({
  id: row.id,
  roundId: roundId(row.roundId),
  organisation: organisationId(row.organisationId),
  requestId: row.requestId === null ? null : requestId(row.requestId),
  asked: said(row.askedBy, row.askedAt, row.askedWhy),
  admitted: said(row.admittedBy, row.admittedAt, row.admittedWhy),
});

const said = (by: string | null, at: Date | null, why: string | null): Admission["asked"] =>
  by && at ? { by: personId(by), at: DateTime.fromJSDate(at), why: why ?? "" } : null;
