import type { IncomingMessage, ServerResponse } from "node:http";
import type { App, Receiver } from "@slack/bolt";
import type { Log } from "../../domain/log.ts";
import { makeBoltApp, type SlackAppDeps } from "./bolt-app.ts";
import { answerCall } from "./http/answer-call.ts";
import { type GuardedCall, makeSlackHttp } from "./http/guard.ts";

export interface SlackApp {
  /** Answers `POST /slack/events`, and 404 to all else. */
  handle(req: IncomingMessage, res: ServerResponse, call?: string): Promise<void>;
}

/** Slack over HTTP: commands, buttons, forms and events, each acknowledged in any case. */
export function makeSlackApp(deps: SlackAppDeps): SlackApp {
  const app = makeBoltApp(guardInstead, deps);
  const http = makeSlackHttp({
    signingSecret: deps.signingSecret,
    programmeNow: deps.programmeNow,
    systemNow: deps.systemNow ?? Date.now,
    log: deps.log,
    next: (call, res) => void handOver(app, call, res, deps.log),
  });
  return { handle: http.handle };
}

/** Bolt's receiver for HTTP would verify and parse once more what the guard has verified and parsed. */
const guardInstead: Receiver = {
  init: () => undefined,
  start: async () => undefined,
  stop: async () => undefined,
};

// Never rejects: the guard doesn't wait for what goes on after the answer.
async function handOver(
  app: App,
  { body, arrived }: GuardedCall,
  res: ServerResponse,
  log: Log,
): Promise<void> {
  try {
    const ack = async (answer?: object | string) => answerCall(res, answer);
    await app.processEvent({ body, ack, customProperties: { arrived } });
  } catch (err) {
    log.error({ err, call: arrived.call }, "a call of Slack's failed");
    if (!res.headersSent) res.writeHead(500).end();
  }
}
