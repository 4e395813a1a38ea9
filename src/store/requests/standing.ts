/** What the home and `owed` are read from: lines of many requests, without what they don't show. */
import { and, count, desc, eq, inArray, isNull, ne, or, type SQL, sql } from "drizzle-orm";
import type { RequestSummary, Standing } from "../../domain/home/standing.ts";
import {
  type OrganisationId,
  organisationId,
  type ProgrammeId,
  programmeId,
  requestId,
  roundId,
} from "../../domain/ids.ts";
import { withoutConfidential } from "../../domain/requests/requests.ts";
import { SENT } from "../../domain/states.ts";
import { builtOnce, isOneOf, listed } from "../built-once.ts";
import type { Connection } from "../database.ts";
import { accounts, drafts, participants, requests, roles, roundRefusals } from "../schema.ts";
import { situationFrom } from "./details.ts";

/** A line before the names of its organisations are known. */
export type RequestRow = Omit<
  RequestSummary,
  "sender" | "host" | "hostIsReachable" | "handlers"
> & {
  readonly sender: OrganisationId;
  readonly host: OrganisationId;
};

/** Sent in these programmes, the newest first: all of them, or those by and to an organisation. */
export const requestRows = async (
  db: Connection,
  programmes: readonly ProgrammeId[],
  concerning: readonly OrganisationId[] | "all",
): Promise<RequestRow[]> => {
  if (programmes.length === 0 || concerning.length === 0) return [];
  const sentIn = listed(programmes);
  const rows =
    concerning === "all"
      ? await selectAll(db, { sentIn })
      : await selectConcerning(db, { sentIn, concerned: listed(concerning) });
  return rows.map(requestFromRow);
};

const selectRows = (db: Connection, concerned?: SQL) =>
  db
    .select({
      id: requests.id,
      version: requests.version,
      state: requests.state,
      details: requests.details,
      number: requests.number,
      programmeId: requests.programmeId,
      roundId: requests.roundId,
      sender: requests.senderId,
      host: requests.hostId,
      hostAnswerDueOn: requests.hostAnswerDueOn,
      startsOn: requests.startsOn,
      endsOn: requests.endsOn,
      topic: sql<string | null>`${requests.content}->>'topic'`,
      people: db.$count(
        participants,
        and(eq(participants.requestId, requests.id), ne(participants.part, "standby")),
      ),
    })
    .from(requests)
    .where(
      and(inArray(requests.state, [...SENT]), isOneOf(requests.programmeId, "sentIn"), concerned),
    )
    .orderBy(desc(requests.submittedAt), desc(requests.number));

const selectAll = builtOnce((db) => selectRows(db));
const selectConcerning = builtOnce((db) =>
  selectRows(
    db,
    or(isOneOf(requests.senderId, "concerned"), isOneOf(requests.hostId, "concerned")),
  ),
);

type Row = Awaited<ReturnType<typeof selectRows>>[number];

const requestFromRow = (row: Row): RequestRow => {
  const { number, host, hostAnswerDueOn, startsOn, endsOn } = row;
  if (!number || !row.roundId || !host || !hostAnswerDueOn || !startsOn || !endsOn) {
    throw new Error(`Request ${row.id} was sent and is not whole`);
  }
  return {
    stands: withoutConfidential(situationFrom(row.state, row.details)),
    isFormer: false,
    id: requestId(row.id),
    version: row.version,
    number,
    programmeId: programmeId(row.programmeId),
    roundId: roundId(row.roundId),
    sender: organisationId(row.sender),
    host: organisationId(host),
    hostAnswerDueOn,
    days: { startsOn, endsOn },
    people: row.people,
    topic: row.topic ?? "",
  };
};

/** How many drafts a programme has that somebody has typed in, whoever's. */
export const countDrafts = async (db: Connection): Promise<Map<ProgrammeId, number>> => {
  const rows = await db
    .select({ programme: requests.programmeId, drafts: count() })
    .from(requests)
    .innerJoin(drafts, eq(drafts.requestId, requests.id))
    .where(and(eq(requests.state, "draft"), sql`${drafts.answers} <> '{}'::jsonb`))
    .groupBy(requests.programmeId);
  return new Map(rows.map((row) => [programmeId(row.programme), row.drafts]));
};

export const refusalsOf = async (
  db: Connection,
  organisations: readonly OrganisationId[],
): Promise<Standing["refused"]> => {
  if (organisations.length === 0) return [];
  const rows = await selectRefusals(db, { by: listed(organisations) });
  return rows.map((row) => ({
    round: roundId(row.roundId),
    npo: organisationId(row.organisationId),
  }));
};

const selectRefusals = builtOnce((db) =>
  db.select().from(roundRefusals).where(isOneOf(roundRefusals.organisationId, "by")),
);

/** Organisations of which an LO or a backup has a chat account that works. */
export const reachableOrganisations = async (db: Connection): Promise<Set<OrganisationId>> => {
  const rows = await db
    .selectDistinct({ id: roles.organisationId })
    .from(roles)
    .innerJoin(accounts, eq(accounts.personId, roles.personId))
    .where(and(inArray(roles.role, ["liaison", "backup"]), isNull(accounts.deadAt)));
  return new Set(rows.map(({ id }) => organisationId(id)));
};
