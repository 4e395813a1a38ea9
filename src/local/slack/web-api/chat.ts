import { tellOf } from "../../context.ts";
import { type JsonObject, textOf } from "../../json.ts";
import { LONGEST_TEXT, postAsBot, readContent } from "../bot-messages.ts";
import { type Conversation, imOf } from "../conversations.ts";
import { messageShape } from "../shapes.ts";
import type { StoredMessage } from "../stored-message.ts";
import {
  type ApiAnswer,
  type Call,
  conversationFor,
  failed,
  isAnswer,
  jsonArgument,
  type Method,
  objectArgument,
  refusedFor,
} from "./call.ts";

/** Text and blocks of a call; arguments of Slack's that this product must not use are refused. */
function contentOf({ args }: Call, longest: number): ReturnType<typeof readContent> {
  if (args.attachments !== undefined)
    return { ok: false, error: "invalid_attachments", problems: [] };
  const blocks = args.blocks === undefined ? undefined : jsonArgument(args.blocks);
  if (args.blocks !== undefined && !Array.isArray(blocks)) {
    return { ok: false, error: "invalid_blocks_format", problems: [] };
  }
  return readContent({ text: args.text, blocks }, longest);
}

/** `channel` may also be a user's id: then it is the direct conversation. */
function placeToPost(call: Call): Conversation | ApiAnswer {
  const user = call.team.users.find(({ id }) => id === call.args.channel);
  return user ? imOf(call.team, user) : conversationFor(call, true);
}

const postMessage: Method = {
  required: ["channel"],
  tier: 4,
  run(call) {
    const conversation = placeToPost(call);
    if (isAnswer(conversation)) return conversation;
    const read = contentOf(call, LONGEST_TEXT.post);
    if (!read.ok) return refusedFor(read.error, read.problems);
    const metadata = metadataOf(call.args);
    if (metadata === "refused") return failed("invalid_metadata_format");
    const posted = postAsBot(call.context, conversation, { ...read.content, ...metadata });
    return { ok: true, channel: conversation.id, ts: posted.ts, message: messageShape(posted) };
  },
};

function metadataOf({ metadata }: JsonObject): { metadata?: JsonObject } | "refused" {
  if (metadata === undefined) return {};
  const given = objectArgument(metadata);
  const fits = typeof given?.event_type === "string" && objectArgument(given.event_payload);
  return given && fits ? { metadata: given } : "refused";
}

const postEphemeral: Method = {
  required: ["channel", "user"],
  tier: 4,
  run(call) {
    const conversation = conversationFor(call, true);
    if (isAnswer(conversation)) return conversation;
    const user = call.team.users.find(({ id }) => id === call.args.user);
    if (!user) return failed("user_not_in_channel");
    const read = contentOf(call, LONGEST_TEXT.post);
    if (!read.ok) return refusedFor(read.error, read.problems);
    const posted = postAsBot(call.context, conversation, { ...read.content, onlyFor: user.id });
    return { ok: true, message_ts: posted.ts };
  },
};

/** A message that the bot may change; ephemeral ones can only be changed by their response_url. */
function ownMessage(
  call: Call,
  refusal: string,
): { at: Conversation; message: StoredMessage } | ApiAnswer {
  const at = conversationFor(call);
  if (isAnswer(at)) return at;
  const message = call.context.messages.find(at.id, textOf(call.args.ts));
  if (!message || message.onlyFor !== undefined) return failed("message_not_found");
  return message.user === call.team.botUserId ? { at, message } : failed(refusal);
}

const update: Method = {
  required: ["channel", "ts"],
  tier: 3,
  run(call) {
    const found = ownMessage(call, "cant_update_message");
    if ("ok" in found) return found;
    const { at, message } = found;
    const read = contentOf(call, LONGEST_TEXT.update);
    if (!read.ok) return refusedFor(read.error, read.problems);
    const edited = { user: call.team.botUserId, ts: call.context.messages.nextTs() };
    // Text without blocks takes the place of blocks too (docs.slack.dev, chat.update).
    call.context.messages.change(message, { ...read.content, edited });
    tellOf(call.context, at);
    const { text, ts } = message;
    return { ok: true, channel: at.id, ts, text, message: messageShape(message) };
  },
};

const remove: Method = {
  required: ["channel", "ts"],
  tier: 3,
  run(call) {
    const found = ownMessage(call, "cant_delete_message");
    if ("ok" in found) return found;
    call.context.messages.remove(found.message);
    tellOf(call.context, found.at);
    return { ok: true, channel: found.at.id, ts: found.message.ts };
  },
};

const getPermalink: Method = {
  required: ["channel", "message_ts"],
  tier: 4,
  run(call) {
    const at = conversationFor(call);
    if (isAnswer(at)) return at;
    const message = call.context.messages.find(at.id, textOf(call.args.message_ts));
    if (!message) return failed("message_not_found");
    const permalink = `${call.context.base()}/#${call.team.id}/${at.id}/${message.ts}`;
    return { ok: true, channel: at.id, permalink };
  },
};

export const chatMethods: Record<string, Method> = {
  "chat.postMessage": postMessage,
  "chat.postEphemeral": postEphemeral,
  "chat.update": update,
  "chat.delete": remove,
  "chat.getPermalink": getPermalink,
};
