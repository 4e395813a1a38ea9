/** Where the app is installed, with its tokens: sealed in the store, opened for one call. */

import { SECRETARIAT } from "../../domain/ids.ts";
import { done, type Outcome, refused } from "../../domain/outcome.ts";
import { isInstalled } from "../../domain/platform.ts";
import { readPointer } from "../../domain/pointers.ts";
import { inTransaction } from "../../store/database.ts";
import { useOnce } from "../../store/deliveries.ts";
import { markHomesStale } from "../../store/home/home-marks.ts";
import { forgetHomesIn, redrawHomesIn } from "../../store/home/homes.ts";
import { reachThrough } from "../../store/people/accounts.ts";
import { findOrganisation } from "../../store/people/organisations.ts";
import {
  type Installation,
  knowTenant,
  removeInstallation,
  saveBinding,
  saveInstallation,
  saveReached,
  type WorkspaceRef,
  workspacesOf,
} from "../../store/people/workspaces.ts";
import type { EncryptionKeys } from "../../store/secrets.ts";
import type { Context } from "../context.ts";
import { makeRecentAnswers } from "../recent-answers.ts";
import { makeFreshTokens, type RenewToken } from "./fresh-tokens.ts";

export type { EncryptionKeys, Installation };

export type BindRefusal =
  | { readonly kind: "noSuchOrganisation" }
  | { readonly kind: "noSuchWorkspace" };

/** `renewToken`: for tokens that run out; they do so where it is left out. */
export const makeWorkspaces = (context: Context, keys: EncryptionKeys, renewToken?: RenewToken) => {
  const { database: db, systemNow } = context;
  const { find, renewDue } = makeFreshTokens({ context, keys, renewToken });
  const recent = makeRecentAnswers({
    find: async (workspace) => {
      const found = await find(workspace);
      return found && { token: found.token, expiresAt: found.expiresAt };
    },
    systemNow,
    isGood: ({ expiresAt }, now) => expiresAt === undefined || now < expiresAt,
  });
  const recentToken = async (workspace: WorkspaceRef): Promise<string | undefined> =>
    (await recent.find(workspace))?.token;
  return {
    /** At each start too: what stands in the homes there isn't known then. */
    install: async (installation: Installation): Promise<void> => {
      await inTransaction(db, async (tx) => {
        await saveInstallation(tx, keys, installation, systemNow().toJSDate());
        await redrawHomesIn(tx, installation);
        const { enterpriseId } = installation;
        if (enterpriseId) await reachThrough(tx, installation, enterpriseId);
      });
      recent.forget(installation);
    },
    find,
    renewDue,
    /** For a call: as it was at most 5 seconds ago, or as this process has changed it since. */
    recentToken,
    /**
     * For a call by the installation of a Grid organisation, in this workspace of it: who is known by
     * that gets letters from then on.
     */
    recentTokenWithin: async (
      organisation: WorkspaceRef,
      id: string | undefined,
    ): Promise<string | undefined> => {
      const shared = await recentToken(organisation);
      if (shared === undefined || id === undefined || id === organisation.id) return shared;
      const within = { platform: organisation.platform, id };
      if ((await recentToken(within)) === undefined)
        await saveReached(db, within, organisation.id, systemNow().toJSDate());
      return shared;
    },
    /** False when it was installed since then, or isn't installed. */
    remove: async (workspace: WorkspaceRef, at = systemNow()): Promise<boolean> => {
      const isDone = await inTransaction(db, async (tx) => {
        if (!(await removeInstallation(tx, workspace, at.toJSDate()))) return false;
        await forgetHomesIn(tx, workspace);
        return true;
      });
      recent.forget(workspace);
      return isDone;
    },
    /** For OAuth's state, which may be used once. */
    useStateOnce: (state: string): Promise<boolean> =>
      useOnce(db, `oauth/${state}`, systemNow().toJSDate()),
    /** With the app: the workspace of this id, or those of the Grid organisation of this id. */
    of: (tenant: WorkspaceRef) => workspacesOf(db, tenant),
    bind: (
      workspace: Parameters<typeof bindWorkspace>[1],
      to: Parameters<typeof bindWorkspace>[2],
    ) => bindWorkspace(context, workspace, to),
  };
};

/**
 * Says whose content a workspace may receive; needs no keys, since it opens no token. A tenant needs
 * no installation: it is known from then on.
 */
export const bindWorkspace = async (
  { database: db, systemNow }: Pick<Context, "database" | "systemNow">,
  workspace: WorkspaceRef,
  to: string,
): Promise<Outcome<true, BindRefusal>> => {
  const id = readPointer("organisation", to)?.id;
  const organisation = id && (await findOrganisation(db, id));
  if (!organisation) return refused({ kind: "noSuchOrganisation" });
  if (!isInstalled(workspace.platform)) await knowTenant(db, workspace, systemNow().toJSDate());
  if (!(await saveBinding(db, workspace, organisation.id)))
    return refused({ kind: "noSuchWorkspace" });
  // No officer is asked about it any more.
  await markHomesStale(db, [SECRETARIAT]);
  return done(true);
};

export type Workspaces = ReturnType<typeof makeWorkspaces>;
