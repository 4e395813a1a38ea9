/** Every secret that is stored, sealed; each can be sealed anew by itself while others read it. */
import { and, asc, eq } from "drizzle-orm";
import type { Connection } from "../database.ts";
import { workspaces } from "../schema.ts";
import { type EncryptionKeys, seal, unseal } from "../secrets.ts";
import { belonging, refreshBelonging, type WorkspaceRef } from "./workspaces.ts";

export interface SealedSecret {
  readonly workspace: WorkspaceRef;
  readonly column: keyof typeof COLUMNS;
  readonly sealed: string;
}

const COLUMNS = {
  sealedToken: { column: workspaces.sealedToken, belongsTo: belonging },
  sealedRefreshToken: { column: workspaces.sealedRefreshToken, belongsTo: refreshBelonging },
} as const;

export const sealedSecrets = async (db: Connection): Promise<SealedSecret[]> => {
  const { platform, id, sealedToken, sealedRefreshToken } = workspaces;
  const rows = await db
    .select({ platform, id, sealedToken, sealedRefreshToken })
    .from(workspaces)
    .orderBy(asc(platform), asc(id));
  return rows.flatMap((row) => {
    const workspace = { platform: row.platform, id: row.id };
    return (["sealedToken", "sealedRefreshToken"] as const).flatMap((column) => {
      const sealed = row[column];
      return sealed === null ? [] : [{ workspace, column, sealed }];
    });
  });
};

/** The same secret under the first key. Throws when none of the keys opens it. */
export const sealedAnew = (
  keys: EncryptionKeys,
  { workspace, column, sealed }: SealedSecret,
): string => {
  const belongsTo = COLUMNS[column].belongsTo(workspace);
  return seal(keys, unseal(keys, sealed, belongsTo), belongsTo);
};

/** False when another one has taken its place meanwhile: that one stays. */
export const putSealed = async (
  db: Connection,
  { workspace, column, sealed: before }: SealedSecret,
  sealed: string,
): Promise<boolean> => {
  const { platform, id } = workspaces;
  const put = await db
    .update(workspaces)
    .set({ [column]: sealed })
    .where(
      and(
        eq(platform, workspace.platform),
        eq(id, workspace.id),
        eq(COLUMNS[column].column, before),
      ),
    )
    .returning({ id });
  return put.length > 0;
};
