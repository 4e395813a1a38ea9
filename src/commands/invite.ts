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
import type { Context } from "../use-cases/context.ts";
import { inviteAccount, invitePerson, whoMayBeInvited } from "../use-cases/people/invite.ts";
import { joinWithCode } from "../use-cases/people/join.ts";
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
} from "./command.ts";

export const makeInviteCommand = (
  context: Context,
  { platforms = [] }: Pick<CommandDeps, "platforms"> = {},
): Command => {
  const ask = async ({ account }: Caller, organisation?: string): Promise<Reply> => {
    const choices = await whoMayBeInvited(context, account);
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
    openers: { invite: (call) => ask(call, readPointer("organisation", call.id)?.id) },
    buttons: {
      "add-account": async (call) => {
        const whose = readPointer("account", call.id);
        if (!whose) return say(memberNotFound());
        const outcome = await inviteAccount(context, { ...interactionOf(call), ...whose });
        if (outcome.ok) return say(invited({ ...outcome.value, platforms }));
        const { refusal } = outcome;
        return refusal.kind === "notFound" ? say(memberNotFound()) : sayCommon(refusal);
      },
    },
    form: {
      submitted: async (call) => {
        const answers = inviteAnswers(call.form.answers);
        if (answers.name === "") return errors(inviteErrors.noName);
        const outcome = await invitePerson(context, { ...interactionOf(call), ...answers });
        if (outcome.ok) return say(invited({ ...outcome.value, platforms }));
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

export const makeJoinCommand = (
  context: Context,
  { standingOf }: Pick<CommandDeps, "standingOf">,
): Command => {
  const use = async (call: Typed | Submitted, code: string) => {
    const { workspace } = call.place;
    const isClosed = ((await standingOf?.(workspace)) ?? "open") !== "open";
    return joinWithCode(context, { ...interactionOf(call), code, workspace, isClosed });
  };
  return {
    word: "join",
    // Who is in already may have a code for a further role; a stranger has a button.
    who: () => true,
    openers: { join: async () => open(joinForm()) },
    typed: async (call, rest): Promise<Reply> => {
      if (rest.trim() === "") return open(joinForm());
      const outcome = await use(call, rest);
      if (outcome.ok) return say(joined(outcome.value, call.account.platform));
      const { refusal } = outcome;
      return refusal.kind === "replayed" ? sayCommon(refusal) : say(notJoined(refusal));
    },
    form: {
      submitted: async (call) => {
        const outcome = await use(call, codeIn(call.form.answers));
        if (outcome.ok) return say(joined(outcome.value, call.account.platform));
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
