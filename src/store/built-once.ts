import { type SQL, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { PostgresJsSession } from "drizzle-orm/postgres-js";
import type { Connection } from "./database.ts";

interface Statement<Rows> {
  execute(values?: Record<string, unknown>): Promise<Rows>;
}

/**
 * A statement with placeholders, for what nearly every press asks. Drizzle builds a statement's text
 * anew at each run, which takes longer than to send it and to read the answer; this one is built at
 * its first run and then goes over whatever connection or transaction it is given.
 */
export const builtOnce = <Rows>(
  build: (db: Connection) => { prepare(name: string): Statement<Rows> },
) => {
  let built: Statement<Rows> | undefined;
  return (db: Connection, values: Record<string, unknown>): Promise<Rows> => {
    built ??= build(db).prepare("built once");
    return over(db, built).execute(values);
  };
};

/** Drizzle ties a built statement to the connection that it was built for: here to another one. */
const over = <Built extends object>(db: Connection, built: Built): Built => {
  // The only session that the only driver makes.
  const { client } = db._.session as unknown as Pick<
    PostgresJsSession<never, never, never>,
    "client"
  >;
  return Object.assign(Object.create(built), { client });
};

/** That a column has one of several ids, of which a built statement can't know how many come. */
export const isOneOf = (column: PgColumn, name: string): SQL => {
  const ids = sql`string_to_array(${sql.placeholder(name)}, ',')`;
  return sql`${column} = any(${column.getSQLType() === "uuid" ? sql`${ids}::uuid[]` : ids})`;
};

/** For `isOneOf`: ids have no commas. */
export const listed = (ids: readonly string[]): string => ids.join(",");
