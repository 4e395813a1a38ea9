/**
 * Flips one rule of the product at a time, in a copy, and runs the tests that should notice. A
 * mutant that no test notices means that a rule is not held by any test: then this ends with 1.
 */
import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { type Mutant, mutants } from "./mutants.ts";

const root = resolve(import.meta.dirname, "../..");
/** One mutant's tests; a mutant that hangs them is noticed as well. */
const TIMEOUT_MS = 120_000;
/** All tests together, before anything is broken. */
const TIMEOUT_UNHARMED_MS = 600_000;

interface Run {
  readonly passed: number;
  readonly failed: number;
  readonly hung: boolean;
}

const scratch = mkdtempSync(join(tmpdir(), "bcn-mutants-"));
process.exitCode = 1;
try {
  const copy = copyOf(root);
  const only = process.argv.slice(2);
  const chosen = mutants.filter(({ rule }) => only.every((word) => rule.includes(word)));
  console.log(`${chosen.length} mutants`);
  const survivors = [...unharmed(copy, chosen), ...chosen.filter((one) => !isNoticed(copy, one))];
  console.log(`${chosen.length - survivors.length} passed, ${survivors.length} failed`);
  process.exitCode = survivors.length > 0 || chosen.length === 0 ? 1 : 0;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function copyOf(from: string): string {
  const to = join(scratch, "copy");
  const listed = spawnSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: from,
    encoding: "utf8",
  });
  if (listed.status !== 0) throw new Error("The mutants need a git checkout to copy");
  for (const file of listed.stdout.split("\n").filter(Boolean)) {
    cpSync(join(from, file), join(to, file));
  }
  symlinkSync(join(from, "node_modules"), join(to, "node_modules"));
  return to;
}

/** Without a mutation all these tests pass: otherwise a failure would say nothing. */
function unharmed(copy: string, chosen: readonly Mutant[]): readonly Mutant[] {
  const started = Date.now();
  const run = runTests(
    copy,
    [...new Set(chosen.flatMap(({ tests }) => tests))],
    TIMEOUT_UNHARMED_MS,
  );
  if (run.failed === 0 && run.passed > 0 && !run.hung) {
    console.log(`  unharmed: ${run.passed} tests pass, ${seconds(started)}`);
    return [];
  }
  const how = run.hung ? "the tests don't end" : `${run.failed} tests fail`;
  console.error(`Without any mutant ${how}: mend that first.`);
  return chosen;
}

function isNoticed(copy: string, mutant: Mutant): boolean {
  const missing = mutant.tests.filter((test) => !existsSync(join(copy, test)));
  if (missing.length > 0) throw new Error(`No such test: ${missing.join(", ")}`);
  const file = join(copy, mutant.file);
  const text = readFileSync(file, "utf8");
  const pieces = text.split(mutant.of);
  if (pieces.length !== 2) {
    console.error(`  STALE     ${mutant.rule}: found ${pieces.length - 1} times in ${mutant.file}`);
    return false;
  }
  const started = Date.now();
  writeFileSync(file, pieces.join(mutant.to));
  const run = runTests(copy, mutant.tests);
  writeFileSync(file, text);
  const noticed = run.failed > 0 || run.hung;
  const how = run.hung ? "hung" : `${run.failed} of ${run.failed + run.passed} tests fail`;
  console.log(
    `  ${noticed ? "noticed " : "SURVIVED"}  ${mutant.rule}: ${how}, ${seconds(started)}`,
  );
  return noticed;
}

/** A file that can't even be loaded counts no test: such a mutant would be noticed by the compiler. */
function runTests(copy: string, tests: readonly string[], timeoutMs = TIMEOUT_MS): Run {
  const report = join(scratch, "report.json");
  rmSync(report, { force: true });
  const vitest = join(dirname(join(copy, "node_modules/vitest/package.json")), "vitest.mjs");
  const reporting = ["--reporter", "json", "--outputFile", report];
  const run = spawnSync(
    process.execPath,
    [vitest, "run", "--project", "unit", ...reporting, ...tests],
    { cwd: copy, encoding: "utf8", timeout: timeoutMs, killSignal: "SIGINT" },
  );
  if (run.error && "code" in run.error && run.error.code === "ETIMEDOUT") {
    return { passed: 0, failed: 0, hung: true };
  }
  if (run.error) throw run.error;
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, "utf8"));
  return { passed: numPassedTests, failed: numFailedTests, hung: false };
}

function seconds(since: number): string {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}
