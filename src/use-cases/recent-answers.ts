/** What was found of a workspace a moment ago: at each keystroke the same is asked. */
import type { DateTime } from "../domain/time.ts";
import type { WorkspaceRef } from "../store/people/workspaces.ts";

/**
 * What another process changes counts here after this long. Until then a call of a workspace that was
 * removed may still be run, for a person who may do it; its token Slack has revoked by then.
 */
const REMEMBERED_MS = 5_000;
/**
 * While the database can't say so, an older answer serves: all that it is good for then is to tell
 * people to wait. Longer than the database may be away without a person looking at it.
 */
const SERVES_STALE_MS = 300_000;
/** A database that is well answers in a few; and a form has to be opened within 3 s. */
const READ_WITHIN_MS = 250;
const MOST_REMEMBERED = 1_000;

interface Known<Answer> {
  readonly answer: Answer;
  readonly askedMs: number;
}

interface Reading<Answer> {
  readonly found: Promise<Answer | undefined>;
  readonly askedMs: number;
  /** Resolves when it has taken longer than it should. */
  readonly late: Promise<void>;
}

interface Deps<Answer> {
  readonly find: (workspace: WorkspaceRef) => Promise<Answer | undefined>;
  readonly systemNow: () => DateTime;
  /** Whether one that was found serves still; left out: each does. */
  readonly isGood?: (answer: Answer, now: DateTime) => boolean;
}

export const makeRecentAnswers = <Answer>({
  find,
  systemNow,
  isGood = () => true,
}: Deps<Answer>) => {
  const known = new Map<string, Known<Answer>>();
  const readings = new Map<string, Reading<Answer>>();

  const read = (workspace: WorkspaceRef, key: string, askedMs: number): Reading<Answer> => {
    const reading = { found: find(workspace), askedMs, late: afterMs(READ_WITHIN_MS) };
    if (readings.size >= MOST_REMEMBERED) readings.clear();
    readings.set(key, reading);
    // Unless it was installed or removed, or asked for anew, while we read.
    const ended = (keep: () => void) => {
      if (readings.get(key) === reading && readings.delete(key)) keep();
    };
    reading.found.then(
      (found) =>
        ended(() => {
          // What wasn't found is asked for again: the next call may come just after the installation.
          if (found === undefined) return known.delete(key);
          if (known.size >= MOST_REMEMBERED) known.clear();
          return known.set(key, { answer: found, askedMs });
        }),
      () => ended(() => undefined),
    );
    return reading;
  };

  return {
    find: async (workspace: WorkspaceRef): Promise<Answer | undefined> => {
      const now = systemNow();
      const nowMs = now.toMillis();
      const key = keyOf(workspace);
      const kept = known.get(key);
      const last = kept && isGood(kept.answer, now) ? kept : undefined;
      if (last && isWithin(REMEMBERED_MS, last, nowMs)) return last.answer;
      const open = readings.get(key);
      const isOurs = open && isWithin(REMEMBERED_MS, open, nowMs);
      const { found, late } = isOurs ? open : read(workspace, key, nowMs);
      if (!last || !isWithin(SERVES_STALE_MS, last, nowMs)) return found;
      const stale = () => last.answer;
      return Promise.race([found.catch(stale), late.then(stale)]);
    },
    forget: (workspace: WorkspaceRef): void => {
      known.delete(keyOf(workspace));
      readings.delete(keyOf(workspace));
    },
  };
};

/** Not after the clock was set back. */
const isWithin = (ms: number, { askedMs }: { readonly askedMs: number }, nowMs: number): boolean =>
  nowMs >= askedMs && nowMs < askedMs + ms;

const afterMs = (ms: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, ms).unref());

const keyOf = ({ platform, id }: WorkspaceRef): string => `${platform}:${id}`;
