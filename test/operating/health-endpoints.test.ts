import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { type MetricsAccess, makeHealthEndpoints } from "../../src/operating/health-endpoints.ts";
import type { Readiness } from "../../src/use-cases/readiness.ts";
import { onThisMachine } from "../helpers/on-this-machine.ts";

const WELL: Readiness = {
  database: "ok",
  migrations: "ok",
  letters: "ok",
  oldestDueLetterSeconds: 0,
};
const TOKEN = "a-token-of-sixteen-characters";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Given {
  readonly readiness?: () => Promise<Readiness>;
  readonly access?: MetricsAccess;
  readonly checks?: Readonly<Record<string, () => boolean>>;
}

const open = async ({
  readiness = async () => WELL,
  access = { by: "nobody" },
  checks = {},
}: Given): Promise<string> => {
  const endpoints = makeHealthEndpoints({
    readiness,
    checks,
    counts: async () => ({ letters: [], cards: [], reminders: [], requests: [], connections: [] }),
    metrics: { text: async () => "bcn_database_up 1\n", contentType: "text/plain" },
    access,
  });
  server = createServer((req, res) => void endpoints[req.url ?? ""]?.(req, res));
  await new Promise<void>((ready) => server?.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

describe("ready", () => {
  test.each<[string, Readiness, number]>([
    ["all is well", WELL, 200],
    [
      "the database doesn't answer",
      { database: "noAnswer", migrations: "unknown", letters: "unknown" },
      503,
    ],
    ["tables are missing", { ...WELL, migrations: "behind" }, 503],
    [
      "letters don't get out, which is told, and no reason to turn people away",
      { ...WELL, letters: "late", oldestDueLetterSeconds: 4000 },
      200,
    ],
  ])("when %s", async (_, found, status) => {
    const url = await open({ readiness: async () => found });
    const response = await fetch(`${url}/readyz`);
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ ready: status === 200, ...found });
  });

  test("when the start has done all that it must, and the answer says what it still waits for", async () => {
    let isWelcomed = false;
    const url = await open({ checks: { admin: () => isWelcomed } });
    const before = await fetch(`${url}/readyz`);
    expect(before.status).toBe(503);
    expect(await before.json()).toEqual({ ...WELL, ready: false, admin: "waiting" });
    isWelcomed = true;
    const after = await fetch(`${url}/readyz`);
    expect(after.status).toBe(200);
    expect(await after.json()).toEqual({ ...WELL, ready: true, admin: "ok" });
  });

  test("is answered in time by a database that hangs, which is asked once however many look", async () => {
    let asked = 0;
    const hangs = () => {
      asked += 1;
      return new Promise<never>(() => undefined);
    };
    const url = await open({ readiness: hangs });
    const begun = performance.now();
    const all = await Promise.all([1, 2, 3].map(() => fetch(`${url}/readyz`)));
    const again = await fetch(`${url}/readyz`);
    expect(performance.now() - begun).toBeLessThan(onThisMachine(6000));
    expect([...all, again].map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    expect(asked).toBe(1);
  });

  test("alive is answered though the database hangs", async () => {
    const url = await open({ readiness: () => new Promise<never>(() => undefined) });
    expect(await (await fetch(`${url}/healthz`)).text()).toBe("ok");
  });
});

describe("the metrics are read by", () => {
  const status = async (access: MetricsAccess, headers: Record<string, string> = {}) => {
    const url = await open({ access });
    return (await fetch(`${url}/metrics`, { headers })).status;
  };
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

  test("whoever shows the token, and nobody else", async () => {
    const access = { by: "token", token: TOKEN } as const;
    expect(await status(access, bearer(TOKEN))).toBe(200);
    expect(await status(access)).toBe(401);
    expect(await status(access, bearer(`${TOKEN}x`))).toBe(401);
    expect(await status(access, bearer(""))).toBe(401);
    expect(await status(access, { authorization: TOKEN })).toBe(401);
  });

  test("nobody in production without a token", async () => {
    expect(await status({ by: "nobody" })).toBe(404);
    expect(await status({ by: "nobody" }, bearer(""))).toBe(404);
  });

  test.each(["x-forwarded-for", "forwarded", "via", "x-real-ip", "x-forwarded-host", "origin"])(
    "this machine otherwise, but not through a proxy or another page that sets %s",
    async (header) => {
      expect(await status({ by: "loopback" })).toBe(200);
      expect(await status({ by: "loopback" }, { [header]: "203.0.113.7" })).toBe(404);
    },
  );
});
