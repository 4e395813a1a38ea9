import { and, asc, desc, eq, inArray, like, or, type SQL, sql } from "drizzle-orm";
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
import {
  type Dates,
  daysOf,
  type RequestContent,
  type SentRequest,
  type SubmittedRequest,
} from "../../domain/requests/requests.ts";
import { HOLDS_DAYS, IN_ROUND, LIVE, SENT, type SentState } from "../../domain/states.ts";
import { DateTime, type IsoDay } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { drafts, participants, requestCounters, requests } from "../schema.ts";
import {
  detailsOf,
  endorsementLettersFrom,
  endorsementLettersToStore,
  situationFrom,
} from "./details.ts";

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
  await db
    .update(requests)
    .set({
      ...changingColumns(request),
      number: request.number,
      roundId: request.roundId,
      admissionId: admission?.id ?? null,
      submittedBy: request.submittedBy,
      submittedAt: request.submittedAt.toJSDate(),
      sentThroughSecretariat: request.throughSecretariat,
    })
    .where(eq(requests.id, request.id));
  await db.delete(drafts).where(eq(drafts.requestId, request.id));
  await db
    .insert(participants)
    .values(
      request.content.participants.map((one, index) => participantRow(request.id, index + 1, one)),
    );
};

/**
 * A sent request as it is now, in any state; `was` is the version that was locked. What never
 * changes after sending, and the participants, stay as they are (`saveNames`).
 */
export const saveRequest = async (
  db: Connection,
  request: SentRequest,
  was: SentRequest["version"],
): Promise<void> => {
  const saved = await db
    .update(requests)
    .set(changingColumns(request))
    .where(and(eq(requests.id, request.id), eq(requests.version, was)))
    .returning({ id: requests.id });
  if (saved.length === 0) throw new Error(`Request ${request.id} isn't at version ${was}`);
};

/** Names and e-mail addresses that followed. */
export const saveNames = async (
  db: Connection,
  { id: request, content }: SentRequest,
): Promise<void> => {
  const given = content.participants.map(({ id, name, email }) => ({ id, name, email }));
  await db.execute(sql`
    update ${participants} set name = given.name, email = given.email
    from jsonb_to_recordset(${JSON.stringify(given)}::jsonb) as given (id uuid, name text, email text)
    where ${participants.id} = given.id and ${participants.requestId} = ${request}
      and (${participants.name}, ${participants.email}) is distinct from (given.name, given.email)
  `);
};

const changingColumns = (request: SentRequest) => {
  const { participants: _roster, ...content } = request.content;
  return {
    state: request.state,
    details: detailsOf(request),
    version: request.version,
    hostId: content.host,
    hostAnswerDueOn: request.hostAnswerDueOn,
    ...visitDays(request),
    modality: content.modality,
    content,
    endorsementLetters: endorsementLettersToStore(request.endorsementLetters),
  };
};

/** What was asked for, or agreed while it is agreed; the states after it keep what was. */
const visitDays = (request: SentRequest): Partial<Dates> => {
  switch (request.state) {
    case "submitted":
    case "host_accepted":
    case "host_declined":
    case "withdrawn":
    case "cancelled":
      return daysOf(request);
    default:
      return {};
  }
};

const participantRow = (
  request: RequestId,
  ordinal: number,
  one: RequestContent["participants"][number],
): typeof participants.$inferInsert => ({ ...one, requestId: request, ordinal });

export const findSent = async (db: Connection, id: RequestId): Promise<SentRequest | undefined> =>
  (await load(db, await rowsIn(db, SENT, eq(requests.id, id))))[0];

/** Those of these ids that were sent, the newest first. */
export const sentById = async (
  db: Connection,
  ids: readonly RequestId[],
): Promise<SentRequest[]> => {
  if (ids.length === 0) return [];
  const rows = rowsIn(db, SENT, inArray(requests.id, [...ids]));
  return load(db, await rows.orderBy(desc(requests.submittedAt)));
};

