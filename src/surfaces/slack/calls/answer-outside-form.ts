import type { Log } from "../../../domain/log.ts";
import type { Form } from "../../../forms/form.ts";
import type { Message } from "../../../messages/message.ts";
import type { Reply } from "../../command.ts";
import { type Fault, type Faults, replyOrFault } from "../../shared/faults.ts";
import { messageForm } from "../../shared/message-form.ts";
import { renderForm } from "../rendering/render-form.ts";
import type { Acknowledgement } from "./acknowledgement.ts";
import type { Modals } from "./modals.ts";

/** A command that was typed, or a button on a message or in the home. */
export interface OutsideCall {
  readonly during: string;
  readonly work: () => Promise<Reply>;
  readonly acknowledgement: Acknowledgement;
  readonly triggerId: string;
  readonly modals: Modals;
  /** Says something to the person alone, and acknowledges the call where it has not been yet. */
  readonly say: (message: Message) => Promise<void>;
}

interface Deps {
  readonly loading: Form;
  readonly faults: Faults;
  readonly log: Log;
}

/** Until then a reply is at once. Slack takes a trigger for 3 s: this leaves two for the loading form. */
const LOADING_AFTER_MILLIS = 1000;

/**
 * Runs the call and shows its reply. When that takes more than a moment a loading form is opened,
 * while the trigger still allows, and the reply is drawn in its place.
 */
export async function answerOutsideForm(call: OutsideCall, deps: Deps): Promise<void> {
  const work = replyOrFault(call.work, deps.faults, call.during);
  const loading = (await isSoon(work)) ? undefined : await openLoading(call, deps);
  const reply = await work;
  try {
    await (loading ? showInForm(call, loading, reply, deps) : show(call, reply));
  } catch (cause) {
    await call.say(deps.faults.tell(cause, `showing the reply to ${call.during}`));
  }
}

async function isSoon(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), LOADING_AFTER_MILLIS);
  });
  const soon = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return soon;
}

async function openLoading(call: OutsideCall, deps: Deps): Promise<string | undefined> {
  try {
    const viewId = await call.modals.open(call.triggerId, renderForm(deps.loading));
    await call.acknowledgement.give();
    return viewId;
  } catch (err) {
    deps.log.warn({ err, during: call.during }, "no loading form: the reply follows as a message");
    return undefined;
  }
}

async function showInForm(
  call: OutsideCall,
  viewId: string,
  reply: Reply | Fault,
  deps: Deps,
): Promise<void> {
  const message = messageOf(reply);
  const form = reply.kind === "form" ? reply.form : messageForm(message, deps.loading);
  const isOpen = await call.modals.update(viewId, renderForm(form));
  if (!isOpen && message) await call.say(message);
}

async function show(call: OutsideCall, reply: Reply | Fault): Promise<void> {
  const message = messageOf(reply);
  if (message) return call.say(message);
  if (reply.kind === "form") await call.modals.open(call.triggerId, renderForm(reply.form));
  await call.acknowledgement.give();
}

/** What a reply says outside of a form. */
export function messageOf(reply: Reply | Fault): Message | undefined {
  switch (reply.kind) {
    case "say":
    case "close":
    case "fault":
      return reply.message;
    case "errors":
      throw new Error("Errors belong in a form, and none is open");
    case "nothing":
    case "form":
      return undefined;
  }
}
