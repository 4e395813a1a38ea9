import type {
  AllMiddlewareArgs,
  AnyMiddlewareArgs,
  BlockAction,
  SlackActionMiddlewareArgs,
  SlackViewMiddlewareArgs,
  ViewSubmitAction,
} from "@slack/bolt";
import { type CallContext, isInstalled, type ListenerDeps } from "./call-context.ts";
import { onAction } from "./on-action.ts";
import { onCommand } from "./on-command.ts";
import { onSubmission } from "./on-submission.ts";

/** What people do is told apart here, once; events go on to their own listeners. */
export async function onCall(
  args: AnyMiddlewareArgs & Pick<AllMiddlewareArgs, "next">,
  context: CallContext,
  deps: ListenerDeps,
): Promise<void> {
  if (!isInstalled(context) && !("event" in args)) {
    deps.log.info({ teamId: context.teamId }, "a call of a workspace without the app");
    deps.refused("notInstalled");
  }
  if ("command" in args) await onCommand(args, context, deps);
  else if (isPress(args)) await onAction(args, context, deps);
  else if (isSubmission(args)) await onSubmission(args, context, deps);
  else if ("options" in args) await context.acknowledgement.give({ options: [] });
  else await args.next();
}

// Bolt calls it an action, too, when a message of many years ago has a button of that time.
const isPress = (args: AnyMiddlewareArgs): args is SlackActionMiddlewareArgs<BlockAction> =>
  "action" in args && args.body.type === "block_actions";

const isSubmission = (args: AnyMiddlewareArgs): args is SlackViewMiddlewareArgs<ViewSubmitAction> =>
  "view" in args && args.body.type === "view_submission";
