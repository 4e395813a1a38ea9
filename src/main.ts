/** Wires everything, top to bottom. */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import closeWithGrace from "close-with-grace";
import { makeCommands } from "./commands.ts";
import { type Config, readConfig } from "./config.ts";
import { makeReading } from "./documents/reading.ts";
import { DateTime } from "./domain/time.ts";
import { makeDeliver } from "./jobs/deliver.ts";
import { makeEditCards } from "./jobs/edit-cards.ts";
import { makePublishHomes } from "./jobs/publish-homes.ts";
import { makeSchedule } from "./jobs/schedule.ts";
import { makeTick } from "./jobs/tick.ts";
import type { StartedLocal } from "./local/start.ts";
import { makeCalls } from "./operating/calls.ts";
import { type MetricsAccess, makeHealthEndpoints } from "./operating/health-endpoints.ts";
import { startHttpServer } from "./operating/http-server.ts";
import { makeLog } from "./operating/log.ts";
import { makeMetrics } from "./operating/metrics.ts";
import { observedCommands } from "./operating/observed-commands.ts";
import { makeStop, onStopSignal, STOP_SIGNALS, STOP_WITHIN_MS } from "./operating/stop.ts";
import { seal, unseal } from "./store/secrets.ts";
import { answerStatus } from "./surfaces/answer-status.ts";
import type { HomeOpened } from "./surfaces/command.ts";
import { newReference } from "./surfaces/shared/faults.ts";
import { makeSlackApp } from "./surfaces/slack/app.ts";
import type { CallingWorkspace } from "./surfaces/slack/calls/calling-workspace.ts";
import { SLACK_CAPABILITIES } from "./surfaces/slack/capabilities.ts";
import { EVENTS_PATH } from "./surfaces/slack/http/guard.ts";
import { INSTALL_PATH, makeSlackInstall, REDIRECT_PATH } from "./surfaces/slack/http/oauth.ts";
import { SCOPES } from "./surfaces/slack/http/scopes.ts";
import { makeSlackEdit } from "./surfaces/slack/sending/edit.ts";
import { makeFetchFile } from "./surfaces/slack/sending/files.ts";
import { installOneWorkspace } from "./surfaces/slack/sending/install-one-workspace.ts";
import { makeSlackPublishHome } from "./surfaces/slack/sending/publish-home.ts";
import { makeRenewToken } from "./surfaces/slack/sending/renew-token.ts";
import { makeSlackSender } from "./surfaces/slack/sending/send.ts";
import { makeSlackSocket } from "./surfaces/slack/socket.ts";
import type { TeamsApp } from "./surfaces/teams/app.ts";
import { TEAMS_CAPABILITIES } from "./surfaces/teams/capabilities.ts";
import { makeTeamsFiles } from "./surfaces/teams/sending/files.ts";
import { readCounts } from "./use-cases/counts.ts";
import { makeCards } from "./use-cases/delivery/cards.ts";
import { composeLetter } from "./use-cases/delivery/compose-letter.ts";
import { makeHomes } from "./use-cases/delivery/homes.ts";
import { makeLetters } from "./use-cases/delivery/letters.ts";
import { makeTeamsConversations } from "./use-cases/delivery/teams-conversations.ts";
import { keysFor } from "./use-cases/encryption-keys.ts";
import { openContext } from "./use-cases/open-context.ts";
import { welcomeFirstAdmin } from "./use-cases/people/first-admin.ts";
import { makeWorkspaceStanding } from "./use-cases/people/workspace-standing.ts";
import { type Installation, makeWorkspaces } from "./use-cases/people/workspaces.ts";
import { readReadiness } from "./use-cases/readiness.ts";
import { tellOfMissedClosings } from "./use-cases/reminders/missed-closing.ts";
import { releaseReminders } from "./use-cases/reminders/release-reminders.ts";

