import { randomBytes } from "node:crypto";

interface OAuthGrant {
  team: string;
  user: string;
  scope: string;
  redirectUri: string;
}

export interface OAuthCodes {
  issue(grant: OAuthGrant): string;
  /** Single use, ten minutes of system time. */
  redeem(code: unknown): OAuthGrant | undefined;
}

const CODE_MS = 10 * 60_000;

export function makeOAuthCodes(systemNow: () => Date): OAuthCodes {
  const issued = new Map<unknown, { grant: OAuthGrant; atMs: number }>();
  return {
    issue(grant) {
      const code = randomBytes(20).toString("hex");
      issued.set(code, { grant, atMs: systemNow().getTime() });
      return code;
    },
    redeem(code) {
      const found = issued.get(code);
      issued.delete(code);
      return found && systemNow().getTime() - found.atMs <= CODE_MS ? found.grant : undefined;
    },
  };
}
