import { SocketModeReceiver } from "@slack/bolt";
import { makeBoltApp, type SlackAppDeps } from "./bolt-app.ts";
import { boltLog } from "./bolt-log.ts";
import { type Arrived, deliveryOf } from "./calls/arrival.ts";
import { parseCall } from "./calls/parse-call.ts";
import { clientOptions } from "./sending/client-options.ts";
import { makeSlackClients } from "./sending/clients.ts";
import { startWithSlack } from "./sending/start-with-slack.ts";

export interface SlackSocket {
  /**
   * Resolves when Slack takes the token, or fails for now: it then connects, and connects anew, by
   * itself. Rejects when the token is refused.
   */
  start(): Promise<void>;
  /** Whether Slack has taken the connection since the start. */
  hasConnected(): boolean;
  stop(): Promise<void>;
}

type Deps = SlackAppDeps & {
  /** The app-level token, `xapp-…` with `connections:write`. */
  readonly appToken: string;
};

/** Slack over Socket Mode, for a workspace that can't expose an address: the same listeners. */
export function makeSlackSocket(deps: Deps): SlackSocket {
  const receiver = new SocketModeReceiver({
    appToken: deps.appToken,
    logger: boltLog(deps.log),
    installerOptions: { clientOptions: { ...clientOptions(deps), ...CONNECT_ANEW } },
    customPropertiesExtractor: ({ envelope_id }: Envelope) => ({
      arrived: arrivedNow(String(envelope_id), deps),
    }),
  });
  const app = makeBoltApp(receiver, deps);
  const processEvent = app.processEvent.bind(app);
  // As over HTTP: what isn't known here is acknowledged, and goes no further.
  app.processEvent = (event) => {
    const parsed = parseCall(event.body);
    if (parsed.kind === "call") return processEvent({ ...event, body: parsed.body });
    if (parsed.kind === "malformed")
      deps.log.warn({ part: parsed.part }, "refused: not as Slack sends it");
    return event.ack();
  };
  const client = makeSlackClients(deps).background(deps.appToken);
  let hasConnected = false;
  let isStopping = false;
  // The library would wait for a connection as long as it takes, and for some refusals for ever.
  const connect = async (): Promise<void> => {
    await client.apps.connections.open();
    void receiver.start().then(
      () => {
        hasConnected = true;
      },
      (refused: unknown) => {
        if (!isStopping) throw refused;
      },
    );
  };
  return {
    start: () => startWithSlack(connect, { variable: "SLACK_APP_TOKEN", log: deps.log }),
    hasConnected: () => hasConnected,
    stop: async () => {
      isStopping = true;
      await receiver.stop();
    },
  };
}

/** For as long as Slack fails, after 1 s at first and at most a minute; it may also be mute. */
const CONNECT_ANEW = { retryConfig: { forever: true, maxTimeout: 60_000 }, timeout: 10_000 };

interface Envelope {
  readonly envelope_id: unknown;
}

// Here Slack signs nothing and gives no time: the connection is authorised, and we count from ours.
const arrivedNow = (envelopeId: string, deps: SlackAppDeps): Arrived => {
  const systemMillis = (deps.systemNow ?? Date.now)();
  const sentSeconds = Math.floor(systemMillis / 1000);
  return { at: deps.programmeNow(), systemMillis, sentSeconds, delivery: deliveryOf(envelopeId) };
};
