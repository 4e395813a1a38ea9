import type { IncomingMessage, ServerResponse } from "node:http";
import type { Log } from "../../../domain/log.ts";
import type { DateTime } from "../../../domain/time.ts";
import { answerStatus, hasBody } from "../../answer-status.ts";
import { makeBodyReader, UNREAD } from "../../shared/read-body.ts";
import { makeRefusalLog } from "../../shared/refusal-log.ts";
import { type Arrived, deliveryOf } from "../calls/arrival.ts";
import { type CallBody, parseCall } from "../calls/parse-call.ts";
import { answerCall } from "./answer-call.ts";
import { decodeCall } from "./call-body.ts";
import { type Claim, isSigned, type Unsigned, whyNotSigned } from "./signature.ts";

export const EVENTS_PATH = "/slack/events";
const LARGEST_BODY_BYTES = 1024 * 1024;
/** Of all bodies that are being read: whoever holds some back takes no more memory than this. */
const BODIES_TOGETHER_BYTES = 16 * 1024 * 1024;
// Slack gives up after three seconds, so a slower body isn't Slack's.
const BODY_WITHIN_MS = 5000;
/** A try of the certificate has two short fields. */
const LARGEST_SSL_CHECK_BYTES = 1024;

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
 * size and take timestamps of the future. POST to `/slack/events` (404, 405), signed with a
 * timestamp at most five minutes away (401), at most 1 MiB (413) within 5 s (408), while there is
 * room for all bodies (503), in a shape that Slack sends (400). What we don't use is answered 200.
 */
export function makeSlackHttp(deps: Deps): SlackHttp {
  const readBody = makeBodyReader({
    largestBytes: LARGEST_BODY_BYTES,
    togetherBytes: BODIES_TOGETHER_BYTES,
    withinMs: BODY_WITHIN_MS,
  });
  const tellUnsigned = makeRefusalLog<Unsigned>(
    deps.log,
    "refused: not signed by Slack, or not lately",
  );

  async function handle(req: IncomingMessage, res: ServerResponse, call?: string): Promise<void> {
    const [at, systemMillis] = [deps.programmeNow(), deps.systemNow()];
    if (pathOf(req) !== EVENTS_PATH) return answerStatus(req, res, 404);
    if (req.method !== "POST") return answerStatus(req, res, 405);
    const claim = claimOf(req);
    const why = whyNotSigned(claim, systemMillis);
    if (why && !mayBeSslCheck(req, claim)) {
      tellUnsigned(why, call);
      return answerStatus(req, res, 401);
    }
    const read = await readBody(req);
    if (read.kind !== "read") {
      const { status, headers } = UNREAD[read.kind];
      return answerStatus(req, res, status, headers);
    }
    const { raw } = read;
    if (isSslCheck(raw)) return answerStatus(req, res, 200);
    if (why || !isSigned(claim, raw, deps.signingSecret)) {
      tellUnsigned(why ?? "wrong", call);
      return answerStatus(req, res, 401);
    }
    const arrived = {
      at,
      systemMillis,
      sentSeconds: Number(claim.timestamp),
      delivery: deliveryOf(claim.signature),
      call,
    };
    handOn(req, res, decodeCall(headerOf(req, "content-type"), raw), arrived);
  }

  function handOn(
    req: IncomingMessage,
    res: ServerResponse,
    given: unknown,
    arrived: Arrived,
  ): void {
    const parsed = parseCall(given);
    if (parsed.kind === "call") deps.next({ body: parsed.body, arrived }, res);
    else if (parsed.kind === "verification") answerCall(res, { challenge: parsed.challenge });
    else if (parsed.kind === "ignored") answerStatus(req, res, 200);
    else {
      const { part } = parsed;
      deps.log.warn({ call: arrived.call, part }, "refused: not as Slack sends it");
      answerStatus(req, res, 400);
    }
  }

  return { handle };
}

const pathOf = (req: IncomingMessage): string => (req.url ?? "").split("?", 1)[0] ?? "";

// Slack now and then tries the certificate, unsigned, and wants no more than this answer.
// https://docs.slack.dev/interactivity/implementing-slash-commands
const isSslCheck = (raw: Buffer): boolean =>
  raw.includes("ssl_check=1") && new URLSearchParams(raw.toString()).get("ssl_check") === "1";

/** The only body that is read without a signature: it says itself how short it is. */
const mayBeSslCheck = (req: IncomingMessage, { signature }: Claim): boolean =>
  signature === "" &&
  hasBody(req) &&
  Number(req.headers["content-length"]) <= LARGEST_SSL_CHECK_BYTES;

const claimOf = (req: IncomingMessage): Claim => ({
  timestamp: headerOf(req, "x-slack-request-timestamp"),
  signature: headerOf(req, "x-slack-signature"),
});

const headerOf = (req: IncomingMessage, name: string): string => {
  const value = req.headers[name];
  return typeof value === "string" ? value : "";
};
