import type { Context } from "../context.ts";
import type { StateValues } from "../control-types.ts";
import type { JsonObject } from "../json.ts";
import { asOf } from "../shared/people.ts";
import type { Delivered } from "../shared/post.ts";
import type { Conversation } from "./conversations.ts";
import type { Person } from "./people.ts";
import {
  channelShape,
  commonShape,
  messageShape,
  responseUrlFor,
  triggerFor,
  viewShape,
} from "./shapes.ts";
import { dispatchError } from "./signed-post.ts";
import type { StoredMessage } from "./stored-message.ts";
import type { OpenView } from "./views.ts";

/** One interactive payload, as Slack sends it: JSON in the form field "payload". */
export const deliverPayload = (context: Context, payload: JsonObject): Promise<Delivered> =>
  context.post(
    new URLSearchParams({ payload: JSON.stringify(payload) }).toString(),
    "application/x-www-form-urlencoded",
  );

/** A used element as it stands in `actions[0]`: what identifies it, and what was chosen. */
export interface UsedElement {
  block: JsonObject;
  element: JsonObject;
  /** The element's value in Slack's keys; empty for a button. */
  chosen: JsonObject;
}

/** What a press on a message sends; the error that Slack would show, if any. */
export async function sendMessageAction(
  context: Context,
  person: Person,
  conversation: Conversation,
  message: StoredMessage,
  used: UsedElement,
  state: StateValues,
): Promise<string | undefined> {
  const isEphemeral = message.onlyFor !== undefined;
  const payload = {
    type: "block_actions",
    ...commonShape(context, person),
    container: {
      type: "message",
      message_ts: message.ts,
      channel_id: conversation.id,
      is_ephemeral: isEphemeral,
    },
    trigger_id: triggerFor(context, person),
    channel: channelShape(conversation),
    ...(isEphemeral ? {} : { message: messageShape(message) }),
    state: { values: state },
    response_url: responseUrlFor(context, person, conversation, message.ts),
    actions: [actionShape(context, used)],
  };
  return dispatchError(await deliverPayload(context, payload));
}

/** What using an element of a view sends; trouble is shown in the view. */
export async function sendViewAction(
  context: Context,
  person: Person,
  view: OpenView,
  used: UsedElement,
): Promise<void> {
  const payload = {
    type: "block_actions",
    ...commonShape(context, person),
    container: { type: "view", view_id: view.id },
    trigger_id: triggerFor(context, person, view.id),
    view: viewShape(context, view),
    actions: [actionShape(context, used)],
  };
  const failure = dispatchError(await deliverPayload(context, payload));
  view.trouble = failure === undefined ? null : TROUBLE;
  context.changes.tell({ as: asOf(person) }, "views");
}

/** Slack's words in a modal whose app did not answer. */
export const TROUBLE = "We had some trouble connecting. Try again?";

function actionShape(context: Context, { block, element, chosen }: UsedElement): JsonObject {
  const kept = ["type", "action_id", "text", "value", "style", "url", "placeholder"];
  const shown = Object.fromEntries(Object.entries(element).filter(([key]) => kept.includes(key)));
  return {
    ...shown,
    ...chosen,
    block_id: block.block_id,
    action_ts: context.messages.nextTs(),
  };
}
