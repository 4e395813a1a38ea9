/**
 * In the place of the product's `sending/clients.ts`, to show what the two clients are worth: one
 * for each token and everything, as the library makes it when nothing is said.
 */
import { webApi } from "@slack/bolt";
import type { SlackClient, SlackClients } from "../../../src/surfaces/slack/sending/clients.ts";

const clients = new Map<string, SlackClient>();

export function makeSlackClients({ apiUrl }: { apiUrl?: string | undefined }): SlackClients {
  const theOnly = (token: string): SlackClient => {
    const client = clients.get(token) ?? makeClient(token, apiUrl);
    clients.set(token, client);
    return client;
  };
  return { interactive: theOnly, background: theOnly };
}

const makeClient = (token: string, apiUrl: string | undefined): SlackClient =>
  new webApi.WebClient(token, {
    ...(apiUrl ? { slackApiUrl: apiUrl } : {}),
    logLevel: webApi.LogLevel.ERROR,
  });
