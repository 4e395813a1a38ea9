/** The clock's way in: a tick a second that only asks what is due. */
import cron, { type ScheduledTask } from "node-cron";
import type { Log } from "../domain/log.ts";

export interface Schedule {
  stop(): Promise<void>;
}

/** Without a tick for this long the task is started anew: node-cron stands still after the clock jumps back. */
const SILENCE_MS = 3_000;
const EVERY_SECOND = "* * * * * *";

/**
 * Calls `tick` every second, never two at once; a tick that fails is logged and the next one comes.
 * `monotonicMs` is a clock that never jumps.
 */
export const makeSchedule = (
  tick: () => Promise<void>,
  { log, monotonicMs }: { log: Log; monotonicMs: () => number },
): Schedule => {
  let lastTick = monotonicMs();
  let running: Promise<void> = Promise.resolve();

  const onTick = async (): Promise<void> => {
    lastTick = monotonicMs();
    running = tick().catch((cause: unknown) => log.error({ err: cause }, "a tick failed"));
    await running;
    lastTick = monotonicMs();
  };

  const start = (): ScheduledTask =>
    cron.schedule(EVERY_SECOND, onTick, { timezone: "UTC", noOverlap: true });

  let task = start();
  const watchdog = setInterval(() => {
    if (monotonicMs() - lastTick < SILENCE_MS) return;
    lastTick = monotonicMs();
    log.warn({}, "the clock jumped; the schedule is started anew");
    void task.destroy();
    task = start();
  }, 1_000);

  return {
    stop: async () => {
      clearInterval(watchdog);
      await task.destroy();
      await running;
    },
  };
};
