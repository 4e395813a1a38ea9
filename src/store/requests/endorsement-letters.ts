/** Files of endorsement letters; which of them somebody may read stands with the request. */
import { and, eq, inArray, notExists, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { RequestId } from "../../domain/ids.ts";
import type { Connection } from "../database.ts";
import { endorsementLetters, requests } from "../schema.ts";

export const saveEndorsementLetter = async (
  db: Connection,
  given: { readonly id: string; readonly request: RequestId; readonly bytes: Uint8Array },
): Promise<void> => {
  const { id, request: requestId, bytes } = given;
  await db.insert(endorsementLetters).values({ id, requestId, bytes });
};

export const endorsementLetterBytes = async (
  db: Connection,
  request: RequestId,
  id: string,
): Promise<Uint8Array | undefined> => {
  const [row] = await db
    .select({ bytes: endorsementLetters.bytes })
    .from(endorsementLetters)
    .where(and(eq(endorsementLetters.id, id), eq(endorsementLetters.requestId, request)));
  return row?.bytes;
};

/** Whether one of those has the very same bytes. */
export const isSameAsOneOf = async (
  db: Connection,
  id: string,
  others: readonly string[],
): Promise<boolean> => {
  if (others.length === 0) return false;
  const other = alias(endorsementLetters, "other");
  const found = await db
    .select({ id: other.id })
    .from(endorsementLetters)
    .innerJoin(other, eq(other.bytes, endorsementLetters.bytes))
    .where(and(eq(endorsementLetters.id, id), inArray(other.id, [...others])))
    .limit(1);
  return found.length > 0;
};

/** Unless its request names it: where an answer was lost it may have been saved all the same. */
export const deleteUnnamedEndorsementLetter = async (db: Connection, id: string): Promise<void> => {
  const naming = db
    .select({ id: requests.id })
    .from(requests)
    .where(
      and(
        eq(requests.id, endorsementLetters.requestId),
        sql`${requests.endorsementLetters} @> ${JSON.stringify([{ id }])}::jsonb`,
      ),
    );
  await db.delete(endorsementLetters).where(and(eq(endorsementLetters.id, id), notExists(naming)));
};
