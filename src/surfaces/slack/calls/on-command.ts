import type { SlackCommandMiddlewareArgs } from "@slack/bolt";
import { answerOutsideForm } from "./answer-outside-form.ts";
import { arrivalOf } from "./arrival.ts";
import {
  acknowledgementOf,
  authorized,
  type CallContext,
  type ListenerDeps,
  modalsOf,
} from "./call-context.ts";
import { accountOfCommand, placeOf } from "./callers.ts";
import { asTyped } from "./typed-text.ts";

export async function onCommand(
  { command, ack }: SlackCommandMiddlewareArgs,
  context: CallContext,
  deps: ListenerDeps,
): Promise<void> {
  const typed = {
    account: accountOfCommand(command),
    place: placeOf(context, { id: command.channel_id, name: command.channel_name }),
    arrival: arrivalOf(context.arrived),
    text: asTyped(command.text ?? ""),
  };
  const call = {
    during: `${command.command} of ${typed.account.user}`,
    work: authorized(context, () => deps.commands.typed(typed)),
    acknowledgement: acknowledgementOf((body) => ack(body), context, deps),
    triggerId: command.trigger_id,
    responseUrl: command.response_url,
    ackIsShown: true,
    modals: modalsOf(context, deps),
  };
  await answerOutsideForm(call, deps);
}
