import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import type { Package } from "../../src/store/embedded/binaries.ts";
import { startEmbedded } from "../../src/store/embedded/server.ts";
import { migrateDatabase } from "../../src/store/migrate.ts";
import { packageFor, startServerIn } from "./postgres-programs.ts";

export interface TestServer {
  /** A database on the server from which others can be made and dropped. */
  readonly url: string;
  /** The migrated database that test databases are copies of; nobody may be connected to it. */
  readonly template: string;
  /** What a server of a test's own is started from. */
  readonly packaged: Package;
}

declare module "vitest" {
  interface ProvidedContext {
    readonly testServer: TestServer;
  }
}

const PREFIX = "bcn-test-";
const silent = () => undefined;

/** Projects of vitest.config.ts. */
const WITHOUT_DATABASE = ["pure", "browser"];

/** One PostgreSQL for the run: TEST_DATABASE_URL's, or an embedded one in a folder of its own. */
export default async function setup(
  project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  if (project.vitest.projects.every(({ name }) => WITHOUT_DATABASE.includes(name)))
    return undefined;
  const given = process.env.TEST_DATABASE_URL;
  // The project's own mode is always "test".
  const packaged = packageFor(project.vitest.vite.config.mode);
  const server = given ? { url: given, stop: async () => undefined } : await startForRun(packaged);
  await sayVersion(server.url);
  const template = `bcn_template_${randomBytes(6).toString("hex")}`;
  await onServer(server.url, (sql) => sql`create database ${sql(template)}`);
  const url = databaseOn(server.url, template);
  await migrateDatabase(url, join(import.meta.dirname, "../../migrations"), silent);
  project.provide("testServer", { url: server.url, template, packaged });
  return async () => {
    await dropTemplates(server.url, template);
    await server.stop();
  };
}

/** The template of the run, and those that were filled from it. */
const dropTemplates = (url: string, template: string): Promise<void> =>
  onServer(url, async (sql) => {
    const found = await sql<{ datname: string }[]>`
      select datname from pg_database where starts_with(datname, ${template})`;
    for (const { datname } of found) await sql`drop database ${sql(datname)} with (force)`;
  });

const sayVersion = (url: string): Promise<void> =>
  onServer(url, async (sql) => {
    const [found] = await sql`select current_setting('server_version') as version`;
    process.stdout.write(`Tests run on PostgreSQL ${found?.version}\n`);
  });

/** The same server, another of its databases. */
export const databaseOn = (url: string, database: string): string => {
  const other = new URL(url);
  other.pathname = `/${database}`;
  return other.href;
};

export const onServer = async (
  url: string,
  work: (sql: postgres.Sql) => Promise<unknown>,
): Promise<void> => {
  const sql = postgres(url, { fetch_types: false, max: 1, onnotice: silent });
  await work(sql).finally(() => sql.end());
};

const startForRun = async (packaged: Package) => {
  await clearAbandonedRuns();
  const folder = openTemporaryFolder(`${PREFIX}${process.pid}-`);
  // What a run leaves is thrown away: only here may the disk lag behind.
  const settings = { fsync: "off", max_connections: "300" };
  const server = await startServerIn({ folder, packaged, settings });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: server.url, stop };
};

/** A folder that PostgreSQL's account can enter when root runs the tests. */
export const openTemporaryFolder = (prefix: string): string => {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, 0o755);
  return folder;
};

/** A killed run leaves its server and its folder: the next run takes them over to end them. */
const clearAbandonedRuns = async (): Promise<void> => {
  for (const name of readdirSync(tmpdir())) {
    const pid = Number(name.startsWith(PREFIX) && name.slice(PREFIX.length).split("-")[0]);
    if (!pid || isAlive(pid)) continue;
    // Another run may be clearing it too, or it is another person's.
    await clearFolder(join(tmpdir(), name)).catch(() => undefined);
  }
};

const clearFolder = async (folder: string): Promise<void> => {
  if (existsSync(join(folder, "postgres/data/postmaster.pid"))) {
    const server = await startEmbedded({ dataFolder: folder, log: silent });
    await server.stop();
  }
  rmSync(folder, { recursive: true, force: true });
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};
