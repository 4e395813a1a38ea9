import type { Session } from "./session.ts";

/** The sessions of a process: each is held by one statement or one transaction at a time. */
export interface Pool {
  /** Rejects when no session comes free in time, with why none could be opened as its cause. */
  hold<Value>(work: (session: Session) => Promise<Value>): Promise<Value>;
  /** Takes no more work, waits for what is held, and then cuts it off. */
  close(): Promise<void>;
}

export interface PoolOptions {
  /** `attempt`: how many have failed since the last that didn't. */
  readonly open: (attempt: number, onLost: () => void) => Promise<Session>;
  readonly max: number;
  /** Milliseconds that somebody waits for a session. */
  readonly waitTimeoutMs: number;
  readonly closeTimeoutMs: number;
  /** Milliseconds after which a session that nobody needed is ended. */
  readonly idleTimeoutMs: number;
}

interface Idle {
  readonly session: Session;
  readonly sinceMs: number;
}

interface Waiting {
  readonly take: (session: Session) => void;
  readonly fail: (cause: unknown) => void;
}

/** Doubled with each failure: four attempts in the first second, and one or two in each one after. */
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 1_000;

export const makePool = (options: PoolOptions): Pool => {
  const { open, max, waitTimeoutMs, closeTimeoutMs, idleTimeoutMs } = options;
  /** The newest is lent first: at the front is the one that wasn't needed for longest. */
  const idle: Idle[] = [];
  const held = new Set<Session>();
  const waiting = new Set<Waiting>();
  let opening = 0;
  /** While there are any, one session is opened at a time, after a pause. */
  let failures = 0;
  let lastFailure: unknown;
  let nextAttemptMs = 0;
  let nextAttempt: NodeJS.Timeout | undefined;
  let onAllBack: (() => void) | undefined;

  const give = (session: Session): void => {
    const [first] = waiting;
    if (onAllBack) return void session.end();
    if (!first) return void rest(session);
    waiting.delete(first);
    // Held from now on: it is no longer among the idle ones when it is lost in this moment.
    held.add(session);
    first.take(session);
  };

  const rest = (session: Session): void => {
    const nowMs = performance.now();
    idle.push({ session, sinceMs: nowMs });
    // Here and not by the driver's own timer: between its end and the news of it one would be lent.
    const [longest] = idle;
    if (longest && nowMs - longest.sinceMs > idleTimeoutMs) void idle.shift()?.session.end();
  };

  const openMore = (): void => {
    while (opening < waiting.size && held.size + opening < max) {
      if (failures > 0) {
        if (opening > 0) return;
        const pauseMs = nextAttemptMs - performance.now();
        if (pauseMs > 0) {
          clearTimeout(nextAttempt);
          nextAttempt = setTimeout(openMore, pauseMs);
          return;
        }
      }
      opening += 1;
      open(failures, onLost).then(onOpened, onFailed);
    }
  };

  const onOpened = (session: Session): void => {
    // In one step with giving it to somebody: otherwise a second one is opened for them.
    opening -= 1;
    failures = 0;
    if (!session.isLost()) give(session);
    openMore();
  };

  const onFailed = (cause: unknown): void => {
    opening -= 1;
    failures += 1;
    lastFailure = cause;
    nextAttemptMs = performance.now() + pauseAfter(failures);
    // Somebody else's session may still come free.
    if (held.size === 0 && opening === 0) rejectAll(cause);
    openMore();
  };

  const rejectAll = (cause: unknown): void => {
    for (const { fail } of waiting) fail(cause);
    waiting.clear();
  };

  /** One that was lost while it was held tells nothing good of the others. */
  const onLost = (): void => {
    const isHeld = [...held].some((session) => session.isLost());
    const gone = idle.filter(({ session }) => isHeld || session.isLost());
    for (const one of gone) {
      idle.splice(idle.indexOf(one), 1);
      if (!one.session.isLost()) void one.session.end();
    }
    if (isHeld) failures = Math.max(failures, 1);
  };

  const take = (): Promise<Session> =>
    new Promise((taken, failed) => {
      if (onAllBack) return failed(new Error("The connections to the database are being closed"));
      const timer = setTimeout(() => {
        waiting.delete(one);
        const cause = failures > 0 ? lastFailure : undefined;
        failed(new Error(`No connection to the database within ${waitTimeoutMs} ms`, { cause }));
      }, waitTimeoutMs);
      const ended = <Value>(end: (value: Value) => void) => {
        return (value: Value): void => {
          clearTimeout(timer);
          end(value);
        };
      };
      const one = { take: ended(taken), fail: ended(failed) };
      waiting.add(one);
      openMore();
    });

  return {
    hold: async (work) => {
      const session = idle.pop()?.session ?? (await take());
      held.add(session);
      try {
        return await work(session);
      } finally {
        held.delete(session);
        if (!session.isLost()) give(session);
        else openMore();
        if (held.size === 0) onAllBack?.();
      }
    },
    close: async () => {
      const allBack = new Promise<void>((back) => {
        onAllBack = back;
      });
      clearTimeout(nextAttempt);
      rejectAll(new Error("The connections to the database are being closed"));
      await Promise.all(idle.splice(0).map(({ session }) => session.end()));
      const cut = setTimeout(() => {
        for (const session of held) session.lose(new Error("The database was closed meanwhile"));
      }, closeTimeoutMs);
      if (held.size > 0) await allBack;
      clearTimeout(cut);
    },
  };
};

/** Jitter keeps the processes of one database from coming all at once. */
const pauseAfter = (failures: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
