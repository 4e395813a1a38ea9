/** People's files: where the bot takes one that was sent to it, and where it brings one. */
import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname } from "node:path";
import { answerJson, readBody, urlOf } from "../http.ts";
import type { JsonObject } from "../json.ts";
import type { StoredFile } from "../shared/files.ts";
import type { TeamsContext } from "./context.ts";

/** An attachment of a message to the bot, with an address that opens by itself. */
export function downloadInfo(context: TeamsContext, file: StoredFile): JsonObject {
  const path = `/_local/teams/files/${file.team}/${file.id}/${encodeURIComponent(file.name)}`;
  const contentUrl = `${context.base()}${path}`;
  const downloadUrl = `${contentUrl}?tempauth=${passOf(context, file)}`;
  const fileType = extname(file.name).slice(1).toLowerCase();
  return {
    contentType: "application/vnd.microsoft.teams.file.download.info",
    contentUrl,
    name: file.name,
    content: { downloadUrl, uniqueId: file.id, fileType },
  };
}

const passOf = ({ secrets }: TeamsContext, { team, id }: StoredFile): string =>
  createHmac("sha256", secrets.appPassword).update(`${team}/${id}`).digest("base64url");

/** `files/TENANT/ID/NAME`: the bytes, for whoever has the address; a token of the bot's has no business here. */
export async function serveDownload(
  context: TeamsContext,
  [tenant = "", id]: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = context.files.find(tenant, id);
  if (!file || request.method !== "GET")
    return answerJson(response, 404, { error: "itemNotFound" });
  const pass = urlOf(request).searchParams.get("tempauth");
  if (pass !== passOf(context, file) || request.headers.authorization !== undefined)
    return answerJson(response, 401, { error: "unauthenticated" });
  const bytes = await context.files.read(file);
  response.writeHead(200, { "content-type": file.type, "content-length": bytes.length });
  response.end(bytes);
}

/** `upload/ID`: a part of a file that somebody has accepted, where `Content-Range` says. */
export async function serveUpload(
  context: TeamsContext,
  [id = ""]: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await readBody(request);
  const upload = context.uploads.find(id);
  if (!upload || upload.file) return answerJson(response, 404, { error: "itemNotFound" });
  if (request.method !== "PUT" || request.headers.authorization !== undefined)
    return answerJson(response, 401, { error: "unauthenticated" });
  const range = request.headers["content-range"];
  const isTaken = body !== "tooLarge" && context.uploads.take(id, range, body.bytes);
  if (!isTaken) {
    context.log("Teams refused a part of a file: its Content-Range doesn't fit");
    return answerJson(response, 416, { error: "invalidRange" });
  }
  const { bytes, total = 0, owner, name } = upload;
  if (bytes.length < total)
    return answerJson(response, 202, { nextExpectedRanges: [`${bytes.length}-`] });
  const file = await context.files.add(owner, name, bytes);
  upload.file = file.id;
  answerJson(response, 201, { id, name, size: total });
}
