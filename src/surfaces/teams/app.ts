import type { IncomingMessage, ServerResponse } from "node:http";
import { Application } from "@microsoft/teams-ai";
import { ActivityTypes, type InvokeResponse, type TurnContext } from "botbuilder";
import type { Log } from "../../domain/log.ts";
import type { DateTime } from "../../domain/time.ts";
import type { PublishHome } from "../../messages/home/home-publishing.ts";
import type { Commands, Edit, HomePosted, Sender } from "../command.ts";
import { makeFaults, newReference } from "../shared/faults.ts";
import { deliveryOf } from "./calls/arrival.ts";
import { ANSWER_WITHIN_MS, inTime } from "./calls/in-time.ts";
import { makeLateAnswers } from "./calls/late-answers.ts";
import { type CardDeps, onCard } from "./calls/on-card.ts";
import { type DialogAnswer, type DialogDeps, onFetch, onSubmit } from "./calls/on-dialog.ts";
import { onExtensionFetch, onExtensionSubmit } from "./calls/on-extension.ts";
import { type FileDeps, onFile } from "./calls/on-file.ts";
import { onInstall } from "./calls/on-install.ts";
import { type MessageDeps, onMessage } from "./calls/on-message.ts";
import { makeOnce } from "./calls/once.ts";
import { noteSeen } from "./calls/seen.ts";
import { type GuardedActivity, makeTeamsHttp } from "./http/guard.ts";
import { makeSigningKeys } from "./http/signing-keys.ts";
import { callOf, ProvenAdapter } from "./proven-adapter.ts";
import { makeConnector } from "./sending/connector.ts";
import type { Conversations } from "./sending/conversations.ts";
import { makeTeamsEdit } from "./sending/edit.ts";
import type { TeamsFiles } from "./sending/files.ts";
import { makeTeamsPublishHome } from "./sending/publish-home.ts";
import { makeTeamsSender } from "./sending/send.ts";
import { makeTokens } from "./sending/tokens.ts";

export interface TeamsApp {
  /** "/api/messages" */
  readonly path: string;
  /** Answers `POST` there. */
  handle(req: IncomingMessage, res: ServerResponse, call?: string): Promise<void>;
  /** Resolves after the first try to read Microsoft's keys; it goes on by itself. */
  start(): Promise<void>;
  /** False until Microsoft's keys are known. */
  isReady(): boolean;
  /** What is sent without being asked: letters, cards as they change, homes that were posted. */
  readonly sender: Sender;
  readonly edit: Edit;
  readonly publishHome: PublishHome;
}

export interface TeamsDeps {
  readonly config: {
    readonly appId: string;
    readonly appPassword: string;
    readonly tenantId: string;
    readonly allowedTenants: readonly string[] | undefined;
    readonly serviceHosts: readonly string[];
    readonly metadataUrl: string;
    readonly loginUrl: string;
  };
  readonly commands: Commands;
  readonly files: TeamsFiles;
  /** Told of proven calls only, and of each after its answer is known. */
  readonly conversations: Conversations;
  readonly onHomePosted: (home: HomePosted) => Promise<string | undefined>;
  readonly programmeNow: () => DateTime;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly systemNow?: () => number;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonicMs?: () => number;
  readonly newReference?: (call: string | undefined) => string;
  /** Runs the handling of one call, which may go on after its answer, and may name it. */
  readonly during?: (
    call: string | undefined,
    work: (call: string | undefined) => Promise<void>,
  ) => Promise<void>;
  /** How long Microsoft's answer is waited for: its keys, and to what we send. */
  readonly timeoutMs?: number;
  /** How long the body of a call is waited for. */
  readonly bodyWithinMs?: number;
  /** From the arrival of a call; Teams waits little longer. */
  readonly answerWithinMs?: number;
}

