import { webApi } from "@slack/bolt";
import type { Delivered } from "../../command.ts";

// Where Slack says "later" without saying when.
const SOON_SECONDS = 30;
const NOT_SOON_SECONDS = 600;

/** Slack may have posted it and failed afterwards. https://docs.slack.dev/reference/methods/chat.postMessage */
const MAY_HAVE_ARRIVED = [
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
];
const TOO_MANY = ["ratelimited", "rate_limited", "message_limit_exceeded"];
/** The whole workspace can't take anything now, and will again. */
const WORKSPACE_BUSY = ["team_added_to_org", "org_login_required", "accesslimited"];

/** What became of a call that failed; see `Delivered`. A platform error that isn't listed is for good. */
export function outcomeOfFailure(error: unknown): Delivered {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return later(error.retryAfter, "conversation", "rate_limited");
  }
  if (error instanceof webApi.WebAPIPlatformError) return ofPlatformError(error.data.error);
  if (error instanceof webApi.WebAPIHTTPError) return ofStatus(error.statusCode);
  if (error instanceof webApi.WebAPIRequestError) return ofRequest(error);
  // The client throws a plain error for a 429 that doesn't say how long.
  if (isUntimedRateLimit(error)) return later(SOON_SECONDS, "conversation", "rate_limited");
  return { kind: "unknown", reason: error instanceof Error ? error.message : String(error) };
}

const later = (
  afterSeconds: number,
  scope: "conversation" | "workspace",
  reason: string,
): Delivered => ({ kind: "later", afterSeconds: Math.max(1, afterSeconds), scope, reason });

function ofPlatformError(reason: string): Delivered {
  if (TOO_MANY.includes(reason)) return later(SOON_SECONDS, "workspace", reason);
  if (WORKSPACE_BUSY.includes(reason)) return later(NOT_SOON_SECONDS, "workspace", reason);
  if (MAY_HAVE_ARRIVED.includes(reason)) return { kind: "unknown", reason };
  return { kind: "refused", reason };
}

// A status of 4xx is a gateway's refusal: Slack itself answers 200 and an error code.
const ofStatus = (status: number): Delivered =>
  status >= 500
    ? { kind: "unknown", reason: `http_${status}` }
    : later(SOON_SECONDS, "workspace", `http_${status}`);

const NEVER_LEFT = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];

function ofRequest({ original }: webApi.WebAPIRequestError): Delivered {
  const { cause } = original;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (NEVER_LEFT.includes(code)) return later(SOON_SECONDS, "workspace", code);
  return { kind: "unknown", reason: code || original.name };
}

const isUntimedRateLimit = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith("Retry header did not contain");
