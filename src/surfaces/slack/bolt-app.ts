import {
  App,
  type AuthorizeResult,
  type Context,
  type Receiver,
  type ReceiverEvent,
  type StringIndexed,
} from "@slack/bolt";
import type { Log } from "../../domain/log.ts";
import { DateTime } from "../../domain/time.ts";
import type { Commands, HomeOpened } from "../command.ts";
import { newReference } from "../shared/faults.ts";
import { boltLog } from "./bolt-log.ts";
import { makeAcknowledgement } from "./calls/acknowledgement.ts";
import type { Arrived } from "./calls/arrival.ts";
import type { CallContext, ListenerDeps, OurContext } from "./calls/call-context.ts";
import type { WrittenCall } from "./calls/call-schemas.ts";
import { type CallingWorkspace, callingWorkspace } from "./calls/calling-workspace.ts";
import { deadlineAnswer } from "./calls/deadline-answer.ts";
import { makeFaults } from "./calls/faults.ts";
import { homeOpened } from "./calls/home-opened.ts";
import { onCall } from "./calls/on-call.ts";
import { onMessage } from "./calls/on-message.ts";
import { clientOptions } from "./sending/client-options.ts";
import { makeSlackClients } from "./sending/clients.ts";
import { isTokenRefused } from "./sending/send-failure.ts";

export interface SlackAppDeps {
  readonly signingSecret: string;
  readonly commands: Commands;
  /** The bot token of a workspace that installed the app; undefined when it isn't one of ours. */
  readonly authorize: (workspace: CallingWorkspace) => Promise<string | undefined>;
  readonly programmeNow: () => DateTime;
  readonly log: Log;
  /** The Web API's base; Slack's own when left out. */
  readonly apiUrl?: string | undefined;
  /** Somebody looks at the Home tab. May come twice for one look. */
  readonly onHomeOpened: (home: HomeOpened) => Promise<void>;
  /**
   * The app was removed from this workspace or organisation, or its tokens were revoked, at that second. May come
   * twice, and after the app was installed anew: false when it changes nothing.
   */
  readonly onRemoved?: (teamId: string, at: DateTime | undefined) => Promise<boolean>;
  /** Milliseconds since 1970. */
  readonly systemNow?: () => number;
  readonly newReference?: (call: string | undefined) => string;
  /** Told of a call that was refused before any command, by a word of ours; for the log. */
  readonly onRefusal?: (kind: string, call: string | undefined) => void;
  /** Runs the handling of one call, which goes on after its acknowledgement, and may name it. */
  readonly during?: During;
}

type During = (
  call: string | undefined,
  work: (call: string | undefined) => Promise<void>,
) => Promise<void>;

/** Bolt with one listener for all that people do: Bolt tries every listener on every call. */
export function makeBoltApp(receiver: Receiver, deps: SlackAppDeps): App {
  const app = new App({
    receiver,
    authorize: (source, body) => contextOf(callingWorkspace(source, body), source.userId, deps),
    logger: boltLog(deps.log),
    clientOptions: clientOptions(deps),
    // Bolt's store of conversations keeps every one of them in memory.
    convoStore: false,
    ignoreSelf: false,
    extendedErrorHandler: true,
  });
  app.error(async ({ error: err, context }: { error: Error; context: Context }) => {
    const level = isTokenRefused(err) ? "warn" : "error";
    deps.log[level]({ err, call: callOf(context) }, "a call of Slack's failed");
  });
  acknowledgeAll(app, deps);
  listen(app, deps);
  return app;
}

/**
 * A throw here would end the call without a word to the person; the listener says it instead.
 * Sealed, with all that Bolt would add itself: docs/decisions/compiled-for-node-20.md.
 */
async function contextOf(
  workspace: CallingWorkspace,
  userId: string | undefined,
  deps: SlackAppDeps,
): Promise<AuthorizeResult> {
  // Bolt would take the user's own workspace for one that isn't named.
  const { enterpriseId, teamId = enterpriseId } = workspace;
  const found = await tokenOrError(workspace, deps);
  return Object.seal({ teamId, enterpriseId, userId, ...found }) as AuthorizeResult;
}

