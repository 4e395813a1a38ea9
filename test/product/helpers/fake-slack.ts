import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { checkMessageBlocks, checkView } from "../../../src/local/slack/blocks/check.ts";

export type Json = Record<string, unknown>;

/** A modal as Slack keeps it. */
export interface View extends Json {
  id: string;
  hash: string;
  callback_id: string;
  private_metadata: string;
  blocks: Json[];
}

interface Posted {
  readonly channel: string;
  readonly text: string;
  readonly blocks: Json[];
  readonly metadata: { readonly event_payload?: { readonly id?: string } };
  readonly ts: string;
  readonly atMillis: number;
  /** How often it was edited since; text and blocks are those that stand there now. */
  readonly edits: number;
}

/**
 * Answers nothing that was done (500, 429, refusedToken, `refused` with Slack's code), does it and
 * cuts the connection (lostAnswer) or answers with a page that repeats all of it (unreadable), or
 * does it at once and answers after a while (slow).
 */
interface Fault {
  readonly method: string;
  readonly kind: "500" | "429" | "lostAnswer" | "unreadable" | "slow" | "refusedToken" | "refused";
  readonly error?: string;
  readonly channel?: string;
  readonly retryAfter?: number;
  readonly millis?: number;
}

interface Uploaded {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly saidBytes?: number;
}

export interface FakeSlack {
  readonly apiUrl: string;
  /** Method names in the order in which they were called, refused ones too. */
  readonly called: { readonly method: string; readonly args: Json; readonly atMillis: number }[];
  readonly posted: Posted[];
  readonly views: Map<string, View>;
  /** What stands in people's Home tabs. */
  readonly homes: Map<string, View>;
  /** What was uploaded into forms, by id; `saidBytes` is what Slack says of the size, if not the truth. */
  readonly files: Map<string, Uploaded>;
  /** Files that the product uploaded whole, and where it shared them. */
  readonly shared: (Pick<Uploaded, "name" | "bytes"> & {
    readonly channel: string;
    readonly text: string;
  })[];
  /** Every view that was refused, and why: to be empty at the end of a test. */
  readonly refused: string[];
  /** The next call of the method, in that channel if one is named, meets it. */
  order(fault: Fault): void;
  /** Takes a view as an acknowledgement hands it over. */
  take(view: Json, id?: string): View;
  /** What was said in a conversation to one person alone. */
  readonly whispered: Json[];
  /** What the product sent to a response_url. */
  readonly responded: Json[];
  close(): Promise<void>;
}

export const TEAM = "T0NPOS";
export const TOKEN = "xoxb-0123456789-unmistakable";
/** What Slack gives an administrator who allows the installation, good for the token. */
export const OAUTH_CODE = "oauth-code-unmistakable";
/** And what it gives one who allows it for all of their Grid organisation. */
export const ORGANISATION_CODE = "oauth-code-of-an-organisation";

/**
 * Slack's Web API as far as the product uses it: a workspace of one token, strict about blocks, and in
 * this Grid organisation.
 */
