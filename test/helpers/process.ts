import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

interface As {
  readonly uid?: number;
  readonly gid?: number;
}

/** A TypeScript file in a Node process of its own, as `npm start` runs it. */
export const startProcess = (file: URL, args: readonly string[], as: As = {}): ChildProcess =>
  spawn(process.execPath, ["--import", "tsx", fileURLToPath(file), ...args], {
    ...as,
    cwd: fileURLToPath(new URL("../..", import.meta.url)),
    stdio: ["pipe", "pipe", "pipe"],
  });

/** Its next line; throws with what it complained of when it ends without one. */
export const lineFrom = async (child: ChildProcess): Promise<string> => {
  let complaint = "";
  child.stderr?.on("data", (chunk) => {
    complaint += chunk;
  });
  if (child.stdout) for await (const line of createInterface(child.stdout)) return line;
  throw new Error(`The process ended without a word. ${complaint}`);
};

/** All that it printed; throws with what it complained of unless it ended well. */
export const outputOf = async (child: ChildProcess): Promise<string> => {
  let said = "";
  let complaint = "";
  child.stdout?.on("data", (chunk) => {
    said += chunk;
  });
  child.stderr?.on("data", (chunk) => {
    complaint += chunk;
  });
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`The process ended with ${code}. ${complaint}`);
  return said;
};
