import { randomUUID } from "node:crypto";
import { type Context, tellOf } from "../context.ts";
import type { StoredFile } from "../shared/files.ts";
import { asOf, BOT_NAME } from "../shared/people.ts";
import type { Conversation } from "./conversations.ts";
import { typedMessage } from "./escape.ts";
import { sendEvent } from "./events.ts";
import type { Person } from "./people.ts";
import { slackFile } from "./slack-file.ts";

/** A person posts a message; the bot hears of it in its direct conversation and when mentioned. */
export function say(
  context: Context,
  person: Person,
  conversation: Conversation,
  typed: string,
  files: readonly StoredFile[] = [],
): void {
  const { team, user } = person;
  const { text, blocks } = typedMessage(team, typed);
  const at = { team: team.id, conversation: conversation.id };
  const posted = context.messages.post({
    ...at,
    user: user.id,
    text,
    blocks,
    ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}),
  });
  context.reads.mark(asOf(person), conversation.id, posted.ts);
  tellOf(context, conversation);
  const kind = kindOfEvent(context, conversation, text);
  if (kind === undefined) return;
  sendEvent(context, team, {
    ...kind,
    user: user.id,
    ts: posted.ts,
    client_msg_id: randomUUID(),
    text,
    team: team.id,
    blocks,
    channel: conversation.id,
    ...(files.length > 0 ? filesShape(context, files) : {}),
  });
}

const filesShape = (context: Context, files: readonly StoredFile[]) => ({
  subtype: "file_share",
  files: files.map((file) => slackFile(file, context.base())),
  upload: false,
});

function kindOfEvent(
  context: Context,
  conversation: Conversation,
  text: string,
): Record<string, string> | undefined {
  if (conversation.kind === "im") return { type: "message", channel_type: "im" };
  const mentioned = text.includes(`<@${conversation.team.botUserId}>`);
  return mentioned && context.memberships.hasBot(conversation)
    ? { type: "app_mention" }
    : undefined;
}

/** "/invite @BCN": the bot joins a channel that it was not in; false for anyone else. */
export function invite(
  context: Context,
  person: Person,
  conversation: Conversation,
  whom: string,
): boolean {
  if (whom.trim().toUpperCase() !== `@${BOT_NAME}`) return false;
  if (!context.memberships.addBot(conversation)) return true;
  sendEvent(context, person.team, {
    type: "member_joined_channel",
    user: person.team.botUserId,
    channel: conversation.id,
    channel_type: "C",
    team: person.team.id,
    inviter: person.user.id,
  });
  return true;
}
