/** How people come in: `invite` writes a one-time code, `join` uses it. */
import { SECRETARIAT } from "../domain/ids.ts";
import { rolesToInvite } from "../domain/members/invitations.ts";
import { readPointer } from "../domain/pointers.ts";
import {
  codeIn,
  inviteAnswers,
  inviteErrors,
  inviteForm,
  joinForm,
} from "../forms/members/invite.ts";
import {
  invited,
  joined,
  mayNotInvite,
  notJoined,
  notJoinedText,
} from "../messages/members/invitations.ts";
import { memberNotFound } from "../messages/members/members.ts";
import type { Reply, Submitted, Typed } from "../surfaces/command.ts";
import type { House } from "../use-cases/house.ts";
import { makeInvite, makeInviteAccount, makeWhoMayBeInvited } from "../use-cases/people/invite.ts";
import { makeJoin } from "../use-cases/people/join.ts";
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
} from "./command.ts";

export const makeInviteCommand = (house: House): Command => {
  const whoMayBeInvited = makeWhoMayBeInvited(house);
  const invite = makeInvite(house);
  const inviteAccount = makeInviteAccount(house);

  const ask = async ({ account }: Caller, organisation?: string): Promise<Reply> => {
    const choices = await whoMayBeInvited(account);
    if (choices.ok) return open(inviteForm(choices.value, organisation));
    return isCommon(choices.refusal) ? sayCommon(choices.refusal) : say(mayNotInvite());
  };

  return {
    word: "invite",
    who: (person) =>
      person.roles.some(
        ({ organisation }) =>
          rolesToInvite(person, {
            id: organisation,
            kind: organisation === SECRETARIAT ? "secretariat" : "npo",
          }).length > 0,
      ),
    typed: (call) => ask(call),
    openers: { invite: (call) => ask(call, call.id) },
    buttons: {
      "add-account": async (call) => {
        const whose = readPointer("account", call.id);
        if (!whose) return say(memberNotFound());
        const outcome = await inviteAccount({ ...pressOf(call), ...whose });
        if (outcome.ok) return say(invited(outcome.value));
        const { refusal } = outcome;
        return refusal.kind === "notFound" ? say(memberNotFound()) : sayCommon(refusal);
      },
    },
    form: {
      submitted: async (call) => {
        const answers = inviteAnswers(call.form.answers);
        if (answers.name === "") return errors(inviteErrors.noName);
        const outcome = await invite({ ...pressOf(call), ...answers });
        if (outcome.ok) return say(invited(outcome.value));
        const { refusal } = outcome;
        if (isCommon(refusal)) return sayCommon(refusal);
        return refusal.kind === "notThisRole"
          ? errors(inviteErrors.notThisRole)
          : say(mayNotInvite());
      },
      changed: async () => nothing,
      again: (call) => ask(call, call.pointer.item),
    },
  };
};

export const makeJoinCommand = (house: House): Command => {
  const join = makeJoin(house);
  const use = (call: Typed | Submitted, code: string) =>
    join({ ...pressOf(call), code, workspace: call.place.workspace });
  return {
    word: "join",
    // Whoever has a role is in already; a stranger is told of it in the stranger's sentence.
    who: () => false,
    typed: async (call, rest): Promise<Reply> => {
      if (rest.trim() === "") return open(joinForm());
      const outcome = await use(call, rest);
      if (outcome.ok) return say(joined(outcome.value));
      const { refusal } = outcome;
      return refusal.kind === "replayed" ? sayCommon(refusal) : say(notJoined(refusal));
    },
    form: {
      submitted: async (call) => {
        const outcome = await use(call, codeIn(call.form.answers));
        if (outcome.ok) return say(joined(outcome.value));
        const { refusal } = outcome;
        return refusal.kind === "replayed"
          ? sayCommon(refusal)
          : errors({ code: notJoinedText(refusal) });
      },
      changed: async () => nothing,
      again: async () => open(joinForm()),
    },
  };
};
