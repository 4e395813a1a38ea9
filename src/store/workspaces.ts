import { and, eq, isNull } from "drizzle-orm";
import { type OrganisationId, organisationId } from "../domain/ids.ts";
import type { Connection } from "./database.ts";
import { workspaces } from "./schema.ts";
import { type EncryptionKeys, seal, unseal } from "./secrets.ts";

export interface WorkspaceRef {
  readonly platform: "slack" | "teams";
  readonly id: string;
}

export interface Installation extends WorkspaceRef {
  readonly name: string;
  readonly token: string;
  readonly botUserId: string;
  readonly botId: string | null;
}

/** Installs, or renews the token of one that was installed before; a binding stays. */
export const saveInstallation = async (
  db: Connection,
  keys: EncryptionKeys,
  { platform, id, name, token, botUserId, botId }: Installation,
  at: Date,
): Promise<void> => {
  const values = {
    name,
    sealedToken: seal(keys, token, belonging({ platform, id })),
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

export const bindWorkspace = async (
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

/** The app was removed or its tokens revoked: the token is forgotten. */
export const removeInstallation = async (
  db: Connection,
  workspace: WorkspaceRef,
  at: Date,
): Promise<void> => {
  await db.update(workspaces).set({ removedAt: at, sealedToken: null }).where(one(workspace));
};

/** Undefined when the app isn't installed there (any more). */
export const findInstallation = async (
  db: Connection,
  keys: EncryptionKeys,
  workspace: WorkspaceRef,
): Promise<Installation | undefined> => {
  const [row] = await db
    .select()
    .from(workspaces)
    .where(and(one(workspace), isNull(workspaces.removedAt)));
  if (!row?.sealedToken || !row.botUserId) return undefined;
  const token = unseal(keys, row.sealedToken, belonging(workspace));
  return { ...workspace, name: row.name, token, botUserId: row.botUserId, botId: row.botId };
};

/** The organisation whose content a channel there may receive. */
export const boundOrganisation = async (
  db: Connection,
  workspace: WorkspaceRef,
): Promise<OrganisationId | undefined> => {
  const [row] = await db.select().from(workspaces).where(one(workspace));
  return row?.organisationId ? organisationId(row.organisationId) : undefined;
};

const one = ({ platform, id }: WorkspaceRef) =>
  and(eq(workspaces.platform, platform), eq(workspaces.id, id));

const belonging = ({ platform, id }: WorkspaceRef): string => `${platform}:${id}`;
