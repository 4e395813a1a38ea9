import { createHmac, timingSafeEqual } from "node:crypto";

/** Slack's own window is five minutes in the past; ours goes both ways, against system time. */
const LONGEST_AWAY_SECONDS = 5 * 60;

/** What a call says of itself in its headers; empty where it says nothing. */
export interface Claim {
  readonly timestamp: string;
  readonly signature: string;
}

/** Why a call isn't Slack's: it isn't signed, not lately, or not by Slack. */
export type Unsigned = "missing" | "old" | "wrong";

/** What can be told before the body is read; undefined when nothing speaks against it yet. */
export function whyNotSigned(
  { timestamp, signature }: Claim,
  systemMillis: number,
): Unsigned | undefined {
  if (timestamp === "" || signature === "") return "missing";
  if (!/^v0=[0-9a-f]{64}$/.test(signature) || !/^\d{1,11}$/.test(timestamp)) return "wrong";
  const away = Math.abs(systemMillis / 1000 - Number(timestamp));
  return away <= LONGEST_AWAY_SECONDS ? undefined : "old";
}

/** Whether Slack signed this body. https://docs.slack.dev/authentication/verifying-requests-from-slack */
export const isSigned = ({ timestamp, signature }: Claim, raw: Buffer, secret: string): boolean => {
  const expected = createHmac("sha256", secret).update(`v0:${timestamp}:`).update(raw).digest();
  return timingSafeEqual(Buffer.from(signature.slice("v0=".length), "hex"), expected);
};
