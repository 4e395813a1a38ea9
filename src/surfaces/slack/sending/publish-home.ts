import { type types, webApi } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";
import type { HomeToPublish, Published } from "../../../messages/home/home-publishing.ts";
import { renderHome } from "../rendering/render-home.ts";
import { makeSlackClients, type SlackClient } from "./clients.ts";
import { digestOf } from "./digest.ts";
import { outcomeOfFailure } from "./send-failure.ts";

interface Deps {
  /** The bot token of a workspace; undefined when it isn't one of ours (any more). */
  readonly tokenFor: (workspace: string) => Promise<string | undefined>;
  readonly apiUrl?: string | undefined;
  readonly log: Log;
}

/**
 * Publishes a home tab, unless the same stands there already. Never throws for what Slack says. The
 * hash keeps a process that was slow from drawing something older over something newer.
 */
export function makeSlackPublishHome(deps: Deps): (given: HomeToPublish) => Promise<Published> {
  const clients = makeSlackClients(deps);
  return async ({ workspace, user, home, digest: before, hash }) => {
    const token = await deps.tokenFor(workspace);
    if (token === undefined) return { kind: "refused", reason: "workspace_not_installed" };
    const view = renderHome(home);
    const digest = digestOf(view);
    if (digest === before) return { kind: "published", digest, hash };
    try {
      return {
        kind: "published",
        digest,
        hash: await publish(clients.background(token), user, view, hash),
      };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

const publish = async (
  client: SlackClient,
  user: string,
  view: types.HomeView,
  hash: string | null,
): Promise<string | null> => {
  const known = hash === null ? {} : { hash };
  const published = await client.views.publish({ user_id: user, view, ...known });
  return published.view?.hash ?? null;
};

function outcomeOf(error: unknown): Published {
  if (error instanceof webApi.WebAPIPlatformError && error.data.error === "hash_conflict")
    return { kind: "conflict" };
  const outcome = outcomeOfFailure(error);
  // Messages are throttled by conversation, homes by workspace (tier 4).
  return outcome.kind === "later" && outcome.reason === "rate_limited"
    ? { ...outcome, scope: "workspace" }
    : outcome;
}
