import { SECRETARIAT } from "../../domain/ids.ts";
import { isInstalled, type Platform } from "../../domain/platform.ts";
import type { Context } from "../context.ts";
import { giveRoleOnce } from "./people.ts";
import type { Workspaces } from "./workspaces.ts";

interface Admin {
  readonly platform: Platform;
  readonly tenant: string;
  readonly user: string;
}

/**
 * BCN_ADMIN is the first administrator; safe at every start, and once for each account that it has
 * named: a role that was taken away doesn't come back by a restart. An administrator belongs to the
 * Secretariat, so their tenant or workspace, or the first one of their Grid organisation that has the
 * app, is taken for the Secretariat's until one is linked otherwise.
 */
export const welcomeFirstAdmin = async (
  context: Context,
  workspaces: Workspaces,
  { platform, tenant, user }: Admin,
): Promise<void> => {
  await giveRoleOnce(context, {
    name: "Administrator",
    role: "admin",
    organisation: SECRETARIAT,
    account: { platform, tenant, user },
  });
  const theirs = await workspaces.of({ platform, id: tenant });
  const [first = isInstalled(platform) ? undefined : { platform, id: tenant }] = theirs;
  const isLinked = theirs.some(({ isBound }) => isBound);
  if (first && !isLinked) await workspaces.bind(first, SECRETARIAT);
};
