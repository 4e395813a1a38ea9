/** What whoever runs the product looks at: is it alive, can it serve, how is it going? */
import { createHash, timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Counts } from "../use-cases/counts.ts";
import type { Readiness } from "../use-cases/readiness.ts";
import type { Metrics } from "./metrics.ts";
import { shared, withinTime } from "./within-time.ts";

interface Deps {
  readonly readiness: () => Promise<Readiness>;
  /** What must have been done at the start, by the name that the answer gives it. */
  readonly checks: Readonly<Record<string, () => boolean>>;
  readonly counts: () => Promise<Counts>;
  readonly metrics: Pick<Metrics, "text" | "contentType">;
  readonly access: MetricsAccess;
}

/** Who may read the metrics: whoever has the token; without one, outside production, this machine. */
export type MetricsAccess =
  | { readonly by: "token"; readonly token: string }
  | { readonly by: "loopback" }
  | { readonly by: "nobody" };

type Endpoint = (req: IncomingMessage, res: ServerResponse) => Promise<void>;

/** Supervisors give up after 1 to 5 s, and count no answer as a bad one anyway. */
const TIMEOUT_MS = 2_000;

export const makeHealthEndpoints = (deps: Deps): Readonly<Record<string, Endpoint>> => {
  const readiness = shared(deps.readiness);
  const counts = shared(deps.counts);
  return {
    "/healthz": async (_, res) => answer(res, 200, "text/plain", "ok"),
    "/readyz": async (_, res) => {
      const found = await withinTime(TIMEOUT_MS, readiness()).catch(() => TOO_SLOW);
      const checks = Object.entries(deps.checks).map(([name, isDone]) => [name, isDone()] as const);
      const ready = isReady(found) && checks.every(([, isDone]) => isDone);
      const told = checks.map(([name, isDone]) => [name, isDone ? "ok" : "waiting"]);
      const body = JSON.stringify({ ready, ...found, ...Object.fromEntries(told) });
      answer(res, ready ? 200 : 503, "application/json", body);
    },
    "/metrics": async (req, res) => {
      const refusal = whyNot(req, deps.access);
      if (refusal) return void res.writeHead(refusal.status, refusal.headers).end();
      const text = await deps.metrics.text(counts);
      answer(res, 200, deps.metrics.contentType, text);
    },
  };
};

/** Late letters are told, and no reason to turn people away: each process would, all at once. */
const isReady = ({ database, migrations }: Readiness): boolean =>
  database === "ok" && migrations === "ok";

const TOO_SLOW: Readiness = { database: "noAnswer", migrations: "unknown", letters: "unknown" };

const answer = (res: ServerResponse, status: number, type: string, body: string): void => {
  res.writeHead(status, { "content-type": type, "cache-control": "no-store" }).end(body);
};

interface MetricsRefusal {
  readonly status: 401 | 404;
  readonly headers: Readonly<Record<string, string>>;
}

const NOT_THERE: MetricsRefusal = { status: 404, headers: {} };
const TOKEN_NEEDED: MetricsRefusal = { status: 401, headers: { "www-authenticate": "Bearer" } };

const whyNot = (req: IncomingMessage, access: MetricsAccess): MetricsRefusal | undefined => {
  switch (access.by) {
    case "nobody":
      return NOT_THERE;
    case "loopback":
      return isFromHere(req) ? undefined : NOT_THERE;
    case "token":
      return isSame(req.headers.authorization ?? "", `Bearer ${access.token}`)
        ? undefined
        : TOKEN_NEEDED;
  }
};

/** In constant time, whatever the lengths. */
const isSame = (given: string, expected: string): boolean =>
  timingSafeEqual(digest(given), digest(expected));

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/;
const HERE = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
/** A proxy on this machine calls from loopback too; most say for whom. */
const FORWARDING = ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip"];

const isFromHere = ({ socket, headers }: IncomingMessage): boolean =>
  LOOPBACK.test(socket.remoteAddress ?? "") &&
  HERE.test(headers.host ?? "") &&
  headers.origin === undefined &&
  FORWARDING.every((name) => headers[name] === undefined);
