import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCalls } from "../../src/operating/calls.ts";
import { limitConnections } from "../../src/operating/connection-limit.ts";
import { type HttpServer, startHttpServer, TIME_LIMITS } from "../../src/operating/http-server.ts";
import { silentLog } from "../helpers/log.ts";

const start = (timeLimits = TIME_LIMITS): Promise<HttpServer> => {
  const monotonicMs = () => performance.now();
  const calls = makeCalls({ log: silentLog, monotonicMs, onEnd: () => undefined });
  const config = { port: 0, host: "127.0.0.1" };
  return startHttpServer({ config, calls, log: silentLog, timeLimits });
};

let server: HttpServer;
beforeAll(async () => {
  server = await start();
  server.open({
    paths: { "/healthz": (_, res) => void res.end("ok"), "/calls": (_, res) => void res.end("ok") },
    withBody: ["/calls"],
    other: (_, res) => void res.writeHead(404).end(),
  });
});
afterAll(() => {
  server.close();
  server.end();
});

interface Line {
  readonly socket: Socket;
  heard: string;
  closedAfterMs: number | undefined;
}

const lineTo = async (url: string): Promise<Line> => {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  const line: Line = { socket, heard: "", closedAfterMs: undefined };
  const begun = performance.now();
  socket.on("data", (chunk) => {
    line.heard += chunk;
  });
  socket.on("error", () => undefined);
  socket.on("close", () => {
    line.closedAfterMs = performance.now() - begun;
  });
  await once(socket, "connect");
  return line;
};

/** Writes a body without end, as fast as it is taken. */
const pour = ({ socket }: Line): void => {
  const more = (): void => {
    while (!socket.destroyed && socket.write(`10000\r\n${"a".repeat(65_536)}\r\n`));
  };
  socket.on("drain", more);
  more();
};

const endless = (path: string) =>
  `POST ${path} HTTP/1.1\r\nhost: bcn\r\ntransfer-encoding: chunked\r\n\r\n`;

describe("where no body is expected none is read: an answer, and the connection is cut", () => {
  test.each([
    ["a path of ours", "/healthz", 413],
    ["an unknown path", "/other", 404],
  ])("%s", async (_, path, status) => {
    const line = await lineTo(server.url());
    line.socket.write(endless(path));
    pour(line);
    await expect.poll(() => line.closedAfterMs).toBeDefined();
    expect(line.heard).toMatch(new RegExp(`^HTTP/1\\.1 ${status} [\\s\\S]*connection: close`, "i"));
    // What the kernel holds for both ends; twenty seconds of reading were 493 MiB.
    expect(line.socket.bytesWritten - line.socket.writableLength).toBeLessThan(16 * 1024 * 1024);
  });

  test("while it starts", async () => {
    const starting = await start();
    const line = await lineTo(starting.url());
    line.socket.write(endless("/calls"));
    pour(line);
    await expect.poll(() => line.closedAfterMs).toBeDefined();
    expect(line.heard).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 1/i);
    starting.close();
  });
});

describe("connections", () => {
  const HASTY = { ...TIME_LIMITS, connectionsCheckingInterval: 20, headersTimeout: 300 };
  let hasty: HttpServer;
  beforeAll(async () => {
    hasty = await start(HASTY);
    hasty.open({ paths: {}, withBody: [], other: (_, res) => void res.end("ok") });
  });
  afterAll(() => {
    hasty.close();
    hasty.end();
  });

  test("are kept longer than callers keep them, and say so", async () => {
    // nginx keeps its own for 75 s.
    expect(TIME_LIMITS.keepAliveTimeout).toBe(80_000);
    const line = await lineTo(hasty.url());
    line.socket.write("GET / HTTP/1.1\r\nhost: bcn\r\n\r\n");
    await expect.poll(() => line.heard).toMatch(/keep-alive: timeout=80\r\n/i);
    // Longer than the headers of a request may take.
    const cut = await lineTo(hasty.url());
    await expect.poll(() => cut.closedAfterMs).toBeDefined();
    line.socket.write("GET / HTTP/1.1\r\nhost: bcn\r\n\r\n");
    await expect.poll(() => line.heard.match(/200 OK/g)?.length).toBe(2);
    line.socket.destroy();
  });

  test("whose headers don't come are cut after ten seconds", async () => {
    expect(TIME_LIMITS).toMatchObject({
      headersTimeout: 10_000,
      connectionsCheckingInterval: 1_000,
    });
    const lines = [await lineTo(hasty.url()), await lineTo(hasty.url())];
    lines[1]?.socket.write("POST /calls HTTP/1.1\r\nhost: bcn\r\n");
    await expect.poll(() => lines.every((line) => line.closedAfterMs !== undefined)).toBe(true);
    for (const line of lines) expect(line.closedAfterMs).toBeGreaterThan(200);
  });
});

