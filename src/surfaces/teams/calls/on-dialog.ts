import { z } from "zod";
import type { Answer, Form } from "../../../forms/form.ts";
import type { Again, Commands, OpenForm, Pressed, Reply } from "../../command.ts";
import { type Fault, type Faults, replyOrFault } from "../../shared/faults.ts";
import { storableString } from "../../shared/given.ts";
import { messageForm } from "../../shared/message-form.ts";
import { readPointer } from "../../shared/read-pointer.ts";
import type { GuardedActivity } from "../http/guard.ts";
import { type Dialog, renderForm } from "../rendering/render-form.ts";
import { arrivalOf } from "./arrival.ts";
import { accountOf, placeOf } from "./callers.ts";
import { type CallTime, inTime } from "./in-time.ts";
import type { LateAnswers } from "./late-answers.ts";
import { formData, readAnswers, verbText } from "./read-answers.ts";
import { refilled, withFault } from "./refill.ts";

/** What an invoke of a dialog is answered with; undefined closes it. */
export type DialogAnswer =
  | Dialog
  | { readonly task: { readonly type: "message"; readonly value: string } }
  | undefined;

export interface DialogDeps extends CallTime {
  readonly commands: Commands;
  readonly faults: Faults;
  readonly late: LateAnswers<DialogAnswer>;
}

const opening = z.object({ data: z.object({ verb: verbText, id: storableString }) });
const inForm = z.object({ data: formData });

const LOOK_AGAIN = "look-again";

/** A button that opens a dialog; undefined when it is none of ours. */
export function onFetch(
  call: GuardedActivity,
  deps: DialogDeps,
): Promise<DialogAnswer> | undefined {
  const { data: given } = opening.safeParse(call.activity.value);
  if (!given) return undefined;
  return openedBy(call, { ...given.data, place: placeOf(call) }, deps);
}

/** What a press brings where no form stands yet. */
export function openedBy(
  call: GuardedActivity,
  { verb, id, place }: Pick<Pressed, "verb" | "id" | "place">,
  deps: DialogDeps,
): Promise<DialogAnswer> {
  const press = { ...callerOf(call), place, verb, id };
  const during = `${verb} of ${call.user}`;
  const work = async () => {
    const reply = await replyOrFault(() => deps.commands.pressed(press), deps.faults, during);
    return shown(reply, undefined, call, deps);
  };
  return inTimeOrLater(guarded(work, during, deps), call, deps);
}

/** A button in a dialog, which sends all that stands in it; undefined when it is none of ours. */
export function onSubmit(
  call: GuardedActivity,
  deps: DialogDeps,
): Promise<DialogAnswer> | undefined {
  const { data: given } = inForm.safeParse(call.activity.value);
  if (!given) return undefined;
  const { form: verb, pointer, verb: pressed, id, saves, needed } = given.data;
  const during = `${pressed} in ${verb} of ${call.user}`;
  if (pressed === LOOK_AGAIN) {
    const answer = deps.late.find(ownerOf(call), id);
    // Left for too long, or another's: nothing of ours failed.
    return answer
      ? inTimeOrLater(answer, call, deps)
      : Promise.resolve(withoutPage({ kind: "nothing" }, deps));
  }
  const form: OpenForm = {
    verb,
    pointer: readPointer(pointer),
    answers: readAnswers(given.data),
  };
  const work = async () => {
    const reply = await replyTo(call, form, { pressed, id, saves, needed, during }, deps);
    // What the page has to say by now stands there when it is opened again.
    if (pressed === "save" && (reply.kind === "nothing" || isSameForm(reply, form)))
      return saved(deps);
    return shown(reply, form, call, deps);
  };
  return inTimeOrLater(guarded(work, during, deps), call, deps);
}

interface InForm {
  readonly pressed: string;
  readonly id: string;
  readonly saves: boolean;
  readonly needed: readonly string[];
  readonly during: string;
}

/**
 * Slack doesn't let a form go while something is missing, so forms rely on it; but what is typed in one
 * that saves it is saved in any case, and says itself what is missing.
 */
