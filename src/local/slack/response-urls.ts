import { randomBytes } from "node:crypto";

/** Uses and age of a response_url (docs/platform-limits.md). */
const USES = 5;
const AGE_MS = 30 * 60_000;

/** What a response_url stands for. */
export interface ResponseTarget {
  team: string;
  user: string;
  conversation: string;
  /** The message whose button was pressed; none for a command. */
  messageTs?: string;
}

type ResponseUse =
  | { ok: true; target: ResponseTarget }
  | { ok: false; error: "not_found" | "used_url" | "expired_url" };

export interface ResponseUrls {
  /** Returns the path's last part. */
  issue(target: ResponseTarget): string;
  use(id: string): ResponseUse;
}

export function makeResponseUrls(systemNow: () => Date): ResponseUrls {
  const issued = new Map<string, { target: ResponseTarget; atMs: number; uses: number }>();
  return {
    issue(target) {
      const id = randomBytes(18).toString("hex");
      issued.set(id, { target, atMs: systemNow().getTime(), uses: 0 });
      return id;
    },
    use(id) {
      const found = issued.get(id);
      if (!found) return { ok: false, error: "not_found" };
      if (systemNow().getTime() - found.atMs > AGE_MS) return { ok: false, error: "expired_url" };
      if (found.uses >= USES) return { ok: false, error: "used_url" };
      found.uses += 1;
      return { ok: true, target: found.target };
    },
  };
}
