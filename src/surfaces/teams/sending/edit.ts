import type { Edit } from "../../command.ts";
import { digestOf } from "./digest.ts";
import { drawnFor, type SendingDeps } from "./send.ts";

/**
 * Puts a message in the place of one that `makeTeamsSender` sent, unless the same stands there already.
 * Never throws for what Microsoft says.
 */
export function makeTeamsEdit({ connector, conversations, opensForm }: SendingDeps): Edit {
  return async ({ workspace: tenant, reference, message, digest: before }) => {
    const [receiver = "", conversation = "", id = ""] = reference.split(" ");
    const activity = drawnFor(receiver, message, { opensForm });
    const digest = digestOf(activity);
    if (digest === before) return { kind: "unchanged" };
    const known = await conversations.find(tenant, receiver);
    if (!known) return { kind: "refused", reason: "no_conversation", receiverGone: true };
    const to = { serviceUrl: known.serviceUrl, conversation };
    const done = await connector.put(to, id, activity);
    if (done.kind === "done") return { kind: "edited", digest };
    return done;
  };
}
