import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { makeBatches } from "../../src/operating/batches.ts";
import { makeLog } from "../../src/operating/log.ts";
import { openTemporaryFolder } from "../helpers/postgres-server.ts";

let folder: string;
let file: string;
beforeEach(() => {
  folder = openTemporaryFolder("bcn-log-");
  file = join(folder, "log");
});
afterEach(() => rmSync(folder, { recursive: true }));

const sentences = (): string[] =>
  readFileSync(file, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line).msg);

test("a line waits a moment for others, and a warning takes all before it along at once", async () => {
  const log = makeLog({ level: "info", into: makeBatches(file) });
  log.info({}, "first");
  log.info({}, "second");
  expect(sentences()).toEqual([]);
  await expect.poll(sentences).toEqual(["first", "second"]);
  log.info({}, "third");
  log.warn({}, "slow");
  expect(sentences()).toEqual(["first", "second", "third", "slow"]);
  log.error({}, "broken");
  expect(sentences().at(-1)).toBe("broken");
});

test("many lines at once are written as they come, in their order", () => {
  const log = makeLog({ level: "info", into: makeBatches(file) });
  const many = Array.from({ length: 1000 }, (_, index) => `line ${index}`);
  for (const line of many) log.info({}, line);
  expect(sentences().length).toBeGreaterThan(800);
  log.warn({}, "the end");
  expect(sentences()).toEqual([...many, "the end"]);
});

test("when whoever read the log has gone, the product goes on, and ends when it is to", async () => {
  const product = spawn(
    process.execPath,
    ["--import", "tsx", "--input-type=module", "--eval", WITHOUT_READER],
    { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] },
  );
  product.stdout.destroy();
  expect(await once(product, "exit")).toEqual([0, null]);
});

const ROOT = new URL("../..", import.meta.url);
const WITHOUT_READER = `
  import { makeLog } from "./src/operating/log.ts";
  const log = makeLog({ level: "info" });
  setTimeout(() => log.info({}, "waits"), 100);
  setTimeout(() => log.error({}, "at once"), 700);
  setTimeout(() => log.info({}, "at the exit"), 800);
`;
