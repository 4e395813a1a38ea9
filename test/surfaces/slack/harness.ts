import { createHmac } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { DateTime } from "luxon";
import type { Form } from "../../../src/forms/form.ts";
import { labels } from "../../../src/messages/answers.ts";
import type { Message } from "../../../src/messages/message.ts";
import type {
  Again,
  Changed,
  Commands,
  Pressed,
  Reply,
  Submitted,
  Typed,
  Written,
} from "../../../src/surfaces/command.ts";
import { makeSlackApp, type SlackApp } from "../../../src/surfaces/slack/app.ts";
import type { SlackAppDeps } from "../../../src/surfaces/slack/bolt-app.ts";
import { type LoggedLine, logTo } from "../../helpers/log.ts";

const SECRET = "8f742231b10e8888abcd99yyyzzz85a5";
export const PROGRAMME_NOW = DateTime.fromISO("2023-03-20T12:00:00", { zone: "Asia/Tokyo" });

export const said = (headline: string): Message => ({ headline, parts: [], buttons: [] });

export const aForm = (over: Partial<Form> = {}): Form => ({
  verb: "request",
  pointer: { draft: "d1", step: "1" },
  title: "Request a visit",
  submit: "Next",
  close: "Close",
  savesAsYouType: true,
  parts: [{ kind: "text", id: "topic", label: "Topic", required: true, maxLength: 150 }],
  ...over,
});

const LOADING = aForm({
  verb: "loading",
  pointer: {},
  title: "BCN",
  parts: [{ kind: "paragraph", text: "One moment" }],
});

/** A call of the Web API or of a response_url, as it came over the wire. */
interface Asked {
  readonly method: string;
  readonly token: string;
  readonly args: Record<string, unknown>;
}

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: object;
  readonly raw?: Buffer;
}

/** A strict fake of the Web API: unknown methods and tokens are refused. */
export interface FakeSlack {
  readonly url: string;
  readonly asked: Asked[];
  /** Answers the next calls of this method with these, in order. */
  readonly answers: Record<string, Answer[]>;
  of(method: string): Asked[];
  close(): Promise<void>;
}

const KNOWN: Record<string, object> = {
  "views.open": { ok: true, view: { id: "V1", hash: "h1" } },
  "views.update": { ok: true, view: { id: "V1", hash: "h2" } },
  "chat.postMessage": { ok: true, channel: "C1", ts: "1700000000.000100" },
  "chat.update": { ok: true, channel: "C1", ts: "1700000000.000100" },
  "conversations.open": { ok: true, channel: { id: "D1" } },
  "conversations.history": { ok: true, messages: [] },
  "files.completeUploadExternal": { ok: true, files: [{ id: "F1" }] },
  response_url: { ok: true },
  upload: { ok: true },
};

export async function startFakeSlack(): Promise<FakeSlack> {
  const asked: Asked[] = [];
  const answers: Record<string, Answer[]> = {};
  const server = createServer(async (req, res) => {
    const method = (req.url ?? "").replace(/^\/(api\/)?/, "");
    const token = req.headers.authorization?.replace("Bearer ", "") ?? "";
    asked.push({ method, token, args: argsOf(await textOf(req), req) });
    const known =
      ["response_url", "upload"].includes(method) || token === "xoxb-fiji"
        ? KNOWN[method]
        : undefined;
    const given = answers[method]?.shift() ?? {};
    res.writeHead(given.status ?? 200, { "content-type": "application/json", ...given.headers });
    const body = given.body ?? known ?? { ok: false, error: "unknown_method" };
    res.end(given.raw ?? JSON.stringify(body));
  });
  const url = await listenOnAnyPort(server);
  return {
    url,
    asked,
    answers,
    of: (method) => asked.filter((one) => one.method === method),
    close: () => stop(server),
  };
}

function argsOf(text: string, req: IncomingMessage): Record<string, unknown> {
  if (req.headers["content-type"]?.startsWith("application/json")) return JSON.parse(text);
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([key, value]) => [
      key,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  );
}

const textOf = async (req: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

export const listenOnAnyPort = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });

export const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

type Calls = {
  typed: (call: Typed) => Promise<Reply>;
  written: (call: Written) => Promise<Reply>;
  pressed: (call: Pressed) => Promise<Reply>;
  submitted: (call: Submitted) => Promise<Reply>;
  changed: (call: Changed) => Promise<Reply>;
  offeredFile: Commands["offeredFile"];
  again: (call: Again) => Promise<Reply>;
};

const NOTHING: Reply = { kind: "nothing" };

export const fakeCommands = (calls: Partial<Calls>): Commands => ({
  typed: async () => NOTHING,
  written: async () => NOTHING,
  pressed: async () => NOTHING,
  submitted: async () => NOTHING,
  changed: async () => NOTHING,
  again: async () => NOTHING,
  offeredFile: async () => ({ kind: "say", message: said("I can't find that.") }),
  fileGiven: (name) => said(`${name} is there.`),
  fileNotGiven: (why) => said(`It isn't there: ${why}.`),
  opensForm: () => false,
  loading: LOADING,
  oneMoment: said("One moment"),
  answeredInChat: said("I've answered you in our chat."),
  noChatYet: said("Please add BCN for yourself."),
  labels,
  fault: (reference) => said(`Sorry, that didn't work: reference ${reference}.`),
  unsaved: (reference) => said(`It isn't saved yet: reference ${reference}.`),
  notInstalled: said("BCN isn't installed here."),
  ...calls,
});

