const SECOND_MS = 1000;

export interface Limit {
  times: number;
  withinMs: number;
}

export interface Rates {
  /** Counts one call and returns undefined; or, not counting it, the whole seconds to wait. */
  take(key: string, ...limits: Limit[]): number | undefined;
}

/** Sliding windows over system time. */
export function makeRates(systemNow: () => Date): Rates {
  const taken = new Map<string, number[]>();
  return {
    take(key, ...limits) {
      const nowMs = systemNow().getTime();
      const longestMs = Math.max(...limits.map(({ withinMs }) => withinMs));
      const recent = (taken.get(key) ?? []).filter((atMs) => nowMs - atMs < longestMs);
      taken.set(key, recent);
      const waits = limits.map(({ times, withinMs }) => {
        const within = recent.filter((atMs) => nowMs - atMs < withinMs);
        const [oldest] = within;
        return oldest === undefined || within.length < times ? 0 : oldest + withinMs - nowMs;
      });
      const waitMs = Math.max(...waits);
      if (waitMs > 0) return Math.max(1, Math.ceil(waitMs / SECOND_MS));
      recent.push(nowMs);
      return undefined;
    },
  };
}
