import type { Context } from "../context.ts";
import { objectOf, parseJson } from "../json.ts";
import type { Delivered } from "../shared/post.ts";
import { inSlacksWords } from "./blocks/check.ts";
import { postAsBot, readContent, sayAsSlackbot } from "./bot-messages.ts";
import type { Conversation } from "./conversations.ts";
import { escaped } from "./escape.ts";
import { APP_ID, handleOf, type Person } from "./people.ts";
import { channelShape, responseUrlFor, triggerFor } from "./shapes.ts";
import { dispatchError } from "./signed-post.ts";

/** Sends a slash command and shows its answer; returns what the person is told on failure. */
export async function runCommand(
  context: Context,
  person: Person,
  conversation: Conversation,
  typed: string,
): Promise<string | undefined> {
  const [command = "", ...words] = typed.split(" ");
  const body = commandBody(context, person, conversation, command, words.join(" ").trim());
  const delivered = await context.post(body, "application/x-www-form-urlencoded");
  const failure = dispatchError(delivered) ?? showAnswer(context, person, conversation, delivered);
  if (failure === undefined) return undefined;
  const said = `${command} failed with the error "${failure}"`;
  sayAsSlackbot(context, conversation, person.user.id, said);
  return said;
}

function commandBody(
  context: Context,
  person: Person,
  conversation: Conversation,
  command: string,
  text: string,
): string {
  const { team, user } = person;
  const channel = channelShape(conversation);
  return new URLSearchParams({
    token: context.secrets.verificationToken,
    team_id: team.id,
    team_domain: team.domain,
    channel_id: String(channel.id),
    channel_name: String(channel.name),
    user_id: user.id,
    user_name: handleOf(user.name),
    command,
    text: escaped(text),
    api_app_id: APP_ID,
    is_enterprise_install: "false",
    response_url: responseUrlFor(context, person, conversation),
    trigger_id: triggerFor(context, person),
  }).toString();
}

/** The acknowledgement's body is the command's answer: for the person alone unless it says otherwise. */
function showAnswer(
  context: Context,
  { user }: Person,
  conversation: Conversation,
  delivered: Delivered,
): string | undefined {
  if (delivered.kind !== "answered" || delivered.text.trim() === "") return undefined;
  const isJson = delivered.headers.get("content-type")?.includes("json") ?? false;
  const answer = isJson ? objectOf(parseJson(delivered.text)) : { text: delivered.text };
  const read = readContent(answer);
  if (!read.ok) {
    context.log(`A command's answer was refused (${read.error}): ${inSlacksWords(read.problems)}`);
    return "dispatch_invalid_response";
  }
  const seenBy = answer.response_type === "in_channel" ? {} : { onlyFor: user.id };
  postAsBot(context, conversation, { ...read.content, ...seenBy });
  return undefined;
}
