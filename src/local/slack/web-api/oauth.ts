import type { IncomingMessage, ServerResponse } from "node:http";
import type { SlackWorkspace } from "../../cast.ts";
import type { Context } from "../../context.ts";
import { urlOf } from "../../http.ts";
import type { JsonObject } from "../../json.ts";
import { APP_ID } from "../people.ts";
import { type ApiAnswer, failed, missing } from "./call.ts";

/**
 * GET /_local/slack/oauth/v2/authorize: as if the person had pressed Allow. `team` chooses the
 * workspace (default the first), `user` the person in it.
 */
export function authorize(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const query = urlOf(request).searchParams;
  const redirectUri = query.get("redirect_uri") ?? "";
  const team = context.cast.find(({ id }) => id === (query.get("team") ?? context.cast[0]?.id));
  const user = team?.users.find(({ id }) => id === (query.get("user") ?? team.users[0]?.id));
  const isKnown = query.get("client_id") === context.secrets.clientId;
  if (!isKnown || !team || !user || !URL.canParse(redirectUri)) {
    response
      .writeHead(400, { "content-type": "text/plain" })
      .end("invalid_client_id, bad_redirect_uri or unknown team");
    return;
  }
  const scope = query.get("scope") ?? "";
  const target = new URL(redirectUri);
  target.searchParams.set(
    "code",
    context.oauthCodes.issue({ team: team.id, user: user.id, scope, redirectUri }),
  );
  target.searchParams.set("state", query.get("state") ?? "");
  response.writeHead(302, { location: target.href }).end();
}

/** oauth.v2.access: client id and secret in the form or as HTTP Basic; a code works once, as a refresh token does. */
export function access(context: Context, args: JsonObject, authorization: string): ApiAnswer {
  const [basicId, basicSecret] = basicOf(authorization);
  if ((args.client_id ?? basicId) !== context.secrets.clientId) return failed("invalid_client_id");
  if ((args.client_secret ?? basicSecret) !== context.secrets.clientSecret)
    return failed("bad_client_secret");
  if (args.grant_type === "refresh_token") return refreshed(context, args);
  const absent = missing(args, ["code"]);
  if (absent) return absent;
  const grant = context.oauthCodes.redeem(args.code);
  if (!grant) return failed("invalid_code");
  const isSameUri = args.redirect_uri === undefined || args.redirect_uri === grant.redirectUri;
  const team = context.cast.find(({ id }) => id === grant.team);
  if (!isSameUri || !team) return failed("bad_redirect_uri");
  const access_token = context.secrets.botTokens[team.id];
  const tokens = context.rotatingTokens.issue(team.id) ?? { access_token };
  return { ...granted(team, tokens), authed_user: { id: grant.user }, scope: grant.scope };
}

function refreshed(context: Context, { refresh_token: used }: JsonObject): ApiAnswer {
  const id = context.rotatingTokens.redeem(used);
  const team = context.cast.find((one) => one.id === id);
  const tokens = team && context.rotatingTokens.issue(team.id);
  return tokens ? granted(team, tokens) : failed("invalid_refresh_token");
}

const granted = ({ id, name, botUserId }: SlackWorkspace, tokens: JsonObject): ApiAnswer => ({
  ok: true,
  app_id: APP_ID,
  token_type: "bot",
  ...tokens,
  bot_user_id: botUserId,
  team: { id, name },
  enterprise: null,
  is_enterprise_install: false,
});

const basicOf = (authorization: string): string[] =>
  authorization.startsWith("Basic ")
    ? Buffer.from(authorization.slice(6), "base64").toString().split(":")
    : [];
