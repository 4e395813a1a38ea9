/** One core for what is measured; the database and whoever sends the calls keep to the other. */
import { execFileSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Where the measured process runs; empty where cores can't be given out. */
export const ITS_CORE: readonly string[] = canPin() ? ["taskset", "--cpu-list", "0"] : [];

/** This process, and from now on its children: the database among them. */
export const keepOffItsCore = (): void => {
  if (ITS_CORE.length === 0) return;
  const others = `1-${availableParallelism() - 1}`;
  execFileSync("taskset", ["--all-tasks", "--cpu-list", "--pid", others, String(process.pid)]);
};

function canPin(): boolean {
  if (availableParallelism() < 2) return false;
  try {
    execFileSync("taskset", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
