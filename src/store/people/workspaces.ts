import { and, asc, desc, eq, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import { type OrganisationId, organisationId } from "../../domain/ids.ts";
import type { Platform } from "../../domain/platform.ts";
import { DateTime } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { workspaces } from "../schema.ts";
import { type EncryptionKeys, seal, unseal } from "../secrets.ts";

export interface WorkspaceRef {
  readonly platform: Platform;
  readonly id: string;
}

export interface Installation extends WorkspaceRef {
  readonly name: string;
  readonly token: string;
  /** Slack's token rotation: what the next token is got with, once, and when this one runs out. */
  readonly refreshToken?: string | undefined;
  readonly expiresAt?: DateTime | undefined;
  readonly botUserId: string;
  readonly botId: string | null;
  /** Slack: the Grid organisation that the workspace belongs to. */
  readonly enterpriseId?: string | undefined;
}

/** Installs, or renews the token of one that was installed before; a binding stays. */
export const saveInstallation = async (
  db: Connection,
  keys: EncryptionKeys,
  { platform, id, name, botUserId, botId, enterpriseId, ...tokens }: Installation,
  at: Date,
): Promise<void> => {
  const values = {
    name,
    enterpriseId: enterpriseId ?? null,
    ...sealedTokens(keys, { platform, id }, tokens),
    ...NOT_BEING_RENEWED,
    botUserId,
    botId,
    installedAt: at,
    removedAt: null,
  };
  await db
    .insert(workspaces)
    .values({ platform, id, ...values })
    .onConflictDoUpdate({ target: [workspaces.platform, workspaces.id], set: values });
};

export const saveBinding = async (
  db: Connection,
  workspace: WorkspaceRef,
  organisation: OrganisationId,
): Promise<boolean> => {
  const bound = await db
    .update(workspaces)
    .set({ organisationId: organisation })
    .where(one(workspace))
    .returning({ id: workspaces.id });
  return bound.length === 1;
};

/** Whoever asked for new tokens of what was there before keeps them to itself. */
const NOT_BEING_RENEWED = { renewalLeasedBy: null, renewalLeasedUntil: null };

type Tokens = Pick<Installation, "token" | "refreshToken" | "expiresAt">;

export const sealedTokens = (
  keys: EncryptionKeys,
  workspace: WorkspaceRef,
  { token, refreshToken, expiresAt }: Tokens,
) => ({
  sealedToken: seal(keys, token, belonging(workspace)),
  sealedRefreshToken:
    refreshToken === undefined ? null : seal(keys, refreshToken, refreshBelonging(workspace)),
  tokenExpiresAt: expiresAt?.toJSDate() ?? null,
});

export const openRefreshToken = (
  keys: EncryptionKeys,
  workspace: WorkspaceRef,
  sealed: string,
): string => unseal(keys, sealed, refreshBelonging(workspace));

/**
 * The app was removed or its tokens revoked: they are forgotten, unless it was installed anew since.
 * False when nothing changed.
 */
export const removeInstallation = async (
  db: Connection,
  workspace: WorkspaceRef,
  at: Date,
): Promise<boolean> => {
  const tokens = { sealedToken: null, sealedRefreshToken: null, tokenExpiresAt: null };
  const isThere = and(isNull(workspaces.removedAt), lte(workspaces.installedAt, at));
  const removed = await db
    .update(workspaces)
    .set({ removedAt: at, ...tokens, ...NOT_BEING_RENEWED })
    .where(and(one(workspace), isThere))
    .returning({ id: workspaces.id });
  return removed.length > 0;
};

/** A workspace that has the app by the installation of its Grid organisation; that is all we know of it. */
export const saveReached = async (
  db: Connection,
  { platform, id }: WorkspaceRef,
  enterpriseId: string,
  at: Date,
): Promise<void> => {
  await db
    .insert(workspaces)
    .values({ platform, id, name: id, enterpriseId, installedAt: at })
    .onConflictDoUpdate({
      target: [workspaces.platform, workspaces.id],
      set: { enterpriseId, removedAt: null },
      setWhere: isNull(workspaces.sealedToken),
    });
};

/** Its own, or that of its Grid organisation; undefined when the app isn't installed (any more). */
export const findInstallation = async (
  db: Connection,
  keys: EncryptionKeys,
  workspace: WorkspaceRef,
): Promise<Installation | undefined> => {
  const { platform, id, enterpriseId, sealedToken, removedAt } = workspaces;
  const organisation = db.select({ id: enterpriseId }).from(workspaces).where(one(workspace));
  const [row] = await db
    .select()
    .from(workspaces)
    .where(
      and(
        eq(platform, workspace.platform),
        or(eq(id, workspace.id), inArray(id, organisation)),
        isNull(removedAt),
        isNotNull(sealedToken),
      ),
    )
    .orderBy(desc(eq(id, workspace.id)))
    .limit(1);
  if (!row?.sealedToken || !row.botUserId) return undefined;
  const installed = { platform: row.platform, id: row.id };
  return {
    ...installed,
    name: row.name,
    token: unseal(keys, row.sealedToken, belonging(installed)),
    ...(row.tokenExpiresAt ? { expiresAt: DateTime.fromJSDate(row.tokenExpiresAt) } : {}),
    botUserId: row.botUserId,
    botId: row.botId,
  };
};

/** The organisation whose content a channel there may receive. */
export const boundOrganisation = async (
  db: Connection,
  workspace: WorkspaceRef,
): Promise<OrganisationId | undefined> => {
  const [row] = await db.select().from(workspaces).where(one(workspace));
  return row?.organisationId ? organisationId(row.organisationId) : undefined;
};

/** What it is called and bound to; locked, so that of two who decide whose it is one waits. */
export const lockWorkspace = async (db: Connection, workspace: WorkspaceRef) => {
  const [row] = await db.select().from(workspaces).where(one(workspace)).for("update");
  if (!row) return undefined;
  const { name, enterpriseId, organisationId: bound } = row;
  return { name, enterpriseId, organisation: bound === null ? undefined : organisationId(bound) };
};

/** A tenant has no installation and no token: it is known from when it is first bound or proposed. */
export const knowTenant = async (
  db: Connection,
  { platform, id }: WorkspaceRef,
  at: Date,
): Promise<void> => {
  await db
    .insert(workspaces)
    .values({ platform, id, name: id, installedAt: at })
    .onConflictDoNothing();
};

/** With the app: this workspace, or those of this Grid organisation, the first one in front. */
export const workspacesOf = async (
  db: Connection,
  { platform, id }: WorkspaceRef,
): Promise<(WorkspaceRef & { readonly isBound: boolean })[]> => {
  const rows = await db
    .select({ id: workspaces.id, organisation: workspaces.organisationId })
    .from(workspaces)
    .where(
      and(
        eq(workspaces.platform, platform),
        or(eq(workspaces.id, id), eq(workspaces.enterpriseId, id)),
        isNull(workspaces.removedAt),
      ),
    )
    .orderBy(asc(workspaces.installedAt), asc(workspaces.id));
  return rows.map((row) => ({ platform, id: row.id, isBound: row.organisation !== null }));
};

export const enterpriseOf = async (
  db: Connection,
  workspace: WorkspaceRef,
): Promise<string | undefined> => {
  const [row] = await db.select().from(workspaces).where(one(workspace));
  return row?.enterpriseId ?? undefined;
};

const one = ({ platform, id }: WorkspaceRef) =>
  and(eq(workspaces.platform, platform), eq(workspaces.id, id));

export const belonging = ({ platform, id }: WorkspaceRef): string => `${platform}:${id}`;

/** Apart from the token's: neither opens in the place of the other. */
export const refreshBelonging = (workspace: WorkspaceRef): string =>
  `${belonging(workspace)}/refresh`;
