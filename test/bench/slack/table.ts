/** What was measured, as a table to read and to keep. */
import { cpus, release, totalmem } from "node:os";
import type { Row } from "./rounds.ts";
import { quantile } from "./statistics.ts";

export const sayMachine = (isPinned: boolean): void => {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  const cores = isPinned
    ? "the measured process on core 0, PostgreSQL and the sender of the calls on the others"
    : "cores not given out: all share them";
  console.log(
    `Node ${process.version}, Linux ${release()}, ${cpus().length} × ${first?.model}, ${memory} GB; ${cores}\n`,
  );
};

const HEAD = [
  "case",
  "connections",
  "calls/s",
  "ratio",
  "target",
  "p50 ms",
  "p99 ms",
  "CPU µs",
  "CPU ratio",
];

export const table = (rows: readonly Row[]): string => {
  const lines = [HEAD, HEAD.map((name) => "-".repeat(name.length)), ...rows.map(cells)];
  const widths = HEAD.map((_, column) =>
    Math.max(...lines.map((line) => (line[column] ?? "").length)),
  );
  return lines
    .map(
      (line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`,
    )
    .join("\n");
};

const cells = (row: Row): string[] => [
  row.name,
  String(row.connections),
  row.perSecond.toFixed(0),
  row.ratio.toFixed(2),
  row.target === undefined ? "" : `≥ ${row.target}${row.ratio < row.target ? " missed" : ""}`,
  row.p50.toFixed(2),
  row.p99.toFixed(2),
  row.cpuMicros.toFixed(0),
  row.cpuRatio.toFixed(2),
];

interface Others {
  readonly memory: { readonly product: number; readonly bare: number };
  readonly formMillis: readonly number[];
  readonly starts: { readonly product: number; readonly bare: number };
}

/** What is asked where a target is as much as the database gives: docs/decisions/targets-at-one-connection.md. */
const BOUNDS = [
  { name: "help", bound: "one read", least: 2 / 3 },
  { name: "draft save", bound: "one write", least: 1 / 2 },
] as const;

/** Of the least that asks the database once, in calls a second at one connection. */
export const againstBounds = (rows: readonly Row[]): string => {
  const rateOf = (wanted: string): number =>
    rows.find(({ name, connections }) => name === wanted && connections === 1)?.perSecond ??
    Number.NaN;
  const parts = BOUNDS.map(({ name, bound, least }) => {
    const part = rateOf(name) / rateOf(bound);
    return `${name} ${part.toFixed(2)} of ${bound} (≥ ${least.toFixed(2)}${part < least ? ", missed" : ""})`;
  });
  return `\nat one connection       ${parts.join(", ")}`;
};

const MOST_MB_MORE = 50;
const MOST_FORM_MILLIS = 20;

export const verdicts = ({ memory, formMillis, starts }: Others): string => {
  const p99 = quantile(formMillis, 0.99);
  const mostStart = 1.5 * starts.bare + 1000;
  return [
    `memory after the load   ${mb(memory.product)}, bare ${mb(memory.bare)}: ${mb(memory.product - memory.bare)} more${against(memory.product - memory.bare, MOST_MB_MORE, mb)}`,
    `views.open at 50/s      p50 ${ms(quantile(formMillis, 0.5))}, p99 ${ms(p99)}${against(p99, MOST_FORM_MILLIS, ms)}`,
    `start, database there   ${ms(starts.product)}, bare ${ms(starts.bare)}${against(starts.product, mostStart, ms)}`,
  ].join("\n");
};

const against = (value: number, most: number, unit: (value: number) => string): string =>
  ` (target ≤ ${unit(most)}${value > most ? ", missed" : ""})`;

const mb = (value: number): string => `${value.toFixed(0)} MB`;
const ms = (value: number): string => `${value < 100 ? value.toFixed(1) : value.toFixed(0)} ms`;
