/** "I'll take it": which of several people of one side handles a request. */

import { shortName } from "../domain/members/members.ts";
import { isOfficer, npoesOf } from "../domain/people.ts";
import { pointer, readPointer } from "../domain/pointers.ts";
import { handlerForm, handlerIn, notAColleague } from "../forms/handler.ts";
import { whichNumber } from "../messages/answers.ts";
import { handlerChanged, handlerSettled, notYourSide } from "../messages/requests/assignment.ts";
import { requestDetails } from "../messages/requests/request-cards.ts";
import type { Pressed, Reply, Submitted, Typed } from "../surfaces/command.ts";
import type { Context } from "../use-cases/context.ts";
import {
  type AssignRequest,
  assignRequest,
  whoCouldHandle,
} from "../use-cases/requests/assign-request.ts";
import { showRequest } from "../use-cases/requests/read-requests.ts";
import {
  type Caller,
  type Command,
  errors,
  interactionOf,
  isCommon,
  nothing,
  open,
  say,
  sayCommon,
  type Words,
} from "./command.ts";

export const makeTakeCommand = (context: Context): Command => {
  const assign = async (
    call: Typed | Pressed | Submitted,
    wish: Pick<AssignRequest, "pointer" | "to">,
  ): Promise<Words> => {
    const assigned = await assignRequest(context, { ...interactionOf(call), ...wish });
    if (assigned.ok) return say(handlerSettled(assigned.value.view, assigned.value.side.id));
    const { refusal } = assigned;
    if (isCommon(refusal)) return sayCommon(refusal);
    switch (refusal.kind) {
      case "notYourSide":
        return say(notYourSide());
      case "notAColleague":
        return errors(notAColleague);
      case "changed": {
        const { view, side } = refusal;
        return say(handlerChanged(view, side.id, requestDetails(view)));
      }
    }
  };

  /** Of a person with two sides it isn't guessed for which, nor of several years' requests which. */
  const takeByNumber = async (call: Typed, which: string): Promise<Reply> => {
    const view = await showRequest(context, { account: call.account, which, now: call.arrival.at });
    if (!view.ok) return isCommon(view.refusal) ? sayCommon(view.refusal) : say(whichNumber());
    const { request, assignments, others } = view.value;
    const [side, another] = assignments.filter(({ mayAssign }) => mayAssign);
    if (!side) return say(notYourSide());
    if (another || others.length > 0) return say(requestDetails(view.value, others));
    return assign(call, { pointer: pointer("assignment", { request: request.id, ...side }) });
  };

  const chooseHandler = async ({ account, arrival }: Caller, pointer: string): Promise<Reply> => {
    const found = await whoCouldHandle(context, { account, pointer, now: arrival.at });
    if (!found.ok) return isCommon(found.refusal) ? sayCommon(found.refusal) : say(notYourSide());
    const { view, side, assignment, colleagues } = found.value;
    const { id, number } = view.request;
    return open(
      handlerForm({ ...assignment, request: id, number, side: shortName(side), colleagues }),
    );
  };

  return {
    word: "take",
    who: (person) => isOfficer(person) || npoesOf(person).length > 0,
    typed: takeByNumber,
    buttons: { take: (call) => assign(call, { pointer: call.id }) },
    openers: { assign: (call) => chooseHandler(call, call.id) },
    forms: {
      assign: {
        submitted: async (call) => {
          const { item } = call.form.pointer;
          const to = handlerIn(call.form.answers);
          if (item === undefined || !readPointer("assignment", item)) return nothing;
          return to === undefined ? errors(notAColleague) : assign(call, { pointer: item, to });
        },
        changed: async () => nothing,
        again: (call) => chooseHandler(call, call.pointer.item ?? ""),
      },
    },
  };
};
