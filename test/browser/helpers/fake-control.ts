import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { cast } from "../../../src/local/cast.ts";
import type { LocalMessage, LocalState, LocalView } from "../../../src/local/control-types.ts";
import { makePageAssets, PAGE_HEADERS } from "../../../src/local/page.ts";

/** What the page sent, in the order in which it arrived. */
interface Received {
  path: string;
  body: Record<string, unknown>;
  /** Requests under way when it arrived, itself not counted. */
  alongside: number;
}

export interface FakeControl {
  readonly origin: string;
  readonly received: Received[];
  /** By conversation id; everyone sees the same. */
  readonly messages: Map<string, LocalMessage[]>;
  views: LocalView[];
  home: LocalView | null;
  /** What everyone in Teams has before them. */
  teams: Pick<LocalState, "conversations" | "commands" | "extensions" | "dialog">;
  now: string;
  unread: Record<string, number>;
  /** What an act does before it is answered; the answer's body. */
  on(path: string, act: (body: Record<string, unknown>) => unknown): void;
  tell(): void;
  /** Bodies received at this path. */
  sent(path: string): Record<string, unknown>[];
  stop(): Promise<void>;
}

/** The control API in memory, scripted by a test: it knows nothing of Slack or of the programme. */
export async function startFakeControl(): Promise<FakeControl> {
  const assets = makePageAssets();
  const streams = new Set<ServerResponse>();
  const acts = new Map<string, (body: Record<string, unknown>) => unknown>();
  let underWay = 0;

  const server = createServer((request, response) => void answer(request, response));
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://local");
    if (request.method === "POST") return act(pathname, request, response);
    if (pathname === "/_local/state")
      return json(response, stateFor(fake, searchParams.get("as") ?? ""));
    if (pathname === "/_local/messages") {
      const messages = fake.messages.get(searchParams.get("conversation") ?? "") ?? [];
      return json(response, { messages });
    }
    if (pathname === "/_local/stream") return listen(response);
    const asset = await assets(pathname);
    response.writeHead(asset ? 200 : 404, {
      ...PAGE_HEADERS,
      "content-type": asset?.type ?? "text/plain",
    });
    response.end(asset?.body);
  }
  function listen(response: ServerResponse): void {
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(": here\n\n");
    streams.add(response);
    response.on("close", () => streams.delete(response));
  }
  async function act(
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const alongside = underWay++;
    const body = await bodyOf(request);
    fake.received.push({ path, body, alongside });
    const reply = await acts.get(path)?.(body);
    underWay--;
    json(response, reply ?? { ok: true, id: "F1" });
    fake.tell();
  }

  const fake: FakeControl = {
    origin: await listening(server),
    received: [],
    messages: new Map(),
    views: [],
    home: null,
    teams: inTeams(),
    now: "2023-03-20T12:00:00.000+09:00",
    unread: {},
    on: (path, act) => void acts.set(path, act),
    tell: () => {
      for (const stream of streams) stream.write("event: changed\ndata: state\n\n");
    },
    sent: (path) => fake.received.filter((one) => one.path === path).map(({ body }) => body),
    stop: () =>
      new Promise((resolve) => {
        for (const stream of streams) stream.end();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return fake;
}

function stateFor(fake: FakeControl, as: string): LocalState {
  const { now, views, home, unread, teams } = fake;
  const [workspace = "", user = ""] = as.split(":");
  const me = { workspace, user };
  const workspaces = cast.map(({ id, platform, name, users }) => ({ id, platform, name, users }));
  const mine = cast.find(({ id }) => id === workspace);
  if (mine?.platform === "teams") return { now, me, workspaces, views: [], home: null, ...teams };
  const im = `D${user.slice(1)}`;
  const channels = mine?.channels ?? [];
  return {
    now,
    me,
    workspaces,
    conversations: [
      ...channels.map(({ id, name }) => ({
        id,
        name,
        kind: "channel" as const,
        unread: unread[id] ?? 0,
      })),
      { id: im, kind: "im", name: "BCN", unread: unread[im] ?? 0 },
    ],
    commands: [{ command: "/bcn", hint: "The BCN programme", words: WORDS }],
    views,
    home,
    dialog: null,
    extensions: [],
  };
}

/** The chat with the bot, and a channel. */
export const CHAT = "a:liaison";
export const CHANNEL = "19:bcn@thread.tacv2";

const inTeams = (): FakeControl["teams"] => ({
  conversations: [
    {
      id: CHANNEL,
      kind: "channel",
      name: "bcn",
      team: "Bilateral cooperation",
      isInstalled: true,
      unread: 2,
    },
    { id: CHAT, kind: "im", name: "BCN", isInstalled: true, unread: 0 },
  ],
  commands: WORDS.map(({ word, what }) => ({ command: word, hint: what, words: [] })),
  extensions: [{ command: "request", title: "Request a visit" }],
  dialog: null,
});

const WORDS = [
  { word: "help", what: "What you can do now" },
  { word: "request", what: "Request a visit to another NPO" },
  { word: "requests", what: "Your requests and how they stand" },
  { word: "show", what: "One request, by its number" },
  { word: "closing", what: "The closing dates, in Tokyo's time and yours" },
];

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  const text = Buffer.concat(parts).toString("utf8");
  return text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : { file: text };
}

function json(response: ServerResponse, body: unknown): void {
  const failed = typeof body === "object" && body !== null && "error" in body;
  response.writeHead(failed ? 400 : 200, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

const listening = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      resolve(`http://127.0.0.1:${port}`);
    });
  });
