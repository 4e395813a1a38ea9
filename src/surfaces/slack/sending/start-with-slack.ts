import { webApi } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";
import { isTokenRefused } from "./send-failure.ts";

interface Given {
  /** The environment variable that has the token. */
  readonly variable: string;
  readonly log: Log;
  /** Does the work later; by a timer unless told. */
  readonly later?: ((work: () => Promise<void>, seconds: number) => void) | undefined;
}

const byTimer = (work: () => Promise<void>, seconds: number): void =>
  void setTimeout(work, seconds * 1000).unref();

const LONGEST_PAUSE_SECONDS = 300;

/**
 * Does at the start what needs Slack. Slack may fail or be out of reach for a while: then this
 * resolves all the same, and tries again after 2, 4, 8 … 300 s, or when Slack says. A token that
 * Slack refuses rejects; when only a later try learns of it, that ends the process as a fault.
 */
export async function startWithSlack(
  work: () => Promise<void>,
  given: Given,
  tries = 1,
): Promise<void> {
  const { variable, log, later = byTimer } = given;
  try {
    await work();
  } catch (err) {
    if (isTokenRefused(err) || lacksScope(err))
      throw new Error(`Slack refuses ${variable}. Please copy it anew from the app's page.`, {
        cause: err,
      });
    const seconds = pauseSeconds(err, tries);
    log.warn({ err, seconds }, "the start could not be completed; trying again");
    later(() => startWithSlack(work, given, tries + 1), seconds);
  }
}

/** An app-level token without `connections:write`; `auth.test` needs no scope. */
const lacksScope = (error: unknown): boolean =>
  error instanceof webApi.WebAPIPlatformError && error.data.error === "missing_scope";

const pauseSeconds = (error: unknown, tries: number): number =>
  error instanceof webApi.WebAPIRateLimitedError
    ? error.retryAfter
    : Math.min(2 ** tries, LONGEST_PAUSE_SECONDS);