/** Locked until the transaction ends: its history has one writer at a time. */
export const lockSent = async (db: Connection, id: RequestId): Promise<SentRequest | undefined> =>
  (await load(db, await rowsIn(db, SENT, eq(requests.id, id)).for("update")))[0];

export const findByNumber = async (
  db: Connection,
  number: string,
): Promise<SentRequest | undefined> =>
  (await load(db, await rowsIn(db, SENT, eq(requests.number, number))))[0];

/** By the last part of the number ("001" of BCN-2023-001), the newest year first. */
export const findByCounter = async (db: Connection, counter: string): Promise<SentRequest[]> =>
  load(
    db,
    await rowsIn(db, SENT, like(requests.number, `%-${counter.padStart(3, "0")}`)).orderBy(
      desc(requests.number),
    ),
  );

/** Sent by or to an organisation, whatever became of it, the newest first. */
export const requestsConcerning = async (
  db: Connection,
  organisations: readonly OrganisationId[],
): Promise<SentRequest[]> => {
  if (organisations.length === 0) return [];
  const concerned = or(
    inArray(requests.senderId, [...organisations]),
    inArray(requests.hostId, [...organisations]),
  );
  return load(db, await rowsIn(db, SENT, concerned).orderBy(desc(requests.submittedAt)));
};

/** All that were sent in a programme, whatever became of them, the newest first. */
export const requestsOfProgramme = async (
  db: Connection,
  programme: ProgrammeId,
): Promise<SentRequest[]> =>
  load(
    db,
    await rowsIn(db, SENT, eq(requests.programmeId, programme)).orderBy(desc(requests.submittedAt)),
  );

/** Those whose visit is still ahead and not given up: whom a changed programme concerns. */
export const liveRequestsOfProgramme = async (
  db: Connection,
  programme: ProgrammeId,
): Promise<SentRequest[]> =>
  load(
    db,
    await rowsIn(db, LIVE, eq(requests.programmeId, programme)).orderBy(desc(requests.submittedAt)),
  );

/**
 * Numbers and days of the visits that one NPO has asked another for, and of those agreed or made: not
 * of what was declined, not approved, withdrawn or cancelled, whose days are free again.
 */
export const visitsBetween = async (
  db: Connection,
  sender: OrganisationId,
  host: OrganisationId,
): Promise<{ number: string; startsOn: IsoDay; endsOn: IsoDay }[]> =>
  (await rowsIn(db, HOLDS_DAYS, and(eq(requests.senderId, sender), eq(requests.hostId, host)))).map(
    ({ number, startsOn, endsOn }) => ({
      number: number ?? "",
      startsOn: startsOn ?? "",
      endsOn: endsOn ?? "",
    }),
  );

/**
 * The NPO has a request in this round, whatever the answer to it: one that was declined keeps its
 * place. What was withdrawn or cancelled is out of the round, as if it had not been sent.
 */
export const hasSentInRound = async (
  db: Connection,
  sender: OrganisationId,
  round: RoundId,
): Promise<boolean> => {
  const inRound = and(eq(requests.senderId, sender), eq(requests.roundId, round));
  const rows = await rowsIn(db, IN_ROUND, inRound).limit(1);
  return rows.length > 0;
};

const rowsIn = (db: Connection, states: readonly SentState[], where: SQL | undefined) =>
  db
    .select()
    .from(requests)
    .where(and(inArray(requests.state, [...states]), where))
    .$dynamic();

const load = async (
  db: Connection,
  rows: (typeof requests.$inferSelect)[],
): Promise<SentRequest[]> => {
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
): SentRequest => {
  if (!row.number || !row.roundId || !row.submittedAt || !row.submittedBy || !row.hostAnswerDueOn) {
    throw new Error(`Request ${row.id} was sent and is not whole`);
  }
  return {
    ...situationFrom(row.state, row.details),
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
    endorsementLetters: endorsementLettersFrom(row.endorsementLetters),
  };
};
