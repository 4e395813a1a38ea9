import { z } from "zod";
import type { Failed } from "../../command.ts";

const SOON_SECONDS = 30;
const NOT_SOON_SECONDS = 600;

/** Nothing passes until somebody at the tenant allows it. */
const TENANT_CLOSED = ["BotDisabledByAdmin"];
/** Final for this conversation: whatever is sent there would be refused too. */
const RECEIVER_GONE = [
  "BotNotInConversationRoster",
  "ConversationBlockedByUser",
  "ForbiddenOperationException",
  "MessageWritesBlocked",
];

const said = z.object({ error: z.object({ code: z.string() }) });

/**
 * What became of a call that the connector answered with another status than 2xx (docs/teams.md,
 * "Sending"). After a 5xx it may have been done: Microsoft's advice to repeat 502 and 504 makes
 * second copies.
 */
export function outcomeOfStatus(status: number, headers: Headers, body: unknown): Failed {
  const code = said.safeParse(body).data?.error.code ?? "";
  const reason = code || `http_${status}`;
  if (status === 429)
    return later(secondsIn(headers) ?? 2 + Math.random() * 2, "conversation", reason);
  if (status === 412) return later(1 + Math.random(), "conversation", reason);
  if (status === 408 || status >= 500) return { kind: "unknown", reason };
  if (status === 401 || TENANT_CLOSED.includes(code))
    return later(NOT_SOON_SECONDS, "workspace", reason);
  // Nobody but Microsoft leads our token anywhere, and it doesn't.
  if (status < 400) return later(NOT_SOON_SECONDS, "workspace", reason);
  const receiverGone = status === 404 || (status === 403 && RECEIVER_GONE.includes(code));
  return { kind: "refused", reason, receiverGone };
}

const NEVER_LEFT = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"];

/** What became of a call without an answer: it never left, or nobody knows. */
export function outcomeOfError(error: unknown): Failed {
  if (!(error instanceof Error)) throw error;
  const { cause, name } = error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (NEVER_LEFT.includes(code)) return later(SOON_SECONDS, "conversation", code);
  return { kind: "unknown", reason: code || name };
}

/** Without a token nothing can be sent to anybody. */
export const withoutToken = (): Failed => later(SOON_SECONDS, "workspace", "no_token");

const later = (
  afterSeconds: number,
  scope: "conversation" | "workspace",
  reason: string,
): Failed => ({ kind: "later", afterSeconds, scope, reason });

const LONGEST_SECONDS = 3600;

const secondsIn = (headers: Headers): number | undefined => {
  const text = headers.get("retry-after") ?? "";
  return /^\d{1,6}$/.test(text) ? Math.min(Number(text), LONGEST_SECONDS) : undefined;
};
