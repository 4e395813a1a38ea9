import { createHash } from "node:crypto";
import type { DateTime } from "../../../domain/time.ts";
import type { Arrival } from "../../command.ts";

/** What is known of a call before its body is read. */
export interface Arrived {
  /** Programme time. */
  readonly at: DateTime;
  /** System time, milliseconds since 1970. */
  readonly systemMillis: number;
  /** Slack's timestamp header, seconds since 1970; our own second in Socket Mode, which has none. */
  readonly sentSeconds: number;
  readonly delivery: string;
  /** The call, as the log names it. */
  readonly call?: string | undefined;
}

/** Hex of SHA-256: one way, so that a stored delivery is no signature. */
export const deliveryOf = (signature: string): string =>
  createHash("sha256").update(signature).digest("hex");

/**
 * `doneAt` is the newest `action_ts` where Slack gives one. Otherwise it is our clock, held within
 * the second in which Slack says it sent the call, so that both clocks can be compared. One of the
 * future would win over all that is typed until then: it counts as none.
 */
export const arrivalOf = (
  arrived: Arrived,
  actionTimestamps: readonly (string | undefined)[] = [],
): Arrival => ({
  at: arrived.at,
  delivery: arrived.delivery,
  doneAt: newest(actionTimestamps, arrived.sentSeconds) ?? withinSecond(arrived),
});

/** Slack's clocks and ours may be as far apart as a signature's timestamp. */
const LONGEST_AHEAD_SECONDS = 5 * 60;

const newest = (
  timestamps: readonly (string | undefined)[],
  sentSeconds: number,
): number | undefined => {
  const latest = (sentSeconds + LONGEST_AHEAD_SECONDS) * 1_000_000;
  const micros = timestamps.map((ts) => microsOf(ts ?? "")).filter((value) => value <= latest);
  return micros.length > 0 ? Math.max(...micros) : undefined;
};

/** "1769220166.113300" → 1769220166113300 */
const microsOf = (timestamp: string): number => {
  const [, seconds, fraction = ""] = /^(\d{1,10})(?:\.(\d{1,6}))?$/.exec(timestamp) ?? [];
  return seconds ? Number(seconds) * 1_000_000 + Number(fraction.padEnd(6, "0")) : Number.NaN;
};

const withinSecond = ({ systemMillis, sentSeconds }: Arrived): number => {
  const first = sentSeconds * 1_000_000;
  return Math.min(Math.max(systemMillis * 1000, first), first + 999_999);
};
