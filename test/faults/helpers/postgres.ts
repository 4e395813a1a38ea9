/** A PostgreSQL that may die at any moment, and comes back at the same address. */
import { rmSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { inject } from "vitest";
import { runningServer } from "../../../src/store/embedded/postmaster.ts";
import { freePort } from "../../helpers/free-port.ts";
import { startServerIn } from "../../helpers/postgres-programs.ts";
import { databaseOn, onServer, openTemporaryFolder } from "../../helpers/postgres-server.ts";
import { pause } from "../../product/helpers/client.ts";

export interface MortalPostgres {
  /** An empty database; the disk is waited for as in production. */
  readonly url: string;
  /** SIGKILL to the server's first process; the others end when they notice. */
  kill(): void;
  /** SIGKILL to one process that serves the product: PostgreSQL ends all the others, and recovers. */
  killOneSession(): Promise<void>;
  /** Stopped in order as an administrator does it: every session is ended. */
  stop(): Promise<void>;
  /** After a kill or a stop; waits until it answers. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const DATABASE = "bcn";
const START_TIMEOUT_MS = 60_000;

export async function startMortalPostgres(): Promise<MortalPostgres> {
  const folder = openTemporaryFolder("bcn-faults-");
  const settings = { port: String(await freePort()), max_connections: "100" };
  const startOnce = () =>
    startServerIn({ folder, packaged: inject("testServer").packaged, settings });
  let server = await startOnce();
  await onServer(server.url, (sql) => sql`create database ${sql(DATABASE)}`);
  const url = databaseOn(server.url, DATABASE);

  const kill = (): void => void process.kill(postmasterOf(folder), "SIGKILL");
  const stop = async (): Promise<void> => {
    await server.stop();
    // Whoever else has a lease on it would keep it running, and nothing would be tried.
    if (runningServer(clusterIn(folder))) throw new Error("The server was stopped, and still runs");
  };
  const start = async (): Promise<void> => {
    const givesUpAt = performance.now() + START_TIMEOUT_MS;
    for (;;) {
      try {
        server = await startOnce();
        return;
      } catch (stillDying) {
        if (performance.now() > givesUpAt) throw stillDying;
        await pause(100);
      }
    }
  };
  return {
    url,
    kill,
    killOneSession: () => killOneSession(url),
    stop,
    start,
    close: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const clusterIn = (folder: string): string => join(folder, "postgres", "data");

const postmasterOf = (folder: string): number => {
  const running = runningServer(clusterIn(folder));
  if (!running) throw new Error("The server was to be killed, and does not run");
  return running.pid;
};

const killOneSession = async (url: string): Promise<void> => {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => undefined });
  try {
    const [row] = await sql<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name = 'bcn'
      order by state = 'active' desc, random() limit 1`;
    if (row) process.kill(row.pid, "SIGKILL");
  } finally {
    await sql.end({ timeout: 1 });
  }
};
