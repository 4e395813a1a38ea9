import type { IncomingMessage, ServerResponse } from "node:http";
import { parseJson } from "../../../domain/json.ts";
import type { Log } from "../../../domain/log.ts";
import type { DateTime } from "../../../domain/time.ts";
import { answerStatus } from "../../answer-status.ts";
import { isShallow } from "../../shared/given.ts";
import { makeBodyReader, UNREAD } from "../../shared/read-body.ts";
import { makeRefusalLog } from "../../shared/refusal-log.ts";
import { isServiceUrl } from "./service-url.ts";
import { type Activity, activity } from "./shape.ts";
import type { SigningKeys } from "./signing-keys.ts";
import { type Claimed, isSignedBy, readToken, type Unproven } from "./token.ts";

const LARGEST_BODY_BYTES = 1024 * 1024;
/** Of all bodies that are being read. */
const BODIES_TOGETHER_BYTES = 16 * 1024 * 1024;
// Teams gives up after five seconds.
const BODY_WITHIN_MS = 5000;

/** A call of Teams: its token is proven, its body fits the token, and it is from a person. */
export interface GuardedActivity {
  readonly activity: Activity;
  readonly tenant: string;
  readonly user: string;
  /** Programme time of its arrival. */
  readonly at: DateTime;
  /** System time, milliseconds since 1970. */
  readonly systemMillis: number;
  readonly call: string | undefined;
}

interface Deps {
  readonly appId: string;
  /** Undefined: whoever it may be is asked later. */
  readonly allowedTenants: readonly string[] | undefined;
  readonly serviceHosts: readonly string[];
  readonly keys: SigningKeys;
  readonly programmeNow: () => DateTime;
  /** Milliseconds since 1970. */
  readonly systemNow: () => number;
  readonly log: Log;
  /** How long a body is waited for; 5 s unless told. */
  readonly bodyWithinMs?: number | undefined;
  /** Nothing of ours is answered yet; it answers in any case. */
  readonly next: (call: GuardedActivity, res: ServerResponse) => Promise<void>;
}

/**
 * The only door for Teams' calls, in place of the library's own validation (docs/teams.md names what
 * that takes wrongly). POST (405) with one token of Microsoft's for this bot, of now and signed by a
 * key that is endorsed for Teams (401; 503 while there are no keys); then a body of at most 1 MiB
 * (413) within 5 s (408), while there is room for all bodies (503), in a shape that Teams sends (400),
 * from where the token says, to this bot, of a tenant that may call (403). All without a body.
 */
export function makeTeamsHttp(deps: Deps) {
  const readBody = makeBodyReader({
    largestBytes: LARGEST_BODY_BYTES,
    togetherBytes: BODIES_TOGETHER_BYTES,
    withinMs: deps.bodyWithinMs ?? BODY_WITHIN_MS,
  });
  const tellUnproven = makeRefusalLog<Unproven>(
    deps.log,
    "refused: no token of Microsoft's for this bot",
  );

  return async (req: IncomingMessage, res: ServerResponse, call?: string): Promise<void> => {
    const [at, systemMillis] = [deps.programmeNow(), deps.systemNow()];
    if (req.method !== "POST") return answerStatus(req, res, 405);
    if (!deps.keys.areKnown()) return answerStatus(req, res, 503, { "retry-after": "1" });
    const token = await provenToken(req, systemMillis, deps);
    if (!token.ok) {
      tellUnproven(token.why, call);
      return answerStatus(req, res, 401);
    }
    const read = await readBody(req);
    if (read.kind !== "read") {
      const { status, headers } = UNREAD[read.kind];
      return answerStatus(req, res, status, headers);
    }
    const given = parseJson(read.raw.toString());
    const parsed = isShallow(given) ? activity.safeParse(given) : undefined;
    if (!parsed?.success) {
      const part = parsed?.error.issues[0]?.path.slice(0, 2).map(String).join(".") || "body";
      deps.log.warn({ call, part }, "refused: not as Teams sends it");
      return answerStatus(req, res, 400);
    }
    const foreign = whyForeign(parsed.data, token.claimed, deps);
    if (foreign) {
      deps.log.warn({ call, part: foreign }, "refused: not for this bot, or from elsewhere");
      return answerStatus(req, res, 403);
    }
    const { from, conversation } = parsed.data;
    // What no person did.
    if (from.aadObjectId === undefined) return answerStatus(req, res, 200);
    const who = { tenant: conversation.tenantId ?? "", user: from.aadObjectId };
    await deps.next({ activity: parsed.data, ...who, at, systemMillis, call }, res);
  };
}

async function provenToken(
  { headersDistinct }: IncomingMessage,
  systemMillis: number,
  { appId, keys }: Deps,
): Promise<ReturnType<typeof readToken>> {
  const read = readToken(headersDistinct.authorization, {
    appId,
    nowSeconds: systemMillis / 1000,
  });
  if (!read.ok) return read;
  const key = await keys.find(read.claimed.kid);
  if (!key) return { ok: false, why: "unknownKey" };
  return isSignedBy(key, read.claimed) ? read : { ok: false, why: "forged" };
}

/** The first part of it that doesn't fit; a token signs no body, so each has to be asked. */
function whyForeign(
  { channelId, serviceUrl, recipient, conversation, channelData }: Activity,
  claimed: Claimed,
  { appId, allowedTenants, serviceHosts }: Deps,
): string | undefined {
  const tenant = conversation.tenantId;
  const checks = {
    channelId: channelId === "msteams",
    serviceUrl: serviceUrl === claimed.serviceUrl && isServiceUrl(serviceUrl, serviceHosts),
    tenant: tenant !== undefined && tenant === channelData?.tenant?.id,
    allowedTenants: allowedTenants?.includes(tenant ?? "") ?? true,
    recipient: recipient.id === `28:${appId}`,
  };
  return Object.entries(checks).find(([, fits]) => !fits)?.[0];
}
