/**
 * The one answer to a call of Slack's. Bolt throws on a second one, and a call without any costs
 * the person three seconds and an error.
 */
export interface Acknowledgement {
  /** Answers the call. False when it was answered before: what was to be said needs another way. */
  give(body?: object): Promise<boolean>;
  /** Answers at the last moment with this, if nothing else has by then. */
  giveInTime(body?: () => object): void;
}

/** After the arrival; Slack waits 3 s, the rest is for the way. */
const LAST_MOMENT_MILLIS = 2500;

export type BoltAck = (body?: object) => Promise<void>;

export function makeAcknowledgement(
  ack: BoltAck,
  arrivedMillis: number,
  now: () => number,
): Acknowledgement {
  let given = false;
  let timer: NodeJS.Timeout | undefined;
  const give = async (body?: object): Promise<boolean> => {
    if (given) return false;
    given = true;
    clearTimeout(timer);
    await (body ? ack(body) : ack());
    return true;
  };
  // Fails when the connection is gone, and then there is nobody to answer on it.
  const atLast = (body?: () => object): void => void give(body?.()).catch(() => undefined);
  const giveInTime = (body?: () => object): void => {
    const left = Math.max(0, arrivedMillis + LAST_MOMENT_MILLIS - now());
    timer = setTimeout(() => atLast(body), left);
  };
  return { give, giveInTime };
}
