import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { moveInPlace, type Programs } from "./binaries.ts";
import type { Place } from "./place.ts";
import { run } from "./run.ts";

/** A database cluster on disk, running or not. */
export interface Cluster extends Place {
  readonly programs: Programs;
  readonly folder: string;
  readonly data: string;
  readonly log: string;
  readonly password: string;
}

export const OWNER = "bcn";
const AN_HOUR_MS = 3_600_000;

/** The cluster under `place`, made now if there is none. */
export const openCluster = async (place: Place, programs: Programs): Promise<Cluster> => {
  const folder = join(place.home, "postgres");
  if (!existsSync(folder)) await makeCluster(folder, place, programs);
  return {
    ...place,
    programs,
    folder,
    data: join(folder, "data"),
    log: join(folder, "log"),
    password: readPassword(folder),
  };
};

/** Made aside and moved when whole: a kill in between, or a second process, leaves no half one. */
const makeCluster = async (folder: string, place: Place, programs: Programs): Promise<void> => {
  await removeAbandoned(folder);
  const staged = `${folder}.new-${randomBytes(4).toString("hex")}`;
  mkdirSync(staged, { mode: 0o700 });
  const passwordFile = join(staged, "password");
  writeFileSync(passwordFile, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 });
  if (place.account) {
    for (const path of [staged, passwordFile]) {
      chownSync(path, place.account.uid, place.account.gid);
    }
  }
  await initialise(staged, passwordFile, place, programs);
  await moveInPlace(staged, folder);
};

const initialise = async (
  staged: string,
  passwordFile: string,
  place: Place,
  programs: Programs,
): Promise<void> => {
  // The built-in locale sorts and folds alike on every system; the system's own may be missing.
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  const access = [`--username=${OWNER}`, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const { code, output } = await run(
    programs.initdb,
    ["--pgdata", join(staged, "data"), "--encoding=UTF8", ...locale, ...access],
    { account: place.account, folder: staged },
  );
  if (code === 0) return;
  await rm(staged, { recursive: true, force: true });
  throw new Error(
    `PostgreSQL could not make its data folder in ${place.home}: ${output.trim()}\n` +
      "Set DATABASE_URL to use a PostgreSQL server instead.",
  );
};

/** What a killed process left half made. An hour, because another may be at it just now. */
const removeAbandoned = async (folder: string): Promise<void> => {
  const home = dirname(folder);
  for (const name of await readdir(home)) {
    const path = join(home, name);
    if (!path.startsWith(`${folder}.new-`)) continue;
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > AN_HOUR_MS) await rm(path, { recursive: true, force: true });
  }
};

const readPassword = (folder: string): string => {
  try {
    return readFileSync(join(folder, "password"), "utf8").trim();
  } catch (cause) {
    throw new Error(
      `The database in ${folder} cannot be read. It belongs to another account if it was made by ` +
        "root: start as root again, or remove the folder to begin with an empty database.",
      { cause },
    );
  }
};
