/** How something is said to the person alone after a press that no form was open for. */
import type { Form } from "../../../forms/form.ts";
import type { Message } from "../../../messages/message.ts";
import { messageForm } from "../../shared/message-form.ts";
import { renderForm } from "../rendering/render-form.ts";
import type { SlackClient } from "../sending/clients.ts";
import { posting } from "../sending/posting.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import type { Modals } from "./modals.ts";
import { ephemeral } from "./respond.ts";

type Say = (message: Message) => Promise<void>;

/** A command's acknowledgement is shown to the person; given already, it is said as an answer. */
export const sayToTyped =
  (acknowledgement: Acknowledgement, answer: Say): Say =>
  async (message) => {
    if (await acknowledgement.give(ephemeral(message))) return;
    await answer(message);
  };

/** A button's acknowledgement isn't shown. */
export const sayBesideMessage =
  (acknowledgement: Acknowledgement, answer: Say): Say =>
  async (message) => {
    await acknowledgement.give();
    await answer(message);
  };

/**
 * The home has no place beside it: it is said in a modal, and where none can be opened any more (the
 * trigger is spent or too old) as a direct message.
 */
export const sayInHome =
  (call: {
    readonly acknowledgement: Acknowledgement;
    readonly modals: Modals;
    readonly triggerId: string;
    readonly client: SlackClient;
    readonly user: string;
    /** Its title and Close are the modal's. */
    readonly loading: Form;
  }): Say =>
  async (message) => {
    try {
      await call.modals.open(call.triggerId, renderForm(messageForm(message, call.loading)));
      await call.acknowledgement.give();
    } catch {
      await call.acknowledgement.give();
      await call.client.chat.postMessage(posting(call.user, message));
    }
  };