// What whoever runs it sees: the log, the calls that are being handled, the metrics.
const config = configOrExit();
const monotonicMs = () => performance.now();
const metrics = makeMetrics();
const log = makeLog({ level: config.logLevel, onFault: metrics.fault });
const say = (line: string) => log.info({}, line);
const calls = makeCalls({ log, monotonicMs, onEnd: metrics.call });

// Whatever ends it, also amid the start, is told in the log and not as Node would, values and all.
let stop: () => Promise<void> = async () => undefined;
const ending = { delay: STOP_WITHIN_MS, logger: false as const, skip: [...STOP_SIGNALS] };
const grace = closeWithGrace(ending, async ({ err }) => {
  if (err) log.error({ err }, "stopped by a fault");
  await stop();
});
onStopSignal(grace.close, { log, monotonicMs });

// The database, the HTTP server, and the local workspace where no chat platform is configured.
const dataFolder = resolve(config.dataFolder);
const opened = await openContext({ config, log: say });
const closeDatabase = opened.close;
stop = closeDatabase;
const context = {
  ...opened.context,
  onRefusal: (refused: string, call: string | undefined) => calls.note(call, { refused }),
};
const keys = await keysFor(config.encryptionKeys, dataFolder);
const workspaces = makeWorkspaces(context, keys, renewTokenOf(config));
const httpServer = await startHttpServer({ config, calls, log });
const hasPlatform = config.slack.mode !== "none" || config.teams !== undefined;
// Teams' libraries come with its surface: only where it is configured or played.
const teamsSurface = config.teams || !hasPlatform ? await loadTeams() : undefined;
const local = hasPlatform ? undefined : await startLocalWorkspace();
const programmeNow = (): DateTime => local?.clock.now() ?? DateTime.now();
const slack = slackSettings();
const teamsConfig = config.teams ?? (local?.teams && { ...local.teams, allowedTenants: undefined });
const platforms = [
  ...(slack ? (["slack"] as const) : []),
  ...(teamsConfig ? (["teams"] as const) : []),
];

// Slack and Microsoft Teams: what people do there comes in here.
const tokenFor = async (id: string) => (await workspaces.find({ platform: "slack", id }))?.token;
const webApi = slack && { tokenFor, apiUrl: slack.apiUrl, log };
const reading = makeReading();
const homes = makeHomes(context);
const reference = (call: string | undefined): string => {
  const made = newReference();
  calls.note(call, { reference: made });
  return made;
};
const teams = teamsConfig && teamsSurface && teamsApp(teamsConfig, teamsSurface);
const publishHomes = makePublishHomes({
  homes,
  publishers: {
    ...(webApi ? { slack: makeSlackPublishHome(webApi) } : {}),
    ...(teams ? { teams: teams.publishHome } : {}),
  },
  programmeNow,
  systemNow: context.systemNow,
  log,
});
const surface = webApi && slackSurface(slack.signingSecret, webApi);
const slackApp = surface && makeSlackApp(surface);
const socket =
  surface && slack.socket ? makeSlackSocket({ ...surface, appToken: slack.socket }) : undefined;
const install = slackInstall();

// The clock: what is due, what is to be sent?
const letters = makeLetters(context);
const deliver = makeDeliver({
  letters,
  compose: (letter, now) => composeLetter(context, letter, now),
  senders: {
    ...(webApi ? { slack: makeSlackSender(webApi) } : {}),
    ...(teams ? { teams: teams.sender } : {}),
  },
  programmeNow,
  systemNow: context.systemNow,
  log,
  onEnd: metrics.letter,
});
const editCards = makeEditCards({
  cards: makeCards(context),
  editors: {
    ...(webApi ? { slack: makeSlackEdit(webApi) } : {}),
    ...(teams ? { teams: teams.edit } : {}),
  },
  programmeNow,
  systemNow: context.systemNow,
  log,
  onEnd: metrics.card,
});
const tick = makeTick({
  releaseReminders: (now) => releaseReminders(context, now),
  tellOfMissedClosings: (now) => tellOfMissedClosings(context, now),
  deliver: deliver.turn,
  publishHomes: publishHomes.turn,
  editCards: editCards.turn,
  renewTokens: workspaces.renewDue,
  letters,
  programmeNow,
});

