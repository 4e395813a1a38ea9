import { type Context, tellOf } from "../context.ts";
import { type JsonObject, objectOf } from "../json.ts";
import { inSlacksWords } from "./blocks/check.ts";
import { postAsBot, readContent } from "./bot-messages.ts";
import { type Conversation, findConversation } from "./conversations.ts";
import type { ResponseTarget } from "./response-urls.ts";

export interface ResponseAnswer {
  status: number;
  body: JsonObject;
}

/** A POST to a response_url: five uses in thirty minutes; replaces, deletes or posts. */
export function respond(context: Context, id: string, given: unknown): ResponseAnswer {
  const use = context.responseUrls.use(id);
  if (!use.ok) return { status: 404, body: { ok: false, error: use.error } };
  const team = context.cast.find((one) => one.id === use.target.team);
  const conversation = team && findConversation(team, use.target.conversation);
  if (!conversation) return { status: 404, body: { ok: false, error: "not_found" } };
  return act(context, use.target, conversation, objectOf(given));
}

function act(
  context: Context,
  target: ResponseTarget,
  conversation: Conversation,
  given: JsonObject,
): ResponseAnswer {
  const original = context.messages.find(conversation.id, target.messageTs);
  if (given.delete_original === true && original) {
    context.messages.remove(original);
    tellOf(context, conversation);
    return { status: 200, body: { ok: true } };
  }
  const read = readContent(given);
  if (!read.ok) {
    const messages = inSlacksWords(read.problems);
    return { status: 400, body: { ok: false, error: read.error, response_metadata: { messages } } };
  }
  if (given.replace_original === true && original) {
    const edited = { user: conversation.team.botUserId, ts: context.messages.nextTs() };
    context.messages.change(original, { ...read.content, edited });
    tellOf(context, conversation);
    return { status: 200, body: { ok: true } };
  }
  const seenBy = given.response_type === "in_channel" ? {} : { onlyFor: target.user };
  postAsBot(context, conversation, { ...read.content, ...seenBy });
  return { status: 200, body: { ok: true } };
}
