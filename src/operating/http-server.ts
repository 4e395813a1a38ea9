/** The HTTP server: one list of paths, each request a call with an id, and an orderly close. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Log } from "../domain/log.ts";
import { answerStatus, hasBody } from "../surfaces/answer-status.ts";
import type { Calls } from "./calls.ts";
import { limitConnections } from "./connection-limit.ts";

/** `call`: its id, for the log. */
type Answer = (req: IncomingMessage, res: ServerResponse, call: string) => void | Promise<void>;

interface Routes {
  /** True when it takes the request: the local workspace's page, which is not a call. */
  readonly local?: ((req: IncomingMessage, res: ServerResponse) => boolean) | undefined;
  readonly paths: Readonly<Record<string, Answer>>;
  /** Those of the paths that read a body; it is refused, unread, at all others. */
  readonly withBody: readonly string[];
  /** Whatever has no path of its own. */
  readonly other: Answer;
}

export interface HttpServer {
  /** "http://127.0.0.1:PORT" */
  url(): string;
  /** From now on requests are answered; until then each gets 503. */
  open(routes: Routes): void;
  /** Takes no new connections, and answers 503 to what comes on an old one. */
  close(): void;
  /** Ends all connections that are left. */
  end(): void;
}

interface Deps {
  readonly config: { readonly port: number; readonly host: string };
  readonly calls: Calls;
  readonly log: Log;
  /** `TIME_LIMITS` unless told. */
  readonly timeLimits?: typeof TIME_LIMITS;
}

/** Node looks every 30 s unless told, so that its limits would be up to 30 s longer. */
const LOOK_EVERY_MS = 1_000;
/** For the headers; a call's body has its own time, and the rest of this is room to spare. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
/**
 * Slack and proxies keep a connection for up to 75 s (nginx's keepalive_timeout); whoever closes it
 * first mustn't be us, or a call on its way is lost. Node tells it in `Keep-Alive: timeout=80`.
 */
const KEPT_MS = 80_000;

/** Milliseconds, as Node names them. */
export const TIME_LIMITS = {
  connectionsCheckingInterval: LOOK_EVERY_MS,
  headersTimeout: HEADERS_MS,
  requestTimeout: REQUEST_MS,
  keepAliveTimeout: KEPT_MS,
};

/** Resolves when it listens; rejects when it can't. */
export const startHttpServer = async (deps: Deps): Promise<HttpServer> => {
  const { config, calls, log, timeLimits = TIME_LIMITS } = deps;
  let routes: Routes | undefined;
  let isClosing = false;
  const server = createServer(timeLimits);
  limitConnections(server);
  server.on("request", (req, res) => {
    if (req.socket.destroyed) return;
    if (isClosing) return wait(req, res, "stopping");
    if (!routes) return wait(req, res, "starting");
    if (routes.local?.(req, res)) return;
    void asCall(req, res, routes, { calls, log });
  });
  await new Promise<void>((ready, failed) => {
    server.once("error", failed).listen(config.port, config.host, ready);
  });
  return {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: (opened) => {
      routes = opened;
    },
    close: () => {
      isClosing = true;
      server.close();
      server.closeIdleConnections();
    },
    end: () => server.closeAllConnections(),
  };
};

const wait = (req: IncomingMessage, res: ServerResponse, why: "starting" | "stopping"): void => {
  const headers = { "retry-after": "1", ...(why === "stopping" ? { connection: "close" } : {}) };
  if (hasBody(req)) answerStatus(req, res, 503, headers);
  else res.writeHead(503, headers).end(why);
};

const asCall = (
  req: IncomingMessage,
  res: ServerResponse,
  { paths, withBody, other }: Routes,
  { calls, log }: Pick<Deps, "calls" | "log">,
): Promise<void> => {
  const [path = ""] = (req.url ?? "").split("?", 1);
  const answer = Object.hasOwn(paths, path) ? paths[path] : undefined;
  const work = async (call: string): Promise<void> => {
    if (hasBody(req) && !withBody.includes(path)) return answerStatus(req, res, answer ? 413 : 404);
    await (answer ?? other)(req, res, call);
  };
  // The path of a stranger's request may be anything, and goes nowhere.
  return calls.begin(
    answer ? path : "other",
    (call) => work(call).catch((err: unknown) => giveUp(res, err, log.with({ call }))),
    whenAnswered(res),
  );
};

/** One request that can't be answered is no reason to stop: an unhandled rejection would be. */
const giveUp = (res: ServerResponse, err: unknown, log: Log): void => {
  log.error({ err }, "a request could not be answered");
  if (!res.headersSent) res.writeHead(500);
  res.end();
};

/** Also when the caller hung up, which happens to nobody's fault of ours. */
const whenAnswered = (res: ServerResponse): Promise<number> =>
  new Promise((answered) => res.once("close", () => answered(res.statusCode)));
