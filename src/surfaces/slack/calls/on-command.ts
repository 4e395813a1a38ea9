import type { SlackCommandMiddlewareArgs } from "@slack/bolt";
import { answerOutsideForm } from "./answer-outside-form.ts";
import { arrivalOf } from "./arrival.ts";
import { authorized, type CallContext, type ListenerDeps, modalsOf } from "./call-context.ts";
import { accountOfCommand, placeOf } from "./callers.ts";
import { answerTo } from "./respond.ts";
import { sayToTyped } from "./say-outside-form.ts";
import { asTyped } from "./typed-text.ts";

export async function onCommand(
  { command }: SlackCommandMiddlewareArgs,
  context: CallContext,
  deps: ListenerDeps,
): Promise<void> {
  const typed = {
    account: accountOfCommand(command, context.arrived),
    place: placeOf(context, { id: command.channel_id, name: command.channel_name }),
    arrival: arrivalOf(context.arrived),
    text: asTyped(command.text ?? ""),
  };
  const { acknowledgement } = context;
  const client = deps.clients.interactive(context.workspaceToken ?? "");
  const call = {
    during: `${command.command} of ${typed.account.user}`,
    work: authorized(context, deps, () => deps.commands.typed(typed)),
    acknowledgement,
    triggerId: command.trigger_id,
    modals: modalsOf(context, deps),
    say: sayToTyped(acknowledgement, answerTo(command.response_url, typed.account.user, client)),
  };
  await answerOutsideForm(call, deps);
}
