import type { IncomingMessage, ServerResponse } from "node:http";
import type { Both } from "./both.ts";
import type { ProgrammeClock } from "./clock.ts";
import type { Context } from "./context.ts";
import { serveControl } from "./control/serve.ts";
import { makeStreams, type Streams } from "./control/stream.ts";
import { whyNotLoopback, whyRefused } from "./guard.ts";
import { answerJson, urlOf } from "./http.ts";
import {
  afterReally,
  type LocalWorkspaceOptions,
  makeTimers,
  openBoth,
  type PageAssets,
} from "./open-context.ts";
import { PAGE_HEADERS } from "./page.ts";
import { APP_ID } from "./slack/people.ts";
import { serveSlack } from "./slack/serve.ts";
import type { TeamsContext } from "./teams/context.ts";
import { APP_ID as APP_ID_OF_TEAMS, BOT_TENANT } from "./teams/ids.ts";
import { tellOfInstalls } from "./teams/install.ts";
import { serveTeams } from "./teams/serve.ts";

interface TeamsFacts {
  appId: string;
  appPassword: string;
  tenantId: string;
  readonly serviceHosts: string[];
  readonly metadataUrl: string;
  readonly loginUrl: string;
  /** The bot hears where the people and channels are that have the app already. */
  tellOfInstalls(): Promise<void>;
}

export interface LocalWorkspace {
  /** Takes "/", "/assets…" and "/_local/…": false, and nothing done, for every other path. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
  slack: {
    signingSecret: string;
    /** Ends in "/", as the Web API client wants it. */
    readonly apiUrl: string;
    clientId: string;
    clientSecret: string;
    readonly authorizeUrl: string;
    teams: {
      teamId: string;
      teamName: string;
      botToken: string;
      botUserId: string;
      botId: string;
      appId: string;
    }[];
  };
  /** Undefined where it has Slack alone. */
  teams: TeamsFacts | undefined;
  clock: Pick<ProgrammeClock, "now" | "move" | "onMove">;
  stop(): Promise<void>;
}

/** Slack and Teams, strictly, for one's own machine: their people, their clock and their page. */
export async function makeLocalWorkspace(options: LocalWorkspaceOptions): Promise<LocalWorkspace> {
  const timers = makeTimers(options.schedule ?? afterReally);
  const both = await openBoth(options, timers.later);
  const streams = makeStreams();
  return {
    handle(request, response) {
      const { pathname } = urlOf(request);
      if (pathname !== "/" && !/^\/(assets|_local\/)/.test(pathname)) return false;
      route(both, options.pageAssets, streams, request, response).catch((fault: unknown) =>
        showFault(both.slack, response, fault),
      );
      return true;
    },
    slack: slackFacts(both.slack),
    teams: both.teams && teamsFacts(both.teams),
    clock: both.slack.clock,
    async stop() {
      streams.closeAll();
      timers.stop();
      const { clock, messages, memberships, reads, files } = both.slack;
      await clock.stop();
      const inTeams = both.teams ? [both.teams.messages, both.teams.installs] : [];
      for (const kept of [messages, memberships, reads, files, ...inTeams]) await kept.flush();
    },
  };
}

/** The platforms' own paths are for the product alone; the page and the control API also mind Host and Origin. */
async function route(
  both: Both,
  pageAssets: PageAssets,
  streams: Streams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = urlOf(request);
  const isSlack = pathname.startsWith("/_local/slack/");
  const isTeams = pathname.startsWith("/_local/teams/");
  const why = isSlack || isTeams ? whyNotLoopback(request) : whyRefused(request);
  if (why !== undefined) return answerJson(response, 403, { error: why });
  if (isSlack) return serveSlack(both.slack, request, response);
  if (isTeams && both.teams) return serveTeams(both.teams, request, response);
  if (pathname === "/_local/stream") return streams.open(both, request, response);
  if (pathname.startsWith("/_local/")) return serveControl(both, request, response);
  return servePage(pageAssets, pathname, response);
}

async function servePage(
  pageAssets: PageAssets,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  const asset = await pageAssets(pathname);
  if (!asset) return answerJson(response, 404, { error: "not_found" });
  response.writeHead(200, { ...PAGE_HEADERS, "content-type": asset.type });
  response.end(asset.body);
}

function showFault(context: Context, response: ServerResponse, fault: unknown): void {
  context.log(
    `The local workspace failed: ${fault instanceof Error ? fault.stack : String(fault)}`,
  );
  if (!response.headersSent) answerJson(response, 500, { error: "fault" });
}

function slackFacts({ cast, secrets, base }: Context): LocalWorkspace["slack"] {
  const { signingSecret, clientId, clientSecret } = secrets;
  return {
    signingSecret,
    clientId,
    clientSecret,
    get apiUrl() {
      return `${base()}/_local/slack/api/`;
    },
    get authorizeUrl() {
      return `${base()}/_local/slack/oauth/v2/authorize`;
    },
    teams: cast.map(({ id, name, botUserId, botId }) => ({
      teamId: id,
      teamName: name,
      botToken: secrets.botTokens[id] ?? "",
      botUserId,
      botId,
      appId: APP_ID,
    })),
  };
}

function teamsFacts(context: TeamsContext): TeamsFacts {
  const { base, secrets } = context;
  return {
    appId: APP_ID_OF_TEAMS,
    appPassword: secrets.appPassword,
    tenantId: BOT_TENANT,
    get serviceHosts() {
      return [new URL(base()).host];
    },
    get metadataUrl() {
      return `${base()}/_local/teams/openid`;
    },
    get loginUrl() {
      return `${base()}/_local/teams/login`;
    },
    tellOfInstalls: () => tellOfInstalls(context),
  };
}
