import type { IncomingMessage, ServerResponse } from "node:http";
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
  openContext,
  type PageAssets,
} from "./open-context.ts";
import { PAGE_HEADERS } from "./page.ts";
import { APP_ID } from "./slack/people.ts";
import { serveSlack } from "./slack/serve.ts";

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
  clock: Pick<ProgrammeClock, "now" | "move" | "onMove">;
  stop(): Promise<void>;
}

/** Slack, strictly, for one's own machine: three workspaces, their clock and their page. */
export async function makeLocalWorkspace(options: LocalWorkspaceOptions): Promise<LocalWorkspace> {
  const timers = makeTimers(options.schedule ?? afterReally);
  const context = await openContext(options, timers.later);
  const streams = makeStreams();
  return {
    handle(request, response) {
      const { pathname } = urlOf(request);
      if (pathname !== "/" && !/^\/(assets|_local\/)/.test(pathname)) return false;
      route(context, options.pageAssets, streams, request, response).catch((fault: unknown) =>
        showFault(context, response, fault),
      );
      return true;
    },
    slack: slackFacts(context),
    clock: context.clock,
    async stop() {
      streams.closeAll();
      timers.stop();
      await context.clock.stop();
      const { messages, memberships, reads, files } = context;
      for (const kept of [messages, memberships, reads, files]) await kept.flush();
    },
  };
}

/** Slack's own paths are for the product alone; the page and the control API also mind Host and Origin. */
async function route(
  context: Context,
  pageAssets: PageAssets,
  streams: Streams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = urlOf(request);
  const isSlack = pathname.startsWith("/_local/slack/");
  const why = isSlack ? whyNotLoopback(request) : whyRefused(request);
  if (why !== undefined) return answerJson(response, 403, { error: why });
  if (isSlack) return serveSlack(context, request, response);
  if (pathname === "/_local/stream") return streams.open(context, request, response);
  if (pathname.startsWith("/_local/")) return serveControl(context, request, response);
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
