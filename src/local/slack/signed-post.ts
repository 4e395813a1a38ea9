import { createHmac } from "node:crypto";
import { type Delivered, postWithin } from "../shared/post.ts";

/** How long Slack waits for an acknowledgement (docs/platform-limits.md). */
const ACKNOWLEDGE_WITHIN_MS = 3000;

export type SignedPost = (
  body: string,
  contentType: "application/json" | "application/x-www-form-urlencoded",
  headers?: Record<string, string>,
) => Promise<Delivered>;

/** Posts to the product as Slack does: signed v0, stamped with system time, given up after 3 s. */
export function makeSignedPost(
  url: () => string,
  signingSecret: string,
  systemNow: () => Date,
): SignedPost {
  return async (body, contentType, headers = {}) => {
    const stamp = String(Math.floor(systemNow().getTime() / 1000));
    const signed = {
      ...headers,
      "content-type": contentType,
      "user-agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
      "x-slack-request-timestamp": stamp,
      "x-slack-signature": signatureOf(signingSecret, stamp, body),
    };
    return postWithin(url(), { body, headers: signed }, ACKNOWLEDGE_WITHIN_MS);
  };
}

export const signatureOf = (secret: string, stamp: string, body: string): string =>
  `v0=${createHmac("sha256", secret).update(`v0:${stamp}:${body}`).digest("hex")}`;

/** The error that Slack names to the person; undefined when the app acknowledged. */
export function dispatchError(
  delivered: Delivered,
): "operation_timeout" | "dispatch_failed" | undefined {
  if (delivered.kind === "timeout") return "operation_timeout";
  if (delivered.kind === "failed" || delivered.status !== 200) return "dispatch_failed";
  return undefined;
}
