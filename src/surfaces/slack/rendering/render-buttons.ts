import type { types } from "@slack/bolt";
import type { FormButton } from "../../../forms/form.ts";
import type { Button } from "../../../messages/message.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { plain } from "./text-objects.ts";

/** Put before the verb of a button that opens a page: its press is acknowledged and means nothing. */
export const PAGE_PREFIX = "open-page:";

export const button = (given: Button | FormButton): types.Button => ({
  type: "button",
  action_id: "url" in given && given.url ? `${PAGE_PREFIX}${given.verb}` : given.verb,
  text: plain(given.label, SLACK_LIMITS.textOfButton),
  // Slack refuses an empty value; a button that points at nothing comes back without one.
  ...(given.id ? { value: given.id.slice(0, SLACK_LIMITS.valueOfButton) } : {}),
  ...(given.style ? { style: given.style } : {}),
  ...("url" in given && given.url ? { url: given.url.slice(0, SLACK_LIMITS.urlOfButton) } : {}),
  ...("confirm" in given && given.confirm
    ? { confirm: confirmation(given.confirm, given.style) }
    : {}),
});

const confirmation = (
  asked: NonNullable<FormButton["confirm"]>,
  style: FormButton["style"],
): types.ConfirmationDialog => ({
  title: plain(asked.title, SLACK_LIMITS.titleOfConfirm),
  text: plain(asked.text, SLACK_LIMITS.textOfConfirm),
  confirm: plain(asked.yes, SLACK_LIMITS.buttonOfConfirm),
  deny: plain(asked.no, SLACK_LIMITS.buttonOfConfirm),
  ...(style ? { style } : {}),
});

/**
 * Rows of buttons, in their order: a verb stands once in a block, since Slack refuses an `action_id`
 * twice in one.
 */
export function actions(buttons: readonly (Button | FormButton)[]): types.ActionsBlock[] {
  const rows: types.Button[][] = [];
  for (const drawn of buttons.map(button)) {
    const last = rows.at(-1);
    const hasRoom =
      last &&
      last.length < SLACK_LIMITS.elementsOfActions &&
      last.every((other) => other.action_id !== drawn.action_id);
    if (hasRoom) last.push(drawn);
    else rows.push([drawn]);
  }
  return rows.map((elements) => ({ type: "actions", elements }));
}
