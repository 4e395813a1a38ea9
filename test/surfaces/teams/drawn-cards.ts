/** Every card that is ever drawn for Teams of all that is said and asked, by name. */
import { makeCommands } from "../../../src/commands.ts";
import { refused } from "../../../src/domain/outcome.ts";
import type { Form } from "../../../src/forms/form.ts";
import { loadingForm } from "../../../src/forms/loading.ts";
import { labels } from "../../../src/messages/answers.ts";
import { type Home, homeMessage } from "../../../src/messages/home/home-page.ts";
import type { Message } from "../../../src/messages/message.ts";
import { messageForm } from "../../../src/surfaces/shared/message-form.ts";
import { TEAMS_CAPABILITIES } from "../../../src/surfaces/teams/capabilities.ts";
import { renderForm } from "../../../src/surfaces/teams/rendering/render-form.ts";
import { renderMessage } from "../../../src/surfaces/teams/rendering/render-message.ts";
import type { Context } from "../../../src/use-cases/context.ts";
import { everyForm, everyHome, everyMessage, type Written } from "../../helpers/everything-said.ts";

/** As the rows of commands say; nothing else of them is asked, so they need nothing. */
export const { opensForm } = makeCommands({} as Context, {
  surface: TEAMS_CAPABILITIES,
  readNotification: async () => refused({ kind: "unreadable", problem: { kind: "gone" } }),
  fetchFile: async () => refused({ kind: "gone" }),
});

export const cardOf = (message: Message) =>
  renderMessage(message, opensForm).attachments[0].content;

export const dialogOf = (form: Form, errors = {}) =>
  renderForm(form, { saveAndClose: labels.saveAndClose, errors });

export const pageOf = (form: Form) => dialogOf(form).task.value.card.content;

/** In a message, in a dialog, in a dialog's place; names of those in a dialog begin with "form ". */
export const drawnOf = (written: Written): Map<string, unknown> => {
  const drawn = new Map<string, unknown>();
  for (const [name, message] of Object.entries(everyMessage(written)))
    if (message) {
      drawn.set(name, cardOf(message));
      drawn.set(`form in place of ${name}`, pageOf(messageForm(message, loadingForm)));
    }
  for (const [name, home] of Object.entries<Home>(everyHome(written)))
    drawn.set(name, cardOf(homeMessage(home)));
  for (const [name, form] of Object.entries<Form>(everyForm(written)))
    drawn.set(`form ${name}`, pageOf(form));
  return drawn;
};
