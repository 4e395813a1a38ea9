import type { WorkspaceStanding } from "../../domain/members/workspace-proposals.ts";
import type { Platform } from "../../domain/platform.ts";
import { openProposalOf } from "../../store/people/workspace-proposals.ts";
import { boundOrganisation } from "../../store/people/workspaces.ts";
import type { Context } from "../context.ts";
import { makeRecentAnswers } from "../recent-answers.ts";

/**
 * Whether the bot may be used in a workspace or tenant of this platform, where officers approve each.
 * That it may is remembered as a token is, for five seconds; that it may not is asked anew by each
 * call, so that an approval counts at the next one in any process.
 */
export const makeWorkspaceStanding = (
  { database: db, systemNow }: Context,
  platform: Platform,
): ((workspace: string) => Promise<WorkspaceStanding>) => {
  const organisations = makeRecentAnswers({
    find: (there) => boundOrganisation(db, there),
    systemNow,
  });
  return async (id) => {
    if ((await organisations.find({ platform, id })) !== undefined) return "open";
    return (await openProposalOf(db, { platform, id })) ? "asked" : "unknown";
  };
};
