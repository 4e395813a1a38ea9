/** "I'll take it": which of several people of one side handles a request. */

import { shortName } from "../domain/members/members.ts";
import { isOfficer, npoesOf } from "../domain/people.ts";
import { pointer, readPointer } from "../domain/pointers.ts";
import { handlerForm, handlerIn, notAColleague } from "../forms/handler.ts";
import { whichNumber } from "../messages/answers.ts";
import { handlerChanged, handlerSettled, notYourSide } from "../messages/requests/handling.ts";
import { requestDetails } from "../messages/requests/request-cards.ts";
import type { Pressed, Reply, Submitted, Typed } from "../surfaces/command.ts";
import type { House } from "../use-cases/house.ts";
import { makeShowRequest } from "../use-cases/requests/read-requests.ts";
import {
  makeSettleHandler,
  makeWhoCouldHandle,
  type SettleHandler,
} from "../use-cases/requests/settle-handler.ts";
import {
  type Caller,
  type Command,
  errors,
  isCommon,
  nothing,
  open,
  pressOf,
  say,
  sayCommon,
  type Words,
} from "./command.ts";

export const makeTakeCommand = (house: House): Command => {
  const settleHandler = makeSettleHandler(house);
  const whoCouldHandle = makeWhoCouldHandle(house);
  const showRequest = makeShowRequest(house);

  const settle = async (
    call: Typed | Pressed | Submitted,
    wish: Pick<SettleHandler, "pointer" | "to">,
  ): Promise<Words> => {
    const settled = await settleHandler({ ...pressOf(call), ...wish });
    if (settled.ok) return say(handlerSettled(settled.value.view, settled.value.side.id));
    const { refusal } = settled;
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

  /** Of a person with two sides it isn't guessed for which. */
  const takeByNumber = async (call: Typed, which: string): Promise<Reply> => {
    const view = await showRequest({ account: call.account, which, now: call.arrival.at });
    if (!view.ok) return isCommon(view.refusal) ? sayCommon(view.refusal) : say(whichNumber());
    const { request, handling } = view.value;
    const [side, another] = handling.filter(({ maySettle }) => maySettle);
    if (!side) return say(notYourSide());
    if (another) return say(requestDetails(view.value));
    return settle(call, { pointer: pointer("handling", { request: request.id, ...side }) });
  };

  const assign = async ({ account, arrival }: Caller, pointer: string): Promise<Reply> => {
    const found = await whoCouldHandle({ account, pointer, now: arrival.at });
    if (!found.ok) return isCommon(found.refusal) ? sayCommon(found.refusal) : say(notYourSide());
    const { view, side, handling, colleagues } = found.value;
    const { id, number } = view.request;
    return open(
      handlerForm({ ...handling, request: id, number, side: shortName(side), colleagues }),
    );
  };

  return {
    word: "take",
    who: (person) => isOfficer(person) || npoesOf(person).length > 0,
    typed: takeByNumber,
    buttons: { take: (call) => settle(call, { pointer: call.id }) },
    openers: { assign: (call) => assign(call, call.id) },
    forms: {
      assign: {
        submitted: async (call) => {
          const { item } = call.form.pointer;
          const to = handlerIn(call.form.answers);
          if (item === undefined || !readPointer("handling", item)) return nothing;
          return to === undefined ? errors(notAColleague) : settle(call, { pointer: item, to });
        },
        changed: async () => nothing,
        again: (call) => assign(call, call.pointer.item ?? ""),
      },
    },
  };
};
