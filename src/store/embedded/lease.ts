import postgres from "postgres";
import { type Cluster, OWNER } from "./cluster.ts";

/** Any number, the same in every process of ours: the advisory lock that users of a server share. */
const LEASE_LOCK = 2_023_001;

/** Held as long as this process uses the server; a killed process loses it with its session. */
export interface Lease {
  readonly url: string;
  /**
   * Gives the lease up. True: nobody else has one, and until `end` nobody gets one, so the
   * server may be stopped.
   */
  readonly giveUp: () => Promise<boolean>;
  readonly end: () => Promise<void>;
}

/** Throws when the server doesn't answer, isn't ready, or is being stopped by its last user. */
export const takeLease = async (cluster: Cluster, port: number): Promise<Lease> => {
  const url = `postgres://${OWNER}:${cluster.password}@127.0.0.1:${port}/postgres`;
  const sql = postgres(url, {
    fetch_types: false,
    max: 1,
    idle_timeout: 0,
    max_lifetime: null,
    connect_timeout: 5,
    onnotice: () => undefined,
    connection: { application_name: `${OWNER} lease` },
  });
  const end = () => sql.end({ timeout: 1 });
  try {
    await sql`select pg_advisory_lock_shared(${LEASE_LOCK})`;
  } catch (error) {
    await end();
    throw error;
  }
  return { url, end, giveUp: () => giveUp(sql) };
};

const giveUp = async (sql: postgres.Sql): Promise<boolean> => {
  await sql`select pg_advisory_unlock_shared(${LEASE_LOCK})`;
  const [row] = await sql`select pg_try_advisory_lock(${LEASE_LOCK}) as alone`;
  return row?.alone === true;
};
