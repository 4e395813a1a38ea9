/** Homes that were ever opened, and what was drawn in them. */
import { and, eq, sql } from "drizzle-orm";
import type { DateTime } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import type { Account } from "../people/people.ts";
import type { WorkspaceRef } from "../people/workspaces.ts";
import { homes } from "../schema.ts";

/** A person's home, in the workspace whose app shows it. */
export interface HomeRef extends Account {
  readonly workspace: string;
}

/** A home that is opened for the first time, or now by an organisation too, is to be drawn; a known one stays as it is. */
export const keepHome = async (db: Connection, home: HomeRef, at: DateTime): Promise<void> => {
  const { platform, workspace, tenant, alsoTenant, user } = home;
  await db
    .insert(homes)
    .values({
      platform,
      workspace,
      tenant,
      alsoTenant,
      userId: user,
      stale: true,
      availableAt: at.toJSDate(),
    })
    .onConflictDoUpdate({
      target: [homes.platform, homes.workspace, homes.tenant, homes.userId],
      set: { alsoTenant: sql`excluded.also_tenant`, stale: true },
      setWhere: sql`excluded.also_tenant is not null and ${homes.alsoTenant} is distinct from excluded.also_tenant`,
    });
};

/** The app was installed (anew): what the platform still shows there isn't known. */
export const redrawHomesIn = async (db: Connection, workspace: WorkspaceRef): Promise<void> => {
  await db
    .update(homes)
    .set({ stale: true, digest: null, hash: null })
    .where(inWorkspace(workspace));
};

/** The app was removed: who opens the home after all is new here. */
export const forgetHomesIn = async (db: Connection, workspace: WorkspaceRef): Promise<void> => {
  await db.delete(homes).where(inWorkspace(workspace));
};

/** Its person has no use for it any more where the app was removed for them. */
export const forgetHomeOf = async (db: Connection, home: HomeRef): Promise<void> => {
  await db.delete(homes).where(isHomeOf(home));
};

/**
 * Of a platform whose home is a message: it was posted just now, and is kept up to date from now on.
 * Gives the mark of the one before, which whoever draws that one can't bring back.
 */
export const keepPostedHome = async (
  tx: Connection,
  home: HomeRef,
  posted: { readonly hash: string; readonly digest: string },
  at: DateTime,
): Promise<string | undefined> => {
  const { platform, workspace, tenant, user } = home;
  const availableAt = at.toJSDate();
  const row = { platform, workspace, tenant, userId: user, stale: true, availableAt };
  // There first, so that of two at once each is told of the other.
  await tx.insert(homes).values(row).onConflictDoNothing();
  const [before] = await tx.select().from(homes).where(isHomeOf(home)).for("update");
  const drawnByNobody = { leasedBy: null, leasedUntil: null, attempts: 0 };
  await tx
    .update(homes)
    .set({ ...posted, stale: true, availableAt, ...drawnByNobody })
    .where(isHomeOf(home));
  return before?.hash ?? undefined;
};

export interface ClaimedHome extends HomeRef {
  readonly lease: string;
  readonly digest: string | null;
  readonly hash: string | null;
  /** This one counted. */
  readonly attempts: number;
}

export interface Drawn {
  readonly digest: string;
  readonly hash: string | null;
  /** Programme time. */
  readonly drawnAt: DateTime;
  readonly validUntil: DateTime | undefined;
}

/** It was marked again meanwhile? Then it stays stale. */
export const settleHome = async (db: Connection, home: ClaimedHome, drawn: Drawn): Promise<void> =>
  end(db, home, {
    digest: drawn.digest,
    hash: drawn.hash,
    drawnAt: drawn.drawnAt.toJSDate(),
    validUntil: drawn.validUntil?.toJSDate() ?? null,
    attempts: 0,
  });

/**
 * To be tried again, whatever is thought to stand there; `forgetHash`: the platform shows something
 * that we don't know.
 */
export const releaseHome = async (
  db: Connection,
  home: ClaimedHome,
  { availableAt, forgetHash }: { readonly availableAt: DateTime; readonly forgetHash: boolean },
): Promise<void> =>
  end(db, home, {
    stale: true,
    availableAt: availableAt.toJSDate(),
    digest: null,
    ...(forgetHash ? { hash: null } : {}),
  });

const end = async (
  db: Connection,
  home: ClaimedHome,
  values: Partial<typeof homes.$inferInsert>,
): Promise<void> => {
  await db
    .update(homes)
    .set({ ...values, leasedBy: null, leasedUntil: null })
    .where(held(home));
};

/** Never drawn again unless its person opens it. */
export const forgetHome = async (db: Connection, home: ClaimedHome): Promise<void> => {
  await db.delete(homes).where(held(home));
};

/** The platform asks the whole workspace to wait. */
export const holdHomesIn = async (
  db: Connection,
  workspace: WorkspaceRef,
  until: DateTime,
): Promise<void> => {
  const at = sql`${until.toJSDate().toISOString()}::timestamptz`;
  const later = sql`greatest(${homes.availableAt}, ${at})`;
  await db.update(homes).set({ availableAt: later }).where(inWorkspace(workspace));
};

const inWorkspace = ({ platform, id }: WorkspaceRef) =>
  and(eq(homes.platform, platform), eq(homes.workspace, id));

const isHomeOf = ({ platform, workspace, tenant, user }: HomeRef) =>
  and(inWorkspace({ platform, id: workspace }), eq(homes.tenant, tenant), eq(homes.userId, user));

/** Only as long as the lease is still ours: who comes late changes nothing. */
const held = (home: ClaimedHome) => and(isHomeOf(home), eq(homes.leasedBy, home.lease));
