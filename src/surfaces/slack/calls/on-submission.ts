import type { SlackViewMiddlewareArgs, ViewSubmitAction } from "@slack/bolt";
import type { Message } from "../../../messages/message.ts";
import { answerSubmission } from "./answer-submission.ts";
import { arrivalOf } from "./arrival.ts";
import { authorized, type CallContext, type ListenerDeps, modalsOf } from "./call-context.ts";
import { accountOf, openFormOf, placeOf } from "./callers.ts";
import { answerTo } from "./respond.ts";

export async function onSubmission(
  { body }: SlackViewMiddlewareArgs<ViewSubmitAction>,
  context: CallContext,
  deps: ListenerDeps,
): Promise<void> {
  const { view } = body;
  const submitted = {
    account: accountOf(body, context.arrived),
    place: placeOf(context),
    arrival: arrivalOf(context.arrived),
    form: openFormOf(view),
  };
  const call = {
    during: `submission of ${view.callback_id} by ${body.user.id}`,
    work: authorized(context, deps, () => deps.commands.submitted(submitted)),
    acknowledgement: context.acknowledgement,
    view,
    modals: modalsOf(context, deps),
    say: (message: Message) => sayAlone(body, message, context, deps),
  };
  await answerSubmission(call, deps);
}

/** To where the form says that it may answer, otherwise as a direct message. */
async function sayAlone(
  { user, response_urls: urls }: ViewSubmitAction,
  message: Message,
  { workspaceToken }: CallContext,
  { clients }: ListenerDeps,
): Promise<void> {
  const client = clients.interactive(workspaceToken ?? "");
  await answerTo(urls?.[0]?.response_url, user.id, client)(message);
}
