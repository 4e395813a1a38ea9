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

/** To be tried again; `forgetHash`: the platform shows something that we don't know. */
export const releaseHome = async (
  db: Connection,
  home: ClaimedHome,
  { availableAt, forgetHash }: { readonly availableAt: DateTime; readonly forgetHash: boolean },
): Promise<void> =>
  end(db, home, {
    stale: true,
    availableAt: availableAt.toJSDate(),
    ...(forgetHash ? { hash: null, digest: null } : {}),
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

/** Only as long as the lease is still ours: who comes late changes nothing. */
const held = ({ platform, workspace, tenant, user, lease }: ClaimedHome) =>
  and(
    inWorkspace({ platform, id: workspace }),
    eq(homes.tenant, tenant),
    eq(homes.userId, user),
    eq(homes.leasedBy, lease),
  );
