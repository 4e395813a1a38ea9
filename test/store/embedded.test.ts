import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { findPackage } from "../../src/store/embedded/binaries.ts";
import { startEmbedded } from "../../src/store/embedded/server.ts";
import { openTemporaryFolder } from "../helpers/postgres-server.ts";
import { lineFrom, startProcess } from "../helpers/process.ts";

const EMBEDDED_PROCESS = new URL("../helpers/embedded-process.ts", import.meta.url);

let dataFolder: string;
let atTheEnd: (() => unknown)[];
beforeEach(() => {
  dataFolder = openTemporaryFolder("bcn-embedded-");
  atTheEnd = [() => rmSync(dataFolder, { recursive: true, force: true })];
});
afterEach(async () => {
  for (const undo of atTheEnd.toReversed()) await undo();
});

test("what was written is there after a stop and a start", async () => {
  const first = await start();
  await on(first.url, (sql) => sql`create table kept as select 'a visit' as what`);
  await first.stop();
  await expect(on(first.url, (sql) => sql`select 1`)).rejects.toThrow("ECONNREFUSED");
  const second = await start();
  expect(second.adopted).toBe(false);
  expect(await on(second.url, (sql) => sql`select what from kept`)).toEqual([{ what: "a visit" }]);
});

test("nothing is lost in a power cut: the disk is waited for", async () => {
  const server = await start();
  expect(await on(server.url, (sql) => sql`show fsync`)).toEqual([{ fsync: "on" }]);
});

test("the server that a killed process left running is adopted, and stopped by who adopts it", async () => {
  const { child, url } = await startInProcess();
  child.kill("SIGKILL");
  await once(child, "close");
  const server = await start();
  expect(server).toMatchObject({ adopted: true, url });
  // The server may notice only now that the killed process has gone.
  await vi.waitUntil(async () => {
    const holders = await on(
      url,
      (sql) => sql`select 1 from pg_locks where locktype = 'advisory' and granted`,
    );
    return holders.length === 1;
  }, 30_000);
  await server.stop();
  await expect(on(url, (sql) => sql`select 1`)).rejects.toThrow("ECONNREFUSED");
});

test("of two processes on one folder, the first to leave leaves the other its server", async () => {
  const first = await startInProcess();
  const second = await start();
  expect(second.adopted).toBe(true);
  first.child.stdin?.end();
  await once(first.child, "close");
  expect(await on(second.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
});

test("processes that start at once in an empty folder share one server", async () => {
  const all = await Promise.all([start(), start(), start(), start()]);
  expect(new Set(all.map((server) => server.url)).size).toBe(1);
  expect(all.filter((server) => !server.adopted)).toHaveLength(1);
});

test("one process starts while the last one stops, again and again, and always gets a server", async () => {
  let leaving = await start();
  for (let round = 0; round < 5; round++) {
    const [next] = await Promise.all([start(), leaving.stop()]);
    expect(await on(next.url, (sql) => sql`select 1 as one`)).toEqual([{ one: 1 }]);
    leaving = next;
  }
});

test("a server file left by a power cut is no obstacle, whoever has its number by now", async () => {
  const server = await start();
  const pidFile = join(dataFolder, "postgres/data/postmaster.pid");
  const [, ...rest] = readFileSync(pidFile, "utf8").split("\n");
  await server.stop();
  const { uid, gid } = statSync(join(dataFolder, "postgres"));
  const other = spawn("sleep", ["60"], { uid, gid });
  atTheEnd.push(() => other.kill());
  writeFileSync(pidFile, [other.pid, ...rest].join("\n"));
  expect((await start()).adopted).toBe(false);
  expect(other.exitCode).toBe(null);
});

test("what people wrote never gets into the server's log", async () => {
  const server = await start();
  const twice = on(server.url, async (sql) => {
    await sql`create table people (email text unique)`;
    await sql`insert into people values ('someone@example.org'), ('someone@example.org')`;
  });
  await expect(twice).rejects.toThrow("unique");
  const log = readFileSync(join(dataFolder, "postgres/log"), "utf8");
  expect(log).toContain("duplicate key");
  expect(log).not.toContain("someone@example.org");
});

test("only who knows the password gets in, and only PostgreSQL's account can read it", async () => {
  const server = await start();
  const guess = new URL(server.url);
  guess.password = "guess";
  await expect(on(guess.href, (sql) => sql`select 1`)).rejects.toThrow("password");
  expect(statSync(join(dataFolder, "postgres")).mode & 0o077).toBe(0);
  expect(statSync(join(dataFolder, "postgres/password")).mode & 0o077).toBe(0);
});

test("a server that cannot start says why", async () => {
  const settings = { shared_buffers: "nonsense" };
  const failing = startEmbedded({ dataFolder, log: () => undefined, settings });
  await expect(failing).rejects.toThrow(/did not start.*shared_buffers/s);
});

test("where no binary package exists, the way out is named", () => {
  expect(() => findPackage("sunos", "sparc")).toThrow("Set DATABASE_URL");
});

const start = async () => {
  const server = await startEmbedded({ dataFolder, log: () => undefined });
  atTheEnd.push(() => server.stop());
  return server;
};

const startInProcess = async (): Promise<{ child: ChildProcess; url: string }> => {
  const child = startProcess(EMBEDDED_PROCESS, [dataFolder]);
  atTheEnd.push(() => child.kill());
  return { child, ...JSON.parse(await lineFrom(child)) };
};

const on = async <Value>(url: string, work: (sql: postgres.Sql) => Promise<Value>) => {
  const sql = postgres(url, { fetch_types: false, max: 1, onnotice: () => undefined });
  return work(sql).finally(() => sql.end());
};
