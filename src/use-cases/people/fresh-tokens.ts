/** Tokens that run out (Slack's token rotation): renewed in time, and by one process at once. */
import {
  isBeingRenewed,
  leaseRenewal,
  pauseRenewal,
  type RenewedTokens,
  runningOut,
  saveRenewal,
} from "../../store/people/renewals.ts";
import {
  findInstallation,
  type Installation,
  type WorkspaceRef,
} from "../../store/people/workspaces.ts";
import type { EncryptionKeys } from "../../store/secrets.ts";
import type { Context } from "../context.ts";

type Renewal =
  | ({ readonly kind: "renewed" } & RenewedTokens)
  /** For good: the app has to be installed anew. */
  | { readonly kind: "refused" }
  /** Out of reach, or the answer was lost. */
  | { readonly kind: "failed" };

/** Asks the platform for new tokens; the refresh token is good once. Takes less than the lease. */
export type RenewToken = (refreshToken: string, workspace: string) => Promise<Renewal>;

/** Slack's tokens are good for 12 hours, and so are those that it gave before: time for many tries. */
const AHEAD_HOURS = 2;
const LEASE_SECONDS = 20;
/** Slack revokes a refresh token only a while after its use: what was lost is asked for again in time. */
const AFTER_FAILURE_SECONDS = 30;
const AFTER_REFUSAL_SECONDS = 600;
const MOST_AT_ONCE = 10;
/** For another process to renew what has run out; a person waits for it. */
const LOOKS = 6;
const BETWEEN_LOOKS_MS = 250;

interface Deps {
  readonly context: Pick<Context, "database" | "newId" | "systemNow">;
  readonly keys: EncryptionKeys;
  readonly renewToken: RenewToken | undefined;
  readonly pause?: (ms: number) => Promise<void>;
}

export const makeFreshTokens = ({ context, keys, renewToken, pause = pausing }: Deps) => {
  const { database: db, newId, systemNow } = context;
  /** By workspace. */
  const renewing = new Map<string, Promise<void>>();
  /** By the refresh token that they were got with: it can't be used again. */
  const unsaved = new Map<string, RenewedTokens>();

  const renewNow = async (workspace: WorkspaceRef, ask: RenewToken): Promise<void> => {
    const [lease, now] = [newId(), systemNow()];
    const until = now.plus({ seconds: LEASE_SECONDS });
    const used = await leaseRenewal(db, keys, workspace, { lease, now, until });
    if (used === undefined) return;
    const held = { ...workspace, lease };
    const kept = unsaved.get(used);
    const renewal = kept ? { kind: "renewed" as const, ...kept } : await ask(used, workspace.id);
    if (renewal.kind !== "renewed") {
      const seconds = renewal.kind === "refused" ? AFTER_REFUSAL_SECONDS : AFTER_FAILURE_SECONDS;
      return pauseRenewal(db, held, systemNow().plus({ seconds }));
    }
    unsaved.set(used, renewal);
    await saveRenewal(db, keys, held, renewal);
    unsaved.delete(used);
  };

  const renew = (workspace: WorkspaceRef, ask: RenewToken): Promise<void> => {
    const key = `${workspace.platform}:${workspace.id}`;
    const begun =
      renewing.get(key) ?? renewNow(workspace, ask).finally(() => void renewing.delete(key));
    renewing.set(key, begun);
    return begun;
  };

  const find = (workspace: WorkspaceRef) => findInstallation(db, keys, workspace);
  const hasRunOut = ({ expiresAt }: Installation): boolean =>
    expiresAt !== undefined && expiresAt <= systemNow();

  return {
    /** With a token that is good, unless the platform can't be asked or gives no new one. */
    find: async (workspace: WorkspaceRef): Promise<Installation | undefined> => {
      const found = await find(workspace);
      if (!found || !renewToken || !hasRunOut(found)) return found;
      await renew(found, renewToken);
      for (let look = 0; look < LOOKS; look += 1) {
        if (!(await isBeingRenewed(db, found, systemNow()))) break;
        await pause(BETWEEN_LOOKS_MS);
      }
      return find(workspace);
    },
    /** Those that run out soon, a few at once. Rejects when one couldn't be read or kept. */
    renewDue: async (): Promise<void> => {
      if (!renewToken) return;
      const now = systemNow();
      const by = now.plus({ hours: AHEAD_HOURS });
      const due = await runningOut(db, { by, now, most: MOST_AT_ONCE });
      const ended = await Promise.allSettled(due.map((workspace) => renew(workspace, renewToken)));
      for (const one of ended) if (one.status === "rejected") throw one.reason;
    },
  };
};

const pausing = (ms: number): Promise<void> => new Promise((over) => setTimeout(over, ms));
