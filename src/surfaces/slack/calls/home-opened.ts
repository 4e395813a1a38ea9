import type { Context, types } from "@slack/bolt";
import type { HomeOpened } from "../../command.ts";
import { accountTenants, appWorkspaceOf } from "./callers.ts";

/**
 * Slack tells of each look, and of the Messages tab by the same event; whether there is something to
 * draw, the product knows.
 */
export async function homeOpened(
  { tab, user }: types.AppHomeOpenedEvent,
  context: Context,
  tell: (home: HomeOpened) => Promise<void>,
): Promise<void> {
  if (tab !== "home") return;
  const account = accountTenants(context.teamId, context.enterpriseId);
  await tell({ platform: "slack", ...account, user, workspace: appWorkspaceOf(context) });
}
