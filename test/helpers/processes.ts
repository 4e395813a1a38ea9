import { readdirSync, readFileSync } from "node:fs";

/** The ids of the processes that this one has started to read documents; Linux only. */
export const readersOf = (pid: number | undefined): readonly number[] =>
  readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const [state, parent] = statOf(name);
      return parent === String(pid) && state !== "Z" && isReader(name) ? [Number(name)] : [];
    });

const isReader = (pid: string): boolean => read(pid, "cmdline").includes("reading-process");

export const isRunning = (pid: number): boolean =>
  !["Z", ""].includes(statOf(String(pid))[0] ?? "");

/** State and parent. */
const statOf = (pid: string): readonly string[] =>
  read(pid, "stat")
    .replace(/^.*\) /s, "")
    .split(" ");

/** Nothing when it has ended meanwhile. */
const read = (pid: string, file: string): string => {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
};
