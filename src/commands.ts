/** Everything a person can do, one row each. A surface calls these; a row calls its use case. */

import { makeAdmitCommand } from "./commands/admission.ts";
import { makeCalendarCommand } from "./commands/calendar.ts";
import { makeChannelCommand } from "./commands/channel.ts";
import type { Command } from "./commands/command.ts";
import { nothing, say } from "./commands/command.ts";
import { makeInviteCommand, makeJoinCommand } from "./commands/invite.ts";
import { makeMembersCommand } from "./commands/members.ts";
import { makeOwedCommand } from "./commands/owed.ts";
import { makePublishCommand, type PublishDeps } from "./commands/publish.ts";
import { makeRequestCommand } from "./commands/request.ts";
import { makeClosingCommand, makeRequestsCommand, makeShowCommand } from "./commands/requests.ts";
import { makeTakeCommand } from "./commands/take.ts";
import { nearestWord } from "./domain/nearest-word.ts";
import { loadingForm } from "./forms/loading.ts";
import {
  fault,
  type HelpWord,
  help,
  notInstalled,
  oneMoment,
  stranger,
  unsaved,
} from "./messages/answers.ts";
import type { Commands, Reply, Typed } from "./surfaces/command.ts";
import type { House } from "./use-cases/house.ts";
import { makeIdentifyPerson } from "./use-cases/people/identify-person.ts";

/** `knows`: whether a word, form or button is one of ours, and no text that somebody typed. */
type KnownCommands = Commands & { readonly knows: (verb: string) => boolean };

export const makeCommands = (house: House, deps: PublishDeps): KnownCommands => {
  const rows: readonly Command[] = [
    makeRequestCommand(house),
    makeRequestsCommand(house),
    makeShowCommand(house),
    makeOwedCommand(house),
    makeTakeCommand(house),
    makeClosingCommand(house),
    makeChannelCommand(house),
    makeCalendarCommand(house),
    makeMembersCommand(house),
    makeInviteCommand(house),
    makeJoinCommand(house),
    makePublishCommand(house, deps),
    makeAdmitCommand(house),
  ];
  const byWord = new Map<string, Command>(rows.map((row) => [row.word, row]));
  const buttons = new Map(rows.flatMap(({ buttons: own = {} }) => Object.entries(own)));
  const forms = new Map(
    rows.flatMap(({ word, form, forms: more = {} }) => [
      ...(form ? [[word, form] as const] : []),
      ...Object.entries(more),
    ]),
  );
  const identify = makeIdentifyPerson(house);

  const helpFor = async ({ account }: Typed, unknown?: string): Promise<Reply> => {
    const person = await identify(account);
    if (!person) return say(stranger());
    const can: HelpWord[] = [
      ...rows.filter(({ who }) => who(person)).map(({ word }) => word),
      "help",
    ];
    return say(
      help(can, unknown ? { typed: unknown, nearest: nearestWord(unknown, can) } : undefined),
    );
  };

  return {
    typed: (given) => {
      // A command is one line, however many a client sends: parts of it are told again.
      const call = { ...given, text: given.text.replace(/\s+/gu, " ") };
      const [, word = "", rest = ""] = /^\s*(\S*)\s*([\s\S]*)$/.exec(call.text) ?? [];
      const row = byWord.get(word.toLowerCase());
      if (row) return row.typed(call, rest);
      return word === "" || word.toLowerCase() === "help" ? helpFor(call) : helpFor(call, word);
    },
    pressed: async (call) => (await buttons.get(call.verb)?.(call)) ?? nothing,
    submitted: async (call) => (await forms.get(call.form.verb)?.submitted(call)) ?? nothing,
    changed: async (call) => (await forms.get(call.form.verb)?.changed(call)) ?? nothing,
    knows: (verb) => byWord.has(verb) || buttons.has(verb) || forms.has(verb) || verb === "help",
    loading: loadingForm,
    oneMoment: oneMoment(),
    fault,
    unsaved,
    notInstalled: notInstalled(),
  };
};
