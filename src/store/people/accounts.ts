/** Chat accounts that can't be written to any more. */

import { and, eq, isNull } from "drizzle-orm";
import { type PersonId, personId } from "../../domain/ids.ts";
import type { Platform } from "../../domain/platform.ts";
import type { Connection } from "../database.ts";
import { accounts } from "../schema.ts";
import { type ReachableAccount, usedLastFirst } from "./people.ts";
import type { WorkspaceRef } from "./workspaces.ts";

/** Where a letter went. */
export interface Address {
  readonly platform: Platform;
  readonly workspace: string;
  readonly conversation: string;
}

/** Marks the account of this address; undefined when it is none, or was marked before. */
export const markAccountDead = async (
  db: Connection,
  { platform, workspace, conversation }: Address,
  at: Date,
): Promise<ReachableAccount | undefined> => {
  const [row] = await db
    .update(accounts)
    .set({ deadAt: at })
    .where(
      and(
        eq(accounts.platform, platform),
        eq(accounts.workspace, workspace),
        eq(accounts.userId, conversation),
        isNull(accounts.deadAt),
      ),
    )
    .returning();
  return row && accountFromRow(row);
};

/** Whose address this is, dead or alive. */
export const accountAt = async (
  db: Connection,
  { platform, workspace, conversation }: Address,
): Promise<ReachableAccount | undefined> => {
  const [row] = await db
    .select()
    .from(accounts)
    .where(
      and(
        eq(accounts.platform, platform),
        eq(accounts.workspace, workspace),
        eq(accounts.userId, conversation),
      ),
    );
  return row && accountFromRow(row);
};

/** Since when none of a person's accounts works; undefined while one does. */
export const deadSince = async (db: Connection, person: PersonId): Promise<Date | undefined> => {
  const rows = await db.select().from(accounts).where(eq(accounts.personId, person));
  const ends = rows.map(({ deadAt }) => deadAt);
  const [last] = ends.toSorted((one, other) => (other?.getTime() ?? 0) - (one?.getTime() ?? 0));
  return ends.includes(null) ? undefined : (last ?? undefined);
};

/** The account of a person that was used last, of those that work. */
export const livingAccount = async (
  db: Connection,
  person: PersonId,
): Promise<ReachableAccount | undefined> => {
  const [row] = await db
    .select()
    .from(accounts)
    .where(and(eq(accounts.personId, person), isNull(accounts.deadAt)))
    .orderBy(...usedLastFirst())
    .limit(1);
  return row && accountFromRow(row);
};

/** Of accounts of which only the organisation was known: this workspace of it writes to them. */
export const reachThrough = async (
  db: Connection,
  { platform, id }: WorkspaceRef,
  enterprise: string,
): Promise<void> => {
  await db
    .update(accounts)
    .set({ workspace: id })
    .where(and(eq(accounts.platform, platform), eq(accounts.workspace, enterprise)));
};

const accountFromRow = (row: typeof accounts.$inferSelect): ReachableAccount => ({
  platform: row.platform,
  tenant: row.tenant,
  alsoTenant: row.alsoTenant ?? undefined,
  user: row.userId,
  workspace: row.workspace,
  personId: personId(row.personId),
});
