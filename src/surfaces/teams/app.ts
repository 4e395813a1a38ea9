import type { IncomingMessage, ServerResponse } from "node:http";
import { Application } from "@microsoft/teams-ai";
import type { Log } from "../../domain/log.ts";
import type { DateTime } from "../../domain/time.ts";
import { type GuardedActivity, makeTeamsHttp } from "./http/guard.ts";
import { makeSigningKeys } from "./http/signing-keys.ts";
import { ProvenAdapter } from "./proven-adapter.ts";

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
    readonly allowedTenants: readonly string[] | undefined;
    readonly serviceHosts: readonly string[];
    readonly metadataUrl: string;
  };
  readonly programmeNow: () => DateTime;
  readonly log: Log;
  /** Milliseconds since 1970. */
  readonly systemNow?: () => number;
  /** Milliseconds on a clock that never jumps. */
  readonly monotonicMs?: () => number;
}

/** Microsoft Teams: its calls, each proven by our own door before the library sees it. */
export function makeTeamsApp(deps: TeamsDeps): TeamsApp {
  const { config, log, monotonicMs = () => performance.now(), systemNow = Date.now } = deps;
  const keys = makeSigningKeys({ metadataUrl: config.metadataUrl, log, monotonicMs });
  const adapter = new ProvenAdapter();
  // Its typing timer is one for all turns, and it throws where a mention has no text.
  const app = new Application({
    adapter,
    startTypingTimer: false,
    removeRecipientMention: false,
  });
  const next = async (call: GuardedActivity, res: ServerResponse): Promise<void> => {
    const { status, body } = await adapter.answer(call, (turn) => app.run(turn));
    const text = body === undefined ? "" : JSON.stringify(body);
    const type = text === "" ? {} : { "content-type": "application/json" };
    res.writeHead(status, { ...type, "content-length": Buffer.byteLength(text) }).end(text);
  };
  const { programmeNow } = deps;
  return {
    path: "/api/messages",
    handle: makeTeamsHttp({ ...config, keys, programmeNow, systemNow, log, next }),
    start: keys.start,
    isReady: keys.areKnown,
  };
}
