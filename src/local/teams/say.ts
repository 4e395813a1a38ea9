/** What people write, and who hears of it: the bot in its personal chat, and in a channel where it is mentioned. */
import { randomUUID } from "node:crypto";
import type { TeamsTenant } from "../cast.ts";
import type { JsonObject } from "../json.ts";
import type { StoredFile } from "../shared/files.ts";
import { asOf, BOT_NAME, type Person } from "../shared/people.ts";
import { tellBot } from "./activities.ts";
import type { TeamsContext } from "./context.ts";
import { type Conversation, scopeOf, tellOf } from "./conversations.ts";
import { downloadInfo } from "./files.ts";
import { BOT_ID } from "./ids.ts";
import type { TeamsMessage } from "./teams-message.ts";

interface Said {
  person: Person<TeamsTenant>;
  conversation: Conversation;
  text: string;
  files: readonly StoredFile[];
  /** The first message of the thread. */
  root?: string;
}

export function say(context: TeamsContext, said: Said): void {
  const { person, conversation, text, files, root } = said;
  const message = context.messages.post({
    team: conversation.tenant.id,
    conversation: conversation.id,
    user: person.user.id,
    fromBot: false,
    text,
    card: null,
    ...(files.length > 0 ? { files: files.map(({ id }) => id) } : {}),
    ...(root === undefined ? {} : { root }),
  });
  context.reads.mark(asOf(person), conversation.id, message.ts);
  tell(context, person, conversation, message, { type: "message" });
}

/** One of one's own, written anew. */
export function rewrite(
  context: TeamsContext,
  person: Person<TeamsTenant>,
  conversation: Conversation,
  message: TeamsMessage,
  text: string,
): void {
  context.messages.change(message, { text, edited: true });
  const channelData = { eventType: "editMessage" };
  tell(context, person, conversation, message, { type: "messageUpdate", channelData });
}

const MENTION = new RegExp(`^@${BOT_NAME}\\b\\s*`, "i");
const AT = `<at>${BOT_NAME}</at>`;

function tell(
  context: TeamsContext,
  person: Person<TeamsTenant>,
  conversation: Conversation,
  message: TeamsMessage,
  own: JsonObject,
): void {
  tellOf(context, conversation);
  const isChannel = conversation.kind === "channel";
  const isMention = isChannel && MENTION.test(message.text);
  if (!context.installs.has(scopeOf(conversation)) || isChannel !== isMention) return;
  const where = {
    person,
    conversation,
    thread: isChannel ? (message.root ?? message.ts) : undefined,
  };
  const written = isMention ? message.text.replace(MENTION, `${AT}\u00a0`) : message.text;
  const mentioned = { id: BOT_ID, name: BOT_NAME };
  void tellBot(context, where, {
    ...own,
    id: message.ts,
    text: written,
    textFormat: "plain",
    ...(isMention ? { entities: [{ type: "mention", mentioned, text: AT }] } : {}),
    attachments: attachmentsOf(context, conversation, message),
  });
}

/** The text's twin in HTML; and files, which come along in the personal chat alone. */
function attachmentsOf(
  context: TeamsContext,
  { kind, tenant }: Conversation,
  { text, files = [] }: TeamsMessage,
): JsonObject[] {
  const isChannel = kind === "channel";
  const marks = isChannel ? files.map(() => `<attachment id="${randomUUID()}"></attachment>`) : [];
  const html = { contentType: "text/html", content: `<p>${escaped(text)}</p>${marks.join("")}` };
  const found = files.flatMap((id) => context.files.find(tenant.id, id) ?? []);
  return [...(isChannel ? [] : found.map((file) => downloadInfo(context, file))), html];
}

const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
