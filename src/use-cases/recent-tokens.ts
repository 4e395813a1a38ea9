/** Tokens that were opened a moment ago: at each keystroke the same one is asked for. */
import type { DateTime } from "../domain/time.ts";
import type { WorkspaceRef } from "../store/workspaces.ts";

/**
 * What another process removes or installs anew counts here after this long. Until then a call of a
 * removed workspace may still be run, for a person who may do it; its token Slack has revoked by then.
 */
const REMEMBERED_MS = 5_000;
const MOST_REMEMBERED = 1_000;

interface Recent {
  readonly token: Promise<string | undefined>;
  readonly askedMs: number;
}

interface Deps {
  readonly find: (workspace: WorkspaceRef) => Promise<string | undefined>;
  readonly systemNow: () => DateTime;
}

export const makeRecentTokens = ({ find, systemNow }: Deps) => {
  const recent = new Map<string, Recent>();

  const ask = (workspace: WorkspaceRef, askedMs: number): Recent => {
    const asked = { token: find(workspace), askedMs };
    if (recent.size >= MOST_REMEMBERED) recent.clear();
    recent.set(keyOf(workspace), asked);
    // What wasn't found is asked for again at once: the next call may come just after the installation.
    const forgetIt = () => {
      if (recent.get(keyOf(workspace)) === asked) recent.delete(keyOf(workspace));
    };
    asked.token.then((token) => token ?? forgetIt(), forgetIt);
    return asked;
  };

  return {
    find: (workspace: WorkspaceRef): Promise<string | undefined> => {
      const nowMs = systemNow().toMillis();
      const known = recent.get(keyOf(workspace));
      return (known && isFresh(known, nowMs) ? known : ask(workspace, nowMs)).token;
    },
    forget: (workspace: WorkspaceRef): void => void recent.delete(keyOf(workspace)),
  };
};

/** Also after the clock was set back. */
const isFresh = ({ askedMs }: Recent, nowMs: number): boolean =>
  nowMs >= askedMs && nowMs < askedMs + REMEMBERED_MS;

const keyOf = ({ platform, id }: WorkspaceRef): string => `${platform}:${id}`;
