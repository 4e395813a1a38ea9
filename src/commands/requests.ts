/** Reading: `requests`, `show`, `closing`, and "Not this round". */

import { mayGenerally } from "../domain/access.ts";
import { readPointer } from "../domain/pointers.ts";
import type { ListWish, RequestList } from "../domain/requests/request-list.ts";
import { findRequestsForm, requestsWanted, wordsAsked } from "../forms/requests/find-requests.ts";
import { draftToRead } from "../forms/requests/read-draft.ts";
import { sentPage } from "../forms/requests/sent.ts";
import { notALiaison, whichNposClosing, whichNumber } from "../messages/answers.ts";
import { closingDates, roundNotRefused, roundRefused } from "../messages/programmes/closing.ts";
import { requestDetails } from "../messages/requests/request-cards.ts";
import { requestList } from "../messages/requests/request-list.ts";
import type { Reply } from "../surfaces/command.ts";
import type { Context } from "../use-cases/context.ts";
import { readDraft } from "../use-cases/drafts/read-draft.ts";
import { refuseRound } from "../use-cases/programmes/refuse-round.ts";
import { readClosing } from "../use-cases/reminders/read-closing.ts";
import { listRequests, type Shown, showRequest } from "../use-cases/requests/read-requests.ts";
import { makeActions } from "./actions.ts";
import {
  type Caller,
  type Command,
  type CommandDeps,
  interactionOf,
  isCommon,
  nothing,
  open,
  say,
  sayCommon,
  type Words,
} from "./command.ts";
import { makeLetters } from "./letters.ts";

const everybody = () => true;

export const makeRequestsCommand = (context: Context): Command => {
  const listed = async <Drawn extends Reply>(
    { account, arrival }: Caller,
    draw: (list: RequestList) => Drawn,
  ): Promise<Drawn | Words> => {
    const list = await listRequests(context, { account, now: arrival.at });
    return list.ok ? draw(list.value) : sayCommon(list.refusal);
  };
  const show = (call: Caller, wish: ListWish) =>
    listed(call, (list) => say(requestList(list, wish)));
  const find = (call: Caller, wish: string | undefined) =>
    listed(call, ({ requests }) => open(findRequestsForm(requests, wishIn(wish))));
  return {
    word: "requests",
    who: everybody,
    typed: (call, rest) => show(call, { page: 1, words: wordsAsked(rest) }),
    buttons: { "list-requests": (call) => show(call, wishIn(call.id)) },
    openers: { "find-requests": (call) => find(call, call.id) },
    forms: {
      "find-requests": {
        submitted: (call) =>
          show(call, requestsWanted(call.form.answers, wishIn(call.form.pointer.item))),
        changed: async () => nothing,
        again: (call) => find(call, call.pointer.item),
      },
    },
  };
};

const wishIn = (id: string | undefined): ListWish => readPointer("requestPage", id) ?? { page: 1 };

/** A request as it stands: in words, an unsent one as a form, one that was just sent as its receipt. */
export const makeRead = (context: Context) => {
  const shown = async (
    { account, arrival }: Caller,
    which: string,
    draw: (view: Shown) => Reply,
  ): Promise<Reply> => {
    const view = await showRequest(context, { account, which, now: arrival.at });
    if (view.ok) return draw(view.value);
    return isCommon(view.refusal) ? sayCommon(view.refusal) : say(whichNumber());
  };
  const details = (call: Caller, which: string) =>
    shown(call, which, (view) => say(requestDetails(view, view.others)));
  return {
    details,
    draft: async (call: Caller, id: string): Promise<Reply> => {
      const draft = await readDraft(context, { ...interactionOf(call), draft: id });
      if (!draft.ok) return details(call, id);
      return open(draftToRead(draft.value.page, draft.value.admission));
    },
    sent: (call: Caller, id: string) => shown(call, id, (view) => open(sentPage(view, false))),
  };
};

export const makeShowCommand = (context: Context, deps: CommandDeps): Command => {
  const read = makeRead(context);
  const actions = makeActions(context, deps);
  const letters = makeLetters(context, deps.fetchFile);
  return {
    word: "show",
    who: everybody,
    typed: read.details,
    forms: { ...actions.forms, ...letters.forms },
    buttons: { ...actions.buttons, ...letters.buttons },
    openers: {
      ...actions.openers,
      ...letters.openers,
      read: async (call) => {
        const id = readPointer("request", call.id)?.id;
        return id === undefined ? sayCommon({ kind: "notFound" }) : read.draft(call, id);
      },
    },
  };
};

export const makeClosingCommand = (context: Context): Command => {
  const show = async (
    { account, arrival }: Caller,
    chosen: { readonly organisation?: string },
  ): Promise<Words> => {
    const overview = await readClosing(context, { account, now: arrival.at, ...chosen });
    if (overview.ok) return say(closingDates(overview.value));
    const { refusal } = overview;
    return refusal.kind === "whichNpo"
      ? say(whichNposClosing(refusal.choices))
      : sayCommon(refusal);
  };
  return {
    word: "closing",
    who: (person) =>
      person.roles.some(({ organisation }) => mayGenerally(person, "read-programme", organisation)),
    typed: (call) => show(call, {}),
    buttons: {
      "closing-of": (call) => show(call, { organisation: call.id }),
      "not-this-round": async (call) => {
        const about = readPointer("roundOf", call.id);
        if (!about) return sayCommon({ kind: "notFound" });
        const noted = await refuseRound(context, { ...interactionOf(call), ...about });
        if (noted.ok) return say(roundRefused(noted.value));
        const { refusal } = noted;
        if (isCommon(refusal)) return sayCommon(refusal);
        return say(refusal.kind === "notALiaison" ? notALiaison() : roundNotRefused(refusal));
      },
    },
  };
};
