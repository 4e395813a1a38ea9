import { webApi } from "@slack/bolt";
import { expect, test } from "vitest";
import { whenAllowed } from "../../../src/surfaces/slack/sending/when-allowed.ts";

const throttled = (retryAfter: number) => new webApi.WebAPIRateLimitedError(retryAfter);

/** Fails with each of these in turn, then goes. */
const saying = async (...failures: Error[]) => {
  const pauses: number[] = [];
  let said = 0;
  const say = async () => {
    const failure = failures.shift();
    if (failure) throw failure;
    said += 1;
  };
  const cause = await whenAllowed(say, async (seconds) => void pauses.push(seconds)).catch(
    (one: unknown) => one,
  );
  return { pauses, said, cause };
};

test("an answer waits as long as Slack asks, twice at the most", async () => {
  expect(await saying(throttled(1), throttled(5))).toEqual({ pauses: [1, 5], said: 1 });
  const never = await saying(throttled(1), throttled(1), throttled(2));
  expect(never).toMatchObject({ pauses: [1, 1], said: 0, cause: { retryAfter: 2 } });
});

test("a pause of more than five seconds isn't waited for, and other faults aren't tried again", async () => {
  const [long, other] = [await saying(throttled(6)), await saying(new Error("channel_not_found"))];
  expect(long).toMatchObject({ pauses: [], said: 0, cause: { retryAfter: 6 } });
  expect(other).toMatchObject({ pauses: [], said: 0, cause: { message: "channel_not_found" } });
});
