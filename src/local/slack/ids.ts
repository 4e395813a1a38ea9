import { randomBytes } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** An id as Slack writes them: a letter for the kind, then ten capitals and digits ("V0AF71PAUQK"). */
export const newSlackId = (kind: string): string => `${kind}0${letters(9)}`;

/** What Slack gives to a block or element without an id: five characters. */
export const newBlockId = (): string => randomBytes(4).toString("base64url").slice(0, 5);

/** "1769220166.YVocmHYs": seconds, and eight random characters. */
export const newHash = (systemMs: number): string =>
  `${Math.floor(systemMs / 1000)}.${randomBytes(6).toString("base64url")}`;

const letters = (count: number): string =>
  [...randomBytes(count)].map((byte) => LETTERS[byte % LETTERS.length]).join("");

/** Message and action times: "seconds.microseconds" of system time, each later than the one before. */
export function makeTimestamps(systemNow: () => Date, newest = "0"): () => string {
  let last = Math.round(Number(newest) * 1_000_000);
  return () => {
    last = Math.max(last + 1, systemNow().getTime() * 1000);
    return `${Math.floor(last / 1_000_000)}.${String(last % 1_000_000).padStart(6, "0")}`;
  };
}
