/** Reading documents apart from the process that answers people: a process for each, two at once. */
import type { ReadNotification } from "../domain/notifications/reading.ts";
import { type Outcome, refused } from "../domain/outcome.ts";
import { type ReadLimits, readInProcess } from "./read-in-process.ts";

export interface Reading {
  /** Rejects when it was stopped, or when the process of its own fails. */
  readonly read: ReadNotification;
  /** Ends what is being read, and what waits for its turn. */
  stop(): void;
}

interface Limits extends ReadLimits {
  /** Processes at once. */
  readonly atOnce: number;
  /** Documents being fetched, waiting or being read; each may hold 10 MiB. One more is refused. */
  readonly places: number;
  readonly waitMs: number;
}

/** With 10 s for each, the last of eight would wait 30 s; half of them wait at most 20 s. */
export const LIMITS: Limits = {
  atOnce: 2,
  places: 8,
  waitMs: 20_000,
  withinMs: 10_000,
  maxBytes: 256 * 1024 * 1024,
  // What is read has at most 150,000 characters, and each of them stands in one field or two.
  maxAnswerBytes: 2 * 1024 * 1024,
};

export const makeReading = (limits: Limits = LIMITS): Reading => {
  const { signal, abort } = abortable();
  const takeTurn = makeTurns(limits);
  let taken = 0;
  const inPlace: ReadNotification = async (fetch, members) => {
    const source = await fetch();
    if (!source.ok) return refused({ kind: "unreadable", problem: source.refusal });
    const turn = await takeTurn();
    if (!turn.ok) return BUSY;
    try {
      return await readInProcess({ source: source.value, members }, limits, signal);
    } finally {
      turn.value.end();
    }
  };
  const read: ReadNotification = async (fetch, members) => {
    if (taken >= limits.places) return BUSY;
    taken += 1;
    return inPlace(fetch, members).finally(() => {
      taken -= 1;
    });
  };
  return { read, stop: abort };
};

const BUSY = refused({ kind: "unreadable", problem: { kind: "busy" } } as const);

const abortable = () => {
  const controller = new AbortController();
  return {
    signal: controller.signal,
    abort: () => controller.abort(new Error("Stopped while a document was being read")),
  };
};

/** In the order in which they came; refused when it isn't their turn in time. */
const makeTurns = ({ atOnce, waitMs }: Pick<Limits, "atOnce" | "waitMs">) => {
  let running = 0;
  const waiting = new Set<() => void>();
  const next = (): void => {
    const [first] = waiting;
    if (running < atOnce) first?.();
  };
  const turn = {
    end: () => {
      running -= 1;
      next();
    },
  };
  return (): Promise<Outcome<typeof turn, "late">> =>
    new Promise((resolve) => {
      const leave = () => {
        clearTimeout(timer);
        waiting.delete(begin);
      };
      const begin = () => {
        leave();
        running += 1;
        resolve({ ok: true, value: turn });
      };
      const timer = setTimeout(() => {
        leave();
        resolve(refused("late"));
      }, waitMs);
      waiting.add(begin);
      next();
    });
};
