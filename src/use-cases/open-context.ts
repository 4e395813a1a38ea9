/** The context with its database: the one of DATABASE_URL, or an embedded server of our own. */
import { randomBytes, randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { DateTime } from "../domain/time.ts";
import { connect } from "../store/database.ts";
import { startEmbedded } from "../store/embedded/server.ts";
import { migrateDatabase, newestMigrationOf } from "../store/migrate.ts";
import type { Context } from "./context.ts";

export interface OpenContext {
  readonly context: Context;
  /** Closes the connections, then stops the embedded server unless another process uses it. */
  readonly close: () => Promise<void>;
  /** What the database needs to have applied for this release; see `readReadiness`. */
  readonly newestMigration: number;
}

export interface Opening {
  readonly config: {
    readonly databaseUrl: string | undefined;
    /** Where the embedded server keeps its data. */
    readonly dataFolder: string;
  };
  readonly log: (line: string) => void;
  /** Milliseconds a statement may take; those that people wait for have 2,000. */
  readonly statementTimeoutMs?: number;
}

const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));

/** Migrated to the newest tables. Throws when the database can't be reached, started or migrated. */
export const openContext = async ({ config, log, ...limits }: Opening): Promise<OpenContext> => {
  const server = await serverFor(config, log);
  try {
    await migrateDatabase(server.url, MIGRATIONS, log);
  } catch (cause) {
    await server.stop();
    throw cause;
  }
  const database = connect(server.url, limits);
  const context: Context = {
    database,
    newId: randomUUID,
    newSalt: () => randomBytes(SALT_BYTES).toString("hex"),
    systemNow: () => DateTime.now(),
  };
  const close = async () => {
    await database.close().finally(server.stop);
  };
  return { context, close, newestMigration: newestMigrationOf(MIGRATIONS) };
};

const SALT_BYTES = 32;

const serverFor = async (
  { databaseUrl, dataFolder }: Opening["config"],
  log: Opening["log"],
): Promise<{ readonly url: string; readonly stop: () => Promise<void> }> =>
  databaseUrl === undefined
    ? startEmbedded({ dataFolder: resolve(dataFolder), log })
    : { url: databaseUrl, stop: async () => undefined };
