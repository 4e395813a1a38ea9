import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import { type CastWorkspace, cast as ownCast } from "./cast.ts";
import { makeChanges } from "./changes.ts";
import { makeProgrammeClock, type ProgrammeClock } from "./clock.ts";
import type { Context } from "./context.ts";
import { serveControl } from "./control/serve.ts";
import { makeStreams, type Streams } from "./control/stream.ts";
import type { LocalState } from "./control-types.ts";
import { whyNotLoopback, whyRefused } from "./guard.ts";
import { answerJson, urlOf } from "./http.ts";
import { openMemberships } from "./slack/conversations.ts";
import { makeFaults } from "./slack/faults.ts";
import { openFiles } from "./slack/files.ts";
import { openMessages } from "./slack/messages.ts";
import { makeOAuthCodes } from "./slack/oauth-codes.ts";
import { APP_ID } from "./slack/people.ts";
import { makeRates } from "./slack/rates.ts";
import { openReads } from "./slack/reads.ts";
import { makeResponseUrls } from "./slack/response-urls.ts";
import { openSecrets } from "./slack/secrets.ts";
import { serveSlack } from "./slack/serve.ts";
import { makeSignedPost } from "./slack/signed-post.ts";
import { makeTriggers } from "./slack/triggers.ts";
import { makeViews } from "./slack/views.ts";

/** A file of the page, as its builder hands it over. */
export type PageAssets = (
  path: string,
) => Promise<{ body: string | Uint8Array; type: string } | undefined>;

export interface LocalWorkspaceOptions {
  /** The product's data folder; everything here is kept in its subfolder "local". */
  dataFolder: string;
  /** "http://127.0.0.1:PORT" of the product; asked for when needed, so that port 0 works. */
  baseUrl: () => string;
  pageAssets: PageAssets;
  systemNow?: () => Date;
  cast?: CastWorkspace[];
  /** For the composer's completion, and the only commands that are sent. */
  commands?: LocalState["commands"];
  log?: (line: string) => void;
  /** Runs something later by system time; returns how to cancel it. */
  schedule?: (afterMs: number, run: () => void) => () => void;
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

async function openContext(
  {
    dataFolder,
    baseUrl,
    systemNow = () => new Date(),
    cast = ownCast,
    ...rest
  }: LocalWorkspaceOptions,
  later: Context["later"],
): Promise<Context> {
  const folder = join(dataFolder, "local");
  const secrets = await openSecrets(folder, cast);
  const clock = await makeProgrammeClock(folder, systemNow);
  return {
    cast,
    commands: rest.commands ?? [{ command: "/bcn", hint: "help", words: [] }],
    secrets,
    systemNow,
    clock,
    base: baseUrl,
    log: rest.log ?? ((line) => console.warn(line)),
    later,
    changes: makeChanges(),
    messages: await openMessages(folder, systemNow, clock),
    memberships: await openMemberships(folder, cast),
    reads: await openReads(folder),
    files: await openFiles(folder, systemNow),
    views: makeViews(systemNow),
    triggers: makeTriggers(systemNow),
    responseUrls: makeResponseUrls(systemNow),
    rates: makeRates(systemNow),
    faults: makeFaults(),
    oauthCodes: makeOAuthCodes(systemNow),
    post: makeSignedPost(() => `${baseUrl()}/slack/events`, secrets.signingSecret, systemNow),
  };
}

/** What is still to come is cancelled on stop, and nothing more is taken on then. */
function makeTimers(schedule: NonNullable<LocalWorkspaceOptions["schedule"]>) {
  const cancels = new Set<() => void>();
  let stopped = false;
  return {
    later(afterMs: number, run: () => void): void {
      if (!stopped) cancels.add(schedule(afterMs, run));
    },
    stop(): void {
      stopped = true;
      for (const cancel of cancels) cancel();
    },
  };
}

function afterReally(afterMs: number, run: () => void): () => void {
  const timer = setTimeout(run, afterMs);
  timer.unref();
  return () => clearTimeout(timer);
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
  response.writeHead(200, {
    "content-type": asset.type,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
  });
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
