import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";

/** Higher than any system's process ids (Linux: at most 4,194,304). */
const NO_PROCESS = 999_999_999;
const POLL_MS = 20;

interface Postmaster {
  readonly pid: number;
  readonly folder: string;
  readonly port: number;
  readonly otherLines: readonly string[];
}

/** The server that runs on this data folder, or undefined: no file, or one that outlived it. */
export const runningServer = (data: string): Postmaster | undefined => {
  const named = readPostmaster(data);
  return named && isServerOf(data, named) ? named : undefined;
};

/** False when the server with this process id still runs after the timeout, in milliseconds. */
export const waitForEnd = async (
  data: string,
  pid: number,
  timeoutMs: number,
): Promise<boolean> => {
  const givesUpAt = performance.now() + timeoutMs;
  while (performance.now() < givesUpAt) {
    if (runningServer(data)?.pid !== pid) return true;
    await wait(POLL_MS);
  }
  return false;
};

/**
 * PostgreSQL clears a stale `postmaster.pid` itself, unless its number belongs to some other
 * process by now: the rule in a container, where numbers are low and start anew, or when the
 * folder was copied while a server ran. Then the number is replaced, and PostgreSQL decides by
 * what it trusts more (the shared memory of the old server).
 */
export const disownStaleFile = (data: string): void => {
  const named = readPostmaster(data);
  if (!named || isServerOf(data, named) || !isAlive(named.pid)) return;
  writeFileSync(fileIn(data), [NO_PROCESS, ...named.otherLines].join("\n"));
};

const fileIn = (data: string): string => join(data, "postmaster.pid");

/** Lines: process id, data folder, start time, port, … (PostgreSQL's pidfile.h). */
const readPostmaster = (data: string): Postmaster | undefined => {
  const [pid, ...otherLines] = (readIfThere(fileIn(data)) ?? "").split("\n");
  const [folder, , port] = otherLines;
  // Not there, or the server is just writing it.
  if (!Number(pid) || !folder) return undefined;
  return { pid: Number(pid), folder, port: Number(port), otherLines };
};

const isServerOf = (data: string, named: Postmaster): boolean =>
  isAlive(named.pid) && isPostgres(named.pid) && isSameFolder(named.folder, data);

const isSameFolder = (one: string, other: string): boolean => {
  const [first, second] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/**
 * Only Linux tells without another program; elsewhere the number is believed. A dead server whose
 * end nobody has asked for (Z: usual in a container without an init) is none.
 */
const isPostgres = (pid: number): boolean => {
  const told = readIfThere(`/proc/${pid}/stat`);
  return told === undefined || /^\d+ \(postgres\) [^ZX]/.test(told);
};

/** Asking first whether it is there would not help: it may go in between. */
const readIfThere = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error && error.code;
    if (code === "ENOENT" || code === "ESRCH") return undefined;
    throw error;
  }
};
