import { spawn } from "node:child_process";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveInstallation } from "../../src/store/people/workspaces.ts";
import { textOf } from "./helpers/client.ts";
import { TEAM, TOKEN } from "./helpers/fake-slack.ts";
import { MANY_WORKSPACES } from "./helpers/install.ts";
import { FIJI, KEY, openProduct, type Running } from "./helpers/open-product.ts";
import { bcn, ROOT } from "./helpers/product.ts";

const NEW_KEY = `k2:${Buffer.alloc(32, 2).toString("base64")}`;
const OTHERS = 200;

let running: Running;
const keysOf = (...keys: string[]) => ({ BCN_ENCRYPTION_KEYS: keys.join(",") });
beforeAll(async () => {
  running = await openProduct({ more: { ...MANY_WORKSPACES, ...keysOf(NEW_KEY, KEY) } });
  const old = { id: "k1", key: Buffer.alloc(32, 1) };
  const ids = [
    TEAM,
    ...Array.from({ length: OTHERS }, (_, at) => `T1${String(at).padStart(4, "0")}`),
  ];
  for (const id of ids) {
    const names = { id, name: id, token: TOKEN, botUserId: "U0BOT", botId: null } as const;
    const from = { platform: "slack", ...names, refreshToken: `xoxe-${id}` } as const;
    await saveInstallation(running.db.database, [old], from, new Date());
  }
});
afterAll(() => running.close());

const SECRETS = 2 * (OTHERS + 1);
const sealedWith = async (key: string): Promise<number> => {
  const [row] = await running.db.database.execute(
    sql`select (count(*) filter (where sealed_token like ${`${key}:%`})
      + count(*) filter (where sealed_refresh_token like ${`${key}:%`}))::int as secrets from workspaces`,
  );
  return Number(row?.secrets);
};

/** It needs the workspace's token: a call that fails says so, or throws. */
const opensForm = async (): Promise<void> => {
  await running.person(FIJI).open("request new");
  expect(textOf((await running.person(FIJI).command("help")).json)).toContain("/bcn request");
};

const opensForms = async (until: () => boolean): Promise<number> => {
  let opened = 0;
  for (; !until(); opened += 1) await opensForm();
  return opened;
};

test("what stops it half-way leaves each secret whole, under one key or the other", async () => {
  const env = { ...running.env, ...keysOf(NEW_KEY, KEY) };
  const half = `T1${String(OTHERS / 2).padStart(4, "0")}`;
  await running.db.database.transaction(async (tx) => {
    await tx.execute(sql`select 1 from workspaces where id = ${half} for update`);
    const cli = spawn(process.execPath, [join(ROOT, "dist", "cli.js"), "keys", "rotate"], {
      cwd: tmpdir(),
      env: { PATH: process.env.PATH ?? "", ...env },
      stdio: "ignore",
    });
    const ended = once(cli, "exit");
    await expect.poll(() => sealedWith("k2")).toBeGreaterThanOrEqual(OTHERS);
    cli.kill("SIGKILL");
    await ended;
  });
  expect(await sealedWith("k1")).toBeGreaterThan(0);
  expect((await sealedWith("k1")) + (await sealedWith("k2"))).toBe(SECRETS);
  await opensForm();
});

test("while it runs no call fails, and afterwards the old key may go", async () => {
  let isDone = false;
  const rotating = bcn(["keys", "rotate"], { ...running.env, ...keysOf(NEW_KEY, KEY) });
  const calls = opensForms(() => isDone);
  const said = await rotating.finally(() => {
    isDone = true;
  });
  expect(await calls).toBeGreaterThan(0);
  expect(said).toContain("No stored secret needs k1 any more");
  expect([await sealedWith("k1"), await sealedWith("k2")]).toEqual([0, SECRETS]);
  expect(running.product.log.filter((line) => line.includes('"level":50'))).toEqual([]);
  await running.product.stop();
  await running.restart(keysOf(NEW_KEY));
  await opensForm();
});