const tokenOrError = async (workspace: CallingWorkspace, { authorize }: SlackAppDeps) => {
  try {
    return { workspaceToken: await authorize(workspace) };
  } catch (notAuthorized) {
    return { notAuthorized };
  }
};

/**
 * Every call is answered in time, also while Bolt still asks whose it is, and what no listener is for:
 * Bolt would let the person wait 3 s for an error.
 */
function acknowledgeAll(
  app: App,
  { commands, systemNow = Date.now, during = (call, work) => work(call) }: SlackAppDeps,
): void {
  const processEvent = app.processEvent.bind(app);
  const acknowledged = async (event: ReceiverEvent, call: string | undefined) => {
    const { customProperties: own, body } = event;
    const arrived: Arrived = { ...own?.arrived, call };
    const acknowledgement = makeAcknowledgement({
      ack: event.ack,
      arrivedMillis: arrived.systemMillis,
      now: systemNow,
      atDeadline: () => deadlineAnswer(body, commands),
    });
    const ack: typeof event.ack = async (answer) => void (await acknowledgement.give(answer));
    await processEvent({ ...event, ack, customProperties: { ...own, arrived, acknowledgement } });
    await acknowledgement.give();
  };
  app.processEvent = (event) =>
    during(event.customProperties?.arrived?.call, (call) => acknowledged(event, call));
}

function listen(app: App, given: SlackAppDeps): void {
  const depsOf = listenerDeps(given);
  app.use<OurContext>((args) => onCall(args, args.context, depsOf(args.context.arrived)));
  app.event("app_home_opened", ({ event, context }) =>
    homeOpened(event, context, given.onHomeOpened),
  );
  const written = ({ body, context }: { body: unknown; context: StringIndexed }) =>
    // The door let nothing else in.
    onMessage(
      body as WrittenCall,
      context as CallContext,
      depsOf((context as CallContext).arrived),
    );
  app.event("message", written);
  app.event("app_mention", written);
  app.event("app_uninstalled", ({ body, context }) => removed(body, callOf(context), given));
  app.event("tokens_revoked", async ({ body, context, event }) => {
    // Only the bot's token is ours; one person's own token says nothing about the workspace.
    if ((event.tokens.bot ?? []).length > 0) await removed(body, callOf(context), given);
  });
}

const callOf = (context: StringIndexed): string | undefined =>
  (context as Partial<OurContext>).arrived?.call;

interface Removal {
  readonly team_id: string;
  readonly event_time?: number;
  readonly authorizations?: readonly {
    readonly enterprise_id: string | null;
    readonly is_enterprise_install?: boolean;
  }[];
}

/** Slack's two events of one removal come in any order, and each may be told again minutes later. */
const removed = async (
  { team_id: team, event_time: at, authorizations }: Removal,
  call: string | undefined,
  { log, onRemoved }: SlackAppDeps,
): Promise<void> => {
  const [of] = authorizations ?? [];
  const teamId = (of?.is_enterprise_install && of.enterprise_id) || team;
  const isDone = await onRemoved?.(teamId, at ? DateTime.fromSeconds(at) : undefined);
  const told = isDone ? "the app was removed from a workspace" : "a removal that changes nothing";
  log.info({ call, teamId }, told);
};

const listenerDeps = (given: SlackAppDeps): ((arrived: Arrived) => ListenerDeps) => {
  const { commands } = given;
  const shared = { commands, loading: commands.loading, clients: makeSlackClients(given) };
  return ({ call }) => {
    const log = given.log.with({ call });
    const reference = () => (given.newReference ?? newReference)(call);
    const refused = (kind: string) => given.onRefusal?.(kind, call);
    return { ...shared, log, refused, faults: makeFaults(commands, log, reference) };
  };
};
