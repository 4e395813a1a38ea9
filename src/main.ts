/** Wires everything, top to bottom. */
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import closeWithGrace from "close-with-grace";
import { pino } from "pino";
import { makeCommands } from "./commands.ts";
import { type Config, readConfig } from "./config.ts";
import { textFromFile } from "./documents/text.ts";
import { DateTime } from "./domain/time.ts";
import { makeDeliver } from "./jobs/deliver.ts";
import { makeSchedule } from "./jobs/schedule.ts";
import { makeTick } from "./jobs/tick.ts";
import type { StartedLocal } from "./local/start.ts";
import { withoutWords } from "./log.ts";
import { makeSlackApp } from "./surfaces/slack/app.ts";
import { makeSlackInstall } from "./surfaces/slack/http/oauth.ts";
import { SCOPES } from "./surfaces/slack/http/scopes.ts";
import { makeFetchFile } from "./surfaces/slack/sending/files.ts";
import { identifyWorkspace } from "./surfaces/slack/sending/identify-workspace.ts";
import { makeSlackSend } from "./surfaces/slack/sending/send.ts";
import { makeSlackSocket } from "./surfaces/slack/socket.ts";
import { makeComposeLetter } from "./use-cases/compose-letter.ts";
import { keysFor } from "./use-cases/encryption-keys.ts";
import { welcomeFirstAdmin } from "./use-cases/first-admin.ts";
import { makeLetters } from "./use-cases/letters.ts";
import { openHouse } from "./use-cases/open-house.ts";
import { makeIsReady } from "./use-cases/readiness.ts";
import { makeReleaseReminders } from "./use-cases/release-reminders.ts";
import { makeWorkspaces } from "./use-cases/workspaces.ts";

const config = configOrExit();
const log = pino({ name: "bcn", serializers: { err: withoutWords } });
const say = (line: string) => log.info(line);
const dataFolder = resolve(config.dataFolder);

// The database, and the local workspace where no chat platform is configured.
const { house, close: closeHouse } = await openHouse({ config, log: say });
const workspaces = makeWorkspaces(house, await keysFor(config.encryptionKeys, dataFolder));
let isOpen = false;
const server = createServer((req, res) => {
  answer(req, res).catch((err: unknown) => giveUp(res, err));
});
await listen(server, config);
const local = config.slack.mode === "none" ? await startLocalWorkspace() : undefined;
const programmeNow = (): DateTime => local?.clock.now() ?? DateTime.now();
const slack = slackSettings();

// Slack: everything that people do comes in here.
const tokenFor = async (id: string) => (await workspaces.find({ platform: "slack", id }))?.token;
const fetchFile = makeFetchFile({ tokenFor, apiUrl: slack.apiUrl, log });
const commands = makeCommands(house, {
  textFromFile,
  fetchFile: async ({ workspace }, id) => {
    const file = await fetchFile(workspace, id);
    return file.ok ? file.value : undefined;
  },
});
const surface = {
  signingSecret: slack.signingSecret,
  commands,
  programmeNow,
  log,
  apiUrl: slack.apiUrl,
  authorize: async ({
    teamId,
    enterpriseId,
  }: {
    teamId?: string | undefined;
    enterpriseId?: string | undefined;
  }) => tokenFor(teamId ?? enterpriseId ?? ""),
  onRemoved: (id: string) => workspaces.remove({ platform: "slack", id }),
};
const slackApp = makeSlackApp(surface);
const socket = slack.socket ? makeSlackSocket({ ...surface, appToken: slack.socket }) : undefined;
const install = slackInstall();

// The clock: what is due, what is to be sent?
const letters = makeLetters(house);
const deliver = makeDeliver({
  letters,
  compose: makeComposeLetter(house),
  senders: { slack: makeSlackSend({ tokenFor, apiUrl: slack.apiUrl, log }) },
  programmeNow,
  systemNow: house.systemNow,
  log,
});
const isReady = makeIsReady(house);
const releaseReminders = makeReleaseReminders(house);
const tick = makeTick({ releaseReminders, deliver: deliver.turn, letters, programmeNow, log });

