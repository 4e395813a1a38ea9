/** A database as an earlier release left it, brought to this one. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { connect, type Database } from "../../src/store/database.ts";
import { migrateDatabase } from "../../src/store/migrate.ts";
import { emptyDatabase, UNHURRIED } from "./database.ts";

const MIGRATIONS = join(import.meta.dirname, "../../migrations");

/** Made by the first `migrations`, filled, and then upgraded. */
export const upgradedDatabase = async (
  migrations: number,
  fill: (sql: postgres.Sql) => Promise<unknown>,
): Promise<{ readonly database: Database; readonly close: () => Promise<void> }> => {
  const { url, drop } = await emptyDatabase();
  const folder = mkdtempSync(join(tmpdir(), "bcn-earlier-"));
  cpSync(MIGRATIONS, folder, { recursive: true });
  const journal = join(folder, "meta/_journal.json");
  const { entries, ...rest } = JSON.parse(readFileSync(journal, "utf8"));
  writeFileSync(journal, JSON.stringify({ ...rest, entries: entries.slice(0, migrations) }));
  await migrateDatabase(url, folder, () => undefined);
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await fill(sql).finally(() => sql.end());
  await migrateDatabase(url, MIGRATIONS, () => undefined);
  const database = connect(url, UNHURRIED);
  const close = async () => {
    await database.close();
    rmSync(folder, { recursive: true });
    await drop();
  };
  return { database, close };
};
