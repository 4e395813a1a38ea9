/** Tokens that were opened a moment ago: at each keystroke the same one is asked for. */
import type { DateTime } from "../domain/time.ts";
import type { WorkspaceRef } from "../store/people/workspaces.ts";

/**
 * What another process removes or installs anew counts here after this long. Until then a call of a
 * removed workspace may still be run, for a person who may do it; its token Slack has revoked by then.
 */
const REMEMBERED_MS = 5_000;
/**
 * While the database can't say so, an older token serves: all that it is good for then is to tell
 * people to wait. Longer than the database may be away without a person looking at it.
 */
const SERVES_STALE_MS = 300_000;
/** A database that is well answers in a few; and a form has to be opened within 3 s. */
const READ_WITHIN_MS = 250;
const MOST_REMEMBERED = 1_000;

interface Found {
  readonly token: string;
  /** Of tokens that run out. */
  readonly expiresAt?: DateTime | undefined;
}

type Known = Found & { readonly askedMs: number };

interface Reading {
  readonly found: Promise<Found | undefined>;
  readonly askedMs: number;
  /** Resolves when it has taken longer than it should. */
  readonly late: Promise<void>;
}

interface Deps {
  readonly find: (workspace: WorkspaceRef) => Promise<Found | undefined>;
  readonly systemNow: () => DateTime;
}

export const makeRecentTokens = ({ find, systemNow }: Deps) => {
  const known = new Map<string, Known>();
  const readings = new Map<string, Reading>();

  const read = (workspace: WorkspaceRef, key: string, askedMs: number): Reading => {
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
          const { token, expiresAt } = found;
          return known.set(key, { token, expiresAt, askedMs });
        }),
      () => ended(() => undefined),
    );
    return reading;
  };

  return {
    find: async (workspace: WorkspaceRef): Promise<string | undefined> => {
      const nowMs = systemNow().toMillis();
      const key = keyOf(workspace);
      const last = stillGood(known.get(key), nowMs);
      if (last && isWithin(REMEMBERED_MS, last, nowMs)) return last.token;
      const open = readings.get(key);
      const isOurs = open && isWithin(REMEMBERED_MS, open, nowMs);
      const { found, late } = isOurs ? open : read(workspace, key, nowMs);
      const token = found.then((one) => one?.token);
      if (!last || !isWithin(SERVES_STALE_MS, last, nowMs)) return token;
      const stale = () => last.token;
      return Promise.race([token.catch(stale), late.then(stale)]);
    },
    forget: (workspace: WorkspaceRef): void => {
      known.delete(keyOf(workspace));
      readings.delete(keyOf(workspace));
    },
  };
};

/** What has run out is good for nothing. */
const stillGood = (last: Known | undefined, nowMs: number): Known | undefined =>
  last?.expiresAt && last.expiresAt.toMillis() <= nowMs ? undefined : last;

/** Not after the clock was set back. */
const isWithin = (ms: number, { askedMs }: { readonly askedMs: number }, nowMs: number): boolean =>
  nowMs >= askedMs && nowMs < askedMs + ms;

const afterMs = (ms: number): Promise<void> =>
  new Promise((resolve) => void setTimeout(resolve, ms).unref());

const keyOf = ({ platform, id }: WorkspaceRef): string => `${platform}:${id}`;