// The doors open.
isOpen = true;
await local?.seed(house, workspaces);
if (config.slack.mode === "oneWorkspace") await installOneWorkspace(config.slack.botToken);
await welcomeAdmin();
await socket?.start();
const schedule = makeSchedule(tick, { log, monotonicMs: () => performance.now() });
if (local) log.info(`The local workspace is open: ${baseUrl()}/`);
else log.info({ url: baseUrl() }, "Listening");
if (local && process.stdout.isTTY) process.stdout.write(`\n  Open ${baseUrl()}/ in a browser.\n\n`);

closeWithGrace({ delay: 10_000, logger: false }, async ({ err }) => {
  if (err) log.error({ err }, "stopped by a fault");
  await socket?.stop();
  await new Promise((closed) => {
    server.close(closed);
    server.closeIdleConnections();
  });
  await schedule.stop();
  await deliver.idle();
  await local?.stop();
  await closeHouse();
});

async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
  const [pathname] = (req.url ?? "").split("?", 1);
  if (!isOpen) return void res.writeHead(503, { "retry-after": "1" }).end("starting");
  if (local?.handle(req, res)) return;
  const isInstall = pathname === "/slack/install" || pathname === "/slack/oauth_redirect";
  if (isInstall && install) return install.handle(req, res);
  if (pathname === "/healthz") return void res.writeHead(200).end("ok");
  if (pathname === "/readyz") return answerReady(res);
  await slackApp.handle(req, res);
}

async function answerReady(res: ServerResponse): Promise<void> {
  const ready = await isReady();
  res.writeHead(ready ? 200 : 503).end(ready ? "ready" : "the database does not answer");
}

/** One request that can't be answered is no reason to stop: an unhandled rejection would be. */
function giveUp(res: ServerResponse, err: unknown): void {
  log.error({ err }, "a request could not be answered");
  if (!res.headersSent) res.writeHead(500);
  res.end();
}

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
  return startLocal({ dataFolder, baseUrl, log: say });
}

function slackSettings() {
  if (config.slack.mode !== "none") return config.slack;
  if (!local) throw new Error("Neither Slack nor the local workspace is there");
  const { signingSecret } = local.slack;
  return { signingSecret, apiUrl: `${baseUrl()}/_local/slack/api/`, socket: undefined };
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
    save: async (workspace) => {
      await workspaces.install({ ...workspace, platform: "slack" });
      await welcomeAdmin();
    },
    isFirstUse: workspaces.useStateOnce,
    log,
  });
}

/** The workspace of SLACK_BOT_TOKEN; Slack may be out of reach for a while when we start. */
async function installOneWorkspace(token: string): Promise<void> {
  const found = await identifyWorkspace(token, { apiUrl: slack.apiUrl, log }).catch(
    (err: unknown) => {
      log.warn({ err }, "Slack can't be reached; trying again in 5 seconds");
      setTimeout(() => void installOneWorkspace(token), 5_000).unref();
      return "later" as const;
    },
  );
  if (found === "later") return;
  if (!found)
    throw new Error("Slack refuses SLACK_BOT_TOKEN. Please copy it anew from the app's page.");
  await workspaces.install({ ...found, platform: "slack", token });
  await welcomeAdmin();
}

/** After each installation too: only then is there a workspace to take for the Secretariat's. */
async function welcomeAdmin(): Promise<void> {
  if (config.admin) await welcomeFirstAdmin(house, workspaces, config.admin);
}

function listen(on: Server, { port, host }: Config): Promise<void> {
  return new Promise((ready, failed) => on.once("error", failed).listen(port, host, ready));
}

function baseUrl(): string {
  const { port } = server.address() as AddressInfo;
  return `http://127.0.0.1:${port}`;
}
