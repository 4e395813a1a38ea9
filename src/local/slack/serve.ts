import type { IncomingMessage, ServerResponse } from "node:http";
import type { Context } from "../context.ts";
import { answerJson, readBody, urlOf } from "../http.ts";
import { parseJson } from "../json.ts";
import { respond } from "./respond.ts";
import { authorize } from "./web-api/oauth.ts";
import { serveWebApi, teamOf } from "./web-api/serve.ts";

/** What stands in for slack.com: the Web API, response_url, files and OAuth, under /_local/slack/. */
export async function serveSlack(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [kind = "", ...rest] = urlOf(request).pathname.replace("/_local/slack/", "").split("/");
  if (kind === "api") return serveWebApi(context, rest.join("/"), request, response);
  if (kind === "response") return serveResponseUrl(context, rest[0] ?? "", request, response);
  if (kind === "files") return serveFile(context, rest, request, response);
  if (kind === "upload") return serveUpload(context, rest[0] ?? "", request, response);
  if (kind === "oauth") return authorize(context, request, response);
  answerJson(response, 404, { ok: false, error: "not_found" });
}

async function serveResponseUrl(
  context: Context,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const given = body === "tooLarge" ? undefined : parseJson(body.bytes.toString("utf8"));
  if (request.method !== "POST" || given === undefined) {
    return answerJson(response, 400, { ok: false, error: "invalid_payload" });
  }
  const answered = respond(context, id, given);
  answerJson(response, answered.status, answered.body);
}

/** upload_url of files.getUploadURLExternal: the raw bytes. */
async function serveUpload(
  context: Context,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const isTaken =
    request.method === "POST" && body !== "tooLarge" && context.files.receive(id, body.bytes);
  response.writeHead(isTaken ? 200 : 400).end(isTaken ? "OK" : "");
}

/** url_private_download: the bytes, for a bot of the file's own workspace only. */
async function serveFile(
  context: Context,
  [teamId = "", fileId]: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? "")?.[1] ?? "";
  const team = teamOf(context, token);
  const file = team?.id === teamId ? context.files.find(teamId, fileId) : undefined;
  if (!file)
    return answerJson(response, team ? 404 : 401, {
      ok: false,
      error: team ? "file_not_found" : "not_authed",
    });
  const bytes = await context.files.read(file);
  response.writeHead(200, { "content-type": file.type, "content-length": bytes.length });
  response.end(bytes);
}