export async function startFakeSlack(enterprise?: string): Promise<FakeSlack> {
  const called: FakeSlack["called"] = [];
  const posted: Posted[] = [];
  const views = new Map<string, View>();
  const homes = new Map<string, View>();
  const files = new Map<string, Uploaded>();
  const refused: string[] = [];
  const whispered: Json[] = [];
  const responded: Json[] = [];
  const uploads = new Map<string, { name: string; length: number; bytes?: Uint8Array }>();
  const shared: FakeSlack["shared"] = [];
  const faults: Fault[] = [];
  let count = 0;
  const next = (): number => (count += 1);

  const take = (view: Json, id = `V${next()}`, among = views): View => {
    const problems = checkView(view);
    if (problems.length > 0) refused.push(JSON.stringify(problems));
    const blocks = (view.blocks as Json[]).map((block) => ({ block_id: `b${next()}`, ...block }));
    const hash = `${next()}.hash`;
    const kept = { private_metadata: "", callback_id: "", ...view, blocks, id, hash } as View;
    among.set(id, kept);
    return kept;
  };

  const post = ({ channel, text, blocks, metadata }: Json): Json => {
    const problems = checkMessageBlocks(blocks);
    if (problems.length > 0) refused.push(JSON.stringify(problems));
    const atMillis = Date.now();
    const ts = `${Math.floor(atMillis / 1000)}.${String(next()).padStart(6, "0")}`;
    const room = String(channel).replace(/^U/, "D");
    posted.push({
      channel: room,
      text,
      blocks,
      metadata: metadata ?? {},
      ts,
      atMillis,
      edits: 0,
    } as Posted);
    return { ok: true, channel: room, ts };
  };

  /** A direct conversation has its own id here: a person's is none. */
  const update = ({ channel, ts, text, blocks }: Json): Json => {
    const problems = checkMessageBlocks(blocks);
    if (problems.length > 0) refused.push(JSON.stringify(problems));
    if (/^U/.test(String(channel))) return { ok: false, error: "channel_not_found" };
    const at = posted.findIndex((one) => one.channel === channel && one.ts === ts);
    const before = posted[at];
    if (!before) return { ok: false, error: "message_not_found" };
    posted[at] = { ...before, text, blocks, edits: before.edits + 1 } as Posted;
    return { ok: true, channel, ts, text };
  };

  const methods: Record<string, (args: Json) => Json> = {
    "auth.test": () => ({
      ok: true,
      team: "NPOs",
      team_id: TEAM,
      ...(enterprise ? { enterprise_id: enterprise } : {}),
      user_id: "U0BOT",
      bot_id: "B0BOT",
    }),
    "oauth.v2.access": ({ code }) =>
      code === OAUTH_CODE || code === ORGANISATION_CODE
        ? {
            ok: true,
            app_id: "A0BCN",
            authed_user: { id: "U0ADMIN" },
            scope: "commands,chat:write",
            token_type: "bot",
            access_token: TOKEN,
            bot_user_id: "U0BOT",
            ...(code === OAUTH_CODE
              ? {
                  team: { id: TEAM, name: "NPOs" },
                  enterprise: null,
                  is_enterprise_install: false,
                }
              : {
                  team: null,
                  enterprise: { id: enterprise, name: "Organisation" },
                  is_enterprise_install: true,
                }),
          }
        : { ok: false, error: "invalid_code" },
    "views.open": ({ view }) => ({ ok: true, view: take(view as Json) }),
    "views.update": ({ view, view_id: id, hash }) => {
      const open = views.get(String(id));
      if (!open) return { ok: false, error: "not_found" };
      if (hash !== undefined && hash !== open.hash) return { ok: false, error: "hash_conflict" };
      return { ok: true, view: take(view as Json, open.id) };
    },
    "views.publish": ({ user_id: user, view, hash }) => {
      const before = homes.get(String(user));
      if (hash !== undefined && hash !== before?.hash) return { ok: false, error: "hash_conflict" };
      return { ok: true, view: take(view as Json, String(user), homes) };
    },
    "files.info": ({ file: id }) => {
      const file = files.get(String(id));
      if (!file) return { ok: false, error: "file_not_found" };
      const { name, bytes, saidBytes: size = bytes.length } = file;
      return {
        ok: true,
        file: { id, name, size, url_private_download: `${origin()}/files/${id}` },
      };
    },
    "files.getUploadURLExternal": ({ filename, length }) => {
      if (!filename || !(Number(length) > 0)) return { ok: false, error: "invalid_arguments" };
      const id = `F${next()}`;
      uploads.set(id, { name: String(filename), length: Number(length) });
      return { ok: true, file_id: id, upload_url: `${origin()}/upload/${id}` };
    },
    "files.completeUploadExternal": ({ files: given, channel_id: channel, initial_comment }) => {
      const [{ id }] = given as [{ id: string }];
      const upload = uploads.get(id);
      if (!upload?.bytes || upload.bytes.length !== upload.length)
        return { ok: false, error: "file_not_found" };
      if (!/^[CDG]/.test(String(channel))) return { ok: false, error: "channel_not_found" };
      const { name, bytes } = upload;
      shared.push({ channel: String(channel), text: String(initial_comment), name, bytes });
      return { ok: true, files: [{ id, title: name }] };
    },
    "chat.postMessage": post,
    "chat.postEphemeral": (args) => {
      const problems = checkMessageBlocks(args.blocks);
      if (problems.length > 0) refused.push(JSON.stringify(problems));
      whispered.push(args);
      return { ok: true, message_ts: `${next()}.000100` };
    },
    "chat.update": update,
    "conversations.open": ({ users }) => ({
      ok: true,
      channel: { id: String(users).replace(/^U/, "D") },
    }),
    "conversations.history": ({ channel }) => ({
      ok: true,
      messages: posted.filter((one) => one.channel === channel).reverse(),
    }),
  };

  const faultFor = (method: string, { channel }: Json): Fault | undefined => {
    const at = faults.findIndex(
      (one) => one.method === method && (one.channel ?? channel) === channel,
    );
    return at < 0 ? undefined : faults.splice(at, 1)[0];
  };

  const server = createServer((req, res) => void answer(req, res));
  const origin = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const method = (req.url ?? "").replace("/api/", "");
    const atMillis = performance.timeOrigin + performance.now();
    const args = await argumentsOf(req);
    const [, fileId] = /^\/files\/(.*)$/.exec(method) ?? [];
    if (fileId !== undefined) {
      called.push({ method: "download", args: { id: fileId }, atMillis });
      return void res.end(files.get(fileId)?.bytes);
    }
    const [, uploadId] = /^\/upload\/(.*)$/.exec(method) ?? [];
    if (uploadId !== undefined) {
      const upload = uploads.get(uploadId);
      if (upload) upload.bytes = args.bytes as Buffer;
      return void res.writeHead(upload ? 200 : 404).end("OK");
    }
    if (method === "/response") {
      responded.push(args);
      return void res.end("ok");
    }
    called.push({ method, args, atMillis });
    const fault = faultFor(method, args);
    if (fault?.kind === "500") return void res.writeHead(500).end("server error");
    if (fault?.kind === "429") {
      const headers = { "retry-after": String(fault.retryAfter ?? 1) };
      return void res.writeHead(429, headers).end('{"ok":false,"error":"ratelimited"}');
    }
    if (fault?.kind === "refused") {
      res.writeHead(200, { "content-type": "application/json" });
      return void res.end(JSON.stringify({ ok: false, error: fault.error }));
    }
    const isOurs =
      fault?.kind !== "refusedToken" &&
      (req.headers.authorization === `Bearer ${TOKEN}` || method === "oauth.v2.access");
    const run = methods[method];
    const body = !isOurs
      ? { ok: false, error: "invalid_auth" }
      : (run?.(args) ?? { ok: false, error: "unknown_method" });
    if (fault?.kind === "lostAnswer") return void req.socket.destroy();
    if (fault?.kind === "unreadable")
      return void res.writeHead(200).end(`<html>${JSON.stringify(args)}</html>`);
    if (fault?.kind === "slow") await new Promise((late) => setTimeout(late, fault.millis ?? 1000));
    res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  }
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    apiUrl: `${origin()}/api/`,
    called,
    posted,
    views,
    homes,
    files,
    shared,
    refused,
    whispered,
    responded,
    order: (fault) => void faults.push(fault),
    take,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function argumentsOf(req: IncomingMessage): Promise<Json> {
  const parts: Buffer[] = [];
  for await (const part of req) parts.push(part);
  const text = Buffer.concat(parts).toString();
  const type = req.headers["content-type"] ?? "";
  if (type.startsWith("application/octet-stream")) return { bytes: Buffer.concat(parts) };
  if (type.startsWith("application/json")) return JSON.parse(text);
  return Object.fromEntries(
    [...new URLSearchParams(text)].map(([key, value]) => [
      key,
      /^[[{]/.test(value) ? JSON.parse(value) : value,
    ]),
  );
}