/** Microsoft Teams: its calls, each proven by our own door before the library sees it. */
export function makeTeamsApp(deps: TeamsDeps): TeamsApp {
  const { config, log, programmeNow, timeoutMs, bodyWithinMs } = deps;
  const { monotonicMs = () => performance.now(), systemNow = Date.now } = deps;
  const keys = makeSigningKeys({ metadataUrl: config.metadataUrl, log, monotonicMs, timeoutMs });
  const tokens = makeTokens({ config, monotonicMs });
  const depsOf = makeDepsOf(deps, tokens);
  const adapter = new ProvenAdapter();
  // Its typing timer is one for all turns, and it throws where a mention has no text.
  const app = new Application({
    adapter,
    startTypingTimer: false,
    removeRecipientMention: false,
  });
  const always = async (): Promise<boolean> => true;
  app.addRoute(always, async (turn) => answerInvoke(turn, depsOf(callOf(turn))), true);
  app.addRoute(always, async (turn) => onActivity(callOf(turn), depsOf(callOf(turn))));
  const once = makeOnce<InvokeResponse>();
  const answer = async (call: GuardedActivity) => {
    const answered = await adapter.answer(call, (turn) => app.run(turn));
    const { goesOn, withinMs, ...ofCall } = depsOf(call);
    // Only now it is known of whom something may be kept: a call may have been the one by which they join.
    const noting = noteSeen(call, deps.conversations).catch((err: unknown) =>
      ofCall.log.error({ err }, "where a call came from could not be kept"),
    );
    goesOn(noting);
    await inTime<void>(noting, withinMs, () => undefined);
    return answered;
  };
  const next = async (call: GuardedActivity, res: ServerResponse): Promise<void> => {
    const key = `${call.activity.type}/${deliveryOf(call)}`;
    const { status, body } = await once(key, () => answer(call));
    const text = body === undefined ? "" : JSON.stringify(body);
    const type = text === "" ? {} : { "content-type": "application/json" };
    res.writeHead(status, { ...type, "content-length": Buffer.byteLength(text) }).end(text);
  };
  const { opensForm } = deps.commands;
  const connector = makeConnector({ config, tokens, log, timeoutMs });
  const sending = { connector, conversations: deps.conversations, opensForm };
  return {
    sender: makeTeamsSender(sending),
    edit: makeTeamsEdit(sending),
    publishHome: makeTeamsPublishHome(sending),
    path: "/api/messages",
    handle: makeTeamsHttp({ ...config, keys, programmeNow, systemNow, log, bodyWithinMs, next }),
    start: keys.start,
    isReady: keys.areKnown,
  };
}

type CallDeps = DialogDeps & CardDeps & MessageDeps & FileDeps & Pick<TeamsDeps, "files">;

const onActivity = (call: GuardedActivity, deps: CallDeps): Promise<void> =>
  call.activity.type === ActivityTypes.InstallationUpdate
    ? onInstall(call, deps)
    : onMessage(call, deps);

/** Invokes that aren't ours are left to the adapter, which says so: 501. */
async function answerInvoke(turn: TurnContext, deps: CallDeps): Promise<void> {
  const call = callOf(turn);
  const handle = INVOKES.get(call.activity.name ?? "");
  if (!handle) return;
  const answering = handle(call, deps);
  if (!answering) deps.log.warn({ name: call.activity.name }, "refused: not as Teams sends it");
  const value = answering ? { status: 200, body: await answering } : { status: 400 };
  await turn.sendActivity({ type: ActivityTypes.InvokeResponse, value });
}

/** Each by its name; undefined where the body isn't what Teams sends with it. */
const INVOKES = new Map<
  string,
  (call: GuardedActivity, deps: CallDeps) => Promise<unknown> | undefined
>([
  ["task/fetch", onFetch],
  ["task/submit", onSubmit],
  ["adaptiveCard/action", onCard],
  ["fileConsent/invoke", onFile],
  ["composeExtension/fetchTask", onExtensionFetch],
  ["composeExtension/submitAction", onExtensionSubmit],
]);

const makeDepsOf = (deps: TeamsDeps, tokens: ReturnType<typeof makeTokens>) => {
  const { commands, config, files, timeoutMs, during = (id, work) => work(id) } = deps;
  const { answerWithinMs = ANSWER_WITHIN_MS, systemNow = Date.now } = deps;
  const late = makeLateAnswers<DialogAnswer>();
  const onceOfFile = makeOnce<void>();
  return ({ call, systemMillis }: GuardedActivity): CallDeps => {
    const log = deps.log.with({ call });
    const reference = () => (deps.newReference ?? newReference)(call);
    return {
      commands,
      files,
      onHomePosted: deps.onHomePosted,
      conversations: deps.conversations,
      connector: makeConnector({ config, tokens, log, timeoutMs }),
      log,
      faults: makeFaults(commands, log, reference),
      late,
      onceOfFile,
      serviceHosts: config.serviceHosts,
      withinMs: systemMillis + answerWithinMs - systemNow(),
      // Nobody waits for it any more: a fault that it didn't tell itself must not end the process.
      goesOn: (work) =>
        void during(call, async () => void (await work)).catch((err: unknown) =>
          log.error({ err }, "what went on after an answer ended in a fault"),
        ),
    };
  };
};
