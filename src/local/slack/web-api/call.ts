import type { SlackWorkspace } from "../../cast.ts";
import type { Context } from "../../context.ts";
import { isObject, type JsonObject, parseJson, textOf } from "../../json.ts";
import { inSlacksWords } from "../blocks/check.ts";
import type { Problem } from "../blocks/rules.ts";
import { type Conversation, findConversation } from "../conversations.ts";

/** One call of a Web API method, its token already known to be this team's. */
export interface Call {
  context: Context;
  team: SlackWorkspace;
  args: JsonObject;
}

export type ApiAnswer = JsonObject & { ok: boolean };

export interface Method {
  /** Arguments without which Slack answers invalid_arguments. */
  required: string[];
  /** Slack's rate tier: calls a minute for each workspace. */
  tier: 1 | 2 | 3 | 4;
  run(call: Call): ApiAnswer | Promise<ApiAnswer>;
}

export const failed = (error: string, more: JsonObject = {}): ApiAnswer => ({
  ok: false,
  error,
  ...more,
});

/** A refusal with Slack's `errors` and `response_metadata.messages`. */
export function refusedFor(error: string, problems: Problem[], prefix = ""): ApiAnswer {
  if (problems.length === 0) return failed(error);
  const messages = inSlacksWords(problems, prefix);
  const errors = messages.map((message) => message.replace("[ERROR] ", ""));
  return failed(error, { errors, response_metadata: { messages } });
}

export function missing(args: JsonObject, required: string[]): ApiAnswer | undefined {
  const absent = required.filter((name) => args[name] === undefined || args[name] === "");
  if (absent.length === 0) return undefined;
  const messages = absent.map((name) => `[ERROR] missing required field: ${name}`);
  return failed("invalid_arguments", { response_metadata: { messages } });
}

/** An argument that is JSON: text in a form, itself in a JSON body; undefined when it can't be read. */
export const jsonArgument = (given: unknown): unknown =>
  typeof given === "string" ? parseJson(given) : given;

export const objectArgument = (given: unknown): JsonObject | undefined => {
  const value = jsonArgument(given);
  return isObject(value) ? value : undefined;
};

export const flagArgument = (given: unknown): boolean =>
  given === true || given === "true" || given === "1" || given === 1;

/** A page of `all` by `limit` and `cursor` (an offset, in base64 as Slack's are); or Slack's error. */
export function pageOf<Item>(
  all: Item[],
  { limit = 100, cursor = "" }: JsonObject,
): { ok: true; items: Item[]; next: string } | { ok: false; answer: ApiAnswer } {
  const size = Number(limit);
  if (!Number.isInteger(size) || size < 1 || size > 999) {
    return { ok: false, answer: failed("invalid_limit") };
  }
  const from =
    cursor === "" ? 0 : Number(Buffer.from(String(cursor), "base64").toString().slice(5));
  if (!Number.isInteger(from) || from < 0) return { ok: false, answer: failed("invalid_cursor") };
  const end = from + size;
  const next = end < all.length ? Buffer.from(`next:${end}`).toString("base64") : "";
  return { ok: true, items: all.slice(from, end), next };
}

/** The conversation named by `channel`, or Slack's error; `asMember` also asks that the bot be in it. */
export function conversationFor(
  { context, team, args }: Call,
  asMember = false,
): Conversation | ApiAnswer {
  const found = findConversation(team, textOf(args.channel));
  if (!found) return failed("channel_not_found");
  return asMember && !context.memberships.hasBot(found) ? failed("not_in_channel") : found;
}

export const isAnswer = (value: Conversation | ApiAnswer): value is ApiAnswer => "ok" in value;
