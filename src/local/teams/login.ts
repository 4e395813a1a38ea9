/** Microsoft's two other services: whose keys sign the calls of Teams, and who gives the bot its tokens. */
import { createPublicKey } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { answerJson, readBody } from "../http.ts";
import { meetFault } from "./connector-faults.ts";
import type { TeamsContext } from "./context.ts";
import { APP_ID, BOT_TENANT } from "./ids.ts";
import { ISSUER } from "./signed-call.ts";
import { TOKEN_SECONDS } from "./tokens.ts";

export function serveMetadata({ base }: TeamsContext, response: ServerResponse): void {
  answerJson(response, 200, {
    issuer: ISSUER,
    jwks_uri: `${base()}/_local/teams/keys`,
    id_token_signing_alg_values_supported: ["RS256"],
  });
}

export function serveKeys({ secrets }: TeamsContext, response: ServerResponse): void {
  const key = createPublicKey(secrets.privateKey).export({ format: "jwk" });
  const { kid } = secrets;
  answerJson(response, 200, {
    keys: [{ ...key, kid, use: "sig", alg: "RS256", endorsements: ["msteams"] }],
  });
}

/** `login/TENANT/oauth2/v2.0/token` */
export async function serveLogin(
  context: TeamsContext,
  [tenant = "", ...rest]: string[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fault = meetFault(context, "token", undefined, request, response);
  if (fault === "met") return;
  const body = await readBody(request);
  const text = body === "tooLarge" ? "" : body.bytes.toString("utf8");
  const given = Object.fromEntries(new URLSearchParams(text));
  const error =
    request.method !== "POST" || rest.join("/") !== "oauth2/v2.0/token"
      ? "invalid_request"
      : whyNoToken(context, tenant, given);
  if (error !== undefined) {
    context.log(`Teams' login service refused to give a token: ${error}`);
    return answerJson(response, error === "invalid_client" ? 401 : 400, { error });
  }
  const token = context.tokens.issue();
  if (fault) return void request.socket.destroy();
  answerJson(response, 200, {
    token_type: "Bearer",
    expires_in: TOKEN_SECONDS,
    ext_expires_in: TOKEN_SECONDS,
    access_token: token,
  });
}

function whyNoToken(
  { secrets }: TeamsContext,
  tenant: string,
  given: Record<string, string>,
): string | undefined {
  if (tenant !== BOT_TENANT) return "invalid_request";
  if (given.grant_type !== "client_credentials") return "unsupported_grant_type";
  if (given.scope !== "https://api.botframework.com/.default") return "invalid_scope";
  const isOurs = given.client_id === APP_ID && given.client_secret === secrets.appPassword;
  return isOurs ? undefined : "invalid_client";
}
