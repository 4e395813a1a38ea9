/** Elements without markup, as far as Slack has them. See docs/decisions/text-without-markup.md. */
import { isolated, showHidden as shown } from "../../shared/hidden-characters.ts";

/** For `plain_text`: Slack draws `&lt;` there as "<", so a typed entity is escaped once more. */
export const escapePlain = (text: string): string =>
  showHidden(text).replace(/&(?=(?:amp|lt|gt);)/g, "&amp;");

/** For the text elements of `rich_text`, which are drawn to the letter. */
export const showHidden = (text: string): string => shown(text, "/bcn ");

/** For lines that stand above and below each other, each by itself. */
export const isolatedLines = (text: string): string =>
  text.includes("\n") ? text.split("\n").map(isolatedLine).join("\n") : text;

const isolatedLine = (line: string): string => (line.includes("\u2068") ? line : isolated(line));

/**
 * For a message's `text`, the one string of ours that Slack reads for markup: one line, without
 * mentions and links, and with look-alikes in place of the signs that format, since Slack has no
 * escape for them and promises `mrkdwn: false` for messages only, not for notifications.
 */
export const escapeMessageText = (text: string): string =>
  showHidden(text.replace(/\s+/gu, " ").trim())
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replace(/^>/, "›")
    .replaceAll(">", "&gt;")
    .replace(/[*_~`]/g, (sign) => LOOK_ALIKES[sign] ?? sign)
    .replace(/:(?=[^\s:]+:|\/\/)/gu, "꞉");

const LOOK_ALIKES: Readonly<Record<string, string>> = { "*": "∗", _: "＿", "~": "∼", "`": "ˋ" };
