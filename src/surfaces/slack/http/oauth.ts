import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPReceiver, type Installation, type InstallationStore } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";
import { boltLog } from "../bolt-log.ts";
import { clientOptions } from "../sending/client-options.ts";
import { makeStateStore } from "./oauth-state.ts";

export const INSTALL_PATH = "/slack/install";
export const REDIRECT_PATH = "/slack/oauth_redirect";

/** A workspace that installed the app. */
export interface InstalledWorkspace {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  readonly botUserId: string;
  readonly botId: string;
  readonly scopes: readonly string[];
  readonly enterpriseId?: string;
}

interface Deps {
  readonly signingSecret: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The bot scopes of the manifest. */
  readonly scopes: readonly string[];
  /** Where browsers reach us, such as `https://bcn.example`. */
  readonly publicUrl: string;
  readonly save: (workspace: InstalledWorkspace) => Promise<void>;
  /** True the first time that it is asked for a key, in any process. */
  readonly isFirstUse: (key: string) => Promise<boolean>;
  readonly log: Log;
  readonly apiUrl?: string | undefined;
  /** Where Slack asks the installer; Slack's own when left out. */
  readonly authorizationUrl?: string;
}

/** Answers `GET /slack/install` and `GET /slack/oauth_redirect`: installation in many workspaces. */
export function makeSlackInstall(deps: Deps): {
  handle(req: IncomingMessage, res: ServerResponse): void;
} {
  const redirectUri = new URL(REDIRECT_PATH, deps.publicUrl).href;
  const options = { scopes: [...deps.scopes], redirectUri };
  // A receiver of its own: Bolt takes either its installer or our `authorize`, not both.
  const receiver = new HTTPReceiver({
    signingSecret: deps.signingSecret,
    clientId: deps.clientId,
    clientSecret: deps.clientSecret,
    ...options,
    logger: boltLog(deps.log),
    installationStore: storeOf(deps.save),
    installerOptions: {
      redirectUriPath: REDIRECT_PATH,
      installPath: INSTALL_PATH,
      directInstall: true,
      stateStore: makeStateStore({
        secret: deps.clientSecret,
        isFirstUse: deps.isFirstUse,
        options,
      }),
      clientOptions: clientOptions(deps),
      ...(deps.authorizationUrl ? { authorizationUrl: deps.authorizationUrl } : {}),
    },
  });
  return {
    handle: (req, res) => {
      const path = (req.url ?? "").split("?", 1)[0] ?? "";
      const isOurs = path === INSTALL_PATH || path === REDIRECT_PATH;
      if (isOurs && req.method === "GET") receiver.requestListener(req, res);
      else res.writeHead(isOurs ? 405 : 404).end();
    },
  };
}

const storeOf = (save: Deps["save"]): InstallationStore => ({
  storeInstallation: (installation) => save(workspaceOf(installation)),
  fetchInstallation: () => Promise.reject(new Error("Workspaces are looked up by authorize")),
});

// The app isn't offered to a whole Grid organisation (`org_deploy_enabled` is false).
function workspaceOf({ team, bot, enterprise }: Installation): InstalledWorkspace {
  if (!team || !bot) throw new Error("Only a workspace with its bot can be installed");
  return {
    id: team.id,
    name: team.name ?? team.id,
    token: bot.token,
    botUserId: bot.userId,
    botId: bot.id,
    scopes: bot.scopes,
    ...(enterprise ? { enterpriseId: enterprise.id } : {}),
  };
}
