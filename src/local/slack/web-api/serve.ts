import type { IncomingMessage, ServerResponse } from "node:http";
import type { SlackWorkspace } from "../../cast.ts";
import type { Context } from "../../context.ts";
import { answerJson, readBody, urlOf } from "../../http.ts";
import { type JsonObject, objectOf, parseJson, textOf } from "../../json.ts";
import { standsInTheWay } from "../../shared/faults.ts";
import { A_CHANNEL, A_WORKSPACE, TIERS } from "../tiers.ts";
import { type ApiAnswer, failed, type Method, missing } from "./call.ts";
import { chatMethods } from "./chat.ts";
import { conversationMethods } from "./conversations.ts";
import { fileMethods } from "./files.ts";
import { access } from "./oauth.ts";
import { peopleMethods } from "./people.ts";
import { viewMethods } from "./views.ts";

const methods: Record<string, Method> = {
  ...chatMethods,
  ...viewMethods,
  ...conversationMethods,
  ...peopleMethods,
  ...fileMethods,
};

/** One Web API request: faults that were ordered, token, limits, arguments, and then the method. */
export async function serveWebApi(
  context: Context,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const args = body === "tooLarge" ? {} : argumentsOf(request, body.bytes);
  const fault = context.faults.meet(name, args.channel);
  if (fault && standsInTheWay(fault, request, response)) return;
  if (fault?.kind === "429") return tooMany(response, fault.retryAfter);
  if (body === "tooLarge") return answerJson(response, 413, failed("request_too_large"));
  const answer = await answerTo(context, name, args, request.headers.authorization ?? "");
  if (fault?.kind === "lostAnswer") return void request.socket.destroy();
  if (typeof answer === "number") return tooMany(response, answer);
  answerJson(response, 200, answer);
}

/** The answer, or for how many seconds to wait. */
async function answerTo(
  context: Context,
  name: string,
  args: JsonObject,
  authorization: string,
): Promise<ApiAnswer | number> {
  if (name === "oauth.v2.access") return access(context, args, authorization);
  const token = /^Bearer (.+)$/.exec(authorization)?.[1] ?? textOf(args.token);
  if (token === undefined) return failed("not_authed");
  const rotating = context.rotatingTokens.look(token);
  if (rotating && "error" in rotating) return failed(rotating.error);
  const team = teamOf(context, token);
  if (!team) return failed("invalid_auth");
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) return failed("unknown_method", { req_method: name });
  const wait = waitFor(context, name, method, team, args);
  return wait ?? missing(args, method.required) ?? (await method.run({ context, team, args }));
}

export const teamOf = (
  { cast, secrets, rotatingTokens }: Context,
  token: string,
): SlackWorkspace | undefined => {
  const rotating = rotatingTokens.look(token);
  const isOf = (id: string) =>
    secrets.botTokens[id] === token || (rotating && "team" in rotating && rotating.team === id);
  return cast.find(({ id }) => isOf(id));
};

function waitFor(
  { rates }: Context,
  name: string,
  { tier }: Method,
  team: SlackWorkspace,
  { channel }: JsonObject,
): number | undefined {
  if (name !== "chat.postMessage") return rates.take(`${team.id} ${name}`, TIERS[tier]);
  const overall = rates.take(`${team.id} ${name}`, A_WORKSPACE);
  const place = String(channel).replace(/^U/, "D");
  return overall ?? rates.take(`${team.id} ${place}`, A_CHANNEL);
}

function tooMany(response: ServerResponse, seconds: number): void {
  answerJson(response, 429, failed("ratelimited"), { "retry-after": String(seconds) });
}

/** Arguments from the query, a form or a JSON body. */
function argumentsOf(request: IncomingMessage, bytes: Buffer): JsonObject {
  const query = Object.fromEntries(urlOf(request).searchParams);
  const text = bytes.toString("utf8");
  const isJson = request.headers["content-type"]?.startsWith("application/json") ?? false;
  const body = isJson ? objectOf(parseJson(text)) : Object.fromEntries(new URLSearchParams(text));
  return { ...query, ...body };
}
