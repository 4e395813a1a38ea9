import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { canEnter, findAccount, isRoot } from "../../src/store/embedded/accounts.ts";
import { findPackage } from "../../src/store/embedded/binaries.ts";
import { type EmbeddedOptions, startEmbedded } from "../../src/store/embedded/server.ts";
import { openTemporaryFolder } from "../helpers/postgres-server.ts";
import { lineFrom, startProcess } from "../helpers/process.ts";

const EMBEDDED_PROCESS = new URL("../helpers/embedded-process.ts", import.meta.url);

let folder: string;
let said: string[];
let atTheEnd: (() => unknown)[];
beforeEach(() => {
  folder = openTemporaryFolder("bcn-accounts-");
  said = [];
  atTheEnd = [() => rmSync(folder, { recursive: true, force: true })];
});
afterEach(async () => {
  for (const undo of atTheEnd.toReversed()) await undo();
});

test("the library links that npm was not allowed to make are made", async () => {
  const packaged = copyPackageTo(join(folder, "package"));
  for (const link of linksOf(packaged.folder)) rmSync(link, { force: true });
  const server = await start({ dataFolder: folder, host: { package: packaged } });
  expect(linksOf(packaged.folder).every((link) => existsSync(link))).toBe(true);
  expect(await answers(server.url)).toBe(true);
});

test("programs that do not run here are told from a missing database", async () => {
  mkdirSync(join(folder, "package"));
  const host = { package: { folder: join(folder, "package"), version: "0" }, elsewhere: folder };
  await expect(start({ dataFolder: folder, host })).rejects.toThrow("Set DATABASE_URL");
});

test("without any account for PostgreSQL, root is told what to do", () => {
  expect(() => findAccount(["no-such-account"])).toThrow(/ordinary user, or set DATABASE_URL/);
});

test("root's own account is never PostgreSQL's", () => {
  expect(() => findAccount(["root"])).toThrow("refuses to run as root");
});

const NOBODY = isRoot() ? findAccount(["nobody"]) : undefined;
const PROJECT = join(import.meta.dirname, "../..");
const projectIsOpen = NOBODY !== undefined && (await canEnter(NOBODY, PROJECT));

describe.runIf(NOBODY)("as root", () => {
  test("PostgreSQL runs as nobody where it has no account of its own", async () => {
    const server = await start({
      dataFolder: folder,
      host: { accounts: ["postgres-is-not-here", "nobody"] },
    });
    expect(await answers(server.url)).toBe(true);
    expect(ownerOfProcess(join(folder, "postgres"))).toBe(NOBODY?.uid);
  });

  test("an existing cluster keeps its account when a better one is installed", async () => {
    const first = await start({ dataFolder: folder, host: { accounts: ["nobody"] } });
    await first.stop();
    const server = await start({ dataFolder: folder, host: { accounts: ["daemon"] } });
    expect(await answers(server.url)).toBe(true);
    expect(ownerOfProcess(join(folder, "postgres"))).toBe(NOBODY?.uid);
  });

  test("in a closed home folder, the database and the programs are kept elsewhere, and the log says so", async () => {
    const { options, elsewhere } = inClosedHome();
    const server = await start(options);
    expect(await answers(server.url)).toBe(true);
    expect(existsSync(join(options.dataFolder, "postgres"))).toBe(false);
    expect(said.join("\n")).toContain(`the database is kept in ${elsewhere}/`);
    expect(said.join("\n")).toContain(`copying them to ${elsewhere}/postgresql-`);
  });

  test("a database that is kept elsewhere is found again when the home folder has been opened", async () => {
    const { options, home } = inClosedHome();
    const first = await start(options);
    await write(first.url);
    await first.stop();
    chmodSync(home, 0o755);
    const server = await start(options);
    expect(await answers(server.url, "select * from kept")).toBe(true);
  });
});

describe.runIf(projectIsOpen)("as an ordinary user", () => {
  test("an ordinary user runs PostgreSQL under their own account", async () => {
    chmodSync(folder, 0o777);
    const child = startProcess(EMBEDDED_PROCESS, [folder], NOBODY);
    atTheEnd.push(() => endOf(child));
    const { url } = JSON.parse(await lineFrom(child));
    expect(await answers(url)).toBe(true);
    expect(ownerOfProcess(join(folder, "postgres"))).toBe(NOBODY?.uid);
  });

  test("an ordinary user is told whose a database is that root has made", async () => {
    chmodSync(folder, 0o777);
    const roots = await start({ dataFolder: folder, host: { accounts: ["daemon"] } });
    await roots.stop();
    const child = startProcess(EMBEDDED_PROCESS, [folder], NOBODY);
    await expect(lineFrom(child)).rejects.toThrow("belongs to another account");
  });
});

const start = async (options: Omit<EmbeddedOptions, "log">) => {
  const server = await startEmbedded({ ...options, log: (line) => said.push(line) });
  atTheEnd.push(() => server.stop());
  return server;
};

const inClosedHome = () => {
  const home = join(folder, "home");
  mkdirSync(home, { mode: 0o700 });
  const packaged = copyPackageTo(join(home, "package"));
  const elsewhere = join(folder, "elsewhere");
  const host = { accounts: ["nobody"], elsewhere, package: packaged };
  return { home, elsewhere, options: { dataFolder: join(home, ".data"), host } };
};

const copyPackageTo = (to: string) => {
  const packaged = findPackage();
  cpSync(packaged.folder, to, { recursive: true, verbatimSymlinks: true });
  return { ...packaged, folder: to };
};

const linksOf = (packageFolder: string): string[] => {
  const list = readFileSync(join(packageFolder, "native/pg-symlinks.json"), "utf8");
  return JSON.parse(list).map((link: { target: string }) => join(packageFolder, link.target));
};

/** On Linux the folder of a process in /proc belongs to the account that it runs as. */
const ownerOfProcess = (cluster: string): number => {
  const [pid] = readFileSync(join(cluster, "data/postmaster.pid"), "utf8").split("\n");
  return statSync(`/proc/${pid}`).uid;
};

const endOf = (child: ReturnType<typeof startProcess>) =>
  new Promise((done) => {
    child.once("close", done);
    child.stdin?.end();
  });

const write = (url: string) => answers(url, "create table kept ()");

const answers = async (url: string, query = "select 1"): Promise<boolean> => {
  const sql = postgres(url, { fetch_types: false, max: 1 });
  return sql
    .unsafe(query)
    .then(() => true)
    .finally(() => sql.end());
};
