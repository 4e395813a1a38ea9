import { spawn } from "node:child_process";
import type { Account } from "./accounts.ts";

export interface Ran {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs one of PostgreSQL's programs and collects what it says. With `outputFile` (a descriptor)
 * it says it there: a server that is left running would hold our pipe open.
 */
export const run = (
  program: string,
  args: readonly string[],
  how: { readonly account: Account; readonly folder: string; readonly outputFile?: number },
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const out = how.outputFile ?? "pipe";
    const child = spawn(program, args, {
      ...how.account,
      cwd: how.folder,
      env: plainEnvironment(),
      stdio: ["ignore", out, out],
      windowsHide: true,
    });
    const said: Buffer[] = [];
    child.stdout?.on("data", (chunk: Buffer) => said.push(chunk));
    child.stderr?.on("data", (chunk: Buffer) => said.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output: Buffer.concat(said).toString("utf8") }));
  });

/** Nothing of the person's PG* variables or language reaches the server. */
const plainEnvironment = (): NodeJS.ProcessEnv => {
  const kept: NodeJS.ProcessEnv = { LC_ALL: "C" };
  for (const name of ["PATH", "SystemRoot", "TEMP", "TMP", "TMPDIR"]) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return kept;
};
