/** Who sends which letter now: a lease on each, one process at a time asking. System time. */

import { sql } from "drizzle-orm";
import type { Platform } from "../../domain/platform.ts";
import { DateTime } from "../../domain/time.ts";
import { type Connection, type Database, inTransaction } from "../database.ts";
import type { ClaimedLetter } from "./outbox.ts";

export interface ClaimOptions {
  readonly lease: string;
  readonly now: DateTime;
  readonly leaseSeconds: number;
  readonly most: number;
  readonly secondsBetween: Pace;
}

/** Seconds between two messages to one conversation; a platform that nobody sends to has none. */
export type Pace = Readonly<Partial<Record<Platform, number>>>;

/** Any number, the same in every release: who claims letters. */
const CLAIMING = 2_023_004;

/**
 * Leases what is due, at most one letter a conversation, and none to a conversation that was
 * written to a moment ago. A lease that ran out counts as a try whose answer was lost. Nothing
 * while another process is claiming: each would see the conversation free and take another letter.
 */
export const claimLetters = (db: Database, options: ClaimOptions): Promise<ClaimedLetter[]> =>
  inTransaction(db, async (tx) => {
    // A statement of its own: the claim has to see what the one before has committed.
    const [turn] = await tx.execute<{ ours: boolean }>(
      sql`select pg_try_advisory_xact_lock(${CLAIMING}) as ours`,
    );
    return turn?.ours ? claimHeads(tx, options) : [];
  });

/**
 * So often a letter is tried before it lets the next one of its conversation pass: about a quarter
 * of an hour of lost answers. Otherwise one that can't be told would silence its conversation.
 */
const TRIES_IN_FRONT = 10;

/** The letter in front of each conversation; a later one waits, also when that one isn't due. */
const claimHeads = async (
  db: Connection,
  { lease, now, leaseSeconds, most, secondsBetween }: ClaimOptions,
): Promise<ClaimedLetter[]> => {
  const at = sql`${now.toJSDate().toISOString()}::timestamptz`;
  const same = sql`other.workspace = o.workspace and other.conversation = o.conversation`;
  const pause = sql`coalesce((${JSON.stringify(secondsBetween)}::jsonb ->> o.platform)::float8, 0)`;
  const rows = await db.execute<ClaimedRow>(sql`
    with heads as materialized (
      select id from outbox as o
      where settled is null and available_at <= ${at}
        and (leased_until is null or leased_until <= ${at})
        and not exists (
          select 1 from outbox as other
          where ${same} and other.settled is null and other.ordinal < o.ordinal
            and (other.attempts < ${TRIES_IN_FRONT} or other.available_at <= ${at})
        )
        and not exists (
          select 1 from outbox as other
          where ${same} and other.settled is null and other.id <> o.id and other.leased_until > ${at}
        )
        and not exists (
          select 1 from outbox as other
          where ${same} and other.id <> o.id
            and other.last_tried_at > ${at} - make_interval(secs => ${pause})
        )
      order by available_at, ordinal
      limit ${most}
      for update skip locked
    )
    update outbox set
      leased_by = ${lease}, leased_until = ${at} + make_interval(secs => ${leaseSeconds}),
      attempts = attempts + 1, last_tried_at = ${at},
      first_tried_at = coalesce(first_tried_at, ${at}),
      uncertain = uncertain or leased_by is not null
    from heads where outbox.id = heads.id
    returning outbox.id, key, kind, ids, platform, workspace, conversation, attempts,
      first_tried_at as "firstTriedAt", uncertain, reason`);
  return rows.map((row) => ({
    ...row,
    firstTriedAt: DateTime.fromJSDate(new Date(row.firstTriedAt)),
    lease,
  }));
};

type ClaimedRow = Omit<ClaimedLetter, "firstTriedAt" | "lease"> & {
  firstTriedAt: string;
  [column: string]: unknown;
};
