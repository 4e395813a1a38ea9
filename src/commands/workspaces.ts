/** *Approve* and *Refuse* on the officers' card of a workspace. */
import type { Decision } from "../domain/members/workspace-proposals.ts";
import {
  nothingToDecide,
  workspaceSettled,
  workspaceSettledBefore,
} from "../messages/members/workspaces.ts";
import type { Pressed } from "../surfaces/command.ts";
import type { Context } from "../use-cases/context.ts";
import { decideWorkspace } from "../use-cases/people/workspace-proposals.ts";
import { type Command, interactionOf, say, sayCommon, type Words } from "./command.ts";

export const workspaceButtons = (context: Context) => {
  const decide =
    (decision: Decision) =>
    async (call: Pressed): Promise<Words> => {
      const input = { ...interactionOf(call), proposal: call.id, decision };
      const decided = await decideWorkspace(context, input);
      if (decided.ok) return say(workspaceSettled(decided.value));
      const { refusal } = decided;
      switch (refusal.kind) {
        case "decidedAlready":
          return say(workspaceSettledBefore(refusal.view));
        case "boundAlready":
          return say(workspaceSettledBefore(refusal.view, refusal.to));
        case "notFound":
          return say(nothingToDecide());
        default:
          return sayCommon(refusal);
      }
    };
  return {
    "approve-workspace": decide("approved"),
    "refuse-workspace": decide("refused"),
  } as const satisfies Command["buttons"];
};
