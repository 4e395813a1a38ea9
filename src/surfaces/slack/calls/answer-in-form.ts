import type { types, ViewOutput } from "@slack/bolt";
import type { Form } from "../../../forms/form.ts";
import type { Reply } from "../../command.ts";
import { type Fault, type Faults, replyOrFault } from "../../shared/faults.ts";
import { messageForm, messageParts } from "../../shared/message-form.ts";
import { redrawn, savesAsYouType, saysUnsaved } from "../rendering/redraw-view.ts";
import { renderForm } from "../rendering/render-form.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import type { Modals } from "./modals.ts";

/** A button in a form, or an input that was changed. */
export interface InFormCall {
  readonly during: string;
  readonly work: () => Promise<Reply>;
  readonly acknowledgement: Acknowledgement;
  readonly view: ViewOutput;
  readonly modals: Modals;
  readonly isKeystroke: boolean;
}

interface Deps {
  readonly loading: Form;
  readonly faults: Faults;
}

/**
 * Runs a call, which saves what is typed, and draws its reply in the form's place, or on top of what
 * stands there. At a keystroke there is nearly always nothing to answer; that
 * something isn't saved is said once, not again at each further one, and until it is.
 */
export async function answerInForm(call: InFormCall, deps: Deps): Promise<void> {
  const unsaved = savesAsYouType(call.view);
  const reply = await replyOrFault(call.work, deps.faults, call.during, unsaved);
  await call.acknowledgement.give();
  if (call.isKeystroke && reply.kind === "fault" && saysUnsaved(call.view)) return;
  const view = viewFor(reply, call.view, deps.loading);
  const isAsideHere = isAside(reply) || (call.isKeystroke && reply.kind === "form");
  if (view) await draw(call, view, isAsideHere, deps);
}

/** What only tells how the saving went: by the time it comes the person may be a page further. */
const isAside = ({ kind }: Reply | Fault): boolean => kind === "fault" || kind === "nothing";

async function draw(
  call: InFormCall,
  view: types.ModalView,
  ifUnchanged: boolean,
  deps: Deps,
): Promise<void> {
  const { id, hash } = call.view;
  try {
    await (ifUnchanged
      ? call.modals.updateUnchanged(id, view, hash)
      : call.modals.update(id, view, hash));
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
      return saysUnsaved(view) ? redrawn(view, []) : undefined;
    case "form":
      return renderForm(reply.form);
    case "fault":
      return redrawn(view, faultParts(reply), { unsaved: reply.unsaved ?? false });
    case "errors":
      return redrawn(view, [], { errors: reply.errors });
    // Slack has no way to close a modal from a button, nor a place beside it to say something.
    case "say":
    case "close":
      return renderForm(messageForm(reply.message, loading));
  }
}
