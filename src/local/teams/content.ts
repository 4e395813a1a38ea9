/** What the bot sends, read as the connector does. */
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { isObject, type JsonObject, listOf, objectOf, textOf } from "../json.ts";
import { cardProblems } from "./check-card.ts";
import type { TeamsContext } from "./context.ts";
import type { Conversation } from "./conversations.ts";
import type { TeamsMessage } from "./teams-message.ts";

type Content = Pick<TeamsMessage, "text" | "card" | "summary" | "consent" | "files">;

export const CARD_TYPE = "application/vnd.microsoft.card.adaptive";
const CONSENT_TYPE = "application/vnd.microsoft.teams.card.file.consent";
const FILE_TYPE = "application/vnd.microsoft.teams.card.file.info";

/** Refused with what is wrong with it. */
export function readContent(
  context: TeamsContext,
  conversation: Conversation,
  activity: JsonObject,
): Outcome<Content, string> {
  const { type, text = "", summary } = activity;
  const attachments = listOf(activity.attachments);
  const [attachment] = attachments;
  if (type !== "message") return refused("the type isn't message");
  if (typeof text !== "string") return refused("the text isn't text");
  if (summary !== undefined && typeof summary !== "string")
    return refused("the summary isn't text");
  const said = { text, card: null, ...(summary ? { summary } : {}) };
  if (attachments.length === 0) return text.trim() === "" ? refused("nothing to say") : done(said);
  if (activity.text !== undefined) return refused("text beside an attachment: two messages");
  if (attachments.length > 1) return refused("more than one attachment");
  if (!isObject(attachment)) return refused("the attachment isn't one");
  const read = readAttachment(context, conversation, attachment);
  return read.ok ? done({ ...said, ...read.value }) : read;
}

function readAttachment(
  context: TeamsContext,
  conversation: Conversation,
  { contentType, content, name }: JsonObject,
): Outcome<Partial<Content>, string> {
  if (contentType === CARD_TYPE) {
    const [problem] = cardProblems(content, false);
    return problem === undefined ? done({ card: objectOf(content) }) : refused(problem);
  }
  if (conversation.kind !== "im") return refused("files are given in the personal chat alone");
  if (contentType === CONSENT_TYPE) return readConsent(name, objectOf(content));
  if (contentType === FILE_TYPE) return readFileInfo(context, conversation, objectOf(content));
  return refused(`an attachment of the type ${contentType}`);
}

function readConsent(name: unknown, content: JsonObject): Outcome<Partial<Content>, string> {
  const { description = "", sizeInBytes, acceptContext, declineContext } = content;
  const size = Number(sizeInBytes);
  if (typeof name !== "string" || name === "") return refused("a file without a name");
  if (typeof description !== "string") return refused("the description isn't text");
  if (!Number.isInteger(size) || size < 1) return refused("a file without a size");
  const contexts = { accept: acceptContext, decline: declineContext };
  return done({ consent: { name, size, description, state: "asked", contexts } });
}

/** A file that somebody accepted, and that has come by now. */
function readFileInfo(
  { uploads, files }: TeamsContext,
  { tenant }: Conversation,
  { uniqueId }: JsonObject,
): Outcome<Partial<Content>, string> {
  const upload = uploads.find(textOf(uniqueId) ?? "");
  const file = files.find(tenant.id, upload?.file);
  return file ? done({ files: [file.id] }) : refused("a file that isn't there");
}
