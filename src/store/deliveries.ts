import { and, lt, notLike, sql } from "drizzle-orm";
import { builtOnce } from "./built-once.ts";
import type { Connection } from "./database.ts";
import { deliveries } from "./schema.ts";

/** True the first time only: the same signed call again is a replay and writes nothing. */
export const useOnce = async (db: Connection, key: string, at: Date): Promise<boolean> => {
  const first = await insertDelivery(db, { key, at });
  return first.length === 1;
};

const insertDelivery = builtOnce((db) =>
  db
    .insert(deliveries)
    .values({ key: sql.placeholder("key"), at: sql.placeholder("at") })
    .onConflictDoNothing()
    .returning({ key: deliveries.key }),
);

/** Keys that begin with this are kept for ever: what they stand for happens once, ever. */
const KEPT = "once/";

export const forgetDeliveriesBefore = async (db: Connection, before: Date): Promise<void> => {
  const old = lt(deliveries.at, before);
  await db.delete(deliveries).where(and(old, notLike(deliveries.key, `${KEPT}%`)));
};
