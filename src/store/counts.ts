/** What a graph of the product shows; counts only, never ids or what people wrote. */
import { inArray, sql } from "drizzle-orm";
import { TOLD_KINDS } from "../domain/reminders/duties.ts";
import type { DateTime } from "../domain/time.ts";
import type { Connection } from "./database.ts";
import { duties, requests } from "./schema.ts";

export interface DueReminders {
  readonly duty: string;
  readonly count: number;
  /** Seconds of programme time. */
  readonly oldestSeconds: number;
}

/** Due by programme time and not released yet: none, except for the second until the next tick. */
export const countDueReminders = async (db: Connection, now: DateTime): Promise<DueReminders[]> => {
  const at = sql`${now.toJSDate().toISOString()}::timestamptz`;
  const rows = await db.execute<{ duty: string; count: number; oldestSeconds: number }>(sql`
    select duty, count(*)::int as count,
      extract(epoch from ${at} - min(due_at))::float8 as "oldestSeconds"
    from (
      select kind as duty, next_at as due_at from duties where ${inArray(duties.kind, [...TOLD_KINDS])}
      union all
      select duty, due_at from reminders where settled is null
    ) as due
    where due_at <= ${at}
    group by duty`);
  return [...rows];
};

export interface RequestsInState {
  readonly state: string;
  readonly count: number;
}

export const countRequests = (db: Connection): Promise<RequestsInState[]> =>
  db
    .select({ state: requests.state, count: sql<number>`count(*)::int` })
    .from(requests)
    .groupBy(requests.state);

export interface ConnectionsInState {
  /** "active", "idle", "idle in transaction", …: PostgreSQL's words. */
  readonly state: string;
  readonly count: number;
}

/** Of all processes of the product on this database. */
export const countConnections = async (db: Connection): Promise<ConnectionsInState[]> => {
  const rows = await db.execute<{ state: string; count: number }>(sql`
    select coalesce(state, 'other') as state, count(*)::int as count from pg_stat_activity
    where application_name = 'bcn' and datname = current_database() group by 1`);
  return [...rows];
};
