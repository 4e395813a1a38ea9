/** Short rounds in turn: what else the machine does meets the product and the bare app alike. */
import { type Ready, type Sent, sendAll } from "./load.ts";
import type { Measured } from "./measured.ts";
import { median, quantile } from "./statistics.ts";

const CONNECTIONS = [1, 32] as const;

export interface Case<App extends string> {
  readonly name: string;
  readonly app: App;
  /** The least ratio of calls a second to the bare app's, at 1 and at 32 connections. */
  readonly targets?: readonly [number, number];
  readonly make: (count: number) => Ready[];
  /** What the answer must hold, or it isn't the one that was meant. */
  readonly answer: RegExp;
  /** Where the answer stands when it isn't in what comes back. */
  readonly said?: () => string;
}

interface Figures {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the measured process, on its core. */
  readonly cpuMicros: number;
}

export interface Row extends Figures {
  readonly name: string;
  readonly connections: number;
  /** Of the bare app's in the same round; the median over the rounds. */
  readonly ratio: number;
  readonly cpuRatio: number;
  readonly target?: number | undefined;
}

type Apps<App extends string> = Readonly<Record<App, Measured>>;

/** At each number of connections. V8 goes on optimising for some ten thousand calls. */
const WARM_UP_CALLS = 6_000;
const ROUND_SECONDS = 0.7;
const LEAST_CALLS = 100;

export const measureRounds = async <App extends string>(
  apps: Apps<App>,
  cases: readonly Case<App>[],
  rounds: number,
  warmUpCalls = WARM_UP_CALLS,
): Promise<Row[]> => {
  const series = CONNECTIONS.flatMap((connections, index) =>
    cases.map((one) => ({
      one,
      connections,
      target: one.targets?.[index],
      figures: [] as Figures[],
    })),
  );
  const counts = new Map<(typeof series)[number], number>();
  for (const each of series) counts.set(each, await warmUp(apps, each, warmUpCalls));
  for (let round = 0; round < rounds; round += 1) {
    for (const each of series) {
      each.figures.push(await measure(apps, each, counts.get(each) ?? LEAST_CALLS));
    }
  }
  return series.map(({ one, connections, target, figures }) => {
    const [reference] = series.filter((other) => other.connections === connections);
    const ratios = (of: (figure: Figures) => number) =>
      figures.map((figure, round) => of(figure) / of(reference?.figures[round] ?? figure));
    return {
      name: one.name,
      connections,
      target,
      perSecond: median(figures.map(({ perSecond }) => perSecond)),
      p50: median(figures.map(({ p50 }) => p50)),
      p99: median(figures.map(({ p99 }) => p99)),
      cpuMicros: median(figures.map(({ cpuMicros }) => cpuMicros)),
      ratio: median(ratios(({ perSecond }) => perSecond)),
      cpuRatio: median(ratios(({ cpuMicros }) => cpuMicros)),
    };
  });
};

interface Series<App extends string> {
  readonly one: Case<App>;
  readonly connections: number;
}

/** How many calls a round takes. */
const warmUp = async <App extends string>(
  apps: Apps<App>,
  series: Series<App>,
  calls: number,
): Promise<number> => {
  const { seconds, millis } = await run(apps, series, calls);
  return Math.max(LEAST_CALLS, Math.round((millis.length / seconds) * ROUND_SECONDS));
};

const measure = async <App extends string>(
  apps: Apps<App>,
  series: Series<App>,
  count: number,
): Promise<Figures> => {
  const calls = series.one.make(count);
  const app = apps[series.one.app];
  const before = app.cpuMillis();
  const { seconds, millis } = await sendAll(app.url, calls, series.connections);
  return {
    perSecond: count / seconds,
    p50: quantile(millis, 0.5),
    p99: quantile(millis, 0.99),
    cpuMicros: ((app.cpuMillis() - before) * 1000) / count,
  };
};

const run = async <App extends string>(
  apps: Apps<App>,
  { one, connections }: Series<App>,
  count: number,
): Promise<Sent> => {
  const sent = await sendAll(apps[one.app].url, one.make(count), connections);
  checkAnswer(one, sent);
  return sent;
};

export const checkAnswer = (
  { name, answer, said }: Case<string>,
  { lastAnswer }: Pick<Sent, "lastAnswer">,
): void => {
  const found = said?.() ?? lastAnswer;
  if (!answer.test(found)) throw new Error(`"${name}" was answered otherwise: ${found}`);
};
