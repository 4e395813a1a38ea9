import type { Log } from "../../../domain/log.ts";
import { type IdentifiedWorkspace, identifyWorkspace } from "./identify-workspace.ts";

interface Deps {
  readonly apiUrl: string | undefined;
  readonly log: Log;
  readonly save: (workspace: IdentifiedWorkspace & { readonly token: string }) => Promise<void>;
}

const AGAIN_AFTER_MILLIS = 5_000;

/**
 * Installs the workspace of a token. Slack may be out of reach for a while when we start: then this
 * resolves, and it is tried again by and by. Throws when Slack refuses the token.
 */
export async function installOneWorkspace(token: string, deps: Deps): Promise<void> {
  const found = await identifyWorkspace(token, deps).catch((err: unknown) => {
    deps.log.warn({ err }, "Slack can't be reached; trying again in 5 seconds");
    setTimeout(() => void installOneWorkspace(token, deps), AGAIN_AFTER_MILLIS).unref();
    return "later" as const;
  });
  if (found === "later") return;
  if (!found)
    throw new Error("Slack refuses SLACK_BOT_TOKEN. Please copy it anew from the app's page.");
  await deps.save({ ...found, token });
}
