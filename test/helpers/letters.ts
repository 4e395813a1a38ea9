import { isNull } from "drizzle-orm";
import type { Letter } from "../../src/store/letters/outbox.ts";
import { outbox } from "../../src/store/schema.ts";
import type { Context } from "../../src/use-cases/context.ts";

/** What waits in the outbox, in the order in which it was written. */
export const openLetters = async ({ database }: Context): Promise<Letter[]> => {
  const rows = await database
    .select()
    .from(outbox)
    .where(isNull(outbox.settled))
    .orderBy(outbox.ordinal);
  return rows.map((row) => ({ ...row, ids: row.ids as Letter["ids"] }));
};
