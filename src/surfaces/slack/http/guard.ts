import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../../domain/log.ts";
import type { DateTime } from "../../../domain/time.ts";
import { type Arrived, deliveryOf } from "../calls/arrival.ts";
import { type CallBody, parseCall } from "../calls/parse-call.ts";
import { answerCall } from "./answer-call.ts";
import { decodeCall } from "./call-body.ts";
import { readBody } from "./read-body.ts";
import { isSigned } from "./signature.ts";

export const EVENTS_PATH = "/slack/events";
const LARGEST_BODY_BYTES = 1024 * 1024;
// Slack gives up after three seconds, so a slower body isn't Slack's.
const BODY_PATIENCE_MILLIS = 5000;

/** A call that Slack signed, whole and in the shape that we know. */
export interface GuardedCall {
  readonly body: CallBody;
  readonly arrived: Arrived;
}

export interface SlackHttp {
  /** Answers what isn't Slack's, and hands the rest on. */
  handle(req: IncomingMessage, res: ServerResponse, call?: string): Promise<void>;
}

interface Deps {
  readonly signingSecret: string;
  readonly programmeNow: () => DateTime;
  /** Milliseconds since 1970. */
  readonly systemNow: () => number;
  readonly log: Log;
  readonly next: (call: GuardedCall, res: ServerResponse) => void;
}

/**
 * The only door for Slack's calls, in place of Bolt's own receiver, which would read a body of any
 * size and take timestamps of the future. POST to `/slack/events` (404, 405), at most 1 MiB (413)
 * within 5 s (408), signed with a timestamp at most five minutes away (401), in a shape that Slack
 * sends (400). What we don't use is answered 200.
 */
export function makeSlackHttp(deps: Deps): SlackHttp {
  async function handle(req: IncomingMessage, res: ServerResponse, call?: string): Promise<void> {
    const [at, systemMillis] = [deps.programmeNow(), deps.systemNow()];
    if (pathOf(req) !== EVENTS_PATH) return answer(res, 404);
    if (req.method !== "POST") return answer(res, 405);
    const read = await readBody(req, LARGEST_BODY_BYTES, BODY_PATIENCE_MILLIS);
    if (read.kind !== "read") return hangUp(req, res, REFUSALS[read.kind]);
    const { raw } = read;
    if (isSslCheck(raw)) return answer(res, 200);
    const timestamp = headerOf(req, "x-slack-request-timestamp");
    const signature = headerOf(req, "x-slack-signature");
    if (!isSigned({ timestamp, signature, raw }, deps.signingSecret, systemMillis)) {
      deps.log.warn(
        { call, path: EVENTS_PATH, timestamp },
        "refused: not signed by Slack, or not lately",
      );
      return answer(res, 401);
    }
    const sentSeconds = Number(timestamp);
    const arrived = { at, systemMillis, sentSeconds, delivery: deliveryOf(signature), call };
    handOn(res, decodeCall(headerOf(req, "content-type"), raw), arrived);
  }

  function handOn(res: ServerResponse, given: unknown, arrived: Arrived): void {
    const parsed = parseCall(given);
    if (parsed.kind === "call") deps.next({ body: parsed.body, arrived }, res);
    else if (parsed.kind === "verification") answerCall(res, { challenge: parsed.challenge });
    else if (parsed.kind === "ignored") answer(res, 200);
    else {
      const { part } = parsed;
      deps.log.warn({ call: arrived.call, part }, "refused: not as Slack sends it");
      answer(res, 400);
    }
  }

  return { handle };
}

const REFUSALS = { tooLarge: 413, tooSlow: 408, broken: 400 } as const;

const pathOf = (req: IncomingMessage): string => (req.url ?? "").split("?", 1)[0] ?? "";

// Slack now and then tries the certificate, unsigned, and wants no more than this answer.
// https://docs.slack.dev/interactivity/implementing-slash-commands
const isSslCheck = (raw: Buffer): boolean =>
  raw.includes("ssl_check=1") && new URLSearchParams(raw.toString()).get("ssl_check") === "1";

const headerOf = (req: IncomingMessage, name: string): string => {
  const value = req.headers[name];
  return typeof value === "string" ? value : "";
};

const answer = (res: ServerResponse, status: number): void => {
  res.writeHead(status).end();
};

const LAST_WORDS_MILLIS = 1000;

// Node closes the connection when an answer ends; a sender that still writes would be cut off and
// never read it. So the answer ends when the sender has, or after a moment.
function hangUp(req: IncomingMessage, res: ServerResponse, status: number): void {
  res.writeHead(status, { connection: "close", "content-length": 0 });
  res.flushHeaders();
  const close = (): void => {
    clearTimeout(timer);
    res.end(() => req.destroy());
  };
  const timer = setTimeout(close, LAST_WORDS_MILLIS).unref();
  req.once("end", close).resume();
}
