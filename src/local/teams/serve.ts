import type { IncomingMessage, ServerResponse } from "node:http";
import { answerJson, urlOf } from "../http.ts";
import { serveConnector } from "./connector.ts";
import type { TeamsContext } from "./context.ts";
import { serveDownload, serveUpload } from "./files.ts";
import { serveKeys, serveLogin, serveMetadata } from "./login.ts";

/** What stands in for Microsoft: its keys, tokens, files and the Bot Connector, under /_local/teams/. */
export async function serveTeams(
  context: TeamsContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = urlOf(request).pathname.replace("/_local/teams/", "");
  const parts = path.split("/").map((part) => decoded(part));
  const [kind = "", ...rest] = parts;
  if (kind === "openid") return serveMetadata(context, response);
  if (kind === "keys") return serveKeys(context, response);
  if (kind === "login") return serveLogin(context, rest, request, response);
  if (kind === "files") return serveDownload(context, rest, request, response);
  if (kind === "upload") return serveUpload(context, rest, request, response);
  if (context.cast.some(({ region }) => region === kind))
    return serveConnector(context, parts, request, response);
  answerJson(response, 404, { error: { code: "NotFound", message: "Not found" } });
}

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
};
