import { randomBytes } from "node:crypto";

interface AccessToken {
  readonly team: string;
  readonly expiresMs: number;
}

export interface RotatingTokens {
  /** The app's setting: from now on tokens run out after so many seconds; undefined: none are given. */
  rotateEvery(seconds: number | undefined): void;
  /** A pair for this team; undefined while the app doesn't rotate. */
  issue(
    team: string,
  ): { access_token: string; refresh_token: string; expires_in: number } | undefined;
  /** Whose it is; undefined when it was used longer than a moment ago, or never given. */
  redeem(refreshToken: unknown): string | undefined;
  /** Whose token it is, or Slack's word for one that was good once; undefined for any other. */
  look(token: string): { team: string } | { error: string } | undefined;
}

/** Slack has "a short grace period", and doesn't say how long. */
const GRACE_MS = 60_000;
/** https://docs.slack.dev/authentication/using-token-rotation */
const MOST_ACTIVE = 2;

export function makeRotatingTokens(systemNow: () => Date): RotatingTokens {
  const tokens = new Map<string, AccessToken>();
  const revoked = new Set<string>();
  const refreshTokens = new Map<unknown, { team: string; usedMs: number | undefined }>();
  let lifeSeconds: number | undefined;
  const nowMs = (): number => systemNow().getTime();
  const isExpired = ({ expiresMs }: AccessToken): boolean => expiresMs <= nowMs();

  /** Maps keep their order: the oldest go. */
  const revokeOldest = (team: string): void => {
    const active = [...tokens].filter(([, one]) => one.team === team && !isExpired(one));
    for (const [token] of active.slice(0, -MOST_ACTIVE)) {
      tokens.delete(token);
      revoked.add(token);
    }
  };

  return {
    rotateEvery(seconds) {
      lifeSeconds = seconds;
    },
    issue(team) {
      if (lifeSeconds === undefined) return undefined;
      const pair = {
        access_token: `xoxe.xoxb-1-${team}-${hex()}`,
        refresh_token: `xoxe-1-${hex()}`,
        expires_in: lifeSeconds,
      };
      tokens.set(pair.access_token, { team, expiresMs: nowMs() + lifeSeconds * 1000 });
      refreshTokens.set(pair.refresh_token, { team, usedMs: undefined });
      revokeOldest(team);
      return pair;
    },
    redeem(refreshToken) {
      const found = refreshTokens.get(refreshToken);
      if (!found) return undefined;
      found.usedMs ??= nowMs();
      return nowMs() - found.usedMs <= GRACE_MS ? found.team : undefined;
    },
    look(token) {
      if (revoked.has(token)) return { error: "token_revoked" };
      const found = tokens.get(token);
      if (!found) return undefined;
      return isExpired(found) ? { error: "token_expired" } : { team: found.team };
    },
  };
}

const hex = (): string => randomBytes(16).toString("hex");
