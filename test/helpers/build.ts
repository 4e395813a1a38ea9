import { execSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { TestProject } from "vitest/node";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** Projects of vitest.config.ts that start the product. */
const OF_PROCESSES = ["process", "faults"];

/** Compiled, it starts in a third of the processor's time: it starts a hundred times. */
export default function setup(project: TestProject): void {
  if (project.vitest.projects.some(({ name }) => OF_PROCESSES.includes(name)))
    execSync("npm run --silent build", { cwd: ROOT, stdio: "inherit" });
}
