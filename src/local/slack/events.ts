import type { SlackWorkspace } from "../cast.ts";
import type { Context } from "../context.ts";
import type { JsonObject } from "../json.ts";
import type { Delivered } from "../shared/post.ts";
import { newSlackId } from "./ids.ts";
import { APP_ID } from "./people.ts";

/** Retries of an event: at once, after 1 and 5 minutes of system time (docs/platform-limits.md). */
const RETRY_AFTER_MS = [0, 60_000, 300_000];

/** Sends an event and, alone of all that Slack sends, retries it. */
export function sendEvent(context: Context, team: SlackWorkspace, event: JsonObject): void {
  const body = JSON.stringify(envelope(context, team, event));
  void attempt(context, body, 0, {});
}

async function attempt(
  context: Context,
  body: string,
  retries: number,
  headers: Record<string, string>,
): Promise<void> {
  const delivered = await context.post(body, "application/json", headers);
  const reason = retryReason(delivered);
  const afterMs = RETRY_AFTER_MS[retries];
  if (reason === undefined || afterMs === undefined) return;
  context.later(afterMs, () => {
    const again = { "x-slack-retry-num": String(retries + 1), "x-slack-retry-reason": reason };
    void attempt(context, body, retries + 1, again);
  });
}

function retryReason(delivered: Delivered): string | undefined {
  if (delivered.kind === "timeout") return "http_timeout";
  if (delivered.kind === "failed") return "connection_failed";
  if (delivered.status === 200 || delivered.headers.get("x-slack-no-retry") === "1")
    return undefined;
  return "http_error";
}

function envelope(context: Context, team: SlackWorkspace, event: JsonObject): JsonObject {
  return {
    token: context.secrets.verificationToken,
    team_id: team.id,
    api_app_id: APP_ID,
    event: { ...event, event_ts: event.ts ?? context.messages.nextTs() },
    type: "event_callback",
    event_id: newSlackId("Ev"),
    event_time: Math.floor(context.systemNow().getTime() / 1000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: team.id,
        user_id: team.botUserId,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
  };
}
