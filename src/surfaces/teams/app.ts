import type { IncomingMessage, ServerResponse } from "node:http";
import { Application } from "@microsoft/teams-ai";
import type { Log } from "../../domain/log.ts";
import type { DateTime } from "../../domain/time.ts";
import type { Commands } from "../command.ts";
import { makeFaults, newReference } from "../shared/faults.ts";
import { ANSWER_WITHIN_MS, inTime } from "./calls/in-time.ts";
import { onMessage } from "./calls/on-message.ts";
import { type GuardedActivity, makeTeamsHttp } from "./http/guard.ts";
import { makeSigningKeys } from "./http/signing-keys.ts";
import { callOf, ProvenAdapter } from "./proven-adapter.ts";
import { makeConnector } from "./sending/connector.ts";
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
  /** From the arrival of a call; Teams waits little longer. */
  readonly answerWithinMs?: number;
}

/** Microsoft Teams: its calls, each proven by our own door before the library sees it. */
export function makeTeamsApp(deps: TeamsDeps): TeamsApp {
  const { config, log, programmeNow } = deps;
  const { monotonicMs = () => performance.now(), systemNow = Date.now } = deps;
  const keys = makeSigningKeys({ metadataUrl: config.metadataUrl, log, monotonicMs });
  const tokens = makeTokens({ config, monotonicMs });
  const callDeps = depsOfCalls(deps, tokens);
  const adapter = new ProvenAdapter();
  // Its typing timer is one for all turns, and it throws where a mention has no text.
  const app = new Application({
    adapter,
    startTypingTimer: false,
    removeRecipientMention: false,
  });
  app.addRoute(
    async () => true,
    async (turn) => onMessage(callOf(turn), callDeps(callOf(turn))),
  );
  const next = async (call: GuardedActivity, res: ServerResponse): Promise<void> => {
    const { status, body } = await answered(call, deps, () =>
      adapter.answer(call, (turn) => app.run(turn)),
    );
    const text = body === undefined ? "" : JSON.stringify(body);
    const type = text === "" ? {} : { "content-type": "application/json" };
    res.writeHead(status, { ...type, "content-length": Buffer.byteLength(text) }).end(text);
  };
  return {
    path: "/api/messages",
    handle: makeTeamsHttp({ ...config, keys, programmeNow, systemNow, log, next }),
    start: keys.start,
    isReady: keys.areKnown,
  };
}

interface Answer {
  readonly status: number;
  readonly body?: object;
}

/** The answer, in time; what is still being done then goes on as part of the call. */
async function answered(
  { call }: GuardedActivity,
  { during = (id, work) => work(id), answerWithinMs = ANSWER_WITHIN_MS, log }: TeamsDeps,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const working = work().catch((err: unknown): Answer => {
    log.error({ err, call }, "a call of Teams' failed");
    return { status: 500 };
  });
  void during(call, async () => void (await working));
  return inTime(working, answerWithinMs, () => ({ status: 200 }));
}

const depsOfCalls = (deps: TeamsDeps, tokens: ReturnType<typeof makeTokens>) => {
  const { commands, config } = deps;
  return ({ call }: GuardedActivity) => {
    const log = deps.log.with({ call });
    const reference = () => (deps.newReference ?? newReference)(call);
    const connector = makeConnector({ config, tokens, log });
    return { commands, connector, log, faults: makeFaults(commands, log, reference) };
  };
};
