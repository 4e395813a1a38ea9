/** Which cards are stale: one row added in the transaction that changes what they show. */
import type { PersonId, RequestId } from "../../domain/ids.ts";
import type { Connection } from "../database.ts";
import { cardMarks } from "../schema.ts";

/**
 * To be called by every use case that changes a request, in its transaction and anywhere in it:
 * nothing is locked. All cards of it are composed anew once the transaction is committed. With a
 * person: whose roles have changed, so the cards that they read and those of what they handle.
 */
export const markCardsStale = async (
  tx: Connection,
  changed: RequestId | { readonly person: PersonId },
): Promise<void> => {
  await tx
    .insert(cardMarks)
    .values(typeof changed === "string" ? { requestId: changed } : { personId: changed.person });
};
