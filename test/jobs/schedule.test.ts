import cron from "node-cron";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeSchedule, type Schedule } from "../../src/jobs/schedule.ts";
import { logTo } from "../helpers/log.ts";

let logged: string[];
let schedule: Schedule | undefined;
/** A clock that never jumps: it follows the timers, not the system's time. */
let monotonic: number;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date("2026-11-24T03:00:00.500Z") });
  logged = [];
  monotonic = 0;
});
afterEach(async () => {
  const stopped = schedule?.stop();
  await vi.advanceTimersByTimeAsync(10_000);
  await stopped;
  schedule = undefined;
  vi.useRealTimers();
});

const log = logTo(({ text }) => logged.push(text));

const start = (tick: () => Promise<void>): void => {
  schedule = makeSchedule(tick, { log, monotonicMs: () => monotonic });
};

const live = async (seconds: number): Promise<void> => {
  for (let step = 0; step < seconds * 10; step += 1) {
    monotonic += 100;
    await vi.advanceTimersByTimeAsync(100);
  }
};

describe("the clock asks what is due", () => {
  test("once a second", async () => {
    let ticks = 0;
    start(async () => {
      ticks += 1;
    });
    await live(10);
    expect(ticks).toBeGreaterThanOrEqual(9);
    expect(ticks).toBeLessThanOrEqual(11);
    expect(logged).toEqual([]);
  });

  test("a tick that fails is noted, and the next one comes", async () => {
    let ticks = 0;
    start(async () => {
      ticks += 1;
      if (ticks < 3) throw new Error("the database is away");
    });
    await live(6);
    expect(ticks).toBeGreaterThanOrEqual(5);
    expect(logged).toEqual(["a tick failed", "a tick failed"]);
  });

  test("never two ticks at once, however long one takes, and a long one is no silence", async () => {
    let [running, most, ticks] = [0, 0, 0];
    start(async () => {
      running += 1;
      ticks += 1;
      most = Math.max(most, running);
      await new Promise((done) => setTimeout(done, 7000));
      running -= 1;
    });
    await live(25);
    expect(most).toBe(1);
    expect(ticks).toBeGreaterThanOrEqual(3);
    expect(logged.filter((line) => line.includes("anew"))).toEqual([]);
  });

  test("a tick that hangs is noted after a minute, and the next ones come", async () => {
    let ticks = 0;
    start(async () => {
      ticks += 1;
      if (ticks === 2) await new Promise(() => undefined);
    });
    await live(50);
    expect([ticks, logged]).toEqual([2, []]);
    await live(20);
    expect(ticks).toBeGreaterThan(5);
    expect(logged).toEqual(["a tick hangs, and the next ones go on without it"]);
  });

  test("when the system's clock jumps back, it is started anew within seconds", async () => {
    let ticks = 0;
    start(async () => {
      ticks += 1;
    });
    await live(3);
    vi.setSystemTime(new Date("2026-11-24T01:00:00.500Z"));
    const before = ticks;
    await live(8);
    expect(ticks - before).toBeGreaterThanOrEqual(3);
  });

  test("when the system's clock jumps ahead, it goes on", async () => {
    let ticks = 0;
    start(async () => {
      ticks += 1;
    });
    await live(3);
    vi.setSystemTime(new Date("2026-11-24T05:00:00.500Z"));
    const before = ticks;
    await live(8);
    expect(ticks - before).toBeGreaterThanOrEqual(3);
  });

  test("what is logged in a tick has its number, its own failure too, and its end is told", async () => {
    const lines: string[] = [];
    const ends: string[] = [];
    let ticks = 0;
    schedule = makeSchedule(
      async (own) => {
        ticks += 1;
        own.warn({}, "on the way");
        if (ticks === 2) throw new Error("the database is away");
      },
      {
        log: logTo(({ facts, text }) => lines.push(`${text} ${facts.tick}`)),
        monotonicMs: () => monotonic,
        onEnd: ({ outcome }) => ends.push(outcome),
      },
    );
    await live(4);
    expect(lines.slice(0, 4)).toEqual([
      "on the way 1",
      "on the way 2",
      "a tick failed 2",
      "on the way 3",
    ]);
    expect(ends.slice(0, 3)).toEqual(["ok", "fault", "ok"]);
  });

  test("what node-cron has to say goes to our log, not to the output", () => {
    const begun = vi.spyOn(cron, "schedule");
    start(async () => undefined);
    const own = begun.mock.calls[0]?.[2]?.logger;
    own?.warn("missed execution");
    own?.error(new Error("no such state"));
    expect(logged).toEqual(["missed execution", "the schedule has a fault"]);
    begun.mockRestore();
  });

  test("stopped, it lets a running tick end and begins no other", async () => {
    let [ended, ticks] = [0, 0];
    start(async () => {
      ticks += 1;
      await new Promise((done) => setTimeout(done, 2000));
      ended += 1;
    });
    await live(1);
    expect(ticks).toBe(1);
    const stopped = schedule?.stop();
    await live(3);
    await stopped;
    expect(ended).toBe(1);
    await live(5);
    expect(ticks).toBe(1);
  });
});
