const MINUTE_MS = 60_000;
const SECOND_MS = 1000;

export interface Rates {
  /** Counts one call and returns undefined, or the whole seconds to wait. */
  take(key: string, limit: Limit): number | undefined;
}

export type Limit = { times: number; withinMs: number };

/** Calls a minute by Slack's tiers (docs/platform-limits.md). */
export const TIERS = {
  1: { times: 1, withinMs: MINUTE_MS },
  2: { times: 20, withinMs: MINUTE_MS },
  3: { times: 50, withinMs: MINUTE_MS },
  4: { times: 100, withinMs: MINUTE_MS },
} satisfies Record<number, Limit>;

/** One message a second a channel; Slack's short bursts are not granted here. */
export const A_CHANNEL: Limit = { times: 1, withinMs: SECOND_MS };

/** The workspace's own cap, "several hundred a minute" in Slack's words. */
export const A_WORKSPACE: Limit = { times: 300, withinMs: MINUTE_MS };

/** Sliding windows over system time. */
export function makeRates(systemNow: () => Date): Rates {
  const taken = new Map<string, number[]>();
  return {
    take(key, { times, withinMs }) {
      const nowMs = systemNow().getTime();
      const recent = (taken.get(key) ?? []).filter((atMs) => nowMs - atMs < withinMs);
      const oldest = recent[0];
      taken.set(key, recent);
      if (oldest !== undefined && recent.length >= times) {
        return Math.max(1, Math.ceil((oldest + withinMs - nowMs) / SECOND_MS));
      }
      recent.push(nowMs);
      return undefined;
    },
  };
}
