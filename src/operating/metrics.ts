/** What Prometheus reads. Labels are words of ours, never ids nor what people typed. */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Counts } from "../use-cases/counts.ts";
import type { EndedCall } from "./calls.ts";
import { withinTime } from "./within-time.ts";

interface EndedLetter {
  readonly platform: string;
  readonly kind: string;
  readonly outcome: string;
}

interface EndedEdit {
  readonly platform: string;
  readonly kind: string;
  readonly outcome: string;
}

interface EndedTick {
  readonly outcome: string;
  readonly ms: number;
}

export interface Metrics {
  call(ended: EndedCall): void;
  letter(ended: EndedLetter): void;
  card(ended: EndedEdit): void;
  tick(ended: EndedTick): void;
  /** A line of level error in the log, with the facts of what was being done. */
  fault(during: Readonly<Record<string, unknown>>): void;
  /** Prometheus' text format; asks the database, for a moment only. Never rejects. */
  text(counts: () => Promise<Counts>): Promise<string>;
  readonly contentType: string;
}

/** Letters and cards are begun in a tick, so they go first. */
const PLACES = ["letter", "card", "tick", "call", "process"];

/** Until then a scrape waits for the database; Prometheus itself gives up after 10 s. */
const TIMEOUT_MS = 3_000;
/** Slack gives up at 3 s, a tick has a second. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 3, 5, 10];

export const makeMetrics = (): Metrics => {
  const registers = [new Registry()];
  const [register] = registers as [Registry];
  collectDefaultMetrics({ register });
  const ofCalls = makeCallMetrics(registers);
  const ofClock = makeClockMetrics(registers);
  const showCounts = makeCountMetrics(registers);
  const faults = new Counter({
    name: "bcn_faults_total",
    help: "Lines of level error in the log, by what was being done",
    labelNames: ["during"],
    registers,
  });
  for (const during of PLACES) faults.inc({ during }, 0);
  return {
    ...ofCalls,
    ...ofClock,
    fault: (facts) => faults.inc({ during: PLACES.find((place) => place in facts) ?? "process" }),
    text: async (counts) => {
      await showCounts(counts);
      return register.metrics();
    },
    contentType: register.contentType,
  };
};

const makeCallMetrics = (registers: Registry[]): Pick<Metrics, "call"> => {
  const done = new Histogram({
    name: "bcn_call_seconds",
    help: "Calls of people's and of others', from their arrival until all is done",
    labelNames: ["kind", "verb", "outcome"],
    buckets: SECONDS,
    registers,
  });
  const answered = new Histogram({
    name: "bcn_call_answered_seconds",
    help: "The same until the answer was out, which Slack waits 3 s for",
    labelNames: ["kind"],
    buckets: SECONDS,
    registers,
  });
  return {
    call: ({ kind, verb, outcome, ms, answeredMs }) => {
      done.observe({ kind, verb, outcome }, ms / 1000);
      answered.observe({ kind }, answeredMs / 1000);
    },
  };
};

const makeClockMetrics = (registers: Registry[]): Pick<Metrics, "letter" | "card" | "tick"> => {
  const letters = new Counter({
    name: "bcn_letters_total",
    help: "Tries to send a letter, by how they ended",
    labelNames: ["platform", "kind", "outcome"],
    registers,
  });
  const cards = new Counter({
    name: "bcn_card_edits_total",
    help: "Tries to bring a posted card up to date, by how they ended",
    labelNames: ["platform", "kind", "outcome"],
    registers,
  });
  const ticks = new Histogram({
    name: "bcn_tick_seconds",
    help: "Ticks of the clock, one a second",
    labelNames: ["outcome"],
    buckets: SECONDS,
    registers,
  });
  const lastTick = new Gauge({
    name: "bcn_last_tick_timestamp_seconds",
    help: "When the newest tick ended, seconds since 1970",
    registers,
  });
  return {
    letter: ({ platform, kind, outcome }) => letters.inc({ platform, kind, outcome }),
    card: ({ platform, kind, outcome }) => cards.inc({ platform, kind, outcome }),
    tick: ({ outcome, ms }) => {
      ticks.observe({ outcome }, ms / 1000);
      lastTick.setToCurrentTime();
    },
  };
};

/** From the database, so the same in every process. Where it doesn't answer, none of them is shown. */
const makeCountMetrics = (registers: Registry[]) => {
  const gauge = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const isUp = gauge("bcn_database_up", "1 while the database answers within 3 s, otherwise 0");
  const took = gauge("bcn_database_answer_seconds", "How long it took to count all of these");
  const letters = gauge("bcn_open_letters", "Letters to be sent", ["platform", "kind", "state"]);
  const oldest = gauge(
    "bcn_open_letters_oldest_seconds",
    "Age of the oldest one; of those due, since it could have gone",
    ["platform", "kind", "state"],
  );
  const stale = gauge("bcn_stale_cards", "Posted cards to be brought up to date", ["platform"]);
  const stalest = gauge(
    "bcn_stale_cards_oldest_seconds",
    "Since when the oldest of them is stale",
    ["platform"],
  );
  const reminders = gauge("bcn_due_reminders", "Reminders due and not released", ["duty"]);
  const overdue = gauge(
    "bcn_due_reminders_oldest_seconds",
    "How long the oldest of them is due, in programme time",
    ["duty"],
  );
  const requests = gauge("bcn_requests", "Requests, drafts among them", ["state"]);
  const connections = gauge(
    "bcn_database_connections",
    "Connections to the database, of all processes of the product together",
    ["state"],
  );
  const counted = [letters, oldest, stale, stalest, reminders, overdue, requests, connections];

  return async (count: () => Promise<Counts>): Promise<void> => {
    const end = took.startTimer();
    const counts = await withinTime(TIMEOUT_MS, count()).catch(() => undefined);
    end();
    for (const one of counted) one.reset();
    isUp.set(counts ? 1 : 0);
    for (const { platform, kind, state, count: open, ...age } of counts?.letters ?? []) {
      const labels = { platform, kind, state };
      letters.set(labels, open);
      oldest.set(labels, state === "due" ? age.dueSeconds : age.oldestSeconds);
    }
    for (const { platform, count: open, oldestSeconds } of counts?.cards ?? []) {
      stale.set({ platform }, open);
      stalest.set({ platform }, oldestSeconds);
    }
    for (const { duty, count: due, oldestSeconds } of counts?.reminders ?? []) {
      reminders.set({ duty }, due);
      overdue.set({ duty }, oldestSeconds);
    }
    for (const { state, count: there } of counts?.requests ?? []) requests.set({ state }, there);
    for (const { state, count: open } of counts?.connections ?? []) {
      connections.set({ state }, open);
    }
  };
};
