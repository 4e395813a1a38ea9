import type { Home } from "../../../messages/home/home-page.ts";
import type { HomePosted } from "../../command.ts";
import type { GuardedActivity } from "../http/guard.ts";
import { renderHome } from "../rendering/render-home.ts";
import { digestOf } from "../sending/digest.ts";
import { accountOf } from "./callers.ts";
import { postAlone, type SayDeps } from "./say.ts";

export type SayHomeDeps = SayDeps & {
  /** Keeps it up to date from now on; gives the id of the message that did so before. */
  readonly onHomePosted: (home: HomePosted) => Promise<string | undefined>;
};

/** The newest home takes the older one's place, which goes. */
export async function sayHome(call: GuardedActivity, home: Home, deps: SayHomeDeps): Promise<void> {
  const activity = renderHome(home, deps.commands.opensForm);
  const posted = await postAlone(call, activity, deps);
  if (posted === "noChat" || !posted?.id) return;
  const account = { ...accountOf(call), workspace: call.tenant };
  const shown = { hash: posted.id, digest: digestOf(activity) };
  const before = await deps.onHomePosted({ ...account, ...shown });
  if (before === undefined) return;
  const removed = await deps.connector.remove(posted.to, before);
  if (removed.kind !== "done" && removed.kind !== "lost")
    deps.log.warn(
      { kind: removed.kind, reason: removed.reason },
      "an older home stays in its chat",
    );
}
