/** The clock's way in: a tick a second that only asks what is due. */
import cron, { type Logger, type ScheduledTask } from "node-cron";
import type { Log } from "../domain/log.ts";

export interface Schedule {
  stop(): Promise<void>;
}

/** Without a tick for this long the task is started anew: node-cron stands still after the clock jumps back. */
const SILENCE_MS = 3_000;
/** Ten times what a tick takes while the database is mute; whatever hangs then is left to itself. */
const TICK_TIMEOUT_MS = 60_000;
const EVERY_SECOND = "* * * * * *";
/** A missed second means nothing here, and after a night's sleep cron would write a line for each. */
const CRON = { timezone: "UTC", suppressMissedWarning: true } as const;

/** node-cron's own notes would go to the output as they are. */
const cronLog = (log: Log): Logger => ({
  debug: () => undefined,
  info: () => undefined,
  warn: (note) => log.warn({ from: "node-cron" }, note),
  error: (note) => log.error({ from: "node-cron", err: note }, "the schedule has a fault"),
});

interface EndedTick {
  readonly outcome: "ok" | "fault";
  readonly ms: number;
}

interface ScheduleDeps {
  /** What a tick logs has its number, `{ tick }`, counted from the start of the process. */
  readonly log: Log;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonicMs: () => number;
  readonly onEnd?: (ended: EndedTick) => void;
}

/**
 * Calls `tick` every second; a tick that fails is logged and the next one comes. Never two at once,
 * but one that hangs for a minute is logged too and stands in nobody's way any more.
 */
export const makeSchedule = (
  tick: (log: Log) => Promise<void>,
  { log, monotonicMs, onEnd }: ScheduleDeps,
): Schedule => {
  let lastTick = monotonicMs();
  let ticks = 0;
  let running: Promise<void> | undefined;

  // A tick may outlast the task that began it: what is still running is asked here, not of cron.
  const onTick = async (): Promise<void> => {
    if (running) return;
    const begunMs = monotonicMs();
    ticks += 1;
    running = endOf(tick, log.with({ tick: ticks })).then((outcome) =>
      onEnd?.({ outcome, ms: monotonicMs() - begunMs }),
    );
    await running;
    running = undefined;
    lastTick = monotonicMs();
  };

  const start = (): ScheduledTask =>
    cron.schedule(EVERY_SECOND, onTick, { ...CRON, logger: cronLog(log) });

  let task = start();
  const watchdog = setInterval(() => {
    if (running || monotonicMs() - lastTick < SILENCE_MS) return;
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

const endOf = (tick: (log: Log) => Promise<void>, log: Log): Promise<EndedTick["outcome"]> => {
  let timer: NodeJS.Timeout | undefined;
  const hung = new Promise<"fault">((given) => {
    timer = setTimeout(() => {
      log.error({}, "a tick hangs, and the next ones go on without it");
      given("fault");
    }, TICK_TIMEOUT_MS);
  });
  const ended = tick(log).then(
    () => "ok" as const,
    (cause: unknown) => {
      log.error({ err: cause }, "a tick failed");
      return "fault" as const;
    },
  );
  return Promise.race([ended, hung]).finally(() => clearTimeout(timer));
};
