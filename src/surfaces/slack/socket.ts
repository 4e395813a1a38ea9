import { SocketModeReceiver } from "@slack/bolt";
import { makeBoltApp, type SlackAppDeps } from "./bolt-app.ts";
import { boltLog } from "./bolt-log.ts";
import { type Arrived, deliveryOf } from "./calls/arrival.ts";

export interface SlackSocket {
  /** Resolves when connected; it then connects anew by itself. Rejects when the token is refused. */
  start(): Promise<void>;
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
    installerOptions: { clientOptions: deps.apiUrl ? { slackApiUrl: deps.apiUrl } : {} },
    customPropertiesExtractor: ({ envelope_id }: Envelope) => ({
      arrived: arrivedNow(envelope_id, deps),
    }),
  });
  makeBoltApp(receiver, deps);
  return {
    start: async () => void (await receiver.start()),
    stop: async () => void (await receiver.stop()),
  };
}

interface Envelope {
  readonly envelope_id: string;
}

// Here Slack signs nothing and gives no time: the connection is authorised, and we count from ours.
const arrivedNow = (envelopeId: string, deps: SlackAppDeps): Arrived => {
  const systemMillis = (deps.systemNow ?? Date.now)();
  const sentSeconds = Math.floor(systemMillis / 1000);
  return { at: deps.programmeNow(), systemMillis, sentSeconds, delivery: deliveryOf(envelopeId) };
};
