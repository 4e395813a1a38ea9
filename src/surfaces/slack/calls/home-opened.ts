import type { Context, types } from "@slack/bolt";
import type { HomeOpened } from "../../command.ts";

/**
 * Slack tells of each look, and of the Messages tab by the same event; whether there is something to
 * draw, the product knows.
 */
export async function homeOpened(
  { tab, user }: types.AppHomeOpenedEvent,
  { teamId, enterpriseId }: Context,
  tell: (home: HomeOpened) => Promise<void>,
): Promise<void> {
  const workspace = teamId ?? enterpriseId ?? "";
  if (tab !== "home") return;
  await tell({ platform: "slack", tenant: enterpriseId ?? workspace, user, workspace });
}
