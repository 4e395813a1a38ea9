import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { makeRefusalLog } from "../../../src/surfaces/shared/refusal-log.ts";
import {
  commandBody,
  fakeLog,
  nowSeconds,
  pause,
  post,
  type Surface,
  said,
  sign,
  startSurface,
} from "./harness.ts";

let surface: Surface;
const open: Socket[] = [];
beforeEach(async () => {
  surface = await startSurface({ typed: async () => ({ kind: "say", message: said("Hello") }) });
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy();
  await surface.close();
});

interface Line {
  readonly socket: Socket;
  heard: string;
}

/** The head of a call, and as much of its body; the rest is held back. */
const hold = async (headers: Record<string, string>, body = ""): Promise<Line> => {
  const { hostname, port } = new URL(surface.url);
  const socket = connect(Number(port), hostname);
  open.push(socket);
  const line: Line = { socket, heard: "" };
  socket.on("data", (chunk) => {
    line.heard += chunk;
  });
  socket.on("error", () => undefined);
  await once(socket, "connect");
  const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`POST /slack/events HTTP/1.1\r\nhost: bcn\r\n${head.join("")}\r\n${body}`);
  return line;
};

const LONG = { "content-length": "1000000" };

describe("who didn't sign is refused before the body is read", () => {
  const now = () => String(nowSeconds());
  const right = `v0=${"a".repeat(64)}`;
  test.each<[string, () => Record<string, string>]>([
    ["no signature", () => ({ "x-slack-request-timestamp": now() })],
    ["no timestamp", () => ({ "x-slack-signature": right })],
    ["a signature that can't be one", () => claim(now(), `v0=${"z".repeat(64)}`)],
    ["a timestamp that isn't one", () => claim("soon", right)],
    ["a timestamp six minutes old", () => claim(String(nowSeconds() - 360), right)],
  ])("%s", async (_, headers) => {
    const line = await hold({ ...LONG, ...headers() });
    await expect.poll(() => line.heard).toMatch(/^HTTP\/1\.1 401 [\s\S]*connection: close/i);
    await expect.poll(() => line.socket.closed).toBe(true);
  });

  const claim = (timestamp: string, signature: string) => ({
    "x-slack-request-timestamp": timestamp,
    "x-slack-signature": signature,
  });

  test("also one that claims to try the certificate with more than that takes", async () => {
    const line = await hold(LONG, "ssl_check=1&");
    await expect.poll(() => line.heard).toMatch(/^HTTP\/1\.1 401 /);
  });
});

test("bodies that are held back take 16 MiB at most, and don't keep Slack out", async () => {
  const headers = { ...LONG, ...sign("", nowSeconds()) };
  const lines: Line[] = [];
  const refused = () => lines.filter(({ heard }) => heard.startsWith("HTTP/1.1 503"));
  for (let at = 0; at < 17; at += 1) lines.push(await hold(headers, "a".repeat(900_000)));
  await expect.poll(() => refused().length).toBe(1);
  expect(refused()[0]?.heard).toMatch(/retry-after: 1/i);
  // Held back for longer than Slack takes, they make room one by one.
  await pause(300);
  const large = commandBody(surface, { filler: "a".repeat(900_000) });
  expect((await post(surface, large)).status).toBe(200);
  await expect.poll(() => refused().length).toBe(2);
});

test("bodies that only tell how long they are keep nobody out", async () => {
  const headers = { ...LONG, ...sign("", nowSeconds()) };
  const lines: Line[] = [];
  for (let at = 0; at < 60; at += 1) lines.push(await hold(headers, "a"));
  expect((await post(surface, commandBody(surface))).status).toBe(200);
  expect(lines.filter(({ heard }) => heard !== "")).toEqual([]);
});

test("a body that comes in thousands of pieces is read whole", async () => {
  const text = commandBody(surface, { text: "help" });
  const body = `${text}&filler=${"a".repeat(5000)}`;
  const line = await hold({ "content-length": `${body.length}`, ...sign(body, nowSeconds()) });
  for (const piece of body) if (!line.socket.write(piece)) await once(line.socket, "drain");
  await expect.poll(() => line.heard).toMatch(/^HTTP\/1\.1 200 [\s\S]*Hello/);
});

describe("the log tells of calls that aren't Slack's", () => {
  test("by class only, whatever their headers say", async () => {
    const words = "Kaizen-in-public-hospitals".repeat(100);
    const headers = { "x-slack-signature": words, "x-slack-request-timestamp": words };
    await post(surface, "", headers);
    await post(surface, "", {});
    await post(surface, "x", sign("y", nowSeconds()));
    await post(surface, "x", sign("x", nowSeconds() - 400));
    const why = surface.log.lines.map(({ facts }) => facts.why);
    expect(why).toEqual(["wrong", "missing", "wrong", "old"]);
    expect(JSON.stringify(surface.log.lines)).not.toContain("Kaizen");
  });

  test("ten lines a minute, then one with counts", () => {
    vi.useFakeTimers();
    try {
      const log = fakeLog();
      const tell = makeRefusalLog<"old" | "missing" | "wrong">(log, "refused");
      for (let at = 0; at < 200; at += 1) tell(at % 2 ? "old" : "missing", "c1");
      expect(log.lines).toHaveLength(10);
      vi.advanceTimersByTime(60_000);
      expect(log.lines).toHaveLength(11);
      expect(log.lines[10]?.facts).toEqual({ old: 95, missing: 95 });
      tell("wrong", "c2");
      vi.advanceTimersByTime(60_000);
      expect(log.lines).toHaveLength(12);
    } finally {
      vi.useRealTimers();
    }
  });
});
