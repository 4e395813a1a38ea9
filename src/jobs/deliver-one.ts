/** One letter: rendered at this moment, sent, and how it ended is said. */
import type { Log } from "../domain/log.ts";
import type { DateTime } from "../domain/time.ts";
import type { Delivered, Refused, Sender } from "../messages/delivery.ts";
import type { Message } from "../messages/message.ts";
import type { ClaimedLetter, Letters } from "../use-cases/delivery/letters.ts";

export interface DeliverDeps {
  readonly letters: Letters;
  readonly compose: (letter: ClaimedLetter, now: DateTime) => Promise<Message | undefined>;
  readonly senders: Partial<Readonly<Record<ClaimedLetter["platform"], Sender>>>;
  readonly programmeNow: () => DateTime;
  readonly systemNow: () => DateTime;
  readonly log: Log;
  readonly onEnd?: (ended: EndedTry) => void;
}

/** How one try at a letter ended, for the metrics. */
export interface EndedTry {
  readonly platform: string;
  readonly kind: string;
  /**
   * `later`: it is tried again; `unknown`: so it is, and may be there twice where it can't be looked up;
   * `assumed`: that too ended so, and it counts as sent; `fault`: something was thrown; `stopped`: given
   * back unsent.
   */
  readonly outcome:
    | "sent"
    | "needless"
    | "refused"
    | "later"
    | "unknown"
    | "assumed"
    | "fault"
    | "stopped";
}

/** A letter that this process holds. */
export interface OnTheWay {
  readonly letter: ClaimedLetter;
  /** From here on the platform may have it. */
  isSending: boolean;
}

/** Never rejects: nobody waits for it. */
export const deliverOne = async (
  deps: DeliverDeps,
  one: OnTheWay,
  isStopping: () => boolean,
): Promise<EndedTry["outcome"]> => {
  const { letter } = one;
  try {
    return await handle(deps, one, isStopping).catch(async (cause: unknown): Promise<"fault"> => {
      deps.log.error({ err: cause }, "a letter could not be handled");
      const seconds = backoffSeconds(letter);
      await later(deps, letter, { seconds, reason: "fault", uncertain: true });
      return "fault";
    });
  } catch (cause) {
    deps.log.error({ err: cause }, "a letter waits until its lease runs out");
    return "fault";
  }
};

const handle = async (
  deps: DeliverDeps,
  one: OnTheWay,
  isStopping: () => boolean,
): Promise<EndedTry["outcome"]> => {
  const { letter } = one;
  const reason = deps.letters.whyUnreadable(letter);
  if (reason !== undefined) {
    deps.log.warn({ reason }, "a letter can't be read");
    await deps.letters.settle(letter, { settled: "refused", reason });
    return "refused";
  }
  const message = await deps.compose(letter, deps.programmeNow());
  if (!message) {
    await deps.letters.settle(letter, { settled: "needless" });
    return "needless";
  }
  if (isStopping()) {
    await later(deps, letter, { seconds: 0, reason: STOPPED });
    return "stopped";
  }
  one.isSending = true;
  const delivered = await sendOne(deps, letter, message);
  return conclude(deps, letter, delivered);
};

const STOPPED = "stopped";
/** Longer than a request that was under way takes to be seen in the platform's history. */
const SETTLING_SECONDS = 10;

/** What may have been sent is looked for before it is sent again; never rejects. */
export const giveBackUnsettled = async (
  deps: DeliverDeps,
  { letter, isSending }: OnTheWay,
): Promise<void> => {
  const seconds = isSending ? SETTLING_SECONDS : 0;
  const how = { seconds, reason: STOPPED, uncertain: isSending };
  await later(deps, letter, how).catch((err: unknown) =>
    deps.log.error({ err }, "a letter waits until its lease runs out"),
  );
};

const sendOne = async (
  { senders }: DeliverDeps,
  { id, platform, workspace, conversation, uncertain, firstTriedAt }: ClaimedLetter,
  message: Message,
): Promise<Delivered> => {
  const sender = senders[platform];
  if (!sender) return { kind: "refused", reason: `no ${platform} here`, receiverGone: false };
  const askFirst = uncertain && sender.looksUpSent;
  return sender.send({ id, workspace, conversation, message, askFirst, firstTriedAt });
};

const conclude = async (
  deps: DeliverDeps,
  letter: ClaimedLetter,
  delivered: Delivered,
): Promise<EndedTry["outcome"]> => {
  switch (delivered.kind) {
    case "sent": {
      const { reference, digest } = delivered;
      await deps.letters.settle(letter, { settled: "sent", reference }, digest);
      return "sent";
    }
    case "refused":
      return refuse(deps, letter, delivered);
    case "later":
      if (delivered.scope === "workspace") {
        const { workspace } = letter;
        deps.log.warn({ workspace, reason: delivered.reason }, "a workspace must wait");
      }
      await later(deps, letter, {
        seconds: delivered.afterSeconds,
        reason: delivered.reason,
        hold: delivered.scope,
      });
      return "later";
    case "unknown":
      return lost(deps, letter, delivered.reason);
  }
};

/** Before what can't be looked up is sent once more. */
const ONCE_MORE_SECONDS = 60;

/** The answer was lost. What can't be looked up counts as sent the second time: two copies at most. */
const lost = async (
  deps: DeliverDeps,
  letter: ClaimedLetter,
  reason: string,
): Promise<"unknown" | "assumed"> => {
  const looksUp = deps.senders[letter.platform]?.looksUpSent ?? false;
  if (!looksUp && letter.uncertain) {
    deps.log.warn({ reason }, "a letter's answer was lost twice, so it counts as sent");
    await deps.letters.settle(letter, { settled: "sent", reference: "" });
    return "assumed";
  }
  const seconds = looksUp ? backoffSeconds(letter) : ONCE_MORE_SECONDS;
  await later(deps, letter, { seconds, reason, uncertain: true });
  return "unknown";
};

/** Stands before the stored reason of a letter that has its one more try: it gets no second one. */
const ONCE_MORE = "once more: ";
const hasOneMore = ({ reason }: ClaimedLetter): boolean => reason?.startsWith(ONCE_MORE) ?? false;

/** What may pass is tried once more; then the conversation's next letters aren't held up any longer. */
const refuse = async (
  deps: DeliverDeps,
  letter: ClaimedLetter,
  refused: Refused,
): Promise<"refused" | "later"> => {
  const { reason, onceMoreAfterSeconds: seconds } = refused;
  if (seconds !== undefined && !hasOneMore(letter)) {
    deps.log.warn({ reason, seconds }, "a letter was refused, and is tried once more");
    await later(deps, letter, { seconds, reason: ONCE_MORE + reason, hold: "conversation" });
    return "later";
  }
  deps.log.warn({ reason }, "a letter was refused");
  await deps.letters.refuse(letter, refused, deps.programmeNow());
  return "refused";
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
  { seconds, uncertain = false, reason, ...how }: Postponed,
): Promise<void> =>
  letters.giveBack(letter, {
    availableAt: systemNow().plus({ seconds }),
    uncertain,
    // Whatever happens in between, it had its one more try.
    reason: hasOneMore(letter) ? ONCE_MORE + reason : reason,
    ...how,
  });

/** 2, 4, 8 … seconds, five minutes at the most. */
const LONGEST_BACKOFF_S = 300;
const backoffSeconds = ({ attempts }: ClaimedLetter): number =>
  Math.min(2 ** attempts, LONGEST_BACKOFF_S);
