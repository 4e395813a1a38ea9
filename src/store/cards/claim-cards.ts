/** Who edits which card now: a lease on each, one process at a time asking. System time. */
import { type SQL, sql } from "drizzle-orm";
import { requestId } from "../../domain/ids.ts";
import { DateTime } from "../../domain/time.ts";
import { type Connection, type Database, inTransaction } from "../database.ts";
import { cardMarks } from "../schema.ts";
import type { ClaimedCard } from "./cards.ts";

export interface ClaimCardsOptions {
  readonly lease: string;
  readonly now: DateTime;
  readonly programmeNow: DateTime;
  readonly leaseSeconds: number;
  readonly most: number;
  /** In one conversation, from the end of a try to the next one. */
  readonly secondsBetween: number;
  /** What one workspace takes (docs/platform-limits.md). */
  readonly mostAMinute: number;
}

/** Any number, the same in every release: who claims cards. */
const CLAIMING = 2_023_012;

/**
 * Leases what is stale, or was left by a process that ended: of each conversation the card that is
 * stale longest. Nothing while another process is claiming.
 */
export const claimCards = (db: Database, options: ClaimCardsOptions): Promise<ClaimedCard[]> =>
  inTransaction(db, async (tx) => {
    // A statement of its own: the claim has to see what the one before has committed.
    const [turn] = await tx.execute<{ ours: boolean }>(
      sql`select pg_try_advisory_xact_lock(${CLAIMING}) as ours`,
    );
    if (!turn?.ours) return [];
    await spreadMarks(tx, timestamp(options.now));
    await markOverdue(tx, options);
    return claimHeads(tx, options);
  });

/** What only says that a newer card is below stays true. Locked in one order, as in `holdCardsIn`. */
const spreadMarks = async (tx: Connection, at: SQL): Promise<void> => {
  const marks = await tx.delete(cardMarks).returning();
  if (marks.length === 0) return;
  const requests = idsIn(marks.map((mark) => mark.requestId));
  const people = idsIn(marks.map((mark) => mark.personId));
  await tx.execute(sql`
    with marked as materialized (
      select id from cards
      where stale_since is null and not superseded and (
        request_id = any(${requests}::uuid[])
        or ids ->> 'person' = any(${people}::text[])
        or request_id in (
          select request_id from request_handlers where person_id = any(${people}::uuid[])
        )
      )
      order by id for update
    )
    update cards set stale_since = ${at} from marked where cards.id = marked.id`);
};

/** Where a day has passed, so that something else is true of it. */
const markOverdue = async (
  tx: Connection,
  { now, programmeNow }: Pick<ClaimCardsOptions, "now" | "programmeNow">,
): Promise<void> => {
  await tx.execute(sql`
    with overdue as materialized (
      select id from cards where true_until <= ${timestamp(programmeNow)} order by id for update
    )
    update cards set true_until = null, stale_since = coalesce(stale_since, ${timestamp(now)})
    from overdue where cards.id = overdue.id`);
};

/** An array as PostgreSQL reads it. */
const idsIn = (ids: readonly (string | null)[]): string =>
  `{${[...new Set(ids.filter((id) => id !== null))].join()}}`;

/**
 * After a lease that ran out nobody knows what stands there: it is edited whatever it showed.
 */
const claimHeads = async (
  tx: Connection,
  { lease, now, leaseSeconds, most, secondsBetween, mostAMinute }: ClaimCardsOptions,
): Promise<ClaimedCard[]> => {
  const at = timestamp(now);
  const ago = (seconds: number) => sql`${at} - make_interval(secs => ${seconds})`;
  const rows = await tx.execute<ClaimedRow>(sql`
    with heads as (
      select distinct on (workspace, conversation) id, workspace, stale_since from cards as c
      where (stale_since is not null or leased_by is not null) and available_at <= ${at}
        and (leased_until is null or leased_until <= ${at})
        and not exists (
          select 1 from cards as other
          where other.workspace = c.workspace and other.conversation = c.conversation
            and (other.leased_until > ${at} or other.last_tried_at > ${ago(secondsBetween)})
        )
      order by workspace, conversation, stale_since nulls first, id
    ), ranked as (
      select *, row_number() over (partition by workspace order by stale_since nulls first, id) as place
      from heads
    ), busy as (
      select workspace, count(*) as tries from cards
      where workspace in (select workspace from heads)
        and (leased_until > ${at} or last_tried_at > ${ago(60)})
      group by workspace
    ), due as materialized (
      select c.id, c.stale_since as since from cards as c
      join ranked using (id) left join busy on busy.workspace = c.workspace
      where place + coalesce(tries, 0) <= ${mostAMinute}
      order by c.stale_since nulls first, c.id
      limit ${most}
      for update of c skip locked
    )
    update cards set
      stale_since = null, leased_by = ${lease},
      leased_until = ${at} + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1,
      digest = case when leased_by is null then digest end
    from due where cards.id = due.id
    returning cards.id, request_id as request, kind, ids, platform, workspace, conversation,
      reference, digest, superseded, attempts, coalesce(due.since, ${at}) as "staleSince"`);
  return rows.map((row) => ({
    ...row,
    request: requestId(row.request),
    staleSince: DateTime.fromJSDate(new Date(row.staleSince)),
    lease,
    leasedUntil: now.plus({ seconds: leaseSeconds }),
  }));
};

type ClaimedRow = Omit<ClaimedCard, "request" | "staleSince" | "lease" | "leasedUntil"> & {
  request: string;
  staleSince: string;
  [column: string]: unknown;
};

const timestamp = (instant: DateTime): SQL => sql`${instant.toJSDate().toISOString()}::timestamptz`;
