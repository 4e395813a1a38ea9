/**
 * The one answer to a call of Slack's. Bolt throws on a second one, and a call without any costs
 * the person three seconds and an error.
 */
export interface Acknowledgement {
  /** Answers the call. False when it was answered before: what was to be said needs another way. */
  give(body?: object): Promise<boolean>;
}

/** After the arrival; Slack waits 3 s, the rest is for the way. */
const DEADLINE_MILLIS = 2500;

interface Call {
  readonly ack: (body?: object) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly arrivedMillis: number;
  readonly now: () => number;
  /** The answer at the last moment, when nothing else was given by then. */
  readonly atDeadline: () => object | undefined;
}

/** Made at the door: the last moment comes whatever the call waits for, also for its workspace. */
export function makeAcknowledgement({
  ack,
  arrivedMillis,
  now,
  atDeadline,
}: Call): Acknowledgement {
  let given = false;
  const give = async (body?: object): Promise<boolean> => {
    if (given) return false;
    given = true;
    clearTimeout(timer);
    await (body ? ack(body) : ack());
    return true;
  };
  // Fails when the connection is gone, and then there is nobody to answer on it.
  const atLast = (): void => void give(atDeadline()).catch(() => undefined);
  const timer = setTimeout(atLast, Math.max(0, arrivedMillis + DEADLINE_MILLIS - now()));
  return { give };
}
