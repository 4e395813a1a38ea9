import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { type JsonObject, objectOf, textOf } from "../json.ts";
import { asOf } from "../shared/people.ts";
import { sendMessageAction } from "../slack/actions.ts";
import { sayAsSlackbot } from "../slack/bot-messages.ts";
import { runCommand } from "../slack/command.ts";
import type { Conversation } from "../slack/conversations.ts";
import { sendEvent } from "../slack/events.ts";
import { findElement } from "../slack/normalise.ts";
import { invite, say } from "../slack/say.ts";
import { viewShape } from "../slack/shapes.ts";
import { startValues, staticOffers, valueKeyOf } from "../slack/state-values.ts";
import { staticChoices, typedValue, type ValueRefusal } from "../slack/typed-values.ts";
import { type Answer, type AskedAs, answer, ownConversation, refuse } from "./request.ts";

/** POST /_local/message: an ordinary post, with files perhaps, or a command when it starts with "/". */
export async function postMessage(asked: AskedAs): Promise<Answer> {
  const { context, person, given } = asked;
  const conversation = ownConversation(asked);
  const text = textOf(given.text)?.trim() ?? "";
  if (!conversation) return refuse("unknown_conversation", 404);
  const ids = Array.isArray(given.files) ? given.files : [];
  const files = ids.flatMap((id) => context.files.find(person.team.id, id) ?? []);
  if (files.length < ids.length) return refuse("file_not_found", 404);
  if (text === "" && files.length === 0) return refuse("no_text");
  const said = text.startsWith("/")
    ? await command(asked, conversation, text)
    : say(context, person, conversation, text, files);
  return answer(said === undefined ? { ok: true } : { ok: true, ack: said });
}

async function command(
  { context, person }: AskedAs,
  conversation: Conversation,
  text: string,
): Promise<string | undefined> {
  const [word = "", ...rest] = text.split(" ");
  const isKnown = context.commands.some(({ command }) => command === word.toLowerCase());
  if (isKnown) return runCommand(context, person, conversation, text);
  if (word === "/invite" && invite(context, person, conversation, rest.join(" "))) return undefined;
  const said = `${word} is not a valid command.`;
  sayAsSlackbot(context, conversation, person.user.id, said);
  return said;
}

/** POST /_local/press: a button or another element of a message. */
export async function press(asked: AskedAs): Promise<Answer> {
  const { context, person, given } = asked;
  const conversation = ownConversation(asked);
  const message = conversation && context.messages.find(conversation.id, given.ts);
  if (!conversation || !message) return refuse("message_not_found", 404);
  if (message.onlyFor !== undefined && message.onlyFor !== person.user.id) {
    return refuse("message_not_found", 404);
  }
  const found = findElement(message.blocks, given.blockId, given.actionId);
  if (!found) return refuse("unknown_element", 404);
  const read = chosenIn(found.element, given);
  if (!read.ok) return refuse(read.refusal);
  const chosen = read.value;
  const state = startValues(message.blocks);
  const { block_id, action_id } = { ...found.block, ...found.element };
  if (valueKeyOf(found.element)) {
    state[String(block_id)] = { ...state[String(block_id)], [String(action_id)]: chosen };
  }
  const used = { ...found, chosen };
  const failure = await sendMessageAction(context, person, conversation, message, used, state);
  return answer(failure === undefined ? { ok: true } : { ok: true, ack: failure });
}

/**
 * What was chosen, in Slack's own keys: from `selected` (that object, or an option's value) or from
 * `value` (a plain value). Empty for a button.
 */
export function chosenIn(
  element: JsonObject,
  { value, selected }: JsonObject,
): Outcome<JsonObject, ValueRefusal> {
  const given = selected ?? value;
  if (element.type === "overflow") return optionOf(element, given);
  const key = valueKeyOf(element);
  if (key === undefined) return done({});
  const entry = key in objectOf(given) ? objectOf(given) : { [key]: inKey(key, given) };
  return typedValue(element, entry, staticChoices);
}

function inKey(key: string, given: unknown): unknown {
  if (key === "selected_option") return typeof given === "string" ? { value: given } : given;
  if (key === "selected_options" && Array.isArray(given)) {
    return given.map((one) => (typeof one === "string" ? { value: one } : one));
  }
  return given ?? null;
}

function optionOf(element: JsonObject, given: unknown): Outcome<JsonObject, ValueRefusal> {
  const { value, selected_option } = objectOf(given);
  const wanted = textOf(given) ?? value ?? objectOf(selected_option).value;
  const option = staticOffers(element).find((one) => one.value === wanted);
  return option ? done({ selected_option: option }) : refused("unknown_option");
}

/** POST /_local/read */
export function markRead(asked: AskedAs): Answer {
  const { context, person } = asked;
  const conversation = ownConversation(asked);
  if (!conversation) return refuse("unknown_conversation", 404);
  const newest = context.messages.of(conversation.id).at(-1);
  if (newest) context.reads.mark(asOf(person), conversation.id, newest.ts);
  context.changes.tell({ as: asOf(person) }, "state");
  return answer({ ok: true });
}

/** POST /_local/home: the person opens the bot's home tab, and the app hears of it. */
export function openHome({ context, person }: AskedAs): Answer {
  const published = context.views.home(asOf(person));
  sendEvent(context, person.team, {
    type: "app_home_opened",
    user: person.user.id,
    channel: `D${person.user.id.slice(1)}`,
    tab: "home",
    ...(published ? { view: viewShape(context, published) } : {}),
  });
  return answer({ ok: true });
}
