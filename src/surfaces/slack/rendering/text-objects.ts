import type { types } from "@slack/bolt";
import { escapePlain, escapeSlack } from "./escape.ts";
import { truncate } from "./truncate.ts";

/**
 * Marked-up text that renderers have escaped; `verbatim` keeps Slack from making links of it.
 * Slack refuses an empty text, so that becomes a dash, here and in `plain`.
 */
export const mrkdwn = (escaped: string, limit: number): types.MrkdwnElement => ({
  type: "mrkdwn",
  text: truncate(escaped.trim() || "–", limit),
  verbatim: true,
});

/** Text without markup. */
export const plain = (text: string, limit: number): types.PlainTextElement => ({
  type: "plain_text",
  text: truncate(escapePlain(text).trim() || "–", limit),
  emoji: false,
});

/** Bold by asterisks of ours; one of the person's own would end it early, so such a text stays light. */
export const bold = (text: string): string =>
  /[*\n]/.test(text) || text.trim() === "" ? escapeSlack(text) : `*${escapeSlack(text.trim())}*`;
