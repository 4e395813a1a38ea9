import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, inject, test } from "vitest";
import { hasPendingMigrations, migrateDatabase } from "../../src/store/migrate.ts";
import { emptyDatabase } from "../helpers/database.ts";
import { databaseOn } from "../helpers/postgres-server.ts";
import { outputOf, startProcess } from "../helpers/process.ts";

const MIGRATE_PROCESS = new URL("../helpers/migrate-process.ts", import.meta.url);
const FIRST = { when: 1_000, sql: "create table visits (host text); select pg_sleep(0.2)" };
const SECOND = { when: 3_000, sql: "create table hosts (name text)" };
const silent = () => undefined;

let db: Awaited<ReturnType<typeof emptyDatabase>>;
let folder: string;
beforeEach(async () => {
  db = await emptyDatabase();
  folder = mkdtempSync(join(tmpdir(), "bcn-migrations-"));
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await db.drop();
});

test("four processes that start at once on an empty database all come up, and migrate it once", async () => {
  writeMigrations([FIRST, SECOND]);
  const starts = [1, 2, 3, 4].map(() => outputOf(startProcess(MIGRATE_PROCESS, [db.url, folder])));
  const said = await Promise.all(starts);
  expect(said.filter((line) => line !== "")).toEqual([
    "Database migrated: 2 of 2 migrations were new\n",
  ]);
  expect(await appliedOn(db.url)).toEqual([FIRST.when, SECOND.when]);
});

test("a migration is pending until the database has it", async () => {
  writeMigrations([FIRST]);
  expect(await hasPendingMigrations(db.url, folder)).toBe(true);
  await migrateDatabase(db.url, folder, silent);
  expect(await hasPendingMigrations(db.url, folder)).toBe(false);
  writeMigrations([FIRST, SECOND]);
  expect(await hasPendingMigrations(db.url, folder)).toBe(true);
});

test("a migration that fails halfway leaves the database as it was", async () => {
  writeMigrations([FIRST, { when: 3_000, sql: "create table hosts (name no_such_type)" }]);
  await expect(migrateDatabase(db.url, folder, silent)).rejects.toThrow("it is as it was before");
  expect(await appliedOn(db.url)).toEqual([]);
  expect(await tablesOn(db.url)).toEqual([]);
});

test("a migration that was changed after it was applied is refused", async () => {
  writeMigrations([FIRST]);
  await migrateDatabase(db.url, folder, silent);
  writeMigrations([{ ...FIRST, sql: "create table visits (host text, topic text)" }]);
  await expect(migrateDatabase(db.url, folder, silent)).rejects.toThrow("changed after");
});

test("a migration older than the newest applied one is refused, not passed over", async () => {
  writeMigrations([FIRST, SECOND]);
  await migrateDatabase(db.url, folder, silent);
  writeMigrations([FIRST, { when: 2_000, sql: "create table topics (name text)" }, SECOND]);
  await expect(migrateDatabase(db.url, folder, silent)).rejects.toThrow("generate it anew");
});

test("the template that tests copy has every table of the product's own migrations", async () => {
  const { url, template } = inject("testServer");
  const ours = join(import.meta.dirname, "../../migrations");
  expect(await hasPendingMigrations(databaseOn(url, template), ours)).toBe(false);
});

interface Migration {
  readonly when: number;
  readonly sql: string;
}

const writeMigrations = (migrations: readonly Migration[]): void => {
  mkdirSync(join(folder, "meta"), { recursive: true });
  const entries = migrations.map(({ when }, idx) => ({ idx, when, tag: `${when}`, version: "7" }));
  writeFileSync(join(folder, "meta/_journal.json"), JSON.stringify({ entries }));
  for (const { when, sql } of migrations) writeFileSync(join(folder, `${when}.sql`), sql);
};

const appliedOn = async (url: string): Promise<number[]> => {
  const rows = await read(url, "select created_at from drizzle.__drizzle_migrations order by id");
  return rows.map((row) => Number(row.created_at));
};

const tablesOn = (url: string) =>
  read(url, "select table_name from information_schema.tables where table_schema = 'public'");

const read = async (url: string, query: string): Promise<readonly postgres.Row[]> => {
  const sql = postgres(url, { fetch_types: false, max: 1 });
  return sql.unsafe(query).finally(() => sql.end());
};
