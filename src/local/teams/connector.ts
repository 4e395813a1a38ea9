/** The Bot Connector's REST API: what the bot says, and where. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { TeamsTenant } from "../cast.ts";
import { answerJson, readBody } from "../http.ts";
import { type JsonObject, listOf, objectOf, parseJson } from "../json.ts";
import { answerRefusal, meetFault, type Refusal, tooMany } from "./connector-faults.ts";
import { readContent } from "./content.ts";
import type { TeamsContext } from "./context.ts";
import { type Conversation, chatOf, findConversation, scopeOf, tellOf } from "./conversations.ts";
import { BOT_ID, memberIdOf } from "./ids.ts";
import type { TeamsMessage } from "./teams-message.ts";

/** Teams takes about 100 KB, the whole activity counted. */
const LARGEST_BYTES = 100 * 1024;
const SECOND_MS = 1000;
/** A bot's messages in one conversation (docs/platform-limits.md). */
const PACE = [
  { times: 7, withinMs: SECOND_MS },
  { times: 8, withinMs: 2 * SECOND_MS },
  { times: 60, withinMs: 30 * SECOND_MS },
];

interface Asked {
  context: TeamsContext;
  tenants: TeamsTenant[];
  /** As the address names it, in a channel perhaps with the thread. */
  named: string;
  /** The activity's id, where one is named. */
  id: string | undefined;
  given: JsonObject;
}

type Answer = { status: number; body: JsonObject };
type Operation = (asked: Asked) => Answer | Refusal;

/** `REGION/v3/conversations[/ID/activities[/ID]]` */
export async function serveConnector(
  context: TeamsContext,
  [region = "", ...path]: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [version, conversations, named = "", activities, id, ...others] = path;
  const isOne = named === "" || activities === "activities";
  if (version !== "v3" || conversations !== "conversations" || !isOne || others.length > 0)
    return answerRefusal(response, notFound("NotFound"));
  const name = operationOf(request.method, named, id);
  if (!name) return answerRefusal(response, { status: 405, code: "MethodNotAllowed", message: "" });
  const [conversation = ""] = named.split(";");
  const fault = meetFault(
    context,
    name,
    named === "" ? undefined : conversation,
    request,
    response,
  );
  if (fault === "met") return;
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  if (token === undefined || !context.tokens.isGood(token))
    return answerRefusal(response, {
      status: 401,
      code: "Unauthorized",
      message: "Authorization has been denied for this request.",
    });
  const body = await readBody(request);
  if (body === "tooLarge" || body.bytes.length > LARGEST_BYTES)
    return answerRefusal(response, tellRefusal(context, TOO_LARGE));
  const tenants = context.cast.filter((tenant) => tenant.region === region);
  const given = objectOf(parseJson(body.bytes.toString("utf8")));
  const answered = OPERATIONS[name]({ context, tenants, named, id, given });
  if (fault) return void request.socket.destroy();
  if ("code" in answered) return answerRefusal(response, tellRefusal(context, answered));
  answerJson(response, answered.status, answered.body);
}

type Name = "open" | "post" | "edit" | "remove";

const operationOf = (
  method: string | undefined,
  named: string,
  id: string | undefined,
): Name | undefined => {
  if (method === "POST") return named === "" ? "open" : "post";
  if (id === undefined) return undefined;
  return method === "PUT" ? "edit" : method === "DELETE" ? "remove" : undefined;
};

/** The personal chat with somebody of a tenant. */
const open: Operation = ({ context, tenants, given }) => {
  const { isGroup = false, bot, members, tenantId, channelData } = given;
  const tenant = tenants.find(({ id }) => id === tenantId);
  const [member, ...others] = listOf(members).map((one) => objectOf(one).id);
  const isRight =
    isGroup === false &&
    objectOf(bot).id === BOT_ID &&
    objectOf(objectOf(channelData).tenant).id === tenantId &&
    others.length === 0;
  if (!tenant || !isRight) return badSyntax("this opens no personal chat");
  const user = tenant.users.find(({ id }) => member === id || member === memberIdOf(tenant.id, id));
  if (!user) return notFound("ConversationNotFound");
  const chat = chatOf(tenant, user);
  if (!context.installs.has(scopeOf(chat))) return NOT_INSTALLED.open;
  return { status: 201, body: { id: chat.id } };
};

