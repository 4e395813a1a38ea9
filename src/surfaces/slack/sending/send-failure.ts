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
/** The whole workspace can't take anything now, and will again: the app may be installed anew. */
const WORKSPACE_CLOSED = [
  "account_inactive",
  "accesslimited",
  "invalid_auth",
  "not_authed",
  "org_login_required",
  "team_access_not_granted",
  "team_added_to_org",
  "token_expired",
  "token_revoked",
];
/** Final for this receiver: whatever is sent there would be refused too. */
const RECEIVER_GONE = [
  "cannot_dm_bot",
  "channel_is_limited_access",
  "channel_not_found",
  "is_archived",
  "not_in_channel",
  "restricted_action_non_threadable_channel",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
  "user_disabled",
  "user_not_found",
];
/** Final for this message only. What is in neither list may be put right by someone. */
const MESSAGE_REFUSED = [
  "invalid_blocks",
  "invalid_blocks_format",
  "msg_blocks_too_long",
  "msg_too_long",
  "no_text",
  "restricted_action",
];

type Failed = Exclude<Delivered, { readonly kind: "sent" }>;

/** What became of a call that failed; see `Delivered`. */
export function outcomeOfFailure(error: unknown): Failed {
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

/** No installation, or one whose token is refused: letters wait for the app to be installed anew. */
export const untilInstalled = (reason: string): Failed =>
  later(NOT_SOON_SECONDS, "workspace", reason);

/** Slack does not allow this call, in a workspace that is there and takes calls. */
export const isDisallowed = (error: unknown): boolean =>
  error instanceof webApi.WebAPIPlatformError && passing(error.data.error) === undefined;

const later = (
  afterSeconds: number,
  scope: "conversation" | "workspace",
  reason: string,
): Failed => ({ kind: "later", afterSeconds: Math.max(1, afterSeconds), scope, reason });

const ofPlatformError = (reason: string): Failed =>
  passing(reason) ?? refusal(reason) ?? later(NOT_SOON_SECONDS, "conversation", reason);

function refusal(reason: string): Failed | undefined {
  if (RECEIVER_GONE.includes(reason)) return { kind: "refused", reason, receiverGone: true };
  if (MESSAGE_REFUSED.includes(reason)) return { kind: "refused", reason, receiverGone: false };
  return undefined;
}

/** For what has nothing to do with this receiver, and passes. */
function passing(reason: string): Failed | undefined {
  if (TOO_MANY.includes(reason)) return later(SOON_SECONDS, "workspace", reason);
  if (WORKSPACE_CLOSED.includes(reason)) return untilInstalled(reason);
  if (MAY_HAVE_ARRIVED.includes(reason)) return { kind: "unknown", reason };
  return undefined;
}

// A status of 4xx is a gateway's refusal: Slack itself answers 200 and an error code.
const ofStatus = (status: number): Failed =>
  status >= 500
    ? { kind: "unknown", reason: `http_${status}` }
    : later(SOON_SECONDS, "workspace", `http_${status}`);

const NEVER_LEFT = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];

function ofRequest({ original }: webApi.WebAPIRequestError): Failed {
  const { cause } = original;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (NEVER_LEFT.includes(code)) return later(SOON_SECONDS, "workspace", code);
  return { kind: "unknown", reason: code || original.name };
}

const isUntimedRateLimit = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith("Retry header did not contain");
