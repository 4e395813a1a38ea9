/** The HTTP server: one list of paths, each request a call with an id, and an orderly close. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Log } from "../domain/log.ts";
import type { Calls } from "./calls.ts";

/** `call`: its id, for the log. */
type Answer = (req: IncomingMessage, res: ServerResponse, call: string) => void | Promise<void>;

interface Rooms {
  /** True when it takes the request: the local workspace's page, which is not a call. */
  readonly local?: ((req: IncomingMessage, res: ServerResponse) => boolean) | undefined;
  readonly paths: Readonly<Record<string, Answer>>;
  /** Whatever has no path of its own. */
  readonly other: Answer;
}

export interface Doors {
  /** "http://127.0.0.1:PORT" */
  url(): string;
  /** From now on requests are answered; until then each gets 503. */
  open(rooms: Rooms): void;
  /** Takes no new connections, and answers 503 to what comes on an old one. */
  close(): void;
  /** Ends all connections that are left. */
  end(): void;
}

interface Deps {
  readonly config: { readonly port: number; readonly host: string };
  readonly calls: Calls;
  readonly log: Log;
}

/** Resolves when it listens; rejects when it can't. */
export const openDoors = async ({ config, calls, log }: Deps): Promise<Doors> => {
  let rooms: Rooms | undefined;
  let isClosing = false;
  const server = createServer((req, res) => {
    if (isClosing) return wait(res, "stopping");
    if (!rooms) return wait(res, "starting");
    if (rooms.local?.(req, res)) return;
    void asCall(req, res, rooms, { calls, log });
  });
  await new Promise<void>((ready, failed) => {
    server.once("error", failed).listen(config.port, config.host, ready);
  });
  return {
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: (opened) => {
      rooms = opened;
    },
    close: () => {
      isClosing = true;
      server.close();
      server.closeIdleConnections();
    },
    end: () => server.closeAllConnections(),
  };
};

const wait = (res: ServerResponse, why: "starting" | "stopping"): void => {
  const headers = { "retry-after": "1", ...(why === "stopping" ? { connection: "close" } : {}) };
  res.writeHead(503, headers).end(why);
};

const asCall = (
  req: IncomingMessage,
  res: ServerResponse,
  { paths, other }: Rooms,
  { calls, log }: Pick<Deps, "calls" | "log">,
): Promise<void> => {
  const [path = ""] = (req.url ?? "").split("?", 1);
  const answer = Object.hasOwn(paths, path) ? paths[path] : undefined;
  const work = async (call: string) => (answer ?? other)(req, res, call);
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
