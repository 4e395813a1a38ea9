import type { Json, LocalSlack } from "./local-slack.ts";
import { FIJI } from "./local-slack.ts";

export const plain = (text: string): Json => ({ type: "plain_text", text });

export const textInput = (blockId: string, element: Json = {}, block: Json = {}): Json => ({
  type: "input",
  block_id: blockId,
  label: plain("Topic"),
  element: { type: "plain_text_input", action_id: blockId.split(":")[0], ...element },
  ...block,
});

export const modal = (blocks: Json[], more: Json = {}): Json => ({
  type: "modal",
  callback_id: "request",
  title: plain("Request a visit"),
  submit: plain("Next"),
  close: plain("Cancel"),
  blocks,
  ...more,
});

export const menu = (blockId: string, values: string[], more: Json = {}): Json => ({
  type: "input",
  block_id: blockId,
  label: plain("NPO"),
  element: { type: "static_select", action_id: blockId, options: values.map(choice), ...more },
});

export const choice = (value: string): Json => ({ text: plain(value), value });

/** Types "/bcn request" and opens the view with its trigger; what the Web API answered. */
export async function openModal(slack: LocalSlack, view: Json): Promise<Json> {
  await slack.post("/_local/message", { as: FIJI, conversation: "C0FJBCN", text: "/bcn request" });
  const trigger = slack.received.at(-1)?.payload.trigger_id;
  return slack.api("views.open", { trigger_id: trigger, view });
}

const stateOf = (slack: LocalSlack, as = FIJI): Promise<Json> =>
  slack.get(`/_local/state?as=${as}`);

/** The topmost modal as the page sees it. */
export async function topView(slack: LocalSlack): Promise<Json> {
  const { views } = await stateOf(slack);
  return (views as Json[]).at(-1) ?? {};
}
