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

/** A migrated database for one test file: `testDatabase()` in beforeAll, `close()` in afterAll. */
export const testDatabase = async (): Promise<TestDatabase> => {
  const { url, drop } = await makeDatabase(inject("testServer").template);
  const database = connect(url, UNHURRIED);
  const close = async () => {
    await database.close();
    await drop();
  };
  return { url, database, close };
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

const makeDatabase = async (template: string) => {
  const server = inject("testServer").url;
  const name = `bcn_test_${randomBytes(6).toString("hex")}`;
  await onServer(server, (sql) => sql`create database ${sql(name)} template ${sql(template)}`);
  const drop = () => onServer(server, (sql) => sql`drop database ${sql(name)} with (force)`);
  return { url: databaseOn(server, name), drop };
};
