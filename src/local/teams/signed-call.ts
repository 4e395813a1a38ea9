import { randomUUID, sign } from "node:crypto";
import type { JsonObject } from "../json.ts";
import { type Delivered, postWithin } from "../shared/post.ts";
import { APP_ID } from "./ids.ts";
import type { TeamsSecrets } from "./secrets.ts";

export const ISSUER = "https://api.botframework.com";

export type SignedCall = (activity: JsonObject, withinMs: number) => Promise<Delivered>;

/** Posts an activity to the product as Microsoft does: with a token of its own for this bot. */
export const makeSignedCall =
  (url: () => string, secrets: TeamsSecrets, systemNow: () => Date): SignedCall =>
  (activity, withinMs) => {
    const token = tokenFor(String(activity.serviceUrl), secrets, systemNow());
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json; charset=utf-8",
      "user-agent": "Microsoft-SkypeBotApi (Microsoft-BotFramework/3.0)",
    };
    return postWithin(url(), { body: JSON.stringify(activity), headers }, withinMs);
  };

const HOUR_SECONDS = 3600;
const SKEW_SECONDS = 300;

function tokenFor(serviceurl: string, { kid, privateKey }: TeamsSecrets, now: Date): string {
  const seconds = Math.floor(now.getTime() / 1000);
  const times = { nbf: seconds - SKEW_SECONDS, exp: seconds + HOUR_SECONDS };
  const claims = { serviceurl, ...times, iss: ISSUER, aud: APP_ID, jti: randomUUID() };
  const signed = `${part({ alg: "RS256", kid, typ: "JWT" })}.${part(claims)}`;
  const signature = sign("RSA-SHA256", Buffer.from(signed), privateKey);
  return `${signed}.${signature.toString("base64url")}`;
}

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
