import type { Log } from "../../domain/log.ts";

const LINES_A_MINUTE = 10;
const MINUTE_MS = 60_000;

/**
 * Tells of calls that no platform vouches for, by class only: what a stranger sends stands in no
 * line, and however many call, there are ten lines a minute and then one with how many more there were.
 */
export function makeRefusalLog<Why extends string>(
  log: Log,
  sentence: string,
): (why: Why, call: string | undefined) => void {
  let lines = 0;
  let more: Partial<Record<Why, number>> = {};
  const endMinute = (): void => {
    if (Object.keys(more).length > 0) log.warn(more, "more calls refused within a minute");
    lines = 0;
    more = {};
  };
  return (why, call) => {
    if (lines === 0) setTimeout(endMinute, MINUTE_MS).unref();
    if (lines >= LINES_A_MINUTE) {
      more = { ...more, [why]: (more[why] ?? 0) + 1 };
      return;
    }
    lines += 1;
    log.warn({ call, why }, sentence);
  };
}
