/** `npm run bench teams`: the product beside the barest teams-ai bot, in one run; what it measures, and the figures: docs/speed.md. */
import { execFileSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { ITS_CORE, keepOffItsCore } from "../slack/cores.ts";
import { measureRounds, type Row } from "../slack/rounds.ts";
import { median } from "../slack/statistics.ts";
import { sayMachine, table } from "../slack/table.ts";
import { casesWith, openPages } from "./calls.ts";
import { type AppName, openTeamsStage, type TeamsStage } from "./stage.ts";

const ROUNDS = 7;
const STARTS = 5;
/** Each takes ten times as long as one of Slack's. */
const WARM_UP_CALLS = 2_000;
/** V8 gives back after some idle seconds what a start or a load has left behind. */
const SETTLING_MILLIS = 12_000;

export const benchTeams = async ([rounds = String(ROUNDS)]: readonly string[]): Promise<void> => {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
  keepOffItsCore();
  const stage = await openTeamsStage();
  try {
    sayMachine(ITS_CORE.length > 0);
    const starts = await measureStarts(stage);
    const product = await stage.start("product");
    const bare = await stage.start("bare");
    const slackAlone = await stage.start("slackAlone");
    try {
      await setTimeout(SETTLING_MILLIS);
      const idle = { product: product.residentMb(), slackAlone: slackAlone.residentMb() };
      const pages = await openPages(stage, product.url);
      const cases = casesWith(pages, stage.service);
      const rows = await measureRounds({ product, bare }, cases, Number(rounds), WARM_UP_CALLS);
      await setTimeout(SETTLING_MILLIS);
      console.log(table(rows));
      console.log(againstBounds(rows));
      console.log(
        [
          `start, database there   ${start(starts.product)} with Teams, ${start(starts.slackAlone)} without, ${start(starts.bare)} bare`,
          `memory after the start  ${mb(idle.product)} with Teams, ${mb(idle.slackAlone)} without: ${mb(idle.product - idle.slackAlone)} more`,
          `memory after the load   ${mb(product.residentMb())}, bare ${mb(bare.residentMb())}`,
        ].join("\n"),
      );
    } finally {
      await Promise.all([product, bare, slackAlone].map((app) => app.stop()));
    }
  } finally {
    await stage.close();
  }
};

interface Start {
  readonly millis: number;
  readonly cpuMillis: number;
}

/** Medians; by turns, as the rounds are. */
const measureStarts = async (stage: TeamsStage): Promise<Readonly<Record<AppName, Start>>> => {
  const found: Record<AppName, Start[]> = { product: [], slackAlone: [], bare: [] };
  for (let turn = 0; turn < STARTS; turn += 1) {
    for (const name of ["product", "slackAlone", "bare"] as const) {
      const app = await stage.start(name);
      found[name].push({ millis: app.startedInMillis, cpuMillis: app.cpuMillis() });
      await app.stop();
    }
  }
  const middle = (starts: readonly Start[]): Start => ({
    millis: median(starts.map(({ millis }) => millis)),
    cpuMillis: median(starts.map(({ cpuMillis }) => cpuMillis)),
  });
  return {
    product: middle(found.product),
    slackAlone: middle(found.slackAlone),
    bare: middle(found.bare),
  };
};

/** The most of the barest bot's processor that a call may take. */
const BOUNDS: Readonly<Record<string, number>> = {
  "static answer": 1.1,
  help: 1.1,
  "next page": 2,
};

const againstBounds = (rows: readonly Row[]): string => {
  const parts = rows.flatMap(({ name, connections, cpuRatio }) => {
    const most = BOUNDS[name];
    if (most === undefined) return [];
    const missed = cpuRatio > most ? ", missed" : "";
    return [`${name} at ${connections} ${cpuRatio.toFixed(2)} (≤ ${most}${missed})`];
  });
  return `\nof the bare bot's CPU     ${parts.join(", ")}`;
};

const start = ({ millis, cpuMillis }: Start): string =>
  `${millis.toFixed(0)} ms (CPU ${cpuMillis.toFixed(0)} ms)`;
const mb = (value: number): string => `${value.toFixed(0)} MB`;