// From here on requests are answered.
let hasWorkspace = config.slack.mode !== "oneWorkspace";
let isAdminWelcomed = config.admin === undefined;
const healthEndpoints = makeHealthEndpoints({
  readiness: () => readReadiness(context, opened.newestMigration),
  checks: {
    ...(slack ? { slack: () => hasWorkspace && (socket?.hasConnected() ?? true) } : {}),
    ...(teams ? { teams: teams.isReady } : {}),
    admin: () => isAdminWelcomed,
  },
  counts: () => readCounts(context, programmeNow()),
  metrics,
  access: metricsAccess(config),
});
httpServer.open({
  local: local?.handle,
  paths: {
    ...healthEndpoints,
    ...(slackApp ? { [EVENTS_PATH]: slackApp.handle } : {}),
    ...(install ? { [INSTALL_PATH]: install.handle, [REDIRECT_PATH]: install.handle } : {}),
    ...(teams ? { [teams.path]: teams.handle } : {}),
  },
  withBody: [...(slackApp ? [EVENTS_PATH] : []), ...(teams ? [teams.path] : [])],
  other: (req, res) => answerStatus(req, res, 404),
});
await local?.seed(context, workspaces);
if (config.slack.mode === "oneWorkspace")
  await installOneWorkspace(config.slack.botToken, { ...config.slack, log, save: saveWorkspace });
await welcomeAdmin();
await socket?.start();
await teams?.start();
await local?.teams?.tellOfInstalls();
const clock = makeSchedule(tick, { log, monotonicMs, onEnd: metrics.tick });
stop = makeStop({
  httpServer,
  calls,
  reading,
  socket,
  clock,
  letters: deliver,
  homes: publishHomes,
  cards: editCards,
  local,
  closeDatabase,
  log,
});
if (local) say(`The local workspace is open: ${httpServer.url()}/`);
else log.info({ url: httpServer.url() }, "Listening");
if (local && process.stdout.isTTY)
  process.stdout.write(`\n  Open ${httpServer.url()}/ in a browser.\n\n`);

/** All problems at once, each with the variable's name. What is set already goes before `.env`. */
function configOrExit(): Config {
  if (existsSync(".env")) process.loadEnvFile();
  const read = readConfig(process.env);
  if (read.ok) return read.config;
  for (const problem of read.problems) process.stderr.write(`${problem}\n`);
  process.exit(78);
}

async function startLocalWorkspace(): Promise<StartedLocal> {
  const { startLocal } = await import("./local/start.ts");
  const hasTeams = teamsSurface !== undefined;
  return startLocal({ dataFolder, baseUrl: httpServer.url, log: say, hasTeams });
}

function slackSettings() {
  if (config.slack.mode !== "none") return config.slack;
  if (!local) return undefined;
  const { signingSecret, apiUrl } = local.slack;
  return { signingSecret, apiUrl, socket: undefined };
}

function slackSurface(signingSecret: string, { apiUrl }: NonNullable<typeof webApi>) {
  const fetchFile = makeFetchFile({ tokenFor, apiUrl, log });
  const commands = makeCommands(context, {
    surface: SLACK_CAPABILITIES,
    platforms,
    readNotification: reading.read,
    fetchFile: ({ place }, id) => fetchFile(place.workspace, id),
  });
  return {
    signingSecret,
    commands: observedCommands(commands, calls),
    programmeNow,
    log,
    apiUrl,
    authorize: (from: CallingWorkspace) =>
      from.isOrganisationWide && from.enterpriseId
        ? workspaces.recentTokenWithin({ platform: "slack", id: from.enterpriseId }, from.teamId)
        : workspaces.recentToken({ platform: "slack", id: from.teamId ?? from.enterpriseId ?? "" }),
    onHomeOpened: async (home: HomeOpened) => {
      await homes.open(home);
      // Somebody waits for it: sooner than the next tick.
      await publishHomes.turn();
    },
    onRemoved: (id: string, at: DateTime | undefined) =>
      workspaces.remove({ platform: "slack", id }, at),
    onRefusal: context.onRefusal,
    during: calls.join,
    newReference: reference,
  };
}

