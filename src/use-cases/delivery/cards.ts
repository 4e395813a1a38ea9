/** The posted cards for the job that edits them: which are stale, what stands in them, how it ended. */
import { reminderKey } from "../../domain/reminders/reminders.ts";
import { staysTrueUntil } from "../../domain/requests/requests.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Message } from "../../messages/message.ts";
import { cardClosed, newerCardBelow } from "../../messages/requests/request-cards.ts";
import {
  type ClaimedCard,
  forgetCard,
  holdCardsIn,
  keepCard,
  releaseCard,
  settleCard,
} from "../../store/cards/cards.ts";
import { claimCards } from "../../store/cards/claim-cards.ts";
import { inTransaction, type Transaction } from "../../store/database.ts";
import type { Letter } from "../../store/letters/outbox.ts";
import { planReminder } from "../../store/reminders.ts";
import { findSent } from "../../store/requests/requests.ts";
import type { Context } from "../context.ts";
import { letters, readLetter } from "../letters/letters.ts";
import { loadSetting } from "../requests/request-view.ts";
import { composeLetter } from "./compose-letter.ts";

export type { ClaimedCard };

/** Three times what one call of the platform may take: who edits keeps it. */
const LEASE_SECONDS = 45;
/** docs/platform-limits.md: as for new messages, of which a conversation takes one a second. */
const SECONDS_BETWEEN = 1;
/** docs/platform-limits.md: chat.update is of tier 3. */
const MOST_A_MINUTE = 50;

/** Of these a conversation has one that is live; news stand beside it. */
const CARDS = Object.entries(letters)
  .filter(([, letter]) => "card" in letter && letter.card === "request")
  .map(([kind]) => kind);

/** A letter that was sent stands there now; in the transaction that settles it. */
export const keepIfCard = async (
  tx: Transaction,
  letter: Letter,
  sent: { readonly reference: string; readonly digest: string | undefined },
  at: DateTime,
): Promise<void> => {
  const { id, kind, ids, platform, workspace, conversation } = letter;
  const read = readLetter(letter);
  if (!read.ok || !("request" in read.value.ids)) return;
  const { card } = { card: undefined, ...letters[read.value.kind] };
  if (card === undefined) return;
  // A platform that looks up nothing may not know which message it was.
  if (sent.reference === "") return;
  const { request } = read.value.ids;
  const where = { platform, workspace, conversation, reference: sent.reference };
  const kept = { id, kind, ids, request, ...where, digest: sent.digest ?? null };
  await keepCard(tx, kept, { supersedes: card === "request" ? CARDS : [] }, at);
};

interface ComposedCard {
  readonly message: Message;
  /** Programme time at which a day passes that it tells of. */
  readonly trueUntil?: DateTime | undefined;
}

interface GivenBack {
  readonly availableAt: DateTime;
  /** The platform may have it. */
  readonly wasSent: boolean;
  /** Nobody's card in that workspace before. */
  readonly hold: boolean;
}

export const makeCards = (context: Context) => {
  const { database: db, newId, systemNow } = context;
  return {
    /** At most so many stale ones, each in another conversation. `programmeNow`: whose days pass. */
    take: (most: number, programmeNow: DateTime): Promise<ClaimedCard[]> =>
      claimCards(db, {
        lease: newId(),
        now: systemNow(),
        programmeNow,
        leaseSeconds: LEASE_SECONDS,
        most,
        secondsBetween: SECONDS_BETWEEN,
        mostAMinute: MOST_A_MINUTE,
      }),

    /** As of now, with the rights and in the zone that its reader has now, and how long it is so. */
    compose: async (card: ClaimedCard, now: DateTime): Promise<ComposedCard> => {
      const request = await findSent(db, card.request);
      if (card.superseded && request) return { message: newerCardBelow(request.number) };
      const message = await composeLetter(context, { ...card, isPosted: true }, now);
      if (!message || !request) return { message: cardClosed(request?.number) };
      return { message, trueUntil: staysTrueUntil(request, await loadSetting(db, request, now)) };
    },

    /** `digest`: of what stands there now; null where that isn't known. */
    settle: (
      card: ClaimedCard,
      ended: {
        readonly digest: string | null;
        readonly wasSent: boolean;
        readonly trueUntil?: DateTime | undefined;
      },
    ): Promise<void> => settleCard(db, card, { ...ended, trueUntil: ended.trueUntil }, systemNow()),

    giveBack: (card: ClaimedCard, { availableAt, wasSent, hold }: GivenBack): Promise<void> =>
      inTransaction(db, async (tx) => {
        const workspace = { platform: card.platform, id: card.workspace };
        if (hold) await holdCardsIn(tx, workspace, availableAt);
        const digest = wasSent ? null : card.digest;
        await releaseCard(tx, card, { availableAt, digest, wasSent }, systemNow());
      }),

    /** Its conversation is gone, or the platform isn't there any more. */
    forget: async (card: ClaimedCard): Promise<void> => {
      await forgetCard(db, card);
    },

    /**
     * The message can't be edited any more: it is posted anew, once, in working hours of its reader;
     * unless a newer one stands there already. `now` is programme time.
     */
    postAnew: (card: ClaimedCard, now: DateTime): Promise<void> =>
      inTransaction(db, async (tx) => {
        const isOurs = await forgetCard(tx, card);
        if (!isOurs || card.superseded) return;
        const { kind, ids, platform, workspace, conversation } = card;
        await planReminder(tx, {
          id: newId(),
          key: reminderKey(kind, "postedAnew", card.id, `${workspace}:${conversation}`),
          duty: kind,
          ids,
          platform,
          workspace,
          conversation,
          dueAt: now,
        });
      }),
  };
};

export type Cards = ReturnType<typeof makeCards>;
