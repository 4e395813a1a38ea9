/** Tokens that run out, and who renews them: a lease, so that no connection waits for the platform. */
import { and, asc, eq, gt, isNotNull, isNull, lte, or } from "drizzle-orm";
import type { DateTime } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { workspaces } from "../schema.ts";
import type { EncryptionKeys } from "../secrets.ts";
import { openRefreshToken, sealedTokens, type WorkspaceRef } from "./workspaces.ts";

/** Installed, with tokens that run out by then, and that nobody is renewing. */
export const runningOut = async (
  db: Connection,
  { by, now, most }: { readonly by: DateTime; readonly now: DateTime; readonly most: number },
): Promise<WorkspaceRef[]> => {
  const { platform, id } = workspaces;
  return db
    .select({ platform, id })
    .from(workspaces)
    .where(
      and(isRenewable, lte(workspaces.tokenExpiresAt, by.toJSDate()), isUnleasedAt(now.toJSDate())),
    )
    .orderBy(asc(workspaces.tokenExpiresAt), asc(id))
    .limit(most);
};

export interface RenewalLease {
  readonly lease: string;
  readonly now: DateTime;
  readonly until: DateTime;
}

/** The refresh token for who renews it now; undefined while another does, or where there is none. */
export const leaseRenewal = async (
  db: Connection,
  keys: EncryptionKeys,
  workspace: WorkspaceRef,
  { lease, now, until }: RenewalLease,
): Promise<string | undefined> => {
  const [row] = await db
    .update(workspaces)
    .set({ renewalLeasedBy: lease, renewalLeasedUntil: until.toJSDate() })
    .where(and(one(workspace), isRenewable, isUnleasedAt(now.toJSDate())))
    .returning({ sealed: workspaces.sealedRefreshToken });
  return row?.sealed ? openRefreshToken(keys, workspace, row.sealed) : undefined;
};

export interface RenewedTokens {
  readonly token: string;
  readonly refreshToken: string;
  readonly expiresAt: DateTime;
}

/** Unless it was installed anew or removed meanwhile. */
export const saveRenewal = async (
  db: Connection,
  keys: EncryptionKeys,
  workspace: WorkspaceRef & { readonly lease: string },
  renewed: RenewedTokens,
): Promise<void> => {
  await db
    .update(workspaces)
    .set({
      ...sealedTokens(keys, workspace, renewed),
      renewalLeasedBy: null,
      renewalLeasedUntil: null,
    })
    .where(held(workspace));
};

/** It couldn't be renewed: nobody tries again before that. */
export const pauseRenewal = async (
  db: Connection,
  workspace: WorkspaceRef & { readonly lease: string },
  until: DateTime,
): Promise<void> => {
  await db
    .update(workspaces)
    .set({ renewalLeasedBy: null, renewalLeasedUntil: until.toJSDate() })
    .where(held(workspace));
};

export const isBeingRenewed = async (
  db: Connection,
  workspace: WorkspaceRef,
  now: DateTime,
): Promise<boolean> => {
  const isHeld = and(
    isNotNull(workspaces.renewalLeasedBy),
    gt(workspaces.renewalLeasedUntil, now.toJSDate()),
  );
  const found = await db
    .select({ id: workspaces.id })
    .from(workspaces)
    .where(and(one(workspace), isHeld));
  return found.length > 0;
};

const one = ({ platform, id }: WorkspaceRef) =>
  and(eq(workspaces.platform, platform), eq(workspaces.id, id));

const held = ({ lease, ...workspace }: WorkspaceRef & { readonly lease: string }) =>
  and(one(workspace), eq(workspaces.renewalLeasedBy, lease));

const isRenewable = and(isNotNull(workspaces.sealedRefreshToken), isNull(workspaces.removedAt));

const isUnleasedAt = (now: Date) =>
  or(isNull(workspaces.renewalLeasedUntil), lte(workspaces.renewalLeasedUntil, now));
