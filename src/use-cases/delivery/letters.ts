/** The outbox for the job that delivers it: take a lease, say how it ended. */
import type { DateTime } from "../../domain/time.ts";
import { inTransaction } from "../../store/database.ts";
import { forgetDeliveriesBefore } from "../../store/deliveries.ts";
import { claimLetters, type Pace } from "../../store/letters/claim-letters.ts";
import {
  type ClaimedLetter,
  holdLetters,
  type LetterEnd,
  releaseLetter,
  settleLetter,
} from "../../store/letters/outbox.ts";
import type { Context } from "../context.ts";
import { readLetter } from "../letters/letters.ts";
import { keepIfCard } from "./cards.ts";
import { receiverIsGone } from "./unreachable.ts";

export type { ClaimedLetter, LetterEnd };

/** Longer than looking first and sending may take (three calls of 10 s): a live sender keeps it. */
const LEASE_SECONDS = 45;
/** Calls older than 5 minutes are refused by their timestamp; 15 minutes leave room for clocks. */
const REMEMBER_DELIVERIES_MINUTES = 15;

export interface Later {
  readonly availableAt: DateTime;
  readonly uncertain: boolean;
  readonly reason: string;
  /** Whom the platform asked to wait: nothing else goes there before. */
  readonly hold?: "conversation" | "workspace";
}

export const makeLetters = (context: Context) => ({
  /** At most so many, each to another conversation, with the pause that its platform's sender states. */
  take: (most: number, secondsBetween: Pace): Promise<ClaimedLetter[]> =>
    claimLetters(context.database, {
      lease: context.newId(),
      now: context.systemNow(),
      leaseSeconds: LEASE_SECONDS,
      most,
      secondsBetween,
    }),

  /** Of a row of another release that this one can't read: what is wrong with it. */
  whyUnreadable: (letter: ClaimedLetter): string | undefined => {
    const read = readLetter(letter);
    return read.ok ? undefined : read.refusal;
  },

  /** `digest`: of what was sent, where it is known. A card is kept up to date from then on. */
  settle: (letter: ClaimedLetter, end: LetterEnd, digest?: string): Promise<void> =>
    inTransaction(context.database, async (tx) => {
      const at = context.systemNow();
      const isOurs = await settleLetter(tx, letter, end, at);
      if (isOurs && end.settled === "sent") {
        await keepIfCard(tx, letter, { reference: end.reference, digest }, at);
      }
    }),

  /** Refused for good; `now` is programme time. Whoever must know of a lost receiver is told. */
  refuse: (
    letter: ClaimedLetter,
    { reason, receiverGone }: { readonly reason: string; readonly receiverGone: boolean },
    now: DateTime,
  ): Promise<void> =>
    inTransaction(context.database, async (tx) => {
      const isOurs = await settleLetter(
        tx,
        letter,
        { settled: "refused", reason },
        context.systemNow(),
      );
      if (isOurs && receiverGone) await receiverIsGone(context, tx, letter, now);
    }),

  giveBack: (letter: ClaimedLetter, later: Later): Promise<void> =>
    inTransaction(context.database, async (tx) => {
      const { hold: scope, availableAt: until } = later;
      if (scope) await holdLetters(tx, letter, { scope, until });
      await releaseLetter(tx, letter, later, context.systemNow());
    }),

  forgetOldDeliveries: (): Promise<void> =>
    forgetDeliveriesBefore(
      context.database,
      context.systemNow().minus({ minutes: REMEMBER_DELIVERIES_MINUTES }).toJSDate(),
    ),
});

export type Letters = ReturnType<typeof makeLetters>;
