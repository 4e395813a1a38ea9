/** `npm run bench slack`: the product beside the barest Bolt app, in one run; what it measures, and the figures: docs/speed.md. */
import { execFileSync } from "node:child_process";
import { setTimeout } from "node:timers/promises";
import { casesWith, openDrafts } from "./calls.ts";
import { ITS_CORE, keepOffItsCore } from "./cores.ts";
import { measureForms } from "./forms.ts";
import { measureRounds } from "./rounds.ts";
import { openStage, type Stage } from "./stage.ts";
import { median } from "./statistics.ts";
import { againstBounds, sayMachine, table, verdicts } from "./table.ts";

const ROUNDS = 9;
const STARTS = 7;
/** V8 gives back after some idle seconds what the load has left behind. */
const SETTLING_MILLIS = 12_000;

export const benchSlack = async ([rounds = String(ROUNDS)]: readonly string[]): Promise<void> => {
  execFileSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
  keepOffItsCore();
  const stage = await openStage();
  try {
    sayMachine(ITS_CORE.length > 0);
    const starts = await measureStarts(stage);
    const product = await stage.start("product");
    const bare = await stage.start("bare");
    const apps = { product, bare, asking: await stage.start("asking") };
    try {
      const drafts = await openDrafts(stage, product.url);
      const formMillis = await measureForms(stage, product, drafts);
      const rows = await measureRounds(apps, casesWith(drafts), Number(rounds));
      await setTimeout(SETTLING_MILLIS);
      const memory = { product: product.residentMb(), bare: bare.residentMb() };
      console.log(table(rows));
      console.log(againstBounds(rows));
      console.log(verdicts({ memory, formMillis, starts }));
    } finally {
      await Promise.all(Object.values(apps).map((app) => app.stop()));
    }
  } finally {
    await stage.close();
  }
};

/** Medians, in milliseconds; by turns, as the rounds are. */
const measureStarts = async (stage: Stage): Promise<{ product: number; bare: number }> => {
  const millis: { product: number[]; bare: number[] } = { product: [], bare: [] };
  for (let turn = 0; turn < STARTS; turn += 1) {
    for (const name of ["product", "bare"] as const) {
      const app = await stage.start(name);
      millis[name].push(app.startedInMillis);
      await app.stop();
    }
  }
  return { product: median(millis.product), bare: median(millis.bare) };
};
