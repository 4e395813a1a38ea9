import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { aMessage, anInvoke, post, type Surface, startSurface } from "./harness.ts";
import { APP_ID, jwk, KEY, makeKey, nowSeconds, ROGUE, TENANT, token } from "./microsoft.ts";

let surface: Surface;
const open: Socket[] = [];
beforeEach(async () => {
  surface = await startSurface();
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await surface.close();
});

const bearer = (parts: Parameters<typeof token>[1]) => `Bearer ${token(surface.serviceUrl, parts)}`;

test("what Microsoft signed for this bot goes in; nothing of ours answers an unknown invoke", async () => {
  expect(await post(surface)).toMatchObject({ status: 200, text: "" });
  expect(await post(surface, anInvoke(surface, "config/fetch", {}))).toMatchObject({ status: 501 });
});

test("another method is refused", async () => {
  expect((await fetch(surface.url)).status).toBe(405);
});

describe("without a token of Microsoft's for this bot: 401 with nothing in it", () => {
  const TENANT_ISSUER = `https://sts.windows.net/${TENANT}/`;
  const V2_ISSUER = `https://login.microsoftonline.com/${TENANT}/v2.0`;
  test.each<[string, () => string | null, string]>([
    ["none", () => null, "missing"],
    ["another scheme", () => `Basic ${token(surface.serviceUrl)}`, "missing"],
    ["two parts", () => "Bearer a.b", "missing"],
    ["no signature", () => bearer({ signature: "none" }), "missing"],
    ["no JSON in it", () => "Bearer a.b.c", "foreign"],
    [
      "the bot's own outbound token",
      () =>
        bearer({
          claims: { iss: TENANT_ISSUER, aud: "https://api.botframework.com", appid: APP_ID },
        }),
      "foreign",
    ],
    [
      "an Entra token that was got in the app's name",
      () => bearer({ claims: { iss: V2_ISSUER, azp: APP_ID, tid: TENANT } }),
      "foreign",
    ],
    ["another issuer", () => bearer({ claims: { iss: "https://api.botframework.us" } }), "foreign"],
    ["no issuer", () => bearer({ claims: { iss: undefined } }), "foreign"],
    ["another bot's", () => bearer({ claims: { aud: TENANT } }), "foreign"],
    ["several bots'", () => bearer({ claims: { aud: [APP_ID, TENANT] } }), "foreign"],
    ["no serviceurl", () => bearer({ claims: { serviceurl: undefined } }), "foreign"],
    ["a rogue key of the same name", () => bearer({ key: ROGUE }), "forged"],
    ["HS256 with the public key", () => bearer({ signature: "HS256" }), "forged"],
    [
      "HS256 that says RS256",
      () => bearer({ signature: "HS256", header: { alg: "RS256" } }),
      "forged",
    ],
    ["none that has a signature", () => bearer({ header: { alg: "none" } }), "forged"],
    ["no kid", () => bearer({ header: { kid: undefined } }), "forged"],
    ["a kid that there isn't", () => bearer({ header: { kid: "key-0" } }), "unknownKey"],
    ["ended six minutes ago", () => bearer({ claims: { exp: nowSeconds() - 360 } }), "old"],
    ["no end", () => bearer({ claims: { exp: undefined } }), "old"],
    [
      "an end that isn't a number",
      () => bearer({ claims: { exp: `${nowSeconds() + 3600}` } }),
      "old",
    ],
    ["beginning in six minutes", () => bearer({ claims: { nbf: nowSeconds() + 360 } }), "old"],
  ])("%s", async (_, authorization, why) => {
    expect(await post(surface, aMessage(surface), authorization())).toEqual({
      status: 401,
      text: "",
      json: {},
    });
    expect(surface.log.lines.map(({ facts }) => facts.why)).toEqual([why]);
  });

  test("two of them", async () => {
    const line = await hold([bearer({}), bearer({})], 2, "{}");
    await expect.poll(() => line.heard).toMatch(/^HTTP\/1\.1 401 /);
  });

  test("claims that were changed after they were signed", async () => {
    const [head, , signature] = token(surface.serviceUrl).split(".");
    const [, body] = token("http://127.0.0.1:9/").split(".");
    const changed = `Bearer ${head}.${body}.${signature}`;
    expect((await post(surface, aMessage(surface), changed)).status).toBe(401);
  });

  test("four minutes too early or too late are the difference of two clocks", async () => {
    const apart = { claims: { nbf: nowSeconds() + 240, exp: nowSeconds() - 240 } };
    expect((await post(surface, aMessage(surface), bearer(apart))).status).toBe(200);
  });
});