const post: Operation = (asked) => {
  const { context, id, given } = asked;
  const place = placeOf(asked, id);
  if ("code" in place) return place;
  const { conversation, root } = place;
  const wait = context.rates.take(`teams ${conversation.id}`, ...PACE);
  if (wait !== undefined) return tooMany(wait);
  const content = readContent(context, conversation, given);
  if (!content.ok) return badSyntax(content.refusal);
  const posted = context.messages.post({
    team: conversation.tenant.id,
    conversation: conversation.id,
    user: BOT_ID,
    fromBot: true,
    ...content.value,
    ...(root === undefined ? {} : { root }),
  });
  tellOf(context, conversation);
  return { status: 201, body: { id: posted.ts } };
};

const edit: Operation = (asked) => {
  const { context, given } = asked;
  const found = ownMessage(asked);
  if ("code" in found) return found;
  const { message, conversation } = found;
  const content = readContent(context, conversation, given);
  if (!content.ok) return badSyntax(content.refusal);
  // What it was is gone, a file that was asked about too.
  for (const key of ["consent", "files", "summary"] as const) delete message[key];
  context.messages.change(message, { ...content.value, edited: true });
  context.answered.forget(message.ts);
  tellOf(context, conversation);
  return { status: 200, body: { id: message.ts } };
};

const remove: Operation = (asked) => {
  const found = ownMessage(asked);
  if ("code" in found) return found;
  asked.context.messages.remove(found.message);
  tellOf(asked.context, found.conversation);
  return { status: 200, body: {} };
};

const OPERATIONS: Record<Name, Operation> = { open, post, edit, remove };

/** Where something is to be said; in a channel in the thread that is named, or that of `replyTo`. */
function placeOf(
  { context, tenants, named }: Asked,
  replyTo?: string,
): { conversation: Conversation; root: string | undefined } | Refusal {
  const [id, thread] = named.split(";messageid=");
  const conversation = tenants.flatMap((tenant) => findConversation(tenant, id) ?? [])[0];
  if (!conversation) return notFound("ConversationNotFound");
  if (!context.installs.has(scopeOf(conversation))) return NOT_INSTALLED.post;
  const first = replyTo ?? thread;
  const message = context.messages.find(conversation.id, first);
  if (first !== undefined && !message) return notFound("ActivityNotFoundInConversation");
  const root = conversation.kind === "channel" ? (message?.root ?? message?.ts) : undefined;
  return { conversation, root };
}

/** The bot's own, which it may change and take away. */
function ownMessage(asked: Asked): { conversation: Conversation; message: TeamsMessage } | Refusal {
  const place = placeOf(asked);
  if ("code" in place) return place;
  const message = asked.context.messages.find(place.conversation.id, asked.id);
  return message?.fromBot ? { ...place, message } : notFound("ActivityNotFoundInConversation");
}

const NOT_INSTALLED = {
  open: {
    status: 403,
    code: "ForbiddenOperationException",
    message: "The bot is not installed in user's personal scope",
  },
  post: {
    status: 403,
    code: "BotNotInConversationRoster",
    message: "The bot is not part of the conversation roster.",
  },
} satisfies Record<string, Refusal>;

const TOO_LARGE: Refusal = {
  status: 413,
  code: "MessageSizeTooBig",
  message: "The request content length exceeded the limit.",
};

const notFound = (code: string): Refusal => ({ status: 404, code, message: "Not found" });
const badSyntax = (message: string): Refusal => ({ status: 400, code: "BadSyntax", message });

/** What Teams would refuse stands in the log, with its reason. */
function tellRefusal({ log }: TeamsContext, refusal: Refusal): Refusal {
  log(`Teams refused with ${refusal.status} ${refusal.code}: ${refusal.message}`);
  return refusal;
}
