import { and, asc, eq, isNull } from "drizzle-orm";
import { organisationId, personId } from "../../domain/ids.ts";
import type { WorkspaceProposal } from "../../domain/members/workspace-proposals.ts";
import { DateTime } from "../../domain/time.ts";
import type { Connection } from "../database.ts";
import { workspaceProposals, workspaces } from "../schema.ts";
import type { WorkspaceRef } from "./workspaces.ts";

/** False where one is open already. */
export const insertProposal = async (
  db: Connection,
  { organisation, proposedAt, decided: _, ...one }: WorkspaceProposal,
): Promise<boolean> => {
  const rows = await db
    .insert(workspaceProposals)
    .values({ ...one, organisationId: organisation, proposedAt: proposedAt.toJSDate() })
    .onConflictDoNothing()
    .returning({ id: workspaceProposals.id });
  return rows.length === 1;
};

export const findProposal = async (
  db: Connection,
  id: string,
): Promise<WorkspaceProposal | undefined> =>
  (await select(db).where(eq(workspaceProposals.id, id))).map(fromRow)[0];

/** Locked, after its workspace: of two officers who answer at once, one waits and finds it answered. */
export const lockProposal = async (
  db: Connection,
  id: string,
): Promise<WorkspaceProposal | undefined> =>
  (await select(db).where(eq(workspaceProposals.id, id)).for("update")).map(fromRow)[0];

export const openProposalOf = async (
  db: Connection,
  { platform, id }: WorkspaceRef,
): Promise<WorkspaceProposal | undefined> => {
  const of = and(eq(workspaceProposals.platform, platform), eq(workspaceProposals.workspace, id));
  return (await select(db).where(and(of, isNull(workspaceProposals.decision)))).map(fromRow)[0];
};

/** Of workspaces that nobody has bound otherwise meanwhile; who joined first comes first. */
export const proposalsToDecide = async (db: Connection): Promise<WorkspaceProposal[]> =>
  (
    await db
      .select({ proposal: workspaceProposals })
      .from(workspaceProposals)
      .innerJoin(
        workspaces,
        and(
          eq(workspaces.platform, workspaceProposals.platform),
          eq(workspaces.id, workspaceProposals.workspace),
        ),
      )
      .where(and(isNull(workspaceProposals.decision), isNull(workspaces.organisationId)))
      .orderBy(asc(workspaceProposals.proposedAt), asc(workspaceProposals.id))
  ).map(({ proposal }) => fromRow(proposal));

export const saveDecision = async (
  db: Connection,
  id: string,
  { decision, by, at }: NonNullable<WorkspaceProposal["decided"]>,
): Promise<void> => {
  await db
    .update(workspaceProposals)
    .set({ decision, decidedBy: by, decidedAt: at.toJSDate() })
    .where(eq(workspaceProposals.id, id));
};

const select = (db: Connection) => db.select().from(workspaceProposals).$dynamic();

const fromRow = ({
  decision,
  decidedBy: by,
  decidedAt: at,
  ...row
}: typeof workspaceProposals.$inferSelect): WorkspaceProposal => ({
  id: row.id,
  platform: row.platform,
  workspace: row.workspace,
  name: row.name,
  organisation: organisationId(row.organisationId),
  role: row.role,
  joinedBy: personId(row.joinedBy),
  isClosed: row.isClosed,
  proposedAt: DateTime.fromJSDate(row.proposedAt),
  decided:
    decision && by && at ? { decision, by: personId(by), at: DateTime.fromJSDate(at) } : null,
});
