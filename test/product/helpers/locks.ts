import { sql } from "drizzle-orm";
import type { Database } from "../../../src/store/database.ts";

/** The table belongs to another connection until what this gives is called. */
export const lockTable = async (
  database: Database,
  table: string,
): Promise<() => Promise<void>> => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  let begun: () => void = () => undefined;
  const beginning = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const ended = database.transaction(async (tx) => {
    await tx.execute(sql`lock table ${sql.identifier(table)} in access exclusive mode`);
    begun();
    await held;
  });
  await beginning;
  return async () => {
    release();
    await ended;
  };
};

/** Whether any statement waits for a lock. */
export const somebodyWaits = async (database: Database): Promise<boolean> => {
  const waiting = await database.execute(
    sql`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return waiting.length > 0;
};
