/** Files of endorsement letters; which of them somebody may read stands with the request. */
import { and, eq } from "drizzle-orm";
import type { RequestId } from "../../domain/ids.ts";
import type { Connection } from "../database.ts";
import { endorsementLetters } from "../schema.ts";

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
