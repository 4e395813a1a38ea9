/** Takes letters from the outbox and sees to it that each is tried, or given back at a stop. */
import type { ClaimedLetter } from "../use-cases/delivery/letters.ts";
import { type DeliverDeps, deliverOne, giveBackUnsettled, type OnTheWay } from "./deliver-one.ts";

/** Letters on their way at once, each to another conversation. */
const MOST_ON_THE_WAY = 50;

export interface Deliver {
  /** Takes what is due, as much as there is room for, and sends it without waiting; gives how many. */
  turn(): Promise<number>;
  /** When nothing is on its way any more; to be asked when no turn begins any more. */
  idle(): Promise<void>;
  /**
   * Takes nothing more, waits for what is being sent, and gives back what isn't sent by then: no
   * lease remains, and another process may go on at once.
   */
  stop(timeoutMs: number): Promise<void>;
}

/** A send that hangs takes the room of one letter, and holds up neither the others nor the clock. */
export const makeDeliver = (deps: DeliverDeps): Deliver => {
  const pace = Object.fromEntries(
    Object.entries(deps.senders).map(([platform, sender]) => [platform, sender.secondsBetween]),
  );
  const onTheWay = new Map<OnTheWay, Promise<void>>();
  let isStopping = false;
  let turning: Promise<unknown> = Promise.resolve();

  // What is logged on a letter's way belongs to it.
  const depsFor = ({ id, kind }: ClaimedLetter): DeliverDeps => ({
    ...deps,
    log: deps.log.with({ letter: id, kind }),
  });

  const begin = (letter: ClaimedLetter): void => {
    const one: OnTheWay = { letter, isSending: false };
    const { platform, kind, attempts } = letter;
    const own = depsFor(letter);
    const delivery = deliverOne(own, one, () => isStopping).then((outcome) => {
      own.log.debug({ platform, outcome, attempts }, "a letter was tried");
      deps.onEnd?.({ platform, kind, outcome });
    });
    onTheWay.set(
      one,
      delivery.finally(() => onTheWay.delete(one)),
    );
  };

  const turn = async (): Promise<number> => {
    const room = isStopping ? 0 : MOST_ON_THE_WAY - onTheWay.size;
    const taken = room > 0 ? await deps.letters.take(room, pace) : [];
    for (const letter of taken) begin(letter);
    return taken.length;
  };
  const idle = async (): Promise<void> => {
    await Promise.all(onTheWay.values());
  };

  return {
    turn: () => {
      const begun = turn();
      turning = begun.catch(() => undefined);
      return begun;
    },
    idle,
    stop: async (timeoutMs) => {
      isStopping = true;
      await atMost(timeoutMs, turning.then(idle));
      await Promise.all(
        [...onTheWay.keys()].map((one) => giveBackUnsettled(depsFor(one.letter), one)),
      );
    },
  };
};

const atMost = async (timeoutMs: number, work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
};
