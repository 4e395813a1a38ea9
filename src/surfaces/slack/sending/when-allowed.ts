import { webApi } from "@slack/bolt";

const MOST_TRIES = 3;

/** Slack asks for a second; whoever wrote isn't kept waiting for much more. */
const LONGEST_PAUSE_SECONDS = 5;

const pausing = (seconds: number): Promise<void> =>
  new Promise((over) => setTimeout(over, seconds * 1000));

/** Slack takes one message a second in a conversation, and people write faster than that. */
export async function whenAllowed(
  say: () => Promise<void>,
  pause = pausing,
  tries = MOST_TRIES,
): Promise<void> {
  try {
    await say();
  } catch (cause) {
    if (!(cause instanceof webApi.WebAPIRateLimitedError) || tries === 1) throw cause;
    if (cause.retryAfter > LONGEST_PAUSE_SECONDS) throw cause;
    await pause(cause.retryAfter);
    await whenAllowed(say, pause, tries - 1);
  }
}
