import type { types, ViewOutput } from "@slack/bolt";
import type { Form } from "../../../forms/form.ts";
import type { Message } from "../../../messages/message.ts";
import type { Reply } from "../../command.ts";
import { type Fault, type Faults, replyOrFault } from "../../shared/faults.ts";
import { errorsUnderInputs, redrawn, savesAsYouType } from "../rendering/redraw-view.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import { viewFor } from "./answer-in-form.ts";
import type { Modals } from "./modals.ts";

export interface SubmissionCall {
  readonly during: string;
  readonly work: () => Promise<Reply>;
  readonly acknowledgement: Acknowledgement;
  readonly view: ViewOutput;
  readonly modals: Modals;
  /** Says something to the person alone, once the form is closed. */
  readonly say: (message: Message) => Promise<void>;
}

interface Deps {
  readonly loading: Form;
  readonly faults: Faults;
}

/**
 * Runs a submission and answers with its reply. At the last moment the loading form has taken the
 * form's place, and the reply is drawn there when it comes.
 */
export async function answerSubmission(call: SubmissionCall, deps: Deps): Promise<void> {
  const unsaved = savesAsYouType(call.view);
  const reply = await replyOrFault(call.work, deps.faults, call.during, unsaved);
  try {
    await show(call, reply, deps);
  } catch (cause) {
    await showFault(call, deps.faults.tell(cause, `showing the reply to ${call.during}`), deps);
  }
}

async function show(call: SubmissionCall, reply: Reply | Fault, deps: Deps): Promise<void> {
  const inTime = await call.acknowledgement.give(answerTo(reply, call.view, deps.loading));
  if (!inTime) {
    const view = viewFor(reply, call.view, deps.loading) ?? redrawn(call.view, []);
    const isOpen = await call.modals.update(call.view.id, view);
    if (!isOpen && "message" in reply && reply.message) await call.say(reply.message);
  } else if (reply.kind === "close" && reply.message) {
    await call.say(reply.message);
  }
}

function answerTo(reply: Reply | Fault, view: ViewOutput, loading: Form): object | undefined {
  if (reply.kind === "close") return undefined;
  const errors = reply.kind === "errors" ? errorsUnderInputs(view, reply.errors) : undefined;
  if (errors) return { response_action: "errors", errors };
  return update(viewFor(reply, view, loading) ?? redrawn(view, []));
}

const update = (view: types.ModalView): object => ({ response_action: "update", view });

async function showFault(call: SubmissionCall, message: Message, deps: Deps): Promise<void> {
  try {
    await show(call, { kind: "fault", message }, deps);
  } catch (cause) {
    deps.faults.tell(cause, `saying what went wrong in ${call.during}`);
  }
}
