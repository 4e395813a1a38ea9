import type { WorkspaceStanding } from "../../domain/members/workspace-proposals.ts";
import type { Platform } from "../../domain/platform.ts";
import { openProposalOf } from "../../store/people/workspace-proposals.ts";
import { boundOrganisation, type WorkspaceRef } from "../../store/people/workspaces.ts";
import type { Context } from "../context.ts";
import { makeRecentTokens } from "../recent-tokens.ts";

/**
 * Whether the bot may be used in a workspace or tenant of this platform, where officers approve each.
 * That it may is remembered as a token is, for five seconds; that it may not is asked anew by each
 * call, so that an approval counts at the next one in any process.
 */
export const makeWorkspaceStanding = (
  { database: db, systemNow }: Context,
  platform: Platform,
): ((workspace: string) => Promise<WorkspaceStanding>) => {
  const find = async (there: WorkspaceRef) => {
    const token = await boundOrganisation(db, there);
    return token && { token };
  };
  const approved = makeRecentTokens({ find, systemNow });
  return async (id) => {
    if ((await approved.find({ platform, id })) !== undefined) return "open";
    return (await openProposalOf(db, { platform, id })) ? "asked" : "unknown";
  };
};
