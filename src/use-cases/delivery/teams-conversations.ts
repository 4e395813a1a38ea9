/** Where people and channels in Teams can be written to: what calls tell, and what has ended. */
import type { DateTime } from "../../domain/time.ts";
import { inTransaction } from "../../store/database.ts";
import { forgetHomeOf } from "../../store/home/homes.ts";
import { accountAt } from "../../store/people/accounts.ts";
import {
  findTeamsAddress,
  forgetTeamsConversations,
  keepTeamsConversation,
  type TeamsAddress,
  type TeamsConversation,
} from "../../store/people/teams-conversations.ts";
import type { Context } from "../context.ts";
import type { makeWorkspaceStanding } from "../people/workspace-standing.ts";
import { channelIsGone } from "./unreachable.ts";

interface Gone {
  readonly tenant: string;
  readonly receiver: string;
  /** Of a team's channels all are gone. */
  readonly team?: string | undefined;
  /** Programme time. */
  readonly at: DateTime;
}

/** `standingOf` where officers approve each tenant: of others only who joined is kept, to be told of it. */
export const makeTeamsConversations = (
  context: Context,
  standingOf?: ReturnType<typeof makeWorkspaceStanding>,
) => {
  const { database: db, systemNow } = context;
  const mayKeep = async ({ tenant, receiver }: TeamsConversation): Promise<boolean> => {
    if (!standingOf || (await standingOf(tenant)) === "open") return true;
    const there = { platform: "teams", workspace: tenant, conversation: receiver } as const;
    return (await accountAt(db, there)) !== undefined;
  };
  return {
    remember: async (seen: readonly TeamsConversation[]): Promise<void> => {
      for (const one of seen)
        if (await mayKeep(one)) await keepTeamsConversation(db, one, systemNow().toJSDate());
    },

    find: (tenant: string, receiver: string): Promise<TeamsAddress | undefined> =>
      findTeamsAddress(db, tenant, receiver),

    /** It was refused for good; who is told of it, `receiverIsGone` knows. */
    forget: async (tenant: string, receiver: string): Promise<void> => {
      await forgetTeamsConversations(db, tenant, { receiver });
    },

    /** The app was removed there, or the channel itself: its subscription ends, its organisation is told. */
    removed: ({ tenant, receiver, team, at }: Gone): Promise<void> =>
      inTransaction(db, async (tx) => {
        const known = await forgetTeamsConversations(tx, tenant, { receiver, team });
        const where = { platform: "teams", workspace: tenant } as const;
        await forgetHomeOf(tx, { ...where, tenant, user: receiver });
        for (const conversation of new Set([receiver, ...known]))
          await channelIsGone(context, tx, { ...where, conversation }, at);
      }),
  };
};
