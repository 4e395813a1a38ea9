import { webApi } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";
import type { DateTime } from "../../../domain/time.ts";
import { boltLog } from "../bolt-log.ts";
import { clientOptions } from "./client-options.ts";
import { outcomeOfFailure } from "./send-failure.ts";

type Renewal =
  | {
      readonly kind: "renewed";
      readonly token: string;
      readonly refreshToken: string;
      readonly expiresAt: DateTime;
    }
  | { readonly kind: "refused" }
  | { readonly kind: "failed" };

interface Deps {
  readonly clientId: string;
  readonly clientSecret: string;
  /** The Web API's base; Slack's own when left out. */
  readonly apiUrl?: string | undefined;
  readonly log: Log;
  readonly systemNow: () => DateTime;
}

/** Two tries, also when an answer is lost, end well before the lease of whoever renews. */
const TIMEOUT_MS = 4_000;

/**
 * New tokens for a refresh token, which is good once: Slack revokes it a while after its use, so a
 * lost answer is asked for again at once. https://docs.slack.dev/authentication/using-token-rotation
 */
export function makeRenewToken(deps: Deps) {
  const client = new webApi.WebClient(undefined, {
    ...clientOptions(deps),
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: boltLog(deps.log),
  });

  const ask = async (refreshToken: string): Promise<Renewal> => {
    const askedAt = deps.systemNow();
    const { access_token, refresh_token, expires_in } = await client.oauth.v2.access({
      client_id: deps.clientId,
      client_secret: deps.clientSecret,
      grant_type: "refresh_token",
      refresh_token: refreshToken,
    });
    if (!access_token || !refresh_token || !expires_in) throw new Error("Slack gave no new tokens");
    const expiresAt = askedAt.plus({ seconds: expires_in });
    return { kind: "renewed", token: access_token, refreshToken: refresh_token, expiresAt };
  };

  return async (refreshToken: string, workspace: string): Promise<Renewal> => {
    const told = (error: unknown): Renewal => {
      const outcome = outcomeOfFailure(error);
      const { reason } = outcome;
      if (outcome.kind === "refused") {
        deps.log.error({ workspace, reason }, "Slack refuses to renew a workspace's token");
        return { kind: "refused" };
      }
      deps.log.warn({ workspace, reason }, "a workspace's token could not be renewed");
      return { kind: "failed" };
    };
    try {
      return await ask(refreshToken);
    } catch (error) {
      if (outcomeOfFailure(error).kind !== "unknown") return told(error);
      return ask(refreshToken).catch(told);
    }
  };
}
