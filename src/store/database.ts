import { type ExtractTablesWithRelations, sql as statement } from "drizzle-orm";
import type { PgDatabase } from "drizzle-orm/pg-core";
import {
  drizzle,
  type PostgresJsDatabase,
  type PostgresJsQueryResultHKT,
} from "drizzle-orm/postgres-js";
import { asDriver, makeClient } from "./client.ts";
import { makePool, type PoolOptions } from "./pool.ts";
import * as schema from "./schema.ts";
import { openSession } from "./session.ts";

/** The pool: begins transactions, and runs single statements outside of one. */
export type Database = PostgresJsDatabase<typeof schema> & {
  /** Waits 4 seconds for running statements, then cuts the connections. */
  readonly close: () => Promise<void>;
};

/** Either of the two: what a function of the store takes when it doesn't care. */
export type Connection = PgDatabase<
  PostgresJsQueryResultHKT,
  typeof schema,
  ExtractTablesWithRelations<typeof schema>
>;

/** An open transaction: what a function takes whose writes or locks belong together. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface ConnectOptions {
  /** Connections at most, 10 unless told; PostgreSQL allows 100 for all processes together. */
  readonly max?: number;
  /** Milliseconds that PostgreSQL works on a statement, its waiting for locks included: 2,000 unless told. */
  readonly statementTimeoutMs?: number;
  /** Milliseconds that a statement waits for one lock: 1,200 unless told. */
  readonly lockTimeoutMs?: number;
  /** Milliseconds that work waits for a connection: 1,200 unless told. */
  readonly waitTimeoutMs?: number;
  /** Milliseconds until PostgreSQL has let a connection in: 2,000 unless told. */
  readonly connectTimeoutMs?: number;
}

// Slack waits 3 seconds for an answer: whoever waits for the database is to be told before.
const STATEMENT_TIMEOUT_MS = 2_000;
// One after the other they leave half a second.
const LOCK_TIMEOUT_MS = 1_200;
const WAIT_TIMEOUT_MS = 1_200;
const CONNECT_TIMEOUT_MS = 2_000;
/** How much later than the server's own limit a silent server is given up. */
const SILENCE_MS = 300;
/** A transaction whose process hangs keeps its locks no longer than this. */
const IDLE_IN_TRANSACTION_MS = 10_000;
const CLOSE_TIMEOUT_MS = 4_000;
const IDLE_TIMEOUT_MS = 300_000;
const TIMESTAMPTZ = 1184;

/** Opens no connection yet: the first statement does. */
export const connect = (url: string, options: ConnectOptions = {}): Database => {
  const statementTimeoutMs = options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS;
  const settings = {
    application_name: "bcn",
    TimeZone: "UTC",
    statement_timeout: statementTimeoutMs,
    lock_timeout: options.lockTimeoutMs ?? LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  };
  const open: PoolOptions["open"] = (attempt, onLost) =>
    openSession(url, {
      settings,
      connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
      answerTimeoutMs: statementTimeoutMs + SILENCE_MS,
      parsers: client.options.parsers,
      attempt,
      onLost,
    });
  const pool = makePool({
    open,
    max: options.max ?? 10,
    waitTimeoutMs: options.waitTimeoutMs ?? WAIT_TIMEOUT_MS,
    closeTimeoutMs: CLOSE_TIMEOUT_MS,
    idleTimeoutMs: IDLE_TIMEOUT_MS,
  });
  const client = makeClient(pool);
  const database = drizzle(asDriver(client), { schema });
  // Drizzle has turned the driver's dates off.
  client.options.parsers[TIMESTAMPTZ] = (text) => new Date(text);
  return Object.assign(database, { close: pool.close });
};

/** Committed when `work` resolves, a refusal included; nothing of it remains when it throws. */
export const inTransaction = <Value>(
  database: Database,
  work: (tx: Transaction) => Promise<Value>,
): Promise<Value> => database.transaction(work);

/** Reads everything as it stood at one moment; writes nothing. */
export const inSnapshot = <Value>(
  database: Database,
  read: (tx: Transaction) => Promise<Value>,
): Promise<Value> =>
  database.transaction(read, { isolationLevel: "repeatable read", accessMode: "read only" });

/** False when a statement fails or the server can't be reached. */
export const answers = (database: Database): Promise<boolean> =>
  database.execute(statement`select 1`).then(
    () => true,
    () => false,
  );