describe("a proven token with a body that isn't for this bot, or from elsewhere: 403", () => {
  const other = "cccccccc-0000-4000-8000-000000000003";
  const inTenants = (first: string | undefined, second: string | undefined) => ({
    conversation: { id: "a:1", conversationType: "personal", tenantId: first },
    channelData: second ? { tenant: { id: second } } : undefined,
  });
  test.each<[string, Record<string, unknown>]>([
    ["another channel", { channelId: "webchat" }],
    ["no tenant", inTenants(undefined, undefined)],
    ["a tenant in one place only", inTenants(TENANT, undefined)],
    ["two tenants", inTenants(TENANT, other)],
    ["another bot's recipient", { recipient: { id: `28:${TENANT}` } }],
    ["a person's recipient", { recipient: { id: APP_ID } }],
  ])("%s", async (_, over) => {
    expect(await post(surface, aMessage(surface, over))).toEqual({
      status: 403,
      text: "",
      json: {},
    });
  });

  test("another serviceUrl than the token's, also at the same host", async () => {
    const serviceUrl = surface.serviceUrl.replace("emea", "amer");
    expect((await post(surface, aMessage(surface, { serviceUrl }))).status).toBe(403);
  });

  test.each([
    ["a host that isn't listed", "https://smba.example.org/emea/"],
    ["http beyond this machine", "http://smba.trafficmanager.net/emea/"],
    ["a name and a password", "https://bot:word@smba.trafficmanager.net/emea/"],
    ["a listed host as somebody's name", "https://smba.trafficmanager.net@smba.example.org/"],
    ["a listed host with another port", "https://smba.trafficmanager.net:8443/emea/"],
    ["no address", "emea"],
  ])("also where token and body agree on %s", async (_, serviceUrl) => {
    const strict = await startSurface({ config: { serviceHosts: ["smba.trafficmanager.net"] } });
    const authorization = (url: string) => `Bearer ${token(url)}`;
    const statusOf = async (url: string) =>
      (await post(strict, aMessage(strict, { serviceUrl: url }), authorization(url))).status;
    expect(await statusOf(serviceUrl)).toBe(403);
    expect(await statusOf("https://smba.trafficmanager.net/emea/")).toBe(200);
    await strict.close();
  });

  test("a tenant that isn't allowed, while those that are get in, in any letters", async () => {
    const strict = await startSurface({ config: { allowedTenants: [TENANT] } });
    expect((await post(strict, aMessage(strict, inTenants(other, other)))).status).toBe(403);
    const [upper, lower] = [TENANT.toUpperCase(), TENANT];
    expect((await post(strict, aMessage(strict, inTenants(upper, lower)))).status).toBe(200);
    await strict.close();
  });
});

