import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The project's folder. */
export const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const TSX = pathToFileURL(join(ROOT, "node_modules/tsx/dist/loader.mjs")).href;
const READY_WITHIN_MS = 180_000;
const STOP_WITHIN_MS = 60_000;

export type Env = Readonly<Record<string, string>>;

export interface Product {
  readonly url: string;
  readonly pid: number | undefined;
  /** All that it wrote, a line each: its log, and what it complained of. */
  readonly log: string[];
  /** Asked to stop, and its exit code; throws when it doesn't. */
  stop(): Promise<{ readonly code: number | null }>;
  /** As a power cut would: no last words. */
  kill(): Promise<void>;
}

/**
 * What `main.ts` was compiled to, in a process of its own, on a free port; `source`: in its place
 * from the source in this folder, as `npm start` runs it.
 */
export async function startProduct(env: Env, source?: string): Promise<Product> {
  const folder = mkdtempSync(join(tmpdir(), "bcn-product-"));
  const child = run("main", [], { BCN_DATA: folder, ...env }, source);
  const log: string[] = [];
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      await Promise.race([once(child, "exit"), tooLong(STOP_WITHIN_MS)]).catch((slow: unknown) => {
        child.kill("SIGKILL");
        throw slow;
      });
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const stop = async () => {
    await end("SIGTERM");
    return { code: child.exitCode };
  };
  try {
    const url = await urlFrom(child, log);
    return { url, pid: child.pid, log, stop, kill: () => end("SIGKILL") };
  } catch (cause) {
    await end("SIGKILL");
    throw cause;
  }
}

/** The first start that fails: what it said, and its exit code. */
export async function startRefused(env: Env): Promise<{ code: number | null; said: string }> {
  const child = run("main", [], env);
  const lines: string[] = [];
  keepLines(child, lines);
  const ended = once(child, "exit");
  const [code] = await Promise.race([ended, tooLong(READY_WITHIN_MS)]).catch((slow: unknown) => {
    child.kill("SIGKILL");
    throw slow;
  });
  return { code: code as number | null, said: lines.join("\n") };
}

/** The command line: what it printed. */
export async function bcn(words: readonly string[], env: Env): Promise<string> {
  const child = run("cli", words, env);
  const lines: string[] = [];
  keepLines(child, lines);
  const [code] = await once(child, "close");
  if (code !== 0) throw new Error(`bcn ended with ${code}: ${lines.join("\n")}`);
  return lines.join("\n");
}

const run = (
  file: "main" | "cli",
  args: readonly string[],
  env: Env,
  source?: string,
): ChildProcess =>
  spawn(process.execPath, [...programOf(file, source), ...args], {
    // Not the project's folder: whoever has a `.env` there would have it read.
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });

const programOf = (file: string, source: string | undefined): string[] =>
  source === undefined
    ? [join(ROOT, "dist", `${file}.js`)]
    : ["--import", TSX, join(source, "src", `${file}.ts`)];

const keepLines = (child: ChildProcess, lines: string[]): void => {
  for (const stream of [child.stdout, child.stderr]) {
    if (stream) createInterface(stream).on("line", (line) => lines.push(line));
  }
};

const tooLong = (afterMs: number): Promise<never> =>
  new Promise((_, late) => {
    const timer = setTimeout(() => late(new Error(`Not within ${afterMs} ms`)), afterMs);
    timer.unref();
  });

async function urlFrom(child: ChildProcess, log: string[]): Promise<string> {
  const listening = new Promise<string>((found, failed) => {
    keepLines(child, log);
    if (!child.stdout) return failed(new Error("No standard output"));
    createInterface(child.stdout).on("line", (line) => {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0];
      if (url && /Listening|local workspace is open/.test(line)) found(url);
    });
    child.once("exit", (code) => failed(new Error(`It ended with ${code}: ${log.join("\n")}`)));
  });
  return Promise.race([listening, tooLong(READY_WITHIN_MS)]);
}