export const fakeLog = () => {
  const lines: LoggedLine[] = [];
  return { lines, ...logTo((line) => void lines.push(line)) };
};

export interface Surface {
  readonly url: string;
  readonly slack: FakeSlack;
  readonly log: ReturnType<typeof fakeLog>;
  close(): Promise<void>;
}

export async function startSurface(
  calls: Partial<Calls>,
  over: Partial<SlackAppDeps> = {},
): Promise<Surface> {
  const slack = await startFakeSlack();
  const log = fakeLog();
  const app: SlackApp = makeSlackApp({
    signingSecret: SECRET,
    commands: fakeCommands(calls),
    authorize: async ({ teamId }) => (teamId === "TFIJI" ? "xoxb-fiji" : undefined),
    programmeNow: () => PROGRAMME_NOW,
    onHomeOpened: async () => undefined,
    log,
    apiUrl: `${slack.url}/api/`,
    newReference: () => "7F3K",
    ...over,
  });
  const server = createServer((req: IncomingMessage, res: ServerResponse) => {
    void app.handle(req, res);
  });
  const url = await listenOnAnyPort(server);
  const close = async (): Promise<void> => {
    await stop(server);
    await slack.close();
  };
  return { url, slack, log, close };
}

/** Signs as Slack does. */
export const sign = (body: string, timestamp: number, secret = SECRET): Record<string, string> => ({
  "x-slack-request-timestamp": `${timestamp}`,
  "x-slack-signature": `v0=${createHmac("sha256", secret).update(`v0:${timestamp}:${body}`).digest("hex")}`,
});

export const nowSeconds = (): number => Math.floor(Date.now() / 1000);

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

export async function post(
  surface: Surface,
  body: string,
  headers: Record<string, string> = sign(body, nowSeconds()),
  type = "application/x-www-form-urlencoded",
): Promise<Answered> {
  const response = await fetch(`${surface.url}/slack/events`, {
    method: "POST",
    headers: { "content-type": type, ...headers },
    body,
  });
  const text = await response.text();
  const json = text.startsWith("{") ? JSON.parse(text) : {};
  return { status: response.status, text, json };
}

export const commandBody = (surface: Surface, over: Record<string, string> = {}): string =>
  new URLSearchParams({
    command: "/bcn",
    text: "request",
    team_id: "TFIJI",
    user_id: "ULIAISON",
    channel_id: "C1",
    channel_name: "ntpc",
    trigger_id: "1.2.3",
    response_url: `${surface.slack.url}/response_url`,
    ...over,
  }).toString();

export const payloadBody = (payload: object): string =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

export const postEvent = (surface: Surface, event: object): Promise<Answered> => {
  const body = JSON.stringify(event);
  return post(surface, body, sign(body, nowSeconds()), "application/json");
};

const PERSON = {
  user: { id: "ULIAISON", username: "liaison", team_id: "TFIJI" },
  team: { id: "TFIJI", domain: "ntpc" },
  enterprise: null,
  trigger_id: "1.2.3",
};

export const pressBody = (surface: Surface, over: object = {}): object => ({
  type: "block_actions",
  ...PERSON,
  channel: { id: "C1", name: "ntpc" },
  container: { type: "message" },
  response_url: `${surface.slack.url}/response_url`,
  actions: [
    {
      type: "button",
      action_id: "show",
      block_id: "b",
      value: "r1",
      action_ts: "1769220166.113300",
    },
  ],
  ...over,
});

export const aView = (over: object = {}): Record<string, unknown> => ({
  id: "V1",
  hash: "h1",
  type: "modal",
  callback_id: "request",
  private_metadata: '{"draft":"d1","step":"1"}',
  title: { type: "plain_text", text: "Request a visit" },
  submit: { type: "plain_text", text: "Next" },
  close: null,
  blocks: [
    {
      type: "input",
      block_id: "topic:2",
      dispatch_action: true,
      label: { type: "plain_text", text: "Topic" },
      element: { type: "plain_text_input", action_id: "topic" },
    },
  ],
  state: { values: { "topic:2": { topic: { type: "plain_text_input", value: "Kaizen" } } } },
  ...over,
});

export const inView = (over: object = {}, view: object = aView()): object => ({
  type: "block_actions",
  ...PERSON,
  container: { type: "view", view_id: "V1" },
  view,
  actions: [
    {
      type: "button",
      action_id: "back",
      block_id: "b",
      value: "1",
      action_ts: "1769220166.113300",
    },
  ],
  ...over,
});

export const submission = (view: object = aView(), over: object = {}): object => ({
  type: "view_submission",
  ...PERSON,
  view,
  ...over,
});

export const pause = (millis: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, millis));
