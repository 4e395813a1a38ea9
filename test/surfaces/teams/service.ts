/** The service of Teams that we send to, as far as we do, and strict; and the one that gives tokens. */
import { createServer, type IncomingMessage } from "node:http";
import { listenOnAnyPort, stop } from "../slack/harness.ts";
import { problemsOf } from "./check-card.ts";
import { APP_ID, TENANT } from "./microsoft.ts";

type Json = Record<string, unknown>;
export const PASSWORD = "app-password-unmistakable";

interface Posted {
  readonly id: string;
  readonly conversation: string;
  /** What stands there now. */
  activity: Json;
}

export type Fault =
  | { readonly status: number; readonly code?: string; readonly headers?: Record<string, string> }
  /** It is done, and nobody hears of it. */
  | "lostAnswer"
  /** It isn't, and nobody hears of that either. */
  | "reset"
  | "mute";

/** A file's address: what is taken from there, or where one may be brought. */
interface FileAddress {
  readonly bytes?: Uint8Array;
  readonly status?: number;
  readonly headers?: Record<string, string>;
}

export interface Service {
  readonly host: string;
  readonly serviceUrl: string;
  readonly loginUrl: string;
  /** What stands in conversations. */
  readonly posted: Posted[];
  /** What was put in the place of something, or taken away, in order. */
  readonly changed: { readonly id: string; readonly activity: Json | undefined }[];
  /** Paths in the order in which they were asked for; tokens too. */
  readonly asked: string[];
  /** What nobody may send: when there is any at the end, `close` throws it. */
  readonly problems: string[];
  /** By path, such as "/files/1". */
  readonly files: Map<string, FileAddress>;
  /** What was brought, by path. */
  readonly brought: Map<string, Buffer>;
  /** For the next calls, in order. */
  readonly faults: Fault[];
  /** Tokens that were given and are still taken. */
  readonly tokens: Set<string>;
  /** How long those that are given are good for. */
  expiresIn: number;
  close(): Promise<void>;
}

