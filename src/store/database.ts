import { type ExtractTablesWithRelations, sql as statement } from "drizzle-orm";
import type { PgDatabase } from "drizzle-orm/pg-core";
import {
  drizzle,
  type PostgresJsDatabase,
  type PostgresJsQueryResultHKT,
} from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { outliveLostConnections } from "./lost-connection.ts";
import * as schema from "./schema.ts";

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
  /** Milliseconds a statement may take, 10,000 unless told; 0 lets it take for ever. */
  readonly statementTimeoutMs?: number;
}

/** Shorter than the 3 seconds that Slack waits would cut off a busy server's first answer. */
const CONNECT_TIMEOUT_S = 5;
const IDLE_TIMEOUT_S = 300;
const STATEMENT_TIMEOUT_MS = 10_000;
/** A transaction whose process hangs keeps its locks no longer than this. */
const IDLE_IN_TRANSACTION_MS = 60_000;
const CLOSE_PATIENCE_S = 4;
const TIMESTAMPTZ = 1184;

/** Opens no connection yet: the first statement does. */
export const connect = (url: string, options: ConnectOptions = {}): Database => {
  const sql = postgres(url, {
    max: options.max ?? 10,
    connect_timeout: CONNECT_TIMEOUT_S,
    idle_timeout: IDLE_TIMEOUT_S,
    onnotice: () => undefined,
    // Drizzle reads arrays itself; the query for their types, cut off by a lost server, would end the process.
    fetch_types: false,
    connection: {
      application_name: "bcn",
      TimeZone: "UTC",
      statement_timeout: options.statementTimeoutMs ?? STATEMENT_TIMEOUT_MS,
      idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    },
  });
  const database = drizzle(preparing(sql), { schema });
  readInstantsAsDates(sql);
  outliveLostConnections(sql);
  return Object.assign(database, { close: () => sql.end({ timeout: CLOSE_PATIENCE_S }) });
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

/** More values than this come with lists, of any length: each length would be a statement of its own. */
const MOST_VALUES_PREPARED = 40;

/**
 * Has each select, and each statement with values, prepared once a connection. Drizzle leaves that off,
 * and then the server describes and plans every statement before it runs, with a round trip of its own
 * where there are values.
 */
const preparing = (sql: postgres.Sql): postgres.Sql => {
  const { begin } = sql;
  const inside = <Value>(work: (tx: postgres.TransactionSql) => Promise<Value>) =>
    begin((tx) => work(prepared(tx)));
  return Object.assign(prepared(sql), { begin: inside });
};

const prepared = <Sql extends postgres.ISql>(sql: Sql): Sql => {
  const { unsafe } = sql;
  const once: typeof unsafe = (text, values = [], options = {}) =>
    unsafe(text, values, isWorthIt(text, values) ? { ...options, ...PREPARED } : options);
  return Object.assign(sql, { unsafe: once });
};

const isWorthIt = (text: string, values: readonly unknown[]): boolean =>
  values.length === 0 ? text.startsWith("select ") : values.length <= MOST_VALUES_PREPARED;

// Without values the driver would take the simple way, which prepares nothing.
const PREPARED = { prepare: true, simple: false };

/** Drizzle turns the driver's dates off, and then a Date in a raw `sql` template throws. */
const readInstantsAsDates = (sql: postgres.Sql): void => {
  sql.options.parsers[TIMESTAMPTZ] = (text: string) => new Date(text);
  sql.options.serializers[TIMESTAMPTZ] = (instant: Date | string) =>
    instant instanceof Date ? instant.toISOString() : instant;
};
