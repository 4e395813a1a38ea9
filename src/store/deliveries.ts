import { lt } from "drizzle-orm";
import type { Connection } from "./database.ts";
import { deliveries } from "./schema.ts";

/** True the first time only: the same signed call again is a replay and writes nothing. */
export const useOnce = async (db: Connection, key: string, at: Date): Promise<boolean> => {
  const first = await db
    .insert(deliveries)
    .values({ key, at })
    .onConflictDoNothing()
    .returning({ key: deliveries.key });
  return first.length === 1;
};

export const forgetDeliveriesBefore = async (db: Connection, before: Date): Promise<void> => {
  await db.delete(deliveries).where(lt(deliveries.at, before));
};
