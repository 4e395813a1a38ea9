import type { types, ViewOutput } from "@slack/bolt";
import type { Form } from "../../../forms/form.ts";
import type { Reply } from "../../command.ts";
import { messageForm, messageParts } from "../rendering/message-form.ts";
import { hasNotice, redrawn } from "../rendering/redraw-view.ts";
import { renderForm } from "../rendering/render-form.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import { type Fault, type Faults, replyOrFault } from "./faults.ts";
import type { Modals } from "./modals.ts";

/** A button in a form, or an input that was changed. */
export interface InFormCall {
  readonly during: string;
  readonly work: () => Promise<Reply>;
  readonly acknowledgement: Acknowledgement;
  readonly view: ViewOutput;
  readonly modals: Modals;
}

interface Deps {
  readonly loading: Form;
  readonly faults: Faults;
}

/** Runs a button's call and draws its reply in the form's place, or on top of what stands there. */
export async function answerButtonInForm(call: InFormCall, deps: Deps): Promise<void> {
  call.acknowledgement.giveInTime();
  const reply = await replyOrFault(call.work, deps.faults, call.during);
  await call.acknowledgement.give();
  const view = viewFor(reply, call.view, deps.loading);
  if (view) await draw(call, view, deps);
}

/**
 * Saves what was typed; acknowledged once it is saved. Nearly always there is nothing to answer. A
 * fault is said once on top of the form, not again at each further keystroke.
 */
export async function answerChange(call: InFormCall, deps: Deps): Promise<void> {
  call.acknowledgement.giveInTime();
  const reply = await replyOrFault(call.work, deps.faults, call.during);
  await call.acknowledgement.give();
  if (reply.kind === "fault" && hasNotice(call.view)) return;
  const view = viewFor(reply, call.view, deps.loading);
  if (view) await draw(call, view, deps);
}

async function draw(call: InFormCall, view: types.ModalView, deps: Deps): Promise<void> {
  try {
    await call.modals.update(call.view.id, view, call.view.hash);
  } catch (cause) {
    await sayInForm(call, deps.faults.tell(cause, `drawing the reply to ${call.during}`), deps);
  }
}

// The last way to reach the person; when it fails too, the log has both causes.
async function sayInForm(call: InFormCall, message: Fault["message"], deps: Deps): Promise<void> {
  try {
    const notice = redrawn(call.view, faultParts({ kind: "fault", message }));
    await call.modals.update(call.view.id, notice);
  } catch (cause) {
    deps.faults.tell(cause, `saying what went wrong in ${call.during}`);
  }
}

const faultParts = ({ message }: Fault) => [
  { kind: "notice", tone: "error", text: message.headline } as const,
  ...messageParts({ ...message, buttons: [] }).slice(1),
];

/** What stands in the form's place after this reply; undefined when it stays as it is. */
export function viewFor(
  reply: Reply | Fault,
  view: ViewOutput,
  loading: Form,
): types.ModalView | undefined {
  switch (reply.kind) {
    case "nothing":
      return undefined;
    case "form":
      return renderForm(reply.form);
    case "fault":
      return redrawn(view, faultParts(reply));
    case "errors":
      return redrawn(view, [], reply.errors);
    // Slack has no way to close a modal from a button, nor a place beside it to say something.
    case "say":
    case "close":
      return renderForm(messageForm(reply.message, loading));
  }
}
