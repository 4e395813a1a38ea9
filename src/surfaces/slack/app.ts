import type { IncomingMessage, ServerResponse } from "node:http";
import { HTTPReceiver } from "@slack/bolt";
import { makeBoltApp, type SlackAppDeps } from "./bolt-app.ts";
import { boltLog } from "./bolt-log.ts";
import { EVENTS_PATH, LARGEST_BODY_BYTES, makeSlackHttp } from "./http/guard.ts";

export interface SlackApp {
  /** Answers `POST /slack/events`, and 404 to all else. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

/** Slack over HTTP: commands, buttons, forms and events, each acknowledged in any case. */
export function makeSlackApp(deps: SlackAppDeps): SlackApp {
  const systemNow = deps.systemNow ?? Date.now;
  const receiver = new HTTPReceiver({
    signingSecret: deps.signingSecret,
    endpoints: EVENTS_PATH,
    bodyLimit: LARGEST_BODY_BYTES,
    logger: boltLog(deps.log),
    customPropertiesExtractor: (req) => ({ arrived: http.arrivedOf(req) }),
  });
  const http = makeSlackHttp({
    signingSecret: deps.signingSecret,
    programmeNow: deps.programmeNow,
    systemNow,
    log: deps.log,
    next: (req, res) => receiver.requestListener(req, res),
  });
  makeBoltApp(receiver, deps);
  return { handle: http.handle };
}
