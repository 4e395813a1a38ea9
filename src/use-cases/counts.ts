/** What a graph of the product shows. */
import type { DateTime } from "../domain/time.ts";
import { countStaleCards, type StaleCards } from "../store/cards/cards.ts";
import {
  type ConnectionsInState,
  countConnections,
  countDueReminders,
  countRequests,
  type DueReminders,
  type RequestsInState,
} from "../store/counts.ts";
import { countOpenLetters, type OpenLetters } from "../store/letters/outbox-counts.ts";
import type { Context } from "./context.ts";

export interface Counts {
  readonly letters: readonly OpenLetters[];
  readonly cards: readonly StaleCards[];
  readonly reminders: readonly DueReminders[];
  readonly requests: readonly RequestsInState[];
  readonly connections: readonly ConnectionsInState[];
}

/** One question after another: a look from outside takes one connection. Throws like the database. */
export const readCounts = async (
  { database, systemNow }: Pick<Context, "database" | "systemNow">,
  programmeNow: DateTime,
): Promise<Counts> => ({
  letters: await countOpenLetters(database, systemNow()),
  cards: await countStaleCards(database, systemNow()),
  reminders: await countDueReminders(database, programmeNow),
  requests: await countRequests(database),
  connections: await countConnections(database),
});
