import { sql as statement } from "drizzle-orm";
import { type MigrationMeta, readMigrationFiles } from "drizzle-orm/migrator";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { type Connection, connect, type Database } from "./database.ts";

/** Any number, the same in every release: the advisory lock that migrating processes queue at. */
const MIGRATION_LOCK = 2_023_002;

/** A migration may rewrite a table, and waits for the statements of older processes. */
const LIMITS = {
  statementTimeoutMs: 300_000,
  lockTimeoutMs: 60_000,
  waitTimeoutMs: 10_000,
  connectTimeoutMs: 10_000,
} as const;

interface Applied extends Record<string, unknown> {
  readonly hash: string;
  /** Milliseconds since 1970: when the migration was generated, which names it. */
  readonly created_at: string;
}

/**
 * Brings the database to the newest migration, forward only, in one transaction. Any number of
 * processes may do it at once: one works, the others wait and find nothing left to do.
 */
export const migrateDatabase = async (
  url: string,
  migrationsFolder: string,
  log: (line: string) => void,
): Promise<void> => {
  const files = readMigrationFiles({ migrationsFolder });
  await withOneSession(url, async (database) => {
    await database.execute(statement`select pg_advisory_lock(${MIGRATION_LOCK})`);
    const applied = await readApplied(database);
    refuseChangedHistory(files, applied);
    const pending = files.length - files.filter((file) => isAmong(applied, file)).length;
    if (pending === 0) return;
    await migrate(database, { migrationsFolder }).catch((cause) => {
      throw new Error("The database could not be migrated; it is as it was before.", { cause });
    });
    log(`Database migrated: ${pending} of ${files.length} migrations were new`);
  });
};

/** True when `migrateDatabase` would write something. */
export const hasPendingMigrations = (url: string, migrationsFolder: string): Promise<boolean> =>
  withOneSession(url, async (database) => {
    const applied = await readApplied(database);
    return readMigrationFiles({ migrationsFolder }).some((file) => !isAmong(applied, file));
  });

/** When the newest migration of this release was generated, which names it; 0 when there is none. */
export const newestMigrationOf = (migrationsFolder: string): number =>
  Math.max(0, ...readMigrationFiles({ migrationsFolder }).map((file) => file.folderMillis));

/** The same of what the database has applied. Throws when it has applied nothing ever. */
export const newestAppliedMigration = async (db: Connection): Promise<number> => {
  const [row] = await db.execute<{ newest: string | null }>(
    statement`select max(created_at) as newest from drizzle.__drizzle_migrations`,
  );
  return Number(row?.newest ?? 0);
};

/** A session lock is worth something only on the one session that the work is done on. */
const withOneSession = async <Value>(
  url: string,
  work: (database: Database) => Promise<Value>,
): Promise<Value> => {
  const database = connect(url, { ...LIMITS, max: 1 });
  return work(database).finally(database.close);
};

const readApplied = async (database: Database): Promise<readonly Applied[]> => {
  const [table] = await database.execute(
    statement`select to_regclass('drizzle.__drizzle_migrations') as name`,
  );
  if (table?.name === null) return [];
  return database.execute<Applied>(
    statement`select hash, created_at from drizzle.__drizzle_migrations`,
  );
};

const isAmong = (applied: readonly Applied[], file: MigrationMeta): boolean =>
  applied.some((one) => Number(one.created_at) === file.folderMillis);

/** Drizzle would pass over both without a word, and the tables would not be what the code thinks. */
const refuseChangedHistory = (
  files: readonly MigrationMeta[],
  applied: readonly Applied[],
): void => {
  const newest = Math.max(0, ...applied.map((one) => Number(one.created_at)));
  for (const file of files) {
    const known = applied.find((one) => Number(one.created_at) === file.folderMillis);
    const made = new Date(file.folderMillis).toISOString();
    if (known && known.hash !== file.hash) {
      throw new Error(
        `The migration made at ${made} was changed after this database had applied it.`,
      );
    }
    if (!known && file.folderMillis < newest) {
      throw new Error(
        `The migration made at ${made} is older than the newest one that this database has ` +
          "applied: generate it anew.",
      );
    }
  }
};
