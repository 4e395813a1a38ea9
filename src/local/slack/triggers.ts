import { randomBytes, randomInt } from "node:crypto";

/** How long a trigger may be exchanged, in ms of system time (docs/platform-limits.md). */
const TRIGGER_MS = 3000;

export interface Trigger {
  team: string;
  user: string;
  /** The view from which it came, if any: only such a trigger may push. */
  viewId?: string;
}

type Exchange =
  | { ok: true; trigger: Trigger }
  | { ok: false; error: "invalid_trigger_id" | "expired_trigger_id" | "exchanged_trigger_id" };

export interface Triggers {
  issue(trigger: Trigger): string;
  exchange(id: unknown, team: string): Exchange;
}

/** Trigger ids: three seconds, one use. */
export function makeTriggers(systemNow: () => Date): Triggers {
  const issued = new Map<unknown, Trigger & { atMs: number; used: boolean }>();
  return {
    issue(trigger) {
      const id = `${number()}.${number()}.${randomBytes(16).toString("hex")}`;
      issued.set(id, { ...trigger, atMs: systemNow().getTime(), used: false });
      return id;
    },
    exchange(id, team) {
      const found = issued.get(id);
      if (!found || found.team !== team) return { ok: false, error: "invalid_trigger_id" };
      if (found.used) return { ok: false, error: "exchanged_trigger_id" };
      if (systemNow().getTime() - found.atMs > TRIGGER_MS) {
        return { ok: false, error: "expired_trigger_id" };
      }
      found.used = true;
      return { ok: true, trigger: found };
    },
  };
}

const number = (): number => randomInt(1e13, 9e13);