export async function startService(): Promise<Service> {
  let count = 0;
  const next = (): number => (count += 1);

  const giveToken = (text: string, path: string): [number, Json] => {
    const asked = Object.fromEntries(new URLSearchParams(text));
    const isOurs =
      path === `/login/${TENANT}/oauth2/v2.0/token` &&
      asked.client_id === APP_ID &&
      asked.client_secret === PASSWORD &&
      asked.grant_type === "client_credentials" &&
      asked.scope === "https://api.botframework.com/.default";
    if (!isOurs) return [401, { error: "invalid_client" }];
    const token = `token-${next()}`;
    service.tokens.add(token);
    return [200, { token_type: "Bearer", expires_in: service.expiresIn, access_token: token }];
  };

  const openChat = ({ isGroup, bot, members, tenantId }: Json): [number, Json] => {
    const [member] = members as { id: string }[];
    const isRight = isGroup === false && (bot as Json).id === `28:${APP_ID}` && tenantId === TENANT;
    return isRight && member
      ? [201, { id: `a:${member.id.replace("29:", "")}` }]
      : [400, { error: { code: "BadSyntax", message: "Bad" } }];
  };

  const look = (activity: Json): void => {
    const attachments = (activity.attachments ?? []) as Json[];
    const problems = attachments.flatMap(problemsOfAttachment);
    if (activity.text !== undefined && attachments.length > 0) problems.push("text beside a card");
    if (!activity.summary) problems.push("no summary");
    service.problems.push(...problems);
  };

  const post = (conversation: string, activity: Json): [number, Json] => {
    look(activity);
    const id = `1:${next()}`;
    service.posted.push({ id, conversation, activity });
    return [201, { id }];
  };

  const change = (conversation: string, id: string, activity?: Json): [number, Json] => {
    const at = service.posted.findIndex(
      (one) => one.conversation === conversation && one.id === id,
    );
    const [found] = at < 0 ? [] : service.posted.slice(at, at + 1);
    if (!found) return [404, { error: { code: "ActivityNotFoundInConversation" } }];
    if (activity) {
      look(activity);
      found.activity = activity;
    } else service.posted.splice(at, 1);
    service.changed.push({ id, activity });
    return [200, { id }];
  };

  /** Files are people's own: no token of ours goes there, and each comes whole. */
  const fileAt = (req: IncomingMessage, body: Buffer): FileAddress => {
    const path = req.url ?? "";
    const found = service.files.get(path);
    if (req.headers.authorization) service.problems.push("a token for a file");
    if (req.method === "GET") return found ?? { status: 404 };
    const range = `bytes 0-${body.length - 1}/${body.length}`;
    const isWhole =
      req.headers["content-range"] === range &&
      Number(req.headers["content-length"]) === body.length;
    if (req.method !== "PUT" || !isWhole) {
      service.problems.push(`${req.method} of a file, ${req.headers["content-range"]}`);
      return { status: 400 };
    }
    if (!found) return { status: 404 };
    if (!found.status) service.brought.set(path, body);
    return { status: 201, ...found };
  };

  const server = createServer(async (req, res) => {
    const path = req.url ?? "";
    service.asked.push(path);
    const raw = await bodyOf(req);
    if (path.startsWith("/files/")) {
      const { status = 200, headers = {}, bytes } = fileAt(req, raw);
      return void res.writeHead(status, headers).end(bytes);
    }
    const text = raw.toString();
    const answer = ([status, body]: [number, Json], headers: Record<string, string> = {}): void => {
      res.writeHead(status, { "content-type": "application/json", ...headers });
      res.end(JSON.stringify(body));
    };
    if (path.startsWith("/login/")) return answer(giveToken(text, path));
    const fault = service.faults.shift();
    if (fault === "mute") return;
    if (fault === "reset") return void req.socket.destroy();
    if (typeof fault === "object") {
      const { status, code = "Refused", headers } = fault;
      return answer(
        [status, { error: { code, message: "A page that repeats all of it" } }],
        headers,
      );
    }
    const bearer = req.headers.authorization?.replace("Bearer ", "") ?? "";
    if (!service.tokens.has(bearer)) return answer([401, { message: "Unauthorized" }]);
    const body: Json = text === "" ? {} : JSON.parse(text);
    const [, named = "", of = ""] =
      /^\/emea\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path) ?? [];
    const [conversation, id] = [decodeURIComponent(named), decodeURIComponent(of)];
    const doings: Readonly<Record<string, () => [number, Json]>> = {
      "POST activities": () => post(conversation, body),
      "PUT activity": () => change(conversation, id, body),
      "DELETE activity": () => change(conversation, id),
      "POST conversations": () => openChat(body),
    };
    const isOpening = path === "/emea/v3/conversations";
    const what = isOpening ? "conversations" : id ? "activity" : conversation ? "activities" : "";
    const done = doings[`${req.method} ${what}`]?.();
    if (!done) return answer([404, { error: { code: "NotFound" } }]);
    if (fault === "lostAnswer") return void req.socket.destroy();
    answer(done);
  });
  const base = await listenOnAnyPort(server);
  const service: Service = {
    host: new URL(base).host,
    serviceUrl: `${base}/emea/`,
    loginUrl: `${base}/login`,
    posted: [],
    changed: [],
    asked: [],
    problems: [],
    faults: [],
    files: new Map(),
    brought: new Map(),
    tokens: new Set(),
    expiresIn: 3600,
    close: async () => {
      await stop(server);
      if (service.problems.length > 0) throw new Error(service.problems.join("; "));
    },
  };
  return service;
}

/** A card, or one of the two for files. */
function problemsOfAttachment({ contentType, name, contentUrl, content }: Json): string[] {
  const given = content as Json;
  if (contentType === "application/vnd.microsoft.teams.card.file.consent") {
    const { description, sizeInBytes, acceptContext, declineContext } = given;
    const isWhole =
      name && description && acceptContext && declineContext && Number.isInteger(sizeInBytes);
    return isWhole ? [] : ["half a consent card"];
  }
  if (contentType === "application/vnd.microsoft.teams.card.file.info")
    return name && contentUrl && given.uniqueId && given.fileType ? [] : ["half a file card"];
  return problemsOf(content, false);
}

const bodyOf = async (req: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks);
};
