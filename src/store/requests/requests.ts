import { and, asc, desc, eq, inArray, like, or, sql } from "drizzle-orm";
import {
  type OrganisationId,
  organisationId,
  type ProgrammeId,
  participantId,
  personId,
  programmeId,
  type RequestId,
  type RoundId,
  requestId,
  roundId,
} from "../../domain/ids.ts";
import type { Admission } from "../../domain/programmes/admissions.ts";
import type { RequestContent, SubmittedRequest } from "../../domain/requests/requests.ts";
import { DateTime, type IsoDay } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { drafts, participants, requestCounters, requests } from "../schema.ts";

/** The next number of a programme year; the row stays locked, so numbers have no gaps. */
export const nextCounter = async (db: Connection, year: number): Promise<number> => {
  const [row] = await db
    .insert(requestCounters)
    .values({ year, last: 1 })
    .onConflictDoUpdate({
      target: requestCounters.year,
      set: { last: sql`${requestCounters.last} + 1` },
    })
    .returning({ last: requestCounters.last });
  if (!row) throw new Error("The request counter gave no number");
  return row.last;
};

/** A draft becomes a submitted request, with its participants; what was typed is kept once only. */
export const saveSubmitted = async (
  db: Connection,
  request: SubmittedRequest,
  admission: Pick<Admission, "id"> | undefined,
): Promise<void> => {
  const { participants: roster, ...content } = request.content;
  await db
    .update(requests)
    .set({
      state: "submitted",
      version: request.version,
      number: request.number,
      roundId: request.roundId,
      admissionId: admission?.id ?? null,
      hostId: content.host,
      submittedBy: request.submittedBy,
      submittedAt: request.submittedAt.toJSDate(),
      sentThroughSecretariat: request.throughSecretariat,
      hostAnswerDueOn: request.hostAnswerDueOn,
      startsOn: content.firstChoice.startsOn,
      endsOn: content.firstChoice.endsOn,
      modality: content.modality,
      content,
    })
    .where(eq(requests.id, request.id));
  await db.delete(drafts).where(eq(drafts.requestId, request.id));
  await db
    .insert(participants)
    .values(roster.map((one, index) => participantRow(request.id, index + 1, one)));
};

const participantRow = (
  request: RequestId,
  ordinal: number,
  one: RequestContent["participants"][number],
): typeof participants.$inferInsert => ({ ...one, requestId: request, ordinal });

export const findSubmitted = async (
  db: Connection,
  id: RequestId,
): Promise<SubmittedRequest | undefined> =>
  (await load(db, await submittedRows(db).where(and(isSubmitted, eq(requests.id, id)))))[0];

/** Locked until the transaction ends: its history has one writer at a time. */
export const lockSubmitted = async (
  db: Connection,
  id: RequestId,
): Promise<SubmittedRequest | undefined> =>
  (
    await load(
      db,
      await submittedRows(db)
        .where(and(isSubmitted, eq(requests.id, id)))
        .for("update"),
    )
  )[0];

export const findByNumber = async (
  db: Connection,
  number: string,
): Promise<SubmittedRequest | undefined> =>
  (await load(db, await submittedRows(db).where(and(isSubmitted, eq(requests.number, number)))))[0];

/** By the last part of the number ("001" of BCN-2023-001), the newest first. */
export const findByCounter = async (db: Connection, counter: string): Promise<SubmittedRequest[]> =>
  load(
    db,
    await submittedRows(db)
      .where(and(isSubmitted, like(requests.number, `%-${counter.padStart(3, "0")}`)))
      .orderBy(desc(requests.submittedAt)),
  );

/** Sent by or to an organisation, the newest first. */
export const requestsConcerning = async (
  db: Connection,
  organisations: readonly OrganisationId[],
): Promise<SubmittedRequest[]> => {
  if (organisations.length === 0) return [];
  const concerned = or(
    inArray(requests.senderId, [...organisations]),
    inArray(requests.hostId, [...organisations]),
  );
  return load(
    db,
    await submittedRows(db).where(and(isSubmitted, concerned)).orderBy(desc(requests.submittedAt)),
  );
};

/** All submitted requests of a programme, the newest first. */
export const requestsOfProgramme = async (
  db: Connection,
  programme: ProgrammeId,
): Promise<SubmittedRequest[]> =>
  load(
    db,
    await submittedRows(db)
      .where(and(isSubmitted, eq(requests.programmeId, programme)))
      .orderBy(desc(requests.submittedAt)),
  );

/** Numbers and dates of what one NPO has asked another for. */
export const visitsBetween = async (
  db: Connection,
  sender: OrganisationId,
  host: OrganisationId,
): Promise<{ number: string; startsOn: IsoDay; endsOn: IsoDay }[]> =>
  (
    await submittedRows(db).where(
      and(isSubmitted, eq(requests.senderId, sender), eq(requests.hostId, host)),
    )
  ).map(({ number, startsOn, endsOn }) => ({
    number: number ?? "",
    startsOn: startsOn ?? "",
    endsOn: endsOn ?? "",
  }));

export const hasSentInRound = async (
  db: Connection,
  sender: OrganisationId,
  round: RoundId,
): Promise<boolean> => {
  const rows = await submittedRows(db)
    .where(and(isSubmitted, eq(requests.senderId, sender), eq(requests.roundId, round)))
    .limit(1);
  return rows.length > 0;
};

const isSubmitted = eq(requests.state, "submitted");
const submittedRows = (db: Connection) => db.select().from(requests).$dynamic();

const load = async (
  db: Connection,
  rows: (typeof requests.$inferSelect)[],
): Promise<SubmittedRequest[]> => {
  if (rows.length === 0) return [];
  const rosters = await db
    .select()
    .from(participants)
    .where(
      inArray(
        participants.requestId,
        rows.map(({ id }) => id),
      ),
    )
    .orderBy(asc(participants.ordinal));
  return rows.map((row) =>
    requestFromRow(
      row,
      rosters.filter((one) => one.requestId === row.id),
    ),
  );
};

type StoredContent = Omit<RequestContent, "participants">;

const requestFromRow = (
  row: typeof requests.$inferSelect,
  roster: (typeof participants.$inferSelect)[],
): SubmittedRequest => {
  if (!row.number || !row.roundId || !row.submittedAt || !row.submittedBy || !row.hostAnswerDueOn) {
    throw new Error(`Request ${row.id} is submitted and not whole`);
  }
  return {
    state: "submitted",
    considering: null,
    id: requestId(row.id),
    programmeId: programmeId(row.programmeId),
    version: row.version,
    number: row.number,
    sender: organisationId(row.senderId),
    roundId: roundId(row.roundId),
    admittedLate: row.admissionId !== null,
    submittedAt: DateTime.fromJSDate(row.submittedAt),
    submittedBy: personId(row.submittedBy),
    throughSecretariat: row.sentThroughSecretariat,
    hostAnswerDueOn: row.hostAnswerDueOn as IsoDay,
    content: {
      ...(row.content as StoredContent),
      participants: roster.map(({ requestId: _request, ordinal: _ordinal, ...one }) => ({
        ...one,
        id: participantId(one.id),
      })),
    },
  };
};
