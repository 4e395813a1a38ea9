/** A button pressed or an input dispatched in a modal. */
export interface Act {
  blockId: string;
  actionId: string;
  value?: string;
}

/** What a modal sends while it is open: one request at a time, in the order of the person's acts. */
export interface ActQueue {
  /** A keystroke: sent when the typing rests, or before the next act. */
  later(act: Act): void;
  now(act: Act): Promise<void>;
  /** Sends a keystroke that still waits; resolves when everything has been answered. */
  settle(): Promise<void>;
}

/** Typing at rest for this long is sent: quicker than a person can press the next thing. */
const REST_MS = 150;

/** `send` must not throw; a refusal is its own to show. */
export function makeActQueue(send: (act: Act) => Promise<void>): ActQueue {
  let waiting: { act: Act; timer: ReturnType<typeof setTimeout> } | undefined;
  let tail: Promise<void> = Promise.resolve();

  const enqueue = (act: Act): Promise<void> => {
    tail = tail.then(() => send(act));
    return tail;
  };
  const flush = (): void => {
    if (!waiting) return;
    const { act, timer } = waiting;
    clearTimeout(timer);
    waiting = undefined;
    void enqueue(act);
  };

  return {
    later(act) {
      if (waiting && !isSameInput(waiting.act, act)) flush();
      if (waiting) clearTimeout(waiting.timer);
      waiting = { act, timer: setTimeout(flush, REST_MS) };
    },
    now(act) {
      if (waiting && isSameInput(waiting.act, act)) {
        clearTimeout(waiting.timer);
        waiting = undefined;
      }
      flush();
      return enqueue(act);
    },
    settle() {
      flush();
      return tail;
    },
  };
}

const isSameInput = (one: Act, other: Act): boolean =>
  one.blockId === other.blockId && one.actionId === other.actionId;
