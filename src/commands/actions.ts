/** What can be done with a sent request: for each row of the actions' table its button and its form. */

import { ACTION_NAMES, type ActionName } from "../domain/requests/actions/actions.ts";
import { actionErrors, actionForm } from "../forms/requests/action-form.ts";
import {
  actionDone,
  actionMenu,
  endorsementLetterComes,
  mayNotAct,
  notNow,
  requestChanged,
} from "../messages/requests/actions.ts";
import { sendLetterInChat } from "../messages/requests/letters.ts";
import { requestDetails } from "../messages/requests/request-cards.ts";
import type { Again, Pressed, Reply, Submitted } from "../surfaces/command.ts";
import type { Context } from "../use-cases/context.ts";
import { type CannotAct, openAction, readPossible } from "../use-cases/requests/open-action.ts";
import { performAction } from "../use-cases/requests/perform-action.ts";
import { readEndorsementLetter } from "../use-cases/requests/read-endorsement-letter.ts";
import {
  type Caller,
  type Command,
  type CommandDeps,
  errors,
  interactionOf,
  isCommon,
  nothing,
  open,
  say,
  sayCommon,
  type Words,
} from "./command.ts";

/** They have no word of their own: `show` has the buttons. */
export const makeActions = (
  context: Context,
  { fetchFile, surface }: Pick<CommandDeps, "fetchFile" | "surface">,
): Required<Pick<Command, "buttons" | "openers" | "forms">> => {
  const begin = async (
    { account, arrival }: Caller,
    action: ActionName,
    pointer: string,
  ): Promise<Reply> => {
    const found = await openAction(context, { account, action, pointer, now: arrival.at });
    if (found.ok) {
      const { fields, view, onBehalfOf } = found.value;
      const needsFile = fields.some(({ kind }) => kind === "file");
      return needsFile && !surface.takesFilesInForms
        ? say(sendLetterInChat(view, onBehalfOf !== null))
        : open(actionForm({ action, ...found.value }));
    }
    return isCommon(found.refusal) ? sayCommon(found.refusal) : cannotAct(found.refusal);
  };

  const perform = async (call: Submitted, action: ActionName): Promise<Reply> => {
    const { answers, pointer } = call.form;
    const performed = await performAction(context, {
      ...interactionOf(call),
      ...{ action, answers, pointer: pointer.item ?? "" },
      fetch: (fileId) => fetchFile(call, fileId),
    });
    if (performed.ok) return say(actionDone(performed.value.view, performed.value.happened));
    const { refusal } = performed;
    if (isCommon(refusal)) return sayCommon(refusal);
    return refusal.kind === "problems"
      ? errors(actionErrors(refusal.problems))
      : cannotAct(refusal);
  };

  const more = async ({ account, id: pointer, arrival }: Pressed): Promise<Words> => {
    const found = await readPossible(context, { account, pointer, now: arrival.at });
    return found.ok ? say(actionMenu(found.value)) : sayCommon(found.refusal);
  };

  const endorsementLetter = async (call: Pressed): Promise<Words> => {
    const { workspace } = call.place;
    const wish = { ...interactionOf(call), pointer: call.id, workspace };
    const read = await readEndorsementLetter(context, wish);
    return read.ok ? say(endorsementLetterComes()) : sayCommon(read.refusal);
  };

  return {
    buttons: { more, "read-letter": endorsementLetter },
    openers: forEach((action) => (call: Pressed) => begin(call, action, call.id)),
    forms: forEach((action) => ({
      submitted: (call: Submitted) => perform(call, action),
      changed: async () => nothing,
      again: (call: Again) => begin(call, action, call.pointer.item ?? ""),
    })),
  };
};

const forEach = <Made>(make: (action: ActionName) => Made): Record<string, Made> =>
  Object.fromEntries(ACTION_NAMES.map((action) => [action, make(action)]));

export const cannotAct = (refusal: Exclude<CannotAct, { kind: "notFound" }>): Words => {
  switch (refusal.kind) {
    case "mayNot":
      return say(mayNotAct());
    case "notNow":
      return say(notNow(refusal.view, refusal.why));
    case "changed":
      return say(requestChanged(refusal.view, refusal.happened, requestDetails(refusal.view)));
  }
};
