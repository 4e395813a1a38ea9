import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { onThisMachine } from "../helpers/on-this-machine.ts";
import { eventually, pause, send, textOf } from "./helpers/client.ts";
import { lockTable, somebodyWaits } from "./helpers/locks.ts";
import { addRole, FIJI, fillIn, openProduct, type Running } from "./helpers/open-product.ts";

const ROOT = join(import.meta.dirname, "../..");

let running: Running;
beforeEach(async () => {
  running = await openProduct();
});
afterEach(() => running.close());

const numberIn = (text: string): string | undefined => /BCN-\d{4}-\d{3}/.exec(text)?.[0];

const rows = async (query: ReturnType<typeof sql>): Promise<Record<string, unknown>[]> => [
  ...(await running.db.database.execute(query)),
];

const leased = () => rows(sql`select id from outbox where leased_by is not null`);

/** One who presses Send while the product stops; null when nobody listened any more. */
const answerTo = (call: Parameters<typeof send>[1]) =>
  send(running.product.url, call).catch(() => null);

test("asked to stop amid submissions and deliveries: what was acknowledged is kept, nothing stays leased, nothing comes twice", async () => {
  const people = Array.from({ length: 6 }, (_, index) => `U0FJ${index}`);
  for (const user of people) await addRole(running.context, user, "liaison", "FJ");
  const checks = [];
  for (const user of people) {
    const person = running.person(user);
    checks.push({ person, check: await fillIn(person) });
  }
  // The first ones' letters are on their way when the signal comes, the last ones are being sent.
  const early = await Promise.all(
    checks.slice(0, 3).map(({ person, check }) => answerTo(person.submitCall(check))),
  );
  await eventually(async () => ((await leased()).length > 0 ? true : undefined), "", 10_000).catch(
    () => undefined,
  );
  const late = checks.slice(3).map(({ person, check }) => answerTo(person.submitCall(check)));
  await pause(15);
  const begun = performance.now();
  const { code } = await running.product.stop();
  expect(performance.now() - begun).toBeLessThan(onThisMachine(10_000));
  expect(code).toBe(0);

  const answers = [...early, ...(await Promise.all(late))];
  const acknowledged = answers.flatMap((answer) => numberIn(answer?.text ?? "") ?? []);
  expect(acknowledged.length).toBeGreaterThanOrEqual(3);
  for (const answer of answers) {
    if (answer?.status === 503) expect(answer.text).toBe("stopping");
  }
  const stored = await rows(sql`select number from requests where state = 'submitted'`);
  expect(stored.map(({ number }) => number)).toEqual(expect.arrayContaining(acknowledged));
  expect(await leased()).toEqual([]);

  await running.restart();
  await eventually(
    async () =>
      (await rows(sql`select 1 as one from outbox where settled is null`)).length === 0 ||
      undefined,
    "Letters are left",
    60_000,
  );
  const ids = running.slack.posted.map(({ metadata }) => metadata.event_payload?.id);
  expect(new Set(ids).size).toBe(ids.length);
  const letters = await rows(sql`select 1 as one from outbox where settled = 'sent'`);
  expect(ids).toHaveLength(letters.length);
});

test("a message that Slack is slow to take is given back before the process ends, and comes once", async () => {
  const liaison = running.person(FIJI);
  running.slack.order({ method: "chat.postMessage", kind: "slow", channel: FIJI, millis: 8_000 });
  const { text } = await send(running.product.url, liaison.submitCall(await fillIn(liaison)));
  await eventually(
    () => running.slack.called.find(({ method }) => method === "chat.postMessage"),
    "Nothing was sent",
  );
  const { code } = await running.product.stop();
  expect(code).toBe(0);
  expect(await leased()).toEqual([]);
  const [letter] = await rows(sql`select settled, uncertain from outbox where kind = 'received'`);
  expect(letter).toEqual({ settled: null, uncertain: true });
  await running.restart();
  const number = numberIn(text) ?? "none";
  const receipts = () =>
    running.slack.posted.filter(
      (one) => textOf(one.blocks).includes(number) || one.text.includes(number),
    );
  await eventually(
    async () =>
      (await rows(sql`select 1 as one from outbox where settled is null`)).length === 0 ||
      undefined,
    "Letters are left",
    60_000,
  );
  expect(receipts()).toHaveLength(1);
});

