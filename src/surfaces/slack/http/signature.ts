import { createHmac, timingSafeEqual } from "node:crypto";

/** Slack's own window is five minutes in the past; ours goes both ways, against system time. */
const LONGEST_AWAY_SECONDS = 5 * 60;

export interface Signed {
  readonly timestamp: string;
  readonly signature: string;
  readonly raw: Buffer;
}

/** Whether Slack signed this body, and lately. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const isSigned = (signed: Signed, signingSecret: string, systemMillis: number): boolean =>
  isTimely(signed.timestamp, systemMillis) && isSame(signed.signature, sign(signed, signingSecret));

const isTimely = (timestamp: string, systemMillis: number): boolean =>
  /^\d{1,11}$/.test(timestamp) &&
  Math.abs(systemMillis / 1000 - Number(timestamp)) <= LONGEST_AWAY_SECONDS;

const sign = ({ timestamp, raw }: Signed, signingSecret: string): string =>
  `v0=${createHmac("sha256", signingSecret).update(`v0:${timestamp}:`).update(raw).digest("hex")}`;

const isSame = (given: string, expected: string): boolean => {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
};
