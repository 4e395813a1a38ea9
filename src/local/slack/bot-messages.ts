import { type Context, tellOf } from "../context.ts";
import { type JsonObject, objectsOf, textOf } from "../json.ts";
import { checkMessageBlocks } from "./blocks/check.ts";
import type { Problem } from "./blocks/rules.ts";
import type { Conversation } from "./conversations.ts";
import { normaliseBlocks } from "./normalise.ts";
import { SLACKBOT } from "./people.ts";
import type { StoredMessage } from "./stored-message.ts";

/** The longest text of a new message and of an update (docs.slack.dev, chat.postMessage, chat.update). */
export const LONGEST_TEXT = { post: 40_000, update: 4000 };

export interface Content {
  text: string;
  blocks: JsonObject[];
}

export type ReadContent =
  | { ok: true; content: Content }
  | { ok: false; error: string; problems: Problem[] };

/** Text and blocks as an app sends them, refused with Slack's own codes. */
export function readContent(
  given: { text?: unknown; blocks?: unknown },
  longest: number = LONGEST_TEXT.post,
): ReadContent {
  const text = textOf(given.text) ?? "";
  const blocks = given.blocks ?? [];
  const problems = checkMessageBlocks(blocks);
  if (text.length > longest) return { ok: false, error: "msg_too_long", problems: [] };
  if (problems[0]) return { ok: false, error: problems[0].code ?? "invalid_blocks", problems };
  if (text.trim() === "" && objectsOf(blocks).length === 0) {
    return { ok: false, error: "no_text", problems: [] };
  }
  return { ok: true, content: { text, blocks: normaliseBlocks(blocks) } };
}

/** Posts as the bot, to all of a conversation or for one person only. */
export function postAsBot(
  context: Context,
  conversation: Conversation,
  content: Content & { metadata?: JsonObject; onlyFor?: string; files?: string[] },
): StoredMessage {
  const { team } = conversation;
  const posted = context.messages.post({
    team: team.id,
    conversation: conversation.id,
    user: team.botUserId,
    botId: team.botId,
    ...content,
  });
  tellOf(context, conversation);
  return posted;
}

/** What Slack itself says to one person, such as that a command failed. */
export function sayAsSlackbot(
  context: Context,
  conversation: Conversation,
  userId: string,
  text: string,
): void {
  const at = { team: conversation.team.id, conversation: conversation.id, user: SLACKBOT.id };
  context.messages.post({ ...at, text, blocks: [], onlyFor: userId });
  tellOf(context, conversation);
}
