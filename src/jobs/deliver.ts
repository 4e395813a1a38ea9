/** Takes letters from the outbox, renders them at this moment, sends them, says how it ended. */
import type { Log } from "../domain/log.ts";
import type { DateTime } from "../domain/time.ts";
import type { Delivered, Send } from "../messages/delivery.ts";
import type { Message } from "../messages/message.ts";
import type { ClaimedLetter, Letters } from "../use-cases/letters.ts";

export interface DeliverDeps {
  readonly letters: Letters;
  readonly compose: (letter: ClaimedLetter, now: DateTime) => Promise<Message | undefined>;
  readonly senders: Partial<Readonly<Record<ClaimedLetter["platform"], Send>>>;
  readonly programmeNow: () => DateTime;
  readonly systemNow: () => DateTime;
  readonly log: Log;
}

/** Letters on their way at once, each to another conversation. */
const MOST_ON_THE_WAY = 50;

export interface Deliver {
  /** Takes what is due, as much as there is room for, and sends it without waiting; gives how many. */
  turn(): Promise<number>;
  /** When nothing is on its way any more; to be asked when no turn begins any more. */
  idle(): Promise<void>;
}

/** A send that hangs takes the room of one letter, and holds up neither the others nor the clock. */
export const makeDeliver = (deps: DeliverDeps): Deliver => {
  const onTheWay = new Set<Promise<void>>();
  const begin = (letter: ClaimedLetter): void => {
    const delivery: Promise<void> = deliverOne(deps, letter).finally(() =>
      onTheWay.delete(delivery),
    );
    onTheWay.add(delivery);
  };
  return {
    turn: async () => {
      const room = MOST_ON_THE_WAY - onTheWay.size;
      const taken = room > 0 ? await deps.letters.take(room) : [];
      for (const letter of taken) begin(letter);
      return taken.length;
    },
    idle: async () => {
      await Promise.all(onTheWay);
    },
  };
};

/** Never rejects: nobody waits for it. */
const deliverOne = async (deps: DeliverDeps, letter: ClaimedLetter): Promise<void> => {
  const { id, kind } = letter;
  try {
    await handle(deps, letter).catch(async (cause: unknown) => {
      deps.log.error({ err: cause, letter: id, kind }, "a letter could not be handled");
      const seconds = backoffSeconds(letter);
      await later(deps, letter, { seconds, reason: "fault", uncertain: true });
    });
  } catch (cause) {
    deps.log.error({ err: cause, letter: id, kind }, "a letter waits until its lease runs out");
  }
};

const handle = async (deps: DeliverDeps, letter: ClaimedLetter): Promise<void> => {
  const message = await deps.compose(letter, deps.programmeNow());
  if (!message) return deps.letters.settle(letter, { settled: "needless" });
  await conclude(deps, letter, await sendOne(deps, letter, message));
};

const sendOne = async (
  { senders }: DeliverDeps,
  { id, platform, workspace, conversation, uncertain, firstTriedAt }: ClaimedLetter,
  message: Message,
): Promise<Delivered> => {
  const send = senders[platform];
  if (!send) return { kind: "refused", reason: `no ${platform} here` };
  return send({ id, workspace, conversation, message, askFirst: uncertain, firstTriedAt });
};

const conclude = async (
  deps: DeliverDeps,
  letter: ClaimedLetter,
  delivered: Delivered,
): Promise<void> => {
  switch (delivered.kind) {
    case "sent":
      return deps.letters.settle(letter, { settled: "sent", reference: delivered.reference });
    case "refused":
      deps.log.warn({ letter: letter.id, reason: delivered.reason }, "a letter was refused");
      return deps.letters.settle(letter, { settled: "refused", reason: delivered.reason });
    case "later":
      if (delivered.scope === "workspace") {
        const { id, workspace } = letter;
        deps.log.warn({ letter: id, workspace, reason: delivered.reason }, "a workspace must wait");
      }
      return later(deps, letter, {
        seconds: delivered.afterSeconds,
        reason: delivered.reason,
        hold: delivered.scope,
      });
    case "unknown":
      return later(deps, letter, {
        seconds: backoffSeconds(letter),
        reason: delivered.reason,
        uncertain: true,
      });
  }
};

interface Postponed {
  readonly seconds: number;
  readonly reason: string;
  readonly uncertain?: boolean;
  readonly hold?: "conversation" | "workspace";
}

const later = (
  { letters, systemNow }: DeliverDeps,
  letter: ClaimedLetter,
  { seconds, uncertain = false, ...how }: Postponed,
): Promise<void> =>
  letters.giveBack(letter, {
    availableAt: systemNow().plus({ seconds }),
    uncertain,
    ...how,
  });

/** 2, 4, 8 … seconds, five minutes at the most. */
const LONGEST_BACKOFF_S = 300;
const backoffSeconds = ({ attempts }: ClaimedLetter): number =>
  Math.min(2 ** attempts, LONGEST_BACKOFF_S);
