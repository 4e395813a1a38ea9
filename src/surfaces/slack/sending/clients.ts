import { webApi } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";
import { boltLog } from "../bolt-log.ts";
import { clientOptions } from "./client-options.ts";

export type SlackClient = webApi.WebClient;

/** Two clients for each token, since one 429 stops a client's whole queue, `views.open` included. */
export interface SlackClients {
  /** For a person who waits: 2.5 s, no second try. */
  interactive(token: string): SlackClient;
  /** For the outbox, which has its own second tries and pauses: 10 s. */
  background(token: string): SlackClient;
}

export function makeSlackClients(deps: { apiUrl?: string | undefined; log: Log }): SlackClients {
  const make = (timeout: number) =>
    remembered(
      (token) =>
        new webApi.WebClient(token, {
          ...clientOptions(deps),
          timeout,
          retryConfig: { retries: 0 },
          rejectRateLimitedCalls: true,
          logger: boltLog(deps.log),
        }),
    );
  return { interactive: make(2500), background: make(10_000) };
}

// A token is only as many as workspaces, and changes when one installs anew.
const MOST_REMEMBERED = 1000;

const remembered = (make: (token: string) => SlackClient): ((token: string) => SlackClient) => {
  const clients = new Map<string, SlackClient>();
  return (token) => {
    const client = clients.get(token) ?? make(token);
    if (clients.size >= MOST_REMEMBERED) clients.clear();
    clients.set(token, client);
    return client;
  };
};
