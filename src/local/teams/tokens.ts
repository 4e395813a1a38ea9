import { randomBytes } from "node:crypto";

/** Seconds for which a token of the login service is good. */
export const TOKEN_SECONDS = 3600;

/** Those that the login service gave, for the connector. */
export interface Tokens {
  issue(): string;
  isGood(token: string): boolean;
}

export function makeTokens(systemNow: () => Date): Tokens {
  const goodUntilMs = new Map<string, number>();
  return {
    issue() {
      const token = randomBytes(32).toString("base64url");
      goodUntilMs.set(token, systemNow().getTime() + TOKEN_SECONDS * 1000);
      return token;
    },
    isGood: (token) => systemNow().getTime() < (goodUntilMs.get(token) ?? 0),
  };
}
