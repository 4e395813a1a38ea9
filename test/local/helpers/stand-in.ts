import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LocalWorkspaceOptions } from "../../../src/local/open-context.ts";
import { type LocalWorkspace, makeLocalWorkspace } from "../../../src/local/workspace.ts";

export type Json = Record<string, unknown>;

/** How the pretended product answers a call. */
export interface Answer {
  status?: number;
  body?: string | Json;
  /** Never answers. */
  silent?: boolean;
}

export interface StandIn {
  local: LocalWorkspace;
  base: string;
  folder: string;
  logged: string[];
  /** System time of the stand-in; the tests set it. */
  time: { now: Date };
  /** What was scheduled for later, with its delay. */
  later: { afterMs: number; run: () => void }[];
  post(path: string, body: Json): Promise<{ status: number; body: Json }>;
  get(path: string): Promise<Json>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

type Product = (request: IncomingMessage, body: string) => Answer | Promise<Answer>;

/** A running local workspace with a pretended product behind it, on a free port. */
export async function startStandIn(
  product: Product,
  options: Pick<LocalWorkspaceOptions, "teams"> = {},
  /** What it finds in its folder, by name. */
  kept: Record<string, Json> = {},
): Promise<StandIn> {
  const folder = await mkdtemp(join(tmpdir(), "local-workspace-"));
  await mkdir(join(folder, "local"));
  for (const [name, value] of Object.entries(kept))
    await writeFile(join(folder, "local", name), JSON.stringify(value));
  const logged: string[] = [];
  const later: StandIn["later"] = [];
  const time = { now: new Date() };
  let base = "";
  const make = (): Promise<LocalWorkspace> =>
    makeLocalWorkspace({
      ...options,
      dataFolder: folder,
      baseUrl: () => base,
      systemNow: () => time.now,
      pageAssets: async (path) => (path === "/" ? { body: "page", type: "text/html" } : undefined),
      log: (line) => logged.push(line),
      schedule: (afterMs, run) => {
        later.push({ afterMs, run });
        return () => undefined;
      },
    });
  let local = await make();
  const server = createServer((request, response) => {
    if (!local.handle(request, response)) void answer(request, response);
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const {
      status = 200,
      body = "",
      silent = false,
    } = await product(request, Buffer.concat(parts).toString());
    if (silent) return;
    const isText = typeof body === "string";
    response.writeHead(status, { "content-type": isText ? "text/plain" : "application/json" });
    response.end(isText ? body : JSON.stringify(body));
  }
  base = await listen(server);

  return {
    get local() {
      return local;
    },
    get base() {
      return base;
    },
    folder,
    logged,
    time,
    later,
    async post(path, body) {
      const response = await fetch(`${base}${path}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: await jsonOf(response) };
    },
    get: async (path) => jsonOf(await fetch(`${base}${path}`)),
    async restart() {
      await local.stop();
      local = await make();
    },
    async stop() {
      await local.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export async function jsonOf(response: Response): Promise<Json> {
  const text = await response.text();
  return text.startsWith("{") ? JSON.parse(text) : { text };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
