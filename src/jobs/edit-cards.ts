/** Takes cards that are stale, composes them at this moment, edits them, says how it ended. */
import type { Log } from "../domain/log.ts";
import type { DateTime } from "../domain/time.ts";
import type { Edit, Edited, Refused } from "../messages/delivery.ts";
import type { Cards, ClaimedCard } from "../use-cases/delivery/cards.ts";

export interface EditCardsDeps {
  readonly cards: Cards;
  readonly editors: Partial<Readonly<Record<ClaimedCard["platform"], Edit>>>;
  readonly programmeNow: () => DateTime;
  readonly systemNow: () => DateTime;
  readonly log: Log;
  readonly onEnd?: (ended: EndedEdit) => void;
}

/** How one try at a card ended, for the metrics. */
export interface EndedEdit {
  readonly platform: string;
  readonly kind: string;
  /** `gone`: with its conversation; `slow`: given back, since its lease was nearly over. */
  readonly outcome: Edited["kind"] | "gone" | "slow" | "fault";
}

/** Cards edited at once, each in another conversation. */
const MOST_AT_ONCE = 20;
/** A call of the platform takes 10 s at most: one that begins later may end after the lease. */
const LONGEST_CALL_SECONDS = 15;

export interface EditCards {
  /** Takes what is stale, as much as there is room for, and doesn't wait for it; gives how many. */
  turn(): Promise<number>;
  /** When none is being edited any more; to be asked when no turn begins any more. */
  idle(): Promise<void>;
}

export const makeEditCards = (deps: EditCardsDeps): EditCards => {
  const underWay = new Set<Promise<void>>();
  const begin = (card: ClaimedCard): void => {
    const { id, platform, kind, attempts } = card;
    // What is logged on a card's way belongs to it.
    const own = { ...deps, log: deps.log.with({ card: id, kind }) };
    const editing: Promise<void> = editOne(own, card)
      .then((outcome) => {
        own.log.debug({ platform, outcome, attempts }, "a card was tried");
        deps.onEnd?.({ platform, kind, outcome });
      })
      .finally(() => underWay.delete(editing));
    underWay.add(editing);
  };
  return {
    turn: async () => {
      const room = MOST_AT_ONCE - underWay.size;
      const taken = room > 0 ? await deps.cards.take(room, deps.programmeNow()) : [];
      for (const card of taken) begin(card);
      return taken.length;
    },
    idle: async () => {
      await Promise.all(underWay);
    },
  };
};

/** Never rejects: nobody waits for it. */
const editOne = async (deps: EditCardsDeps, card: ClaimedCard): Promise<EndedEdit["outcome"]> => {
  try {
    return await edit(deps, card).catch(async (cause: unknown): Promise<"fault"> => {
      deps.log.error({ err: cause }, "a card could not be edited");
      await later(deps, card, { seconds: backoffSeconds(card), wasSent: true });
      return "fault";
    });
  } catch (cause) {
    deps.log.error({ err: cause }, "a card waits until its lease runs out");
    return "fault";
  }
};

const edit = async (deps: EditCardsDeps, card: ClaimedCard): Promise<EndedEdit["outcome"]> => {
  const { workspace, reference, digest, platform } = card;
  const { message, trueUntil } = await deps.cards.compose(card, deps.programmeNow());
  const send = deps.editors[platform];
  if (!send) {
    await deps.cards.forget(card);
    return "gone";
  }
  // Past the lease it could put what is older by then over what another process has put there.
  if (deps.systemNow().plus({ seconds: LONGEST_CALL_SECONDS }) > card.leasedUntil) {
    await later(deps, card, { seconds: 0, wasSent: false });
    return "slow";
  }
  const edited = await send({ workspace, reference, message, digest });
  return conclude(deps, card, edited, trueUntil);
};

const conclude = async (
  deps: EditCardsDeps,
  card: ClaimedCard,
  edited: Edited,
  trueUntil: DateTime | undefined,
): Promise<EndedEdit["outcome"]> => {
  switch (edited.kind) {
    case "edited":
      await deps.cards.settle(card, { digest: edited.digest, wasSent: true, trueUntil });
      return "edited";
    case "unchanged":
      await deps.cards.settle(card, { digest: card.digest, wasSent: false, trueUntil });
      return "unchanged";
    case "lost":
      deps.log.info({ reason: edited.reason }, "a card was lost, and is posted anew");
      await deps.cards.postAnew(card, deps.programmeNow());
      return "lost";
    case "later": {
      const { afterSeconds: seconds, reason, scope } = edited;
      const hold = scope === "workspace";
      if (hold)
        deps.log.warn({ workspace: card.workspace, reason }, "a workspace's cards must wait");
      await later(deps, card, { seconds, wasSent: false, hold });
      return "later";
    }
    case "unknown":
      await later(deps, card, { seconds: backoffSeconds(card), wasSent: true });
      return "unknown";
    case "refused":
      return refuse(deps, card, edited);
  }
};

/** What may pass is tried once more, and then left until the request changes again. */
const refuse = async (
  deps: EditCardsDeps,
  card: ClaimedCard,
  { reason, receiverGone, onceMoreAfterSeconds: seconds }: Refused,
): Promise<"gone" | "later" | "refused"> => {
  if (receiverGone) {
    deps.log.info({ reason }, "a card went with its conversation");
    await deps.cards.forget(card);
    return "gone";
  }
  if (seconds !== undefined && card.attempts === 1) {
    deps.log.warn({ reason, seconds }, "a card was refused, and is tried once more");
    await later(deps, card, { seconds, wasSent: false });
    return "later";
  }
  deps.log.warn({ reason }, "a card was refused");
  await deps.cards.settle(card, { digest: null, wasSent: true });
  return "refused";
};

const later = (
  { cards, systemNow }: EditCardsDeps,
  card: ClaimedCard,
  { seconds, wasSent, hold = false }: { seconds: number; wasSent: boolean; hold?: boolean },
): Promise<void> =>
  cards.giveBack(card, { availableAt: systemNow().plus({ seconds }), wasSent, hold });

/** 2, 4, 8 … seconds, five minutes at the most. */
const LONGEST_BACKOFF_S = 300;
const backoffSeconds = ({ attempts }: ClaimedCard): number =>
  Math.min(2 ** attempts, LONGEST_BACKOFF_S);
