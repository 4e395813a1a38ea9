import { createHash } from "node:crypto";

/** The app, and the tenant where it is registered. */
export const APP_ID = "bc000000-0000-4000-8000-00000000b07a";
export const BOT_TENANT = "bc000000-0000-4000-8000-0000000000aa";
export const BOT_ID = `28:${APP_ID}`;

/** What the bot knows somebody by: "29:…". */
export const memberIdOf = (tenant: string, user: string): string =>
  `29:1${opaque("member", tenant, user)}`;

/** Somebody's personal chat with the bot: "a:…". */
export const chatIdOf = (tenant: string, user: string): string =>
  `a:1${opaque("chat", tenant, user)}`;

const opaque = (...parts: string[]): string =>
  createHash("sha256").update(parts.join("/")).digest("base64url");

/** Activities' ids: milliseconds of system time, each later than the one before. */
export function makeActivityIds(systemNow: () => Date, newest = "0"): () => string {
  let last = Number(newest);
  return () => {
    last = Math.max(last + 1, systemNow().getTime());
    return String(last);
  };
}
