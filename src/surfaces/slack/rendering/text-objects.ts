import type { types } from "@slack/bolt";
import { truncate } from "../../shared/truncate.ts";
import { escapePlain, isolatedLines, showHidden } from "./escape.ts";

/** Text without markup. Slack refuses an empty one, so that becomes a dash, here and in `inline`. */
export const plain = (text: string, limit: number): types.PlainTextElement => ({
  type: "plain_text",
  text: truncate(isolatedLines(escapePlain(text).trim()) || "–", limit),
  emoji: false,
});

/** A run of rich text: drawn to the letter, in bold only because we say so beside it. */
export const inline = (
  text: string,
  limit: number,
  style?: types.RichTextText["style"],
): types.RichTextText => ({
  type: "text",
  text: text.trim() === "" ? "–" : truncate(showHidden(text), limit),
  ...(style ? { style } : {}),
});
