/** The outbox for the job that delivers it: take a lease, say how it ended. */
import type { DateTime } from "../domain/time.ts";
import { inTransaction } from "../store/database.ts";
import { forgetDeliveriesBefore } from "../store/deliveries.ts";
import {
  type ClaimedLetter,
  claimLetters,
  holdWorkspace,
  type LetterEnd,
  releaseLetter,
  settleLetter,
} from "../store/outbox.ts";
import type { House } from "./house.ts";

export type { ClaimedLetter, LetterEnd };

/** Longer than a send may take (10 s), so that a live sender never loses its lease. */
const LEASE_SECONDS = 30;
/** Letters a turn; each to another conversation. */
const MOST_AT_ONCE = 50;
/** platform-limits.md: chat.postMessage takes one message a second a channel. */
const SECONDS_BETWEEN = 1;
/** Calls older than 5 minutes are refused by their timestamp; 15 minutes leave room for clocks. */
const REMEMBER_DELIVERIES_MINUTES = 15;

export interface Later {
  readonly availableAt: DateTime;
  readonly uncertain: boolean;
  readonly reason: string;
  /** A throttled workspace waits as a whole. */
  readonly wholeWorkspace: boolean;
}

export const makeLetters = (house: House) => ({
  take: (): Promise<ClaimedLetter[]> =>
    claimLetters(house.database, {
      lease: house.newId(),
      now: house.systemNow(),
      leaseSeconds: LEASE_SECONDS,
      most: MOST_AT_ONCE,
      secondsBetween: SECONDS_BETWEEN,
    }),

  settle: (letter: ClaimedLetter, end: LetterEnd): Promise<void> =>
    settleLetter(house.database, letter, end, house.systemNow()),

  giveBack: (letter: ClaimedLetter, later: Later): Promise<void> =>
    inTransaction(house.database, async (tx) => {
      await releaseLetter(tx, letter, later);
      if (later.wholeWorkspace) await holdWorkspace(tx, letter, later.availableAt);
    }),

  forgetOldDeliveries: (): Promise<void> =>
    forgetDeliveriesBefore(
      house.database,
      house.systemNow().minus({ minutes: REMEMBER_DELIVERIES_MINUTES }).toJSDate(),
    ),
});

export type Letters = ReturnType<typeof makeLetters>;
