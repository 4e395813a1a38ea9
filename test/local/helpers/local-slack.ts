import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signatureOf } from "../../../src/local/slack/signed-post.ts";
import { type LocalWorkspace, makeLocalWorkspace } from "../../../src/local/workspace.ts";

export type Json = Record<string, unknown>;

/** What the pretended product received: a command or event as it is, an interactive payload unpacked. */
interface Received {
  kind: string;
  payload: Json;
  headers: IncomingMessage["headers"];
  genuine: boolean;
}

interface Answer {
  status?: number;
  body?: string | Json;
  /** Never answers. */
  silent?: boolean;
}

export interface LocalSlack {
  local: LocalWorkspace;
  base: string;
  folder: string;
  received: Received[];
  logged: string[];
  /** System time of the stand-in; the tests set it. */
  time: { now: Date };
  /** What was scheduled for later, with its delay. */
  later: { afterMs: number; run: () => void }[];
  /** How the product answers from now on. */
  answers(answer: (received: Received) => Answer | Promise<Answer>): void;
  api(method: string, args?: Json, token?: string): Promise<Json>;
  post(path: string, body: Json): Promise<{ status: number; body: Json }>;
  get(path: string): Promise<Json>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export const FIJI = "T0NTPCFIJI:U0FJLIAISON";
export const JAPAN = "T0JPCJAPAN:U0JPLIAISON";

/** A running stand-in with a pretended product behind it, on a free port. */
export async function startLocalSlack(): Promise<LocalSlack> {
  const folder = await mkdtemp(join(tmpdir(), "local-slack-"));
  const received: Received[] = [];
  const logged: string[] = [];
  const later: LocalSlack["later"] = [];
  const time = { now: new Date() };
  let answerTo: (received: Received) => Answer | Promise<Answer> = () => ({});
  let base = "";
  const make = (): Promise<LocalWorkspace> =>
    makeLocalWorkspace({
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
    if (!local.handle(request, response)) void product(request, response);
  });

  async function product(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const one = unpack(request, Buffer.concat(parts).toString(), local.slack.signingSecret);
    received.push(one);
    const { status = 200, body = "", silent = false } = await answerTo(one);
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
    received,
    logged,
    time,
    later,
    answers: (answer) => {
      answerTo = answer;
    },
    async api(method, args = {}, token = tokenOf(local, "T0NTPCFIJI")) {
      const response = await fetch(`${base}/_local/slack/api/${method}`, {
        method: "POST",
        headers: { authorization: `Bearer ${token}` },
        body: new URLSearchParams(Object.entries(args).map(([key, value]) => [key, asForm(value)])),
      });
      return { ...(await jsonOf(response)), status: response.status };
    },
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

export const tokenOf = (local: LocalWorkspace, team: string): string =>
  local.slack.teams.find(({ teamId }) => teamId === team)?.botToken ?? "";

async function jsonOf(response: Response): Promise<Json> {
  const text = await response.text();
  return text.startsWith("{") ? JSON.parse(text) : { text };
}

const asForm = (value: unknown): string =>
  typeof value === "object" ? JSON.stringify(value) : String(value);

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function unpack(request: IncomingMessage, body: string, secret: string): Received {
  const { headers } = request;
  const stamp = String(headers["x-slack-request-timestamp"]);
  const genuine = headers["x-slack-signature"] === signatureOf(secret, stamp, body);
  const isJson = headers["content-type"] === "application/json";
  const form = Object.fromEntries(new URLSearchParams(isJson ? "" : body));
  const payload: Json = isJson ? JSON.parse(body) : form.payload ? JSON.parse(form.payload) : form;
  const kind = payload.command ? "command" : String(payload.type);
  return { kind, payload, headers, genuine };
}

/** What the product received last. */
export const lastPayload = (slack: LocalSlack): Json => slack.received.at(-1)?.payload ?? {};
