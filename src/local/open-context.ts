import { join } from "node:path";
import type { Both } from "./both.ts";
import { type CastWorkspace, cast as ownCast, type SlackWorkspace } from "./cast.ts";
import { makeChanges } from "./changes.ts";
import { makeProgrammeClock } from "./clock.ts";
import type { Common, Context } from "./context.ts";
import type { LocalState } from "./control-types.ts";
import { makeFaults } from "./shared/faults.ts";
import { openFiles } from "./shared/files.ts";
import { openMessages } from "./shared/messages.ts";
import { makeRates } from "./shared/rates.ts";
import { openReads } from "./shared/reads.ts";
import { openMemberships } from "./slack/conversations.ts";
import { makeTimestamps, newSlackId } from "./slack/ids.ts";
import { makeOAuthCodes } from "./slack/oauth-codes.ts";
import { makeResponseUrls } from "./slack/response-urls.ts";
import { makeRotatingTokens } from "./slack/rotating-tokens.ts";
import { openSecrets } from "./slack/secrets.ts";
import { makeSignedPost } from "./slack/signed-post.ts";
import { makeTriggers } from "./slack/triggers.ts";
import { makeViews } from "./slack/views.ts";
import type { TeamsContext } from "./teams/context.ts";
import { openTeams } from "./teams/open-context.ts";

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
  /** What Teams has of the app; undefined: Slack alone. */
  teams?: TeamsOptions | undefined;
  log?: (line: string) => void;
  /** Runs something later by system time; returns how to cancel it. */
  schedule?: (afterMs: number, run: () => void) => () => void;
}

type TeamsOptions = Pick<LocalState, "commands" | "extensions"> &
  Partial<Pick<TeamsContext, "answerWithinMs">>;

/** Reads what is kept in the data folder and puts the parts together. */
export async function openBoth(
  {
    dataFolder,
    baseUrl,
    systemNow = () => new Date(),
    cast = ownCast,
    ...rest
  }: LocalWorkspaceOptions,
  later: Context["later"],
): Promise<Both> {
  const folder = join(dataFolder, "local");
  const clock = await makeProgrammeClock(folder, systemNow);
  const changes = makeChanges();
  clock.onMove(() => changes.tell("all", "clock"));
  const common: Common = {
    systemNow,
    clock,
    base: baseUrl,
    log: rest.log ?? ((line) => console.warn(line)),
    later,
    changes,
    reads: await openReads(folder),
    files: await openFiles(folder, systemNow, () => newSlackId("F")),
    rates: makeRates(systemNow),
    faults: makeFaults(),
  };
  const tenants = cast.filter((one) => one.platform === "teams");
  return {
    slack: await openSlack(
      common,
      folder,
      cast.filter((one) => one.platform === "slack"),
      rest,
    ),
    teams: rest.teams && (await openTeams(common, { ...rest.teams, folder, clock, cast: tenants })),
  };
}

async function openSlack(
  common: Common,
  folder: string,
  cast: SlackWorkspace[],
  rest: Pick<LocalWorkspaceOptions, "commands">,
): Promise<Context> {
  const { systemNow, clock, base } = common;
  const secrets = await openSecrets(folder, cast);
  return {
    ...common,
    cast,
    commands: rest.commands ?? [{ command: "/bcn", hint: "help", words: [] }],
    secrets,
    messages: await openMessages({
      path: join(folder, "messages.json"),
      stamps: (newest) => makeTimestamps(systemNow, newest),
      clock,
    }),
    memberships: await openMemberships(folder, cast),
    views: makeViews(systemNow),
    triggers: makeTriggers(systemNow),
    responseUrls: makeResponseUrls(systemNow),
    oauthCodes: makeOAuthCodes(systemNow),
    rotatingTokens: makeRotatingTokens(systemNow),
    post: makeSignedPost(() => `${base()}/slack/events`, secrets.signingSecret, systemNow),
  };
}

/** What is still to come is cancelled on stop, and nothing more is taken on then. */
export function makeTimers(schedule: NonNullable<LocalWorkspaceOptions["schedule"]>) {
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

export function afterReally(afterMs: number, run: () => void): () => void {
  const timer = setTimeout(run, afterMs);
  timer.unref();
  return () => clearTimeout(timer);
}
