import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPReceiver, type Installation, type InstallationStore, type Logger } from "@slack/bolt";
import { z } from "zod";
import type { Log } from "../../../domain/log.ts";
import { DateTime } from "../../../domain/time.ts";
import { answerStatus } from "../../answer-status.ts";
import { boltLog } from "../bolt-log.ts";
import { clientOptions } from "../sending/client-options.ts";
import { makeStateStore, STATE } from "./oauth-state.ts";

export const INSTALL_PATH = "/slack/install";
export const REDIRECT_PATH = "/slack/oauth_redirect";

/** A workspace that installed the app, or a Grid organisation that did so for all of its own. */
export interface InstalledWorkspace {
  readonly id: string;
  readonly name: string;
  readonly token: string;
  /** Where the app has its tokens rotated. */
  readonly refreshToken?: string;
  readonly expiresAt?: DateTime;
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
    logger: installLog(deps.log),
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
      const [path = "", query = ""] = (req.url ?? "").split("?", 2);
      const isOurs = path === INSTALL_PATH || path === REDIRECT_PATH;
      if (!isOurs || req.method !== "GET") return answerStatus(req, res, isOurs ? 405 : 404);
      req.url = path === REDIRECT_PATH ? `${path}${readReturn(query)}` : path;
      receiver.requestListener(req, res);
    },
  };
}

/** What a browser brings back from Slack. */
const returned = z.object({
  code: z.string().regex(/^[\w.-]{1,512}$/),
  state: z.string().regex(STATE),
});

/** The query as Slack writes it; empty for any other, to which Bolt's page says that a code is missing. */
const readReturn = (query: string): string => {
  const { data } = returned.safeParse(Object.fromEntries(new URLSearchParams(query)));
  return data ? `?${new URLSearchParams(data)}` : "";
};

/** Those to which Bolt's page answers 400: anybody may come with a state that was never ours. */
const CALLERS_MISTAKES = [
  "slack_oauth_invalid_state",
  "slack_oauth_missing_code",
  "slack_oauth_missing_state",
];

/** What Slack says of a code that it never gave, or that was used or left too long. */
const CALLERS_CODES = ["code_already_used", "invalid_code"];

const installLog = (log: Log): Logger => {
  const notes = boltLog(log);
  return {
    ...notes,
    error: (...said) => {
      const [{ code = "", data }] = said as [{ code?: string; data?: { error?: string } }];
      const why = CALLERS_CODES.find((one) => one === data?.error) ?? code;
      if ([...CALLERS_CODES, ...CALLERS_MISTAKES].includes(why))
        log.debug({ why }, "an installation was refused");
      else notes.error(...said);
    },
  };
};

const storeOf = (save: Deps["save"]): InstallationStore => ({
  storeInstallation: (installation) => save(workspaceOf(installation)),
  fetchInstallation: () => Promise.reject(new Error("Workspaces are looked up by authorize")),
});

function workspaceOf({
  team,
  bot,
  enterprise,
  isEnterpriseInstall,
}: Installation): InstalledWorkspace {
  const installed = isEnterpriseInstall ? enterprise : team;
  if (!installed || !bot) throw new Error("Slack named no workspace, or no bot of ours");
  return {
    id: installed.id,
    name: installed.name ?? installed.id,
    token: bot.token,
    ...rotationOf(bot),
    botUserId: bot.userId,
    botId: bot.id,
    scopes: bot.scopes,
    ...(enterprise && !isEnterpriseInstall ? { enterpriseId: enterprise.id } : {}),
  };
}

/** Bolt says when it runs out by our clock, in seconds since 1970. */
const rotationOf = ({ refreshToken, expiresAt }: NonNullable<Installation["bot"]>) =>
  refreshToken !== undefined && expiresAt !== undefined
    ? { refreshToken, expiresAt: DateTime.fromSeconds(expiresAt) }
    : {};