/** And its libraries with it. */
async function loadTeams() {
  return import("./surfaces/teams/app.ts").catch(withoutTeamsPackages);
}

function teamsApp(
  given: NonNullable<Config["teams"]>,
  { makeTeamsApp }: NonNullable<typeof teamsSurface>,
): TeamsApp {
  const sealing = {
    seal: (text: string, belongsTo: string) => seal(keys, text, belongsTo),
    unseal: (sealed: string, belongsTo: string) => unseal(keys, sealed, belongsTo),
  };
  // Those of the list may call, and the door refuses all others.
  const standingOf = given.allowedTenants ? undefined : makeWorkspaceStanding(context, "teams");
  const files = makeTeamsFiles({ serviceHosts: given.serviceHosts, sealing });
  const commands = makeCommands(context, {
    surface: TEAMS_CAPABILITIES,
    platforms,
    readNotification: reading.read,
    fetchFile: ({ account }, id) => files.fetch(account, id),
    ...(standingOf ? { standingOf } : {}),
  });
  return makeTeamsApp({
    config: given,
    files,
    commands: observedCommands(commands, calls),
    conversations: makeTeamsConversations(context, standingOf),
    onHomePosted: ({ hash, digest, ...home }) => homes.posted(home, { hash, digest }),
    programmeNow,
    log,
    during: calls.join,
    newReference: reference,
  });
}

/** They are optional: who uses Slack alone leaves them out. */
function withoutTeamsPackages(cause: unknown): undefined {
  if (Object(cause).code !== "ERR_MODULE_NOT_FOUND") throw cause;
  if (!config.teams) {
    say(
      "The packages for Microsoft Teams aren't installed, so the local workspace has Slack alone: run npm ci without --omit=optional to play Teams too",
    );
    return undefined;
  }
  process.stderr.write(
    "TEAMS_APP_ID is set, but the packages for Microsoft Teams aren't installed. Run npm ci without --omit=optional, or remove it.\n",
  );
  process.exit(78);
}

/** By OAuth alone: the token of `SLACK_BOT_TOKEN` is nobody's to renew. */
function renewTokenOf({ slack }: Config) {
  if (slack.mode !== "manyWorkspaces") return undefined;
  return makeRenewToken({ ...slack, log, systemNow: context.systemNow });
}

function slackInstall() {
  if (config.slack.mode !== "manyWorkspaces" || !config.publicUrl) return undefined;
  const { signingSecret, clientId, clientSecret, apiUrl } = config.slack;
  return makeSlackInstall({
    signingSecret,
    clientId,
    clientSecret,
    apiUrl,
    scopes: SCOPES,
    publicUrl: config.publicUrl,
    save: saveWorkspace,
    isFirstUse: workspaces.useStateOnce,
    log,
  });
}

async function saveWorkspace(workspace: Omit<Installation, "platform">): Promise<void> {
  await workspaces.install({ ...workspace, platform: "slack" });
  hasWorkspace = true;
  await welcomeAdmin();
}

/** After each installation too: only then is there a workspace to take for the Secretariat's. */
async function welcomeAdmin(): Promise<void> {
  if (config.admin) await welcomeFirstAdmin(context, workspaces, config.admin);
  isAdminWelcomed = true;
}

function metricsAccess({ metricsToken: token, isProduction }: Config): MetricsAccess {
  if (token !== undefined) return { by: "token", token };
  return { by: isProduction ? "nobody" : "loopback" };
}
