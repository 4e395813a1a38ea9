/** Everything a person can do, one row each. A surface calls these; a row calls its use case. */

import { makeAdmitCommand } from "./commands/admission.ts";
import { makeCalendarCommand } from "./commands/calendar.ts";
import { makeChannelCommand } from "./commands/channel.ts";
import type { Command, CommandDeps } from "./commands/command.ts";
import { nothing, open, say } from "./commands/command.ts";
import { makeInviteCommand, makeJoinCommand } from "./commands/invite.ts";
import { offeredFile } from "./commands/letters.ts";
import { makeMembersCommand } from "./commands/members.ts";
import { makeOwedCommand } from "./commands/owed.ts";
import { isSent, makePublishCommand, makeReadSent } from "./commands/publish.ts";
import { makeRequestCommand } from "./commands/request.ts";
import { makeClosingCommand, makeRequestsCommand, makeShowCommand } from "./commands/requests.ts";
import { makeTakeCommand } from "./commands/take.ts";
import { isGreeting } from "./domain/greeting.ts";
import { nearestHarmless } from "./domain/nearest-word.ts";
import type { Form } from "./forms/form.ts";
import { loadingForm } from "./forms/loading.ts";
import { OPEN_FORM, openFormButton, readPlace, withWayBack } from "./forms/open-form.ts";
import {
  answeredInChat,
  fault,
  formReady,
  type HelpWord,
  help,
  helpButtons,
  labels,
  noChatYet,
  notInstalled,
  oneMoment,
  stranger,
  type Unknown,
  unsaved,
} from "./messages/answers.ts";
import { owedFirst } from "./messages/home/duties.ts";
import { homeMessage } from "./messages/home/home-page.ts";
import { notOpenHere } from "./messages/members/workspaces.ts";
import { fileGiven, fileNotGiven } from "./messages/requests/letters.ts";
import type { Commands, OpenForm, Pressed, Reply, Typed, Written } from "./surfaces/command.ts";
import type { Context } from "./use-cases/context.ts";
import { makeHomes } from "./use-cases/delivery/homes.ts";
import { hearOnce } from "./use-cases/hear-once.ts";
import { identifyPerson } from "./use-cases/people/identify-person.ts";
import { readStandingAsked } from "./use-cases/requests/read-standing.ts";

/**
 * `knows`: whether a word, form or button is one of ours, and no text that somebody typed. `verbOf`:
 * what a message is taken for.
 */
type KnownCommands = Commands & {
  readonly knows: (verb: string) => boolean;
  readonly verbOf: (written: Pick<Written, "text" | "files" | "notTaken">) => string;
};

