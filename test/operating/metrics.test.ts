import { expect, test } from "vitest";
import { makeMetrics } from "../../src/operating/metrics.ts";
import type { Counts } from "../../src/use-cases/counts.ts";
import { onThisMachine } from "../helpers/on-this-machine.ts";

const NOTHING: Counts = { letters: [], cards: [], reminders: [], requests: [], connections: [] };
const none = async () => NOTHING;

test("calls, letters, ticks and faults are counted by words of ours", async () => {
  const metrics = makeMetrics();
  const call = { kind: "typed", verb: "requests", outcome: "ok", answeredMs: 20, ms: 40 } as const;
  metrics.call(call);
  metrics.call({ ...call, ms: 2000, refused: "stranger", reference: "7F3K", outcome: "refused" });
  metrics.letter({ platform: "slack", kind: "received", outcome: "sent" });
  metrics.card({ platform: "slack", kind: "requestCard", outcome: "edited" });
  metrics.tick({ outcome: "ok", ms: 12 });
  metrics.fault({ tick: 3, letter: "an-id" });
  metrics.fault({ tick: 3, card: "an-id" });
  metrics.fault({ call: "an-id" });
  metrics.fault({});
  const text = await metrics.text(none);
  for (const line of [
    'bcn_call_seconds_count{kind="typed",verb="requests",outcome="ok"} 1',
    'bcn_call_seconds_bucket{le="2.5",kind="typed",verb="requests",outcome="refused"} 1',
    'bcn_call_answered_seconds_count{kind="typed"} 2',
    'bcn_letters_total{platform="slack",kind="received",outcome="sent"} 1',
    'bcn_card_edits_total{platform="slack",kind="requestCard",outcome="edited"} 1',
    'bcn_faults_total{during="card"} 1',
    'bcn_tick_seconds_count{outcome="ok"} 1',
    'bcn_faults_total{during="letter"} 1',
    'bcn_faults_total{during="call"} 1',
    'bcn_faults_total{during="tick"} 0',
    'bcn_faults_total{during="process"} 1',
    "bcn_database_up 1",
  ])
    expect(text).toContain(line);
  expect(text).toMatch(/^nodejs_eventloop_lag_seconds /m);
  expect(text).not.toMatch(/an-id|7F3K|stranger/);
});

test("what is open is shown as it is now: what was settled since is gone", async () => {
  const metrics = makeMetrics();
  const letter = { platform: "slack", kind: "received", count: 3 } as const;
  const before = await metrics.text(async () => ({
    ...NOTHING,
    letters: [
      { ...letter, state: "due", oldestSeconds: 500, dueSeconds: 40 },
      { ...letter, state: "waiting", oldestSeconds: 900, dueSeconds: 0 },
    ],
    requests: [{ state: "draft", count: 7 }],
  }));
  const labels = 'platform="slack",kind="received"';
  expect(before).toContain(`bcn_open_letters{${labels},state="due"} 3`);
  expect(before).toContain(`bcn_open_letters_oldest_seconds{${labels},state="due"} 40`);
  expect(before).toContain(`bcn_open_letters_oldest_seconds{${labels},state="waiting"} 900`);
  expect(before).toContain('bcn_requests{state="draft"} 7');
  const after = await metrics.text(none);
  expect(after).not.toMatch(/^bcn_(open_letters|requests)/m);
});

test("a database that hangs is told as down, in time, and the rest is shown all the same", async () => {
  const metrics = makeMetrics();
  metrics.tick({ outcome: "fault", ms: 10 });
  const begun = performance.now();
  const text = await metrics.text(() => new Promise<never>(() => undefined));
  expect(performance.now() - begun).toBeLessThan(onThisMachine(5000));
  expect(text).toContain("bcn_database_up 0");
  expect(text).toContain('bcn_tick_seconds_count{outcome="fault"} 1');
});
