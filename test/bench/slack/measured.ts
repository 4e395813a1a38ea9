/** A process that is measured, from outside: what it took of its core, and of the memory. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { createInterface } from "node:readline";
import { ITS_CORE } from "./cores.ts";

export interface Measured {
  readonly url: string;
  /** From the call that starts it to the line that says where it listens. */
  readonly startedInMillis: number;
  /** Its time on the core so far, in steps of 10 ms. */
  cpuMillis(): number;
  /** What it holds of the memory now, in MB. */
  residentMb(): number;
  stop(): Promise<void>;
}

/** As docs/operating.md has the product started; the bare app too. */
const OPTIONS = ["--v8-pool-size=0", "--heap-growing-percent=50"];

/** A file of JavaScript in plain `node`, as it runs in production. */
export const startMeasured = async (
  file: URL,
  env: Readonly<Record<string, string>>,
): Promise<Measured> => {
  const [program = "", ...args] = [...ITS_CORE, process.execPath, ...OPTIONS, file.pathname];
  const began = performance.now();
  const child = spawn(program, args, {
    // Not the project's folder: whoever has a `.env` there would have it read.
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "inherit"],
  });
  // Whatever becomes of this process, that one ends with it.
  const end = () => child.kill("SIGKILL");
  process.once("exit", end);
  child.once("exit", () => process.off("exit", end));
  const url = await urlFrom(child);
  const startedInMillis = performance.now() - began;
  const proc = `/proc/${child.pid}`;
  return {
    url,
    startedInMillis,
    cpuMillis: () => cpuMillisIn(readFileSync(`${proc}/stat`, "utf8")),
    residentMb: () => residentMbIn(readFileSync(`${proc}/status`, "utf8")),
    stop: async () => {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      await ended;
    },
  };
};

const urlFrom = (child: ChildProcess): Promise<string> =>
  new Promise((found, failed) => {
    const { stdout } = child;
    if (!stdout) return failed(new Error("It has no standard output"));
    const lines = createInterface(stdout).on("line", (line) => {
      const [url] = line.includes("Listening") ? (/http:\/\/[\d.]+:\d+/.exec(line) ?? []) : [];
      if (!url) return;
      // From now on its log is let through unread.
      lines.close();
      stdout.resume();
      found(url);
    });
    child.once("exit", (code) => failed(new Error(`It ended with ${code} before it listened`)));
  });

/** Linux counts a process's time in hundredths of a second, on all systems of today. */
const TICK_MILLIS = 10;

/** Fields 14 and 15 of proc(5), counted after the name, which may hold spaces. */
const cpuMillisIn = (stat: string): number => {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MILLIS;
};

const residentMbIn = (status: string): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