test("of requests that don't wait for an answer ten are handled, and the connection goes", async () => {
  let handled = 0;
  const counting = await start();
  const other = (_: unknown, res: ServerResponse) => {
    handled += 1;
    res.end("ok");
  };
  counting.open({ paths: {}, withBody: [], other });
  const line = await lineTo(counting.url());
  line.socket.write("GET / HTTP/1.1\r\nhost: bcn\r\n\r\n".repeat(3_000));
  await expect.poll(() => line.closedAfterMs).toBeDefined();
  expect(handled).toBe(10);
  // One after the other they are answered on one connection.
  const patient = await lineTo(counting.url());
  for (const times of [1, 2, 3]) {
    patient.socket.write("GET / HTTP/1.1\r\nhost: bcn\r\n\r\n");
    await expect.poll(() => patient.heard.match(/200 OK/g)?.length).toBe(times);
  }
  patient.socket.destroy();
  counting.close();
});

describe("of more connections than there may be", () => {
  const startWithRoomFor = async (connections: number) => {
    const small = createServer((req, res) => {
      if (req.url === "/slow") setTimeout(() => res.end("late"), 500);
      else res.end("ok");
    });
    limitConnections(small, connections);
    await new Promise<void>((ready) => small.listen(0, "127.0.0.1", ready));
    return { small, url: `http://127.0.0.1:${(small.address() as AddressInfo).port}` };
  };
  const get = ({ socket }: Line, path = "/") =>
    socket.write(`GET ${path} HTTP/1.1\r\nhost: bcn\r\n\r\n`);

  test("an idle one makes room for a newcomer, and nobody being answered is cut", async () => {
    const { small, url } = await startWithRoomFor(3);
    const slow = await lineTo(url);
    get(slow, "/slow");
    const [first, second] = [await lineTo(url), await lineTo(url)];
    const newcomer = await lineTo(url);
    get(newcomer);
    await expect.poll(() => newcomer.heard).toContain("ok");
    await expect.poll(() => slow.heard).toContain("late");
    expect(first.closedAfterMs).toBeDefined();
    expect(second.closedAfterMs).toBeUndefined();
    for (const { socket } of [slow, second, newcomer]) socket.destroy();
    await new Promise((done) => small.close(done));
  });

  test("those that never had a call go first: one that a caller keeps stays", async () => {
    const { small, url } = await startWithRoomFor(3);
    const kept = await lineTo(url);
    get(kept);
    await expect.poll(() => kept.heard).toContain("ok");
    const held: Line[] = [];
    for (let count = 0; count < 6; count += 1) {
      held.push(await lineTo(url));
      held.at(-1)?.socket.write("POST / HTTP/1.1\r\nhost: bcn\r\ncontent-length: 9\r\n");
    }
    await expect.poll(() => held.filter((one) => one.closedAfterMs !== undefined).length).toBe(4);
    get(kept);
    await expect.poll(() => kept.heard.match(/ok/g)?.length).toBe(2);
    for (const { socket } of [kept, ...held]) socket.destroy();
    await new Promise((done) => small.close(done));
  });
});
