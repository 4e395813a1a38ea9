import { join } from "node:path";
import { DateTime } from "../domain/time.ts";
import { openJsonFile } from "./json-file.ts";

const ZONE = "Asia/Tokyo";
/** Where a new local workspace starts: the middle of the 2023 programme's first round. */
const START = "2023-03-20T12:00:00.000+09:00";
const SAVE_EVERY_MS = 10_000;

export type Move = { advance: { hours?: number; days?: number } } | { to: string };

/** Programme time: runs with the system's, stands still while nothing runs, moves as one likes. */
export interface ProgrammeClock {
  /** Now, in Asia/Tokyo. */
  now(): DateTime;
  /** The new time, or undefined when the move names no time. */
  move(move: Move): DateTime | undefined;
  onMove(listener: (now: DateTime) => void): void;
  stop(): Promise<void>;
}

export async function makeProgrammeClock(
  folder: string,
  systemNow: () => Date,
): Promise<ProgrammeClock> {
  const file = await openJsonFile(join(folder, "clock.json"), { now: START });
  const listeners: ((now: DateTime) => void)[] = [];
  let anchor = { programme: at(file.value.now), systemMs: systemNow().getTime() };

  const now = (): DateTime =>
    anchor.programme.plus({ milliseconds: systemNow().getTime() - anchor.systemMs });
  const save = (): void => {
    file.value.now = isoOf(now());
    file.changed();
  };
  const saving = setInterval(save, SAVE_EVERY_MS);
  saving.unref();

  return {
    now,
    move(move) {
      const target = "to" in move ? at(move.to) : now().plus(move.advance);
      if (!target.isValid) return undefined;
      anchor = { programme: target, systemMs: systemNow().getTime() };
      save();
      for (const listener of listeners) listener(target);
      return target;
    },
    onMove: (listener) => void listeners.push(listener),
    async stop() {
      clearInterval(saving);
      save();
      await file.flush();
    },
  };
}

const at = (iso: string): DateTime => DateTime.fromISO(iso, { zone: ZONE });

/** ISO text with the zone's offset. */
export const isoOf = (time: DateTime): string => time.toISO() ?? "";
