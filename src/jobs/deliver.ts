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

/** Sends what is due, each conversation in its own time; gives the number of letters taken. */
export const makeDeliver = (deps: DeliverDeps) => async (): Promise<number> => {
  const taken = await deps.letters.take();
  await Promise.all(taken.map((letter) => deliverOne(deps, letter)));
  return taken.length;
};

const deliverOne = async (deps: DeliverDeps, letter: ClaimedLetter): Promise<void> => {
  try {
    const message = await deps.compose(letter, deps.programmeNow());
    if (!message) return await deps.letters.settle(letter, { settled: "needless" });
    await conclude(deps, letter, await sendOne(deps, letter, message));
  } catch (cause) {
    deps.log.error(
      { err: cause, letter: letter.id, kind: letter.kind },
      "a letter could not be handled",
    );
    await later(deps, letter, {
      seconds: backoffSeconds(letter),
      reason: "fault",
      uncertain: true,
    });
  }
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
