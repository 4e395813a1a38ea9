/** Who draws which home now: a lease on each, one process at a time asking. */
import { type SQL, sql } from "drizzle-orm";
import type { DateTime } from "../../domain/time.ts";
import { type Connection, type Database, inTransaction } from "../database.ts";
import type { ClaimedHome } from "./homes.ts";

export interface ClaimHomesOptions {
  readonly lease: string;
  readonly systemNow: DateTime;
  readonly programmeNow: DateTime;
  readonly leaseSeconds: number;
  readonly most: number;
}

/** Any number, the same in every release: who claims homes. */
const CLAIMING = 2_023_011;

/**
 * Leases what is old: marked, out of date by programme time (a clock that went back too, by more
 * than the clocks of two servers differ), or left by a process that ended. Nothing while another process is claiming.
 */
export const claimHomes = (db: Database, options: ClaimHomesOptions): Promise<ClaimedHome[]> =>
  inTransaction(db, async (tx) => {
    const [turn] = await tx.execute<{ ours: boolean }>(
      sql`select pg_try_advisory_xact_lock(${CLAIMING}) as ours`,
    );
    if (!turn?.ours) return [];
    await spreadMarks(tx);
    return claimStale(tx, options);
  });

const spreadMarks = async (tx: Connection): Promise<void> => {
  await tx.execute(sql`
    with marks as (delete from home_marks returning organisation_id, person_id)
    update homes set stale = true
    from accounts as a
    where not homes.stale and a.platform = homes.platform and a.user_id = homes.user_id
      and (a.tenant in (homes.tenant, homes.also_tenant)
        or a.also_tenant in (homes.tenant, homes.also_tenant))
      and exists (
        select 1 from marks
        where marks.person_id = a.person_id
          or (marks.person_id is null and exists (
            select 1 from roles
            where roles.person_id = a.person_id
              and roles.organisation_id = coalesce(marks.organisation_id, roles.organisation_id)
          ))
      )`);
};

const claimStale = async (
  tx: Connection,
  { lease, systemNow, programmeNow, leaseSeconds, most }: ClaimHomesOptions,
): Promise<ClaimedHome[]> => {
  const now = timestamp(systemNow);
  const today = timestamp(programmeNow);
  const rows = await tx.execute<Omit<ClaimedHome, "lease"> & { [column: string]: unknown }>(sql`
    with due as materialized (
      select platform, workspace, tenant, user_id from homes
      where (stale or leased_by is not null or valid_until <= ${today} or drawn_at > ${today} + interval '1 minute')
        and available_at <= ${now} and (leased_until is null or leased_until <= ${now})
      order by available_at
      limit ${most}
      for update skip locked
    )
    update homes set
      stale = false, leased_by = ${lease},
      leased_until = ${now} + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1
    from due
    where homes.platform = due.platform and homes.workspace = due.workspace
      and homes.tenant = due.tenant and homes.user_id = due.user_id
    returning homes.platform, homes.workspace, homes.tenant, homes.also_tenant as "alsoTenant",
      homes.user_id as "user", digest, hash, attempts`);
  return rows.map((row) => ({ ...row, alsoTenant: row.alsoTenant ?? undefined, lease }));
};

const timestamp = (instant: DateTime): SQL => sql`${instant.toJSDate().toISOString()}::timestamptz`;