async function replyTo(
  call: GuardedActivity,
  form: OpenForm,
  { pressed, id, saves, needed, during }: InForm,
  { commands, faults }: DialogDeps,
): Promise<Reply | Fault> {
  const missing = needed.filter((field) => isEmpty(form.answers[field]));
  if (pressed === "submit" && !saves && missing.length > 0) {
    const errors = Object.fromEntries(missing.map((field) => [field, commands.labels.needed]));
    return { kind: "errors", errors };
  }
  const press = { ...callerOf(call), place: nowhere(call), form };
  const run = (): Promise<Reply> => {
    if (pressed === "submit") return commands.submitted(press);
    if (pressed === "save") return commands.changed({ ...press, closes: true });
    return commands.pressed({ ...press, verb: pressed, id });
  };
  return replyOrFault(run, faults, during, saves);
}

const isEmpty = (answer: Answer | undefined): boolean =>
  typeof answer === "string" ? answer.trim() === "" : (answer ?? []).length === 0;

const isSameForm = (reply: Reply | Fault, { verb }: OpenForm): boolean =>
  reply.kind === "form" && reply.form.verb === verb;

/** What stands in the dialog after this reply; `form` is what stood there, if anything did. */
async function shown(
  reply: Reply | Fault,
  form: OpenForm | undefined,
  call: GuardedActivity,
  deps: DialogDeps,
): Promise<DialogAnswer> {
  switch (reply.kind) {
    case "form":
      return draw(reply.form, deps);
    case "say":
      return draw(messageForm(reply.message, deps.commands.loading), deps);
    case "close":
      return reply.message && draw(messageForm(reply.message, deps.commands.loading), deps);
    case "nothing":
    case "errors":
    case "fault":
      return form ? sameAgain(reply, form, call, deps) : withoutPage(reply, deps);
  }
}

type Kept = Extract<Reply | Fault, { readonly kind: "nothing" | "errors" | "fault" }>;

/** The same page, all that was typed, and what is wrong with it. */
async function sameAgain(
  reply: Kept,
  form: OpenForm,
  call: GuardedActivity,
  deps: DialogDeps,
): Promise<DialogAnswer> {
  const { commands, faults } = deps;
  const wanted: Again = { ...callerOf(call), place: nowhere(call), ...form };
  const during = `drawing ${form.verb} again for ${call.user}`;
  const again = await replyOrFault(() => commands.again(wanted), faults, during);
  if (again.kind !== "form") return withoutPage(again, deps);
  const page = refilled(again.form, form.answers);
  if (reply.kind === "fault") return draw(withFault(page, reply.message), deps);
  return draw(page, deps, reply.kind === "errors" ? { errors: reply.errors } : {});
}

const withoutPage = (reply: Reply | Fault, { commands, ...deps }: DialogDeps): DialogAnswer => {
  const message = "message" in reply ? reply.message : undefined;
  if (!message) return { task: { type: "message", value: commands.labels.nothingDone } };
  return draw(messageForm(message, commands.loading), { commands, ...deps });
};

const draw = (
  form: Form,
  { commands }: Pick<DialogDeps, "commands">,
  more: Partial<Parameters<typeof renderForm>[1]> = {},
): Dialog => renderForm(form, { saveAndClose: commands.labels.saveAndClose, ...more });

const saved = ({ commands }: DialogDeps): DialogAnswer => ({
  task: { type: "message", value: commands.labels.saved },
});

/** By then "One moment", with a button that asks again; what is being done goes on. */
function inTimeOrLater(
  work: Promise<DialogAnswer>,
  call: GuardedActivity,
  deps: DialogDeps,
): Promise<DialogAnswer> {
  deps.goesOn(work);
  return inTime(work, deps.withinMs, () => {
    const id = deps.late.keep(ownerOf(call), work);
    const { loading, labels } = deps.commands;
    return draw(loading, deps, { lookAgain: { label: labels.lookAgain, verb: LOOK_AGAIN, id } });
  });
}

/** A fault of ours in drawing is told as any other; the last way to reach the person is a form. */
async function guarded(
  work: () => Promise<DialogAnswer>,
  during: string,
  deps: DialogDeps,
): Promise<DialogAnswer> {
  try {
    return await work();
  } catch (cause) {
    const message = deps.faults.tell(cause, `drawing the reply to ${during}`);
    return draw(messageForm(message, deps.commands.loading), deps);
  }
}

const callerOf = (call: GuardedActivity) => ({
  account: accountOf(call),
  arrival: arrivalOf(call),
});

export const nowhere = ({ tenant }: GuardedActivity) =>
  ({ workspace: tenant, kind: "none" }) as const;

const ownerOf = ({ tenant, user }: GuardedActivity): string => `${tenant}/${user}`;
