import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Higher than any system's process ids (Linux: at most 4,194,304). */
const NO_PROCESS = 999_999_999;

interface Postmaster {
  readonly pid: number;
  readonly folder: string;
  readonly port: number;
  readonly otherLines: readonly string[];
}

/**
 * The port of the server that runs on this data folder, or undefined when none does: no
 * `postmaster.pid`, or one that outlived its server.
 */
export const runningPort = (data: string): number | undefined => {
  const named = readPostmaster(data);
  return named && isServerOf(data, named) ? named.port : undefined;
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
  if (!existsSync(fileIn(data))) return undefined;
  const [pid, ...otherLines] = readFileSync(fileIn(data), "utf8").split("\n");
  const [folder, , port] = otherLines;
  // The server is just writing it.
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

/** Only Linux tells without another program; elsewhere the number is believed. */
const isPostgres = (pid: number): boolean => {
  const name = `/proc/${pid}/comm`;
  return !existsSync(name) || readFileSync(name, "utf8").startsWith("postgres");
};
