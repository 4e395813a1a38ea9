import { webApi } from "@slack/bolt";
import type { Log } from "../../../domain/log.ts";
import type { CardEdit, Edited } from "../../command.ts";
import { renderMessage } from "../rendering/render-message.ts";
import { makeSlackClients } from "./clients.ts";
import { digestOf } from "./digest.ts";
import { outcomeOfFailure, untilInstalled } from "./send-failure.ts";

interface Deps {
  /** The bot token of a workspace; undefined when it isn't one of ours (any more). */
  readonly tokenFor: (workspace: string) => Promise<string | undefined>;
  readonly apiUrl?: string | undefined;
  readonly log: Log;
}

/**
 * Puts a message in the place of one that `makeSlackSend` sent, unless the same stands there already.
 * Never throws for what Slack says. Its metadata stays, and so does the outbox id in it.
 */
export function makeSlackEdit(deps: Deps): (edit: CardEdit) => Promise<Edited> {
  const clients = makeSlackClients(deps);
  return async ({ workspace, reference, message, digest: before }) => {
    const { text, blocks } = renderMessage(message);
    const digest = digestOf({ text, blocks });
    if (digest === before) return { kind: "unchanged" };
    const token = await deps.tokenFor(workspace);
    if (token === undefined) return untilInstalled("workspace_not_installed");
    const [channel = "", ts = ""] = reference.split(":");
    try {
      // Slack's default would make links of names and addresses.
      const plain = { parse: "none", link_names: false } as const;
      await clients.background(token).chat.update({ channel, ts, text, blocks, ...plain });
      return { kind: "edited", digest };
    } catch (error) {
      return outcomeOf(error);
    }
  };
}

/** The conversation is there; https://docs.slack.dev/reference/methods/chat.update names these. */
const LOST = ["cant_update_message", "edit_window_closed", "message_not_found"];

function outcomeOf(error: unknown): Edited {
  if (error instanceof webApi.WebAPIPlatformError && LOST.includes(error.data.error))
    return { kind: "lost", reason: error.data.error };
  const outcome = outcomeOfFailure(error);
  // Messages are throttled by conversation, their edits by workspace (tier 3).
  return outcome.kind === "later" && outcome.reason === "rate_limited"
    ? { ...outcome, scope: "workspace" }
    : outcome;
}
