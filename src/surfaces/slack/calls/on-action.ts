import type { BlockAction, SlackActionMiddlewareArgs } from "@slack/bolt";
import { PAGE_PREFIX } from "../rendering/render-buttons.ts";
import { answerButtonInForm, answerChange } from "./answer-in-form.ts";
import { answerOutsideForm } from "./answer-outside-form.ts";
import { arrivalOf } from "./arrival.ts";
import {
  acknowledgementOf,
  authorized,
  type CallContext,
  type ListenerDeps,
  modalsOf,
} from "./call-context.ts";
import { accountOf, openFormOf, placeOf } from "./callers.ts";

/** A button, on a message or in a form, or an input of a form that was changed. */
export async function onAction(
  { body, ack }: SlackActionMiddlewareArgs<BlockAction>,
  context: CallContext,
  deps: ListenerDeps,
): Promise<void> {
  const during = `${body.actions.map(({ action_id }) => action_id).join(", ")} of ${body.user.id}`;
  const acknowledgement = acknowledgementOf(() => ack(), context, deps);
  const modals = modalsOf(context, deps);
  const shared = { during, acknowledgement, modals };
  const button = buttonOf(body);
  const { view } = body;

  if (button?.action_id.startsWith(PAGE_PREFIX)) {
    await acknowledgement.give();
  } else if (button && view) {
    const work = authorized(context, () => deps.commands.pressed(pressOf(body, button, context)));
    await answerButtonInForm({ ...shared, work, view }, deps);
  } else if (button) {
    const work = authorized(context, () => deps.commands.pressed(pressOf(body, button, context)));
    const { trigger_id: triggerId, response_url: responseUrl } = body;
    await answerOutsideForm({ ...shared, work, triggerId, responseUrl, ackIsShown: false }, deps);
  } else if (view) {
    const changed = { ...callOf(body, context), form: openFormOf(view) };
    const work = authorized(context, () => deps.commands.changed(changed));
    await answerChange({ ...shared, work, view }, deps);
  } else {
    await acknowledgement.give();
  }
}

interface PressedButton {
  readonly action_id: string;
  readonly value?: string;
}

const buttonOf = ({ actions }: BlockAction): PressedButton | undefined =>
  actions.find((action) => action.type === "button");

const callOf = (body: BlockAction, context: CallContext) => ({
  account: accountOf(body),
  place: placeOf(context, body.view ? undefined : body.channel),
  arrival: arrivalOf(
    context.arrived,
    body.actions.map(({ action_ts }) => action_ts),
  ),
});

const pressOf = (body: BlockAction, button: PressedButton, context: CallContext) => ({
  ...callOf(body, context),
  verb: button.action_id,
  id: button.value ?? "",
  ...(body.view ? { form: openFormOf(body.view) } : {}),
});
