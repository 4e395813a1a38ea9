import type { Limit } from "../shared/rates.ts";

const MINUTE_MS = 60_000;

/** Calls a minute by Slack's tiers (docs/platform-limits.md). */
export const TIERS = {
  1: { times: 1, withinMs: MINUTE_MS },
  2: { times: 20, withinMs: MINUTE_MS },
  3: { times: 50, withinMs: MINUTE_MS },
  4: { times: 100, withinMs: MINUTE_MS },
} satisfies Record<number, Limit>;

/** One message a second a channel; Slack's short bursts are not granted here. */
export const A_CHANNEL: Limit = { times: 1, withinMs: 1000 };

/** The workspace's own cap, "several hundred a minute" in Slack's words. */
export const A_WORKSPACE: Limit = { times: 300, withinMs: MINUTE_MS };