describe("a body that Teams doesn't send is refused, 400 with nothing in it", () => {
  test.each<[string, (message: Record<string, unknown>) => unknown]>([
    ["no type", ({ type: _, ...rest }) => rest],
    ["nobody it is from", ({ from: _, ...rest }) => rest],
    ["no conversation", ({ conversation: _, ...rest }) => rest],
    ["a text that is a number", (message) => ({ ...message, text: 7 })],
    ["an id as long as a page", (message) => ({ ...message, id: "1".repeat(501) })],
    ["a list", () => []],
    ["nothing", () => null],
  ])("%s", async (_, change) => {
    const { status, text } = await post(surface, JSON.stringify(change(aMessage(surface))));
    expect([status, text]).toEqual([400, ""]);
  });

  test.each(["", "{", `${'{"value":'.repeat(5000)}1${"}".repeat(5000)}`])(
    "no JSON of ours",
    async (body) => {
      expect((await post(surface, body)).status).toBe(400);
    },
  );

  test("what no person did is taken and left", async () => {
    const from = { id: "29:app", name: "An app" };
    const told = { ...anInvoke(surface, "config/fetch", {}), from };
    expect((await post(surface, told)).status).toBe(200);
  });
});

interface Line {
  readonly socket: Socket;
  heard: string;
}

/** The head of a call, and as much of its body; the rest is held back. */
const hold = async (
  tokens: readonly string[],
  bytes: number | "unsaid",
  body = "",
): Promise<Line> => {
  const { hostname, port, pathname } = new URL(surface.url);
  const socket = connect(Number(port), hostname);
  open.push(socket);
  const line: Line = { socket, heard: "" };
  socket.on("data", (chunk) => {
    line.heard += chunk;
  });
  socket.on("error", () => undefined);
  await once(socket, "connect");
  const length = bytes === "unsaid" ? "transfer-encoding: chunked" : `content-length: ${bytes}`;
  const lines = [`POST ${pathname} HTTP/1.1`, "host: bcn", length];
  const head = [...lines, ...tokens.map((one) => `authorization: ${one}`)].join("\r\n");
  socket.write(`${head}\r\n\r\n${body}`);
  return line;
};

describe("a body", () => {
  test("isn't read before the token is proven", async () => {
    const line = await hold([bearer({ key: ROGUE })], 1_000_000, "{");
    await expect.poll(() => line.heard).toMatch(/^HTTP\/1\.1 401 [\s\S]*connection: close/i);
    await expect.poll(() => line.socket.closed).toBe(true);
  });

  test("of more than 1 MiB is refused, also one that never says so", async () => {
    const said = await hold([bearer({})], 1024 * 1024 + 1);
    await expect.poll(() => said.heard).toMatch(/^HTTP\/1\.1 413 /);
    const unsaid = await hold(
      [bearer({})],
      "unsaid",
      `100001\r\n${"a".repeat(1024 * 1024 + 1)}\r\n`,
    );
    await expect.poll(() => unsaid.heard).toMatch(/^HTTP\/1\.1 413 /);
  });

  test("that doesn't come is given up", async () => {
    await surface.close();
    surface = await startSurface({ deps: { bodyWithinMs: 50 } });
    const line = await hold([bearer({})], 1000, "{");
    await expect.poll(() => line.heard).toMatch(/^HTTP\/1\.1 408 /);
  });

  test("of 1 MiB is taken", async () => {
    const message = aMessage(surface, { text: "" });
    const room = 1024 * 1024 - JSON.stringify(message).length;
    expect((await post(surface, { ...message, text: "a".repeat(room) })).status).toBe(200);
  });
});

