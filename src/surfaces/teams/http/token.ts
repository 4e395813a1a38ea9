import { type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { parseJson } from "../../../domain/json.ts";

/** Why a call isn't Microsoft's: without a token of theirs, of another issuer or for another bot, not of now, or forged. */
export type Unproven = "missing" | "foreign" | "old" | "unknownKey" | "forged";

/** What a token says of itself; nothing of it is proven. */
export interface Claimed {
  readonly kid: string;
  readonly serviceUrl: string;
  /** What is signed, and its signature. */
  readonly signed: string;
  readonly signature: string;
}

type TokenRead =
  | { readonly ok: true; readonly claimed: Claimed }
  | { readonly ok: false; readonly why: Unproven };

// https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
const ISSUER = "https://api.botframework.com";
const TOLERANCE_SECONDS = 5 * 60;

const header = z.object({ alg: z.literal("RS256"), kid: z.string().min(1).max(200) });
const claims = z.object({ iss: z.string(), aud: z.string() });
const times = z.object({ exp: z.number(), nbf: z.number().optional() });
const service = z.object({ serviceurl: z.string().min(1).max(2048) });

/**
 * Reads what can be told before any key is asked for. The issuer and whom it is for go first: our
 * own token towards Microsoft, and any that others get there in the name of our app, is none.
 */
export function readToken(
  authorization: readonly string[] | undefined,
  { appId, nowSeconds }: { readonly appId: string; readonly nowSeconds: number },
): TokenRead {
  const [given, ...others] = authorization ?? [];
  const [, head = "", body = "", signature = ""] = BEARER.exec(given ?? "") ?? [];
  if (others.length > 0 || signature === "") return refused("missing");
  const payload = partOf(body);
  const { data: whose } = claims.safeParse(payload);
  if (whose?.iss !== ISSUER || whose.aud !== appId) return refused("foreign");
  const { data: key } = header.safeParse(partOf(head));
  if (!key) return refused("forged");
  const { data: valid } = times.safeParse(payload);
  if (!valid || !isNow(valid, nowSeconds)) return refused("old");
  const { data: from } = service.safeParse(payload);
  if (!from) return refused("foreign");
  const claimed = { kid: key.kid, serviceUrl: from.serviceurl };
  return { ok: true, claimed: { ...claimed, signed: `${head}.${body}`, signature } };
}

const BEARER = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/;

const refused = (why: Unproven): TokenRead => ({ ok: false, why });

const partOf = (part: string): unknown => parseJson(Buffer.from(part, "base64url").toString());

const isNow = ({ exp, nbf }: z.infer<typeof times>, nowSeconds: number): boolean =>
  exp + TOLERANCE_SECONDS > nowSeconds && (nbf ?? 0) - TOLERANCE_SECONDS <= nowSeconds;

/** Whether this key signed it, RS256. */
export const isSignedBy = (key: KeyObject, { signed, signature }: Claimed): boolean =>
  verify("RSA-SHA256", Buffer.from(signed), key, Buffer.from(signature, "base64url"));
