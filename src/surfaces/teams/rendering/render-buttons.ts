import type { FormButton } from "../../../forms/form.ts";
import type { Button } from "../../../messages/message.ts";
import { type Action, card, type Element } from "./card.ts";
import { inertLine } from "./inert.ts";
import { TEAMS_LIMITS } from "./limits.ts";
import { paragraph } from "./render-parts.ts";

/** How a press of this button is told to us. */
export type Press = (button: Button | FormButton) => Action;

interface Drawn {
  readonly title: string;
  readonly style?: "positive" | "destructive";
}

const STYLES = { primary: "positive", danger: "destructive" } as const;

export const drawn = ({ label, style }: Pick<FormButton, "label" | "style">): Drawn => ({
  title: inertLine(label, TEAMS_LIMITS.titleOfAction),
  ...(style ? { style: STYLES[style] } : {}),
});

/**
 * On a message: a button that opens a form has to say so beforehand, any other is done where it
 * stands. Neither sends what is typed in the card.
 */
export const onMessage =
  (opensForm: (verb: string) => boolean): Press =>
  (button) => {
    const { verb, id } = button;
    if ("url" in button && button.url)
      return { type: "Action.OpenUrl", ...drawn(button), url: button.url };
    if (opensForm(verb))
      return {
        type: "Action.Submit",
        ...drawn(button),
        data: { verb, id, msteams: { type: "task/fetch" } },
      };
    return {
      type: "Action.Execute",
      ...drawn(button),
      verb,
      data: { id },
      associatedInputs: "none",
    };
  };

/** With its question in front of it, where it has one. */
const asked = (button: Button | FormButton, press: Press): Action => {
  const { confirm } = button;
  if (!confirm) return press(button);
  const yes = press({ ...button, label: confirm.yes });
  return {
    type: "Action.ShowCard",
    ...drawn(button),
    card: card([
      ...paragraph(`${confirm.title}\n${confirm.text}`, TEAMS_LIMITS.text),
      { type: "ActionSet", actions: [yes] },
    ]),
  };
};

/** Rows of five at most, in their order. */
export const actions = (buttons: readonly (Button | FormButton)[], press: Press): Element[] => {
  const rows: Element[] = [];
  for (let at = 0; at < buttons.length; at += TEAMS_LIMITS.actionsOfSet) {
    const row = buttons.slice(at, at + TEAMS_LIMITS.actionsOfSet);
    rows.push({ type: "ActionSet", actions: row.map((button) => asked(button, press)) });
  }
  return rows;
};