describe("Microsoft's keys", () => {
  test("are asked for once, whatever number of calls they prove", async () => {
    await Promise.all([1, 2, 3, 4, 5].map(() => post(surface)));
    expect(surface.microsoft.asked).toEqual(["/metadata", "/keys"]);
  });

  test("without an endorsement for Teams prove nothing", async () => {
    for (const endorsements of [null, ["webchat"]]) {
      const key = makeKey("key-2");
      const lax = await startSurface({ deps: clock() });
      lax.microsoft.keys = [jwk(KEY), jwk(key, endorsements)];
      now += 60_000;
      const authorization = `Bearer ${token(lax.serviceUrl, { key })}`;
      expect((await post(lax, aMessage(lax), authorization)).status).toBe(401);
      expect(lax.microsoft.asked).toHaveLength(4);
      await lax.close();
    }
  });

  let now = 0;
  const clock = () => {
    now = 0;
    return { monotonicMs: () => now };
  };

  test("that are new are found, and one that there isn't is asked for once a minute", async () => {
    const timed = await startSurface({ deps: clock() });
    const key = makeKey("key-2");
    const withKey = async () =>
      (await post(timed, aMessage(timed), `Bearer ${token(timed.serviceUrl, { key })}`)).status;
    now = 59_000;
    timed.microsoft.keys = [jwk(KEY), jwk(key)];
    expect(await withKey()).toBe(401);
    expect(timed.microsoft.asked).toHaveLength(2);
    now = 60_000;
    expect(await Promise.all([withKey(), withKey(), withKey()])).toEqual([200, 200, 200]);
    expect(timed.microsoft.asked).toHaveLength(4);
    await timed.close();
  });

  test("are read anew after a day, and one that was withdrawn proves nothing any more", async () => {
    const timed = await startSurface({ deps: clock() });
    timed.microsoft.keys = [jwk(makeKey("key-2"))];
    now = 24 * 60 * 60 * 1000;
    // Nobody waits for the new ones.
    expect((await post(timed)).status).toBe(200);
    await expect.poll(async () => (await post(timed)).status).toBe(401);
    await timed.close();
  });

  test("of before stay good while Microsoft can't be reached", async () => {
    const timed = await startSurface({ deps: clock() });
    timed.microsoft.fault = { status: 500 };
    now = 24 * 60 * 60 * 1000;
    expect((await post(timed)).status).toBe(200);
    await expect.poll(() => timed.log.lines.length).toBe(1);
    expect((await post(timed)).status).toBe(200);
    await timed.close();
  });

  test("aren't taken from where a redirect leads nor waited for long: without any nobody gets in, 503", async () => {
    const redirect = { status: 302, location: surface.microsoft.url };
    const faults = [redirect, { status: 500 }, "mute"] as const;
    for (const fault of faults) {
      const { microsoft } = await startSurface();
      microsoft.fault = fault;
      const config = { metadataUrl: microsoft.url };
      const shut = await startSurface({ config, deps: { timeoutMs: 100 } });
      expect(await post(shut)).toEqual({ status: 503, text: "", json: {} });
      expect(microsoft.asked.slice(2)).toEqual(["/metadata"]);
      await shut.close();
      await microsoft.close();
    }
  });
});

/** Bytes in use after all that can go has gone. */
const heapUsed = (): number => {
  setFlagsFromString("--expose-gc");
  runInNewContext("gc")();
  return process.memoryUsage().heapUsed;
};

test("10,000 forged tokens, each of another tenant and key, leave nothing behind", async () => {
  const forge = async (count: number) => {
    for (let at = 0; at < count; at += 100)
      await Promise.all(
        Array.from({ length: 100 }, async (_, next) => {
          const id = `${at + next}`.padStart(12, "0");
          const tid = `dddddddd-0000-4000-8000-${id}`;
          const iss = `https://login.microsoftonline.com/${tid}/v2.0`;
          const claims = next % 2 ? { iss, tid, azp: APP_ID } : {};
          const head = Buffer.from(JSON.stringify({ alg: "RS256", kid: id })).toString("base64url");
          const [, body] = token(surface.serviceUrl, { signature: "none", claims }).split(".");
          const { status } = await post(surface, "", `Bearer ${head}.${body}.c2lnbmVk`);
          expect(status).toBe(401);
        }),
      );
    surface.log.lines.length = 0;
  };
  await forge(1000);
  const before = heapUsed();
  await forge(10_000);
  // A list of what strangers sent would be some 10 MB by now.
  expect(heapUsed() - before).toBeLessThan(4_000_000);
  expect(surface.microsoft.asked.length).toBeLessThanOrEqual(4);
});
