import { randomBytes } from "node:crypto";
import { inject } from "vitest";
import { connect, type Database } from "../../src/store/database.ts";
import { databaseOn, onServer } from "./postgres-server.ts";

export interface TestDatabase {
  readonly url: string;
  readonly database: Database;
  /** Closes the pool and drops the database, whoever else is still connected. */
  readonly close: () => Promise<void>;
}

/**
 * A migrated database for one test file: `testDatabase()` in beforeAll, `close()` in afterAll; with
 * what is in a `testTemplate` as well when it is given.
 */
export const testDatabase = async (template?: string): Promise<TestDatabase> => {
  const { url, drop } = await makeDatabase(template ?? inject("testServer").template);
  const database = connect(url, UNHURRIED);
  const close = async () => {
    await database.close();
    await drop();
  };
  return { url, database, close };
};

/** A migrated and filled database that others are copied from, until the end of the run. */
export const testTemplate = async (
  fill: (database: Database) => Promise<void>,
): Promise<string> => {
  const { template } = inject("testServer");
  const { name, url } = await makeDatabase(template, `${template}_filled`);
  const database = connect(url, UNHURRIED);
  // Nobody may be connected to what is copied.
  await fill(database).finally(() => database.close());
  return name;
};

/**
 * No rule of the programme hangs on how quick the machine is: what is tested of the limits that
 * people are promised opens its own connections.
 */
export const UNHURRIED = {
  statementTimeoutMs: 30_000,
  lockTimeoutMs: 30_000,
  waitTimeoutMs: 30_000,
};

/** A database without tables, for what is to be tested of making them. */
export const emptyDatabase = (): Promise<{ url: string; drop: () => Promise<void> }> =>
  makeDatabase("template0");

const makeDatabase = async (template: string, prefix = "bcn_test") => {
  const server = inject("testServer").url;
  const name = `${prefix}_${randomBytes(6).toString("hex")}`;
  // Copying the files takes half as long as logging what is in them.
  await onServer(
    server,
    (sql) => sql`create database ${sql(name)} template ${sql(template)} strategy file_copy`,
  );
  const drop = () => onServer(server, (sql) => sql`drop database ${sql(name)} with (force)`);
  return { name, url: databaseOn(server, name), drop };
};