/** One for each surface: `deps.surface` says what it can do. */
export const makeCommands = (context: Context, deps: CommandDeps): KnownCommands => {
  const { surface } = deps;
  const rows: readonly Command[] = [
    makeRequestCommand(context, surface),
    makeRequestsCommand(context),
    makeShowCommand(context, deps),
    makeOwedCommand(context),
    makeTakeCommand(context),
    makeClosingCommand(context),
    makeChannelCommand(context, deps),
    makeCalendarCommand(context),
    makeMembersCommand(context),
    makeInviteCommand(context, deps),
    makeJoinCommand(context, deps),
    makePublishCommand(context, deps),
    makeAdmitCommand(context),
  ];
  const byWord = new Map<string, Command>(rows.map((row) => [row.word, row]));
  const buttons = new Map(rows.flatMap(({ buttons: own = {} }) => Object.entries(own)));
  const openers = new Map(rows.flatMap(({ openers: own = {} }) => Object.entries(own)));
  const forms = new Map(
    rows.flatMap(({ word, form, forms: more = {} }) => [
      ...(form ? [[word, form] as const] : []),
      ...Object.entries(more),
    ]),
  );
  const homes = makeHomes(context);

  const homeFor = async ({ account, place, arrival }: Typed): Promise<Reply> => {
    const { workspace } = place;
    const { home } = await homes.compose({ ...account, workspace }, arrival.at);
    return { kind: "say", message: homeMessage(home), home };
  };

  /** Whoever asks for it reads first what waits for them; a word that isn't known is answered alone. */
  const helpFor = async (call: Typed, isWordEnough: boolean, typed = ""): Promise<Reply> => {
    const { account, arrival } = call;
    const standing =
      typed === "" ? await readStandingAsked(context, account, arrival.at) : undefined;
    const person = typed === "" ? standing?.person : await identifyPerson(context, account);
    if (!person) return say(stranger());
    const can: HelpWord[] = [
      ...rows.filter(({ who }) => who(person)).map(({ word }) => word),
      "help",
    ];
    const owed = standing && owedFirst(standing);
    return say(help(can, unknownIn(typed, can), helpButtons(person, can), isWordEnough, owed));
  };

  /** `isWordEnough`: in a conversation where it is typed without the bot's name. */
  const typed = (given: Typed, isWordEnough = false): Promise<Reply> => {
    // A command is one line, however many a client sends: parts of it are told again.
    const call = { ...given, text: given.text.replace(/\s+/gu, " ") };
    const [, word = "", rest = ""] = /^\s*(\S*)\s*([\s\S]*)$/.exec(call.text) ?? [];
    const row = byWord.get(word.toLowerCase());
    if (row) return row.typed(call, rest);
    if (word === "" && !surface.pushesHome) return homeFor(call);
    const isForHelp = word === "" || word.toLowerCase() === "help" || isGreeting(call.text);
    return helpFor(call, isWordEnough, isForHelp ? "" : call.text);
  };

  const readSent = makeReadSent(context, deps);

  const written = async (call: Written): Promise<Reply> => {
    if (!(await hearOnce(context, call.arrival))) return nothing;
    const text = commandIn(call.text);
    return (await readSent(call)) ?? typed({ ...call, text }, call.place.kind === "direct");
  };

  const inWords = (reply: Reply): Reply =>
    reply.kind === "form"
      ? say(formReady(reply.form.title, openFormButton(reply.form), goodNews(reply.form)))
      : reply;

  const again: Commands["again"] = async (call) =>
    (await forms.get(call.verb)?.again(call)) ?? nothing;

  const pressed = async (call: Pressed): Promise<Reply> => {
    const press = openers.get(call.verb) ?? buttons.get(call.verb);
    return (await press?.(call)) ?? nothing;
  };

  const openAgain = async (call: Pressed): Promise<Reply> => {
    const wanted = readPlace(call.id);
    return wanted ? again({ ...call, ...wanted }) : nothing;
  };

  /** Where forms don't lie on one another, the one that was left can be come back to. */
  const fromForm = (reply: Reply, form: Omit<OpenForm, "answers"> | undefined): Reply =>
    reply.kind === "form" && form && forms.has(form.verb) && !surface.stacksForms
      ? open(withWayBack(reply.form, form))
      : reply;

  /** What is answered in place of all else from where nobody may do more than join yet. */
  const unlessOpen = async <Answer>(
    { place }: Pick<Typed, "place">,
    answer: () => Promise<Answer>,
  ): Promise<Answer | ReturnType<typeof say>> => {
    const standing = (await deps.standingOf?.(place.workspace)) ?? "open";
    return standing === "open" ? answer() : say(notOpenHere(standing));
  };

  const known: KnownCommands = {
    typed: async (call) => {
      const reply = await typed(call);
      return surface.opensFormFromTyping ? reply : inWords(reply);
    },
    written: async (call) => inWords(await written(call)),
    pressed: async (call) =>
      call.verb === OPEN_FORM ? openAgain(call) : fromForm(await pressed(call), call.form),
    submitted: async (call) => {
      const reply = (await forms.get(call.form.verb)?.submitted(call)) ?? nothing;
      return isSame(reply, call.form) ? fromForm(reply, call.form) : reply;
    },
    changed: async (call) =>
      fromForm((await forms.get(call.form.verb)?.changed(call)) ?? nothing, call.form),
    again: async (call) => fromForm(await again(call), call),
    offeredFile: (call) => offeredFile(context, call),
    fileGiven,
    fileNotGiven,
    opensForm: (verb) => openers.has(verb) || verb === OPEN_FORM,
    knows: (verb) =>
      [byWord, buttons, openers, forms].some((known) => known.has(verb)) ||
      ["help", OPEN_FORM].includes(verb),
    verbOf: (written) => {
      if (isSent(written)) return "publish";
      const text = commandIn(written.text);
      return isGreeting(text) ? "help" : wordIn(text);
    },
    loading: loadingForm,
    oneMoment: oneMoment(),
    answeredInChat: answeredInChat(),
    noChatYet: noChatYet(),
    labels,
    fault,
    unsaved,
    notInstalled: notInstalled(),
  };
  return {
    ...known,
    typed: (call) => unlessOpen(call, () => known.typed(call)),
    written: (call) =>
      isCode(call) ? known.written(call) : unlessOpen(call, () => known.written(call)),
    pressed: (call) => unlessOpen(call, () => known.pressed(call)),
    submitted: (call) => unlessOpen(call, () => known.submitted(call)),
    changed: (call) => unlessOpen(call, () => known.changed(call)),
    again: (call) => unlessOpen(call, () => known.again(call)),
    offeredFile: (call) => unlessOpen(call, () => known.offeredFile(call)),
  };
};

/**
 * As people write to somebody: with the bot's name in front, and a full stop or the like behind. Each
 * row of those is looked at once, however long it is.
 */
const commandIn = (text: string): string =>
  text.replace(/^\s*\/?bcn(?:[\s:,]+|$)/i, "").replace(/(?<![\s.!?])[\s.!?]+$/, "");

/** `join` and a code, and no notification behind them. */
const isCode = (written: Written): boolean =>
  /^\s*join\s+\S/i.test(commandIn(written.text)) && !isSent(written);

const wordIn = (text: string): string => text.trim().split(/\s/, 1)[0]?.toLowerCase() || "help";

/** Up to three words are a command with what follows it; more are a sentence. */
const unknownIn = (text: string, can: readonly HelpWord[]): Unknown | undefined => {
  const [word = "", ...others] = text.trim().split(" ");
  if (word === "") return undefined;
  return others.length > 2 ? "aSentence" : { typed: word, nearest: nearestHarmless(word, can) };
};

/** Some of it a form says only when it is opened by the word, and not by the button for it. */
const goodNews = ({ parts }: Form): string[] =>
  parts.flatMap((part) => (part.kind === "notice" && part.tone === "good" ? [part.text] : []));

const isSame = (reply: Reply, { verb }: OpenForm): boolean =>
  reply.kind === "form" && reply.form.verb === verb;
