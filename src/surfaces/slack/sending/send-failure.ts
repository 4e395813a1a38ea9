import { webApi } from "@slack/bolt";
import type { Failed } from "../../command.ts";

// Where Slack says "later" without saying when.
const SOON_SECONDS = 30;
const NOT_SOON_SECONDS = 600;
const HARMLESS_SECONDS = 15;

/*
 * What Slack's codes mean for whoever sends: those documented for chat.postMessage, chat.update,
 * views.publish, conversations.open and conversations.history (https://docs.slack.dev/reference/methods), and some
 * that are only met. Of files.getUploadURLExternal and files.completeUploadExternal none is listed but
 * what they share with these: a file that is refused is told in words (`send-file.ts`). What a person waits for (views.open, views.update) is told to them as a fault.
 *
 * A code in none of these lists says neither who nor what is wrong for good: somebody may put it
 * right (missing_scope, no_permission, access_denied, messages_tab_disabled,
 * two_factor_setup_required, enterprise_is_restricted, team_not_found), the call was damaged on its
 * way (invalid_charset, invalid_form_data, invalid_json, invalid_post_type, missing_post_type), or
 * Slack invented it since. It is tried once more, and then no letter waits behind it.
 */

/** Slack may have done it and failed afterwards. */
const MAY_HAVE_ARRIVED = [
  "fatal_error",
  "internal_error",
  "request_timeout",
  "service_unavailable",
];
const TOO_MANY = ["message_limit_exceeded", "rate_limited", "ratelimited"];
/** Nothing passes with this token, until it is copied anew or the app is installed anew. */
const TOKEN_REFUSED = [
  "account_inactive",
  "invalid_auth",
  "not_allowed_token_type",
  "not_authed",
  "team_disabled",
  "token_expired",
  "token_revoked",
  "user_removed_from_team",
];
/** The whole workspace can't take anything now, and will again. */
const WORKSPACE_CLOSED = [
  ...TOKEN_REFUSED,
  "accesslimited",
  "ekm_access_denied",
  "org_login_required",
  "team_access_not_granted",
  "team_added_to_org",
];
/** Final for this receiver: whatever is sent there would be refused too. */
const RECEIVER_GONE = [
  "cannot_dm_bot",
  "channel_is_limited_access",
  "channel_not_found",
  "is_archived",
  "is_inactive",
  "not_in_channel",
  "restricted_action_non_threadable_channel",
  "restricted_action_read_only_channel",
  "restricted_action_thread_only_channel",
  "user_disabled",
  "user_not_found",
];
/** Final for this message or home only. */
const CONTENT_REFUSED = [
  "as_user_not_supported",
  "attachment_payload_limit_exceeded",
  "block_mismatch",
  "deprecated_endpoint",
  "duplicate_external_id",
  "invalid_arg_name",
  "invalid_arguments",
  "invalid_array_arg",
  "invalid_blocks",
  "invalid_blocks_format",
  "invalid_metadata_format",
  "invalid_metadata_schema",
  "markdown_text_conflict",
  "metadata_must_be_sent_from_app",
  "metadata_too_large",
  "method_deprecated",
  "msg_blocks_too_long",
  "msg_too_long",
  "no_text",
  "not_enabled",
  "restricted_action",
  "too_many_attachments",
  "too_many_contact_cards",
  "view_too_large",
];

/** What became of a call that failed; see `Delivered`. Throws what isn't Slack's. */
export function outcomeOfFailure(error: unknown): Failed {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return later(error.retryAfter, "conversation", "rate_limited");
  }
  if (error instanceof webApi.WebAPIPlatformError) return ofPlatformError(error.data.error);
  if (error instanceof webApi.WebAPIHTTPError) return ofStatus(error.statusCode);
  if (error instanceof webApi.WebAPIRequestError) return ofRequest(error);
  throw error;
}

/** No installation, or one whose token is refused: letters wait for the app to be installed anew. */
export const untilInstalled = (reason: string): Failed =>
  later(NOT_SOON_SECONDS, "workspace", reason);

/** Slack does not allow this call, in a workspace that is there and takes calls. */
export const isDisallowed = (error: unknown): boolean =>
  error instanceof webApi.WebAPIPlatformError && passing(error.data.error) === undefined;

/** Slack answered, and it is this token that it doesn't take: trying again can't help. */
export const isTokenRefused = (error: unknown): boolean =>
  error instanceof webApi.WebAPIPlatformError && TOKEN_REFUSED.includes(error.data.error);

/** What was lost changed nothing that anybody sees, so nothing is left unknown. */
export const asHarmless = (outcome: Failed): Failed =>
  outcome.kind === "unknown" ? later(HARMLESS_SECONDS, "conversation", outcome.reason) : outcome;

/** An answer of an address that isn't the Web API's. */
export const outcomeOfStatus = (response: Response): Failed => {
  if (response.status !== 429) return ofStatus(response.status);
  const seconds = Number(response.headers.get("retry-after"));
  return later(seconds > 0 ? seconds : SOON_SECONDS, "conversation", "rate_limited");
};

const later = (
  afterSeconds: number,
  scope: "conversation" | "workspace",
  reason: string,
): Failed => ({ kind: "later", afterSeconds, scope, reason });

const ofPlatformError = (reason: string): Failed =>
  passing(reason) ?? refusal(reason) ?? unlessItPasses(reason);

function refusal(reason: string): Failed | undefined {
  if (RECEIVER_GONE.includes(reason)) return { kind: "refused", reason, receiverGone: true };
  if (CONTENT_REFUSED.includes(reason)) return { kind: "refused", reason, receiverGone: false };
  return undefined;
}

const unlessItPasses = (reason: string): Failed => ({
  kind: "refused",
  reason,
  receiverGone: false,
  onceMoreAfterSeconds: NOT_SOON_SECONDS,
});

/** For what has nothing to do with this receiver, and passes. */
function passing(reason: string): Failed | undefined {
  if (TOO_MANY.includes(reason)) return later(SOON_SECONDS, "workspace", reason);
  if (WORKSPACE_CLOSED.includes(reason)) return untilInstalled(reason);
  if (MAY_HAVE_ARRIVED.includes(reason)) return { kind: "unknown", reason };
  return undefined;
}

/** A gateway that can't take this call; others may pass. */
const CALL_REFUSED = [400, 413, 414, 431];

// A status of 4xx is a gateway's refusal: Slack itself answers 200 and an error code.
function ofStatus(status: number): Failed {
  const reason = `http_${status}`;
  if (CALL_REFUSED.includes(status)) return unlessItPasses(reason);
  return status >= 400 && status < 500
    ? later(SOON_SECONDS, "workspace", reason)
    : { kind: "unknown", reason };
}

const NEVER_LEFT = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];

function ofRequest({ original }: webApi.WebAPIRequestError): Failed {
  const { cause } = original;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (NEVER_LEFT.includes(code)) return later(SOON_SECONDS, "workspace", code);
  return { kind: "unknown", reason: code || original.name };
}
