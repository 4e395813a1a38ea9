import type { SlackWorkspace } from "../cast.ts";
import type { JsonObject } from "../json.ts";
import { BOT_NAME } from "../shared/people.ts";
import { newBlockId } from "./ids.ts";

/** Slack sends what people type with these three characters as entities, in messages and commands. */
export const escaped = (typed: string): string =>
  typed.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** A person's message: "@BCN" becomes a mention, the rest is text. */
export function typedMessage(
  team: SlackWorkspace,
  typed: string,
): { text: string; blocks: JsonObject[] } {
  const parts = typed.split(new RegExp(`(@${BOT_NAME}\\b)`, "i")).filter((part) => part !== "");
  const isMention = (part: string): boolean => part.toUpperCase() === `@${BOT_NAME}`;
  const elements = parts.map((part) =>
    isMention(part) ? { type: "user", user_id: team.botUserId } : { type: "text", text: part },
  );
  return {
    text: parts.map((part) => (isMention(part) ? `<@${team.botUserId}>` : escaped(part))).join(""),
    blocks: elements.length === 0 ? [] : [richText(elements)],
  };
}

const richText = (elements: JsonObject[]): JsonObject => ({
  type: "rich_text",
  block_id: newBlockId(),
  elements: [{ type: "rich_text_section", elements }],
});
