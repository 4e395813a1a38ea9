import type { Context, types } from "@slack/bolt";
import type { HomeOpened } from "../../command.ts";
import { accountTenants } from "./callers.ts";

/**
 * Slack tells of each look, and of the Messages tab by the same event; whether there is something to
 * draw, the product knows.
 */
export async function homeOpened(
  { tab, user }: types.AppHomeOpenedEvent,
  { teamId, enterpriseId }: Context,
  tell: (home: HomeOpened) => Promise<void>,
): Promise<void> {
  if (tab !== "home") return;
  const account = accountTenants(teamId, enterpriseId);
  await tell({ platform: "slack", ...account, user, workspace: account.tenant });
}