test("a call that is being handled is answered, one that comes afterwards on an open line is told 503", async () => {
  const liaison = running.person(FIJI);
  const check = await fillIn(liaison);
  const { hostname, port } = new URL(running.product.url);
  const line = connect(Number(port), hostname);
  let heard = "";
  line.on("data", (chunk) => {
    heard += chunk;
  });
  await once(line, "connect");
  // Begun before the signal, whole only after it: neither idle nor new.
  const { body, headers } = liaison.commandCall("help");
  const head = Object.entries({
    ...headers,
    host: "bcn",
    "content-length": Buffer.byteLength(body),
  });
  const lines = head.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  line.write(`POST /slack/events HTTP/1.1\r\n${lines}\r\n${body.slice(0, 10)}`);
  // Held until the stop has begun.
  const release = await lockTable(running.db.database, "requests");
  const submission = send(running.product.url, liaison.submitCall(check));
  await eventually(() => somebodyWaits(running.db.database), "The submission isn't being handled");
  const stopped = running.product.stop();
  await eventually(() => running.product.log.some((line) => line.includes('"msg":"stopping"')));
  await release();
  line.write(`${body.slice(10)}GET /healthz HTTP/1.1\r\nhost: bcn\r\n\r\n`);
  expect(numberIn((await submission).text)).toBeDefined();
  expect((await stopped).code).toBe(0);
  expect(heard).toContain("HTTP/1.1 200 OK");
  expect(heard).toContain("/bcn request");
  expect(heard).toMatch(/HTTP\/1\.1 503 [\s\S]*connection: close[\s\S]*stopping/i);
});

/** `npm start` in a folder without a `.env`, in a process group of its own: as from a terminal. */
const npmStart = async (): Promise<{ readonly group: number; readonly ended: Promise<string> }> => {
  const folder = mkdtempSync(join(tmpdir(), "bcn-npm-"));
  for (const part of ["package.json", "node_modules", "src"])
    symlinkSync(join(ROOT, part), join(folder, part));
  const { PATH = "", HOME = "" } = process.env;
  const npm = spawn("npm", ["start"], {
    cwd: folder,
    env: { PATH, HOME, NPM_CONFIG_UPDATE_NOTIFIER: "false", ...running.env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let said = "";
  for (const stream of [npm.stdout, npm.stderr])
    stream.on("data", (chunk) => {
      said += chunk;
    });
  const ended = once(npm, "close").then(() => {
    rmSync(folder, { recursive: true });
    return said;
  });
  const group = npm.pid ?? 0;
  await eventually(() => said.includes("Listening") || undefined, "", 60_000).catch(() => {
    process.kill(-group, "SIGKILL");
    throw new Error(`It never listened: ${said}`);
  });
  return { group, ended };
};

test("two signals within a second to the process group of `npm start` are one: the stop is orderly ten times of ten", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { group, ended } = await npmStart();
    const signal = round % 2 === 0 ? "SIGTERM" : "SIGINT";
    process.kill(-group, signal);
    await pause(10 * round);
    // It may have ended meanwhile, which is orderly too.
    spawnSync("kill", ["-s", signal.slice(3), "--", `-${group}`]);
    expect(await ended).toContain('"msg":"stopped"');
  }
});

test("a second signal more than a second after the first ends the process at once", async () => {
  const liaison = running.person(FIJI);
  running.slack.order({ method: "chat.postMessage", kind: "slow", channel: FIJI, millis: 8_000 });
  await send(running.product.url, liaison.submitCall(await fillIn(liaison)));
  await eventually(
    () => running.slack.called.find(({ method }) => method === "chat.postMessage"),
    "Nothing was sent",
  );
  const { pid } = JSON.parse(running.product.log[0] ?? "{}") as { pid: number };
  const stopped = running.product.stop();
  await pause(300);
  process.kill(pid, "SIGTERM");
  await pause(900);
  const begun = performance.now();
  // A machine that is slow may have heard the first one late.
  const again = setInterval(() => process.kill(pid, "SIGTERM"), 400);
  process.kill(pid, "SIGTERM");
  expect(await stopped.finally(() => clearInterval(again))).toEqual({ code: 1 });
  expect(performance.now() - begun).toBeLessThan(onThisMachine(1_000));
  expect(running.product.log.join()).not.toContain('"msg":"stopped"');
});
