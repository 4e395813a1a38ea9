/** Short answers: help, and what is said when something can't be done. */

import type { OrganisationId } from "../domain/ids.ts";
import { type Organisation, shortName } from "../domain/members/members.ts";
import { isOfficer, npoesOf, type Person } from "../domain/people.ts";
import { pointer } from "../domain/pointers.ts";
import { type Programme, programmeName } from "../domain/programmes/programmes.ts";
import { words } from "../words/en.ts";
import type { Button, Message } from "./message.ts";

const say = words.chat;

interface Note {
  readonly headline: string;
  readonly text: string;
}

const note = ({ headline, text }: Note): Message => ({
  headline,
  parts: [{ kind: "paragraph", text }],
  buttons: [],
});

/** `former`: somebody who had a role. */
export const stranger = ({ former = false }: { readonly former?: boolean } = {}): Message => ({
  ...note(former ? say.former : say.stranger),
  buttons: [joinButton()],
});

/** Opens the form for the code of an invitation. */
export const joinButton = (): Button => ({ verb: "join", id: "code", label: say.haveCode });
export const replayed = (): Message => note(say.replayed);
export const notFound = (): Message => note(say.notFound);
export const draftGone = (): Message => note(say.draftGone);
export const whichNumber = (): Message => note(say.whichNumber);
export const notALiaison = (): Message => note(say.notALiaison);
export const notAnOfficer = (): Message => note(say.notAnOfficer);
export const noProgramme = (): Message => note(say.noProgramme);
export const badHour = (): Message => note(say.channel.badHour);
export const badChannelWish = (): Message => note(say.channel.badWish);
export const notAChannel = (): Message => note(say.channel.notAChannel);

export const suspended = ({ name }: Organisation): Message => note(say.suspended(name));

export const noSuchHost = (typed: string, nearest: string | undefined): Message =>
  note(say.noSuchHost(typed, nearest));

export const allRoundsClosed = (programme: Programme): Message =>
  note(say.allRoundsClosed(programmeName(programme)));

export const channelNotYours = (organisation: Organisation): Message =>
  note(say.channel.notYours(shortName(organisation)));

export const channelNotSubscribed = (organisation: Organisation): Message =>
  note(say.channel.notSubscribed(shortName(organisation)));

/** Closing dates of one of several NPOs: a button each. */
export const whichNposClosing = (choices: readonly Organisation[]): Message => ({
  ...note(say.whichNpo),
  buttons: choices.map((npo) => ({
    verb: "closing-of",
    id: pointer("organisation", { id: npo.id }),
    label: shortName(npo),
  })),
});

/** One button an NPO, with what was typed besides; no NPO is its own host. */
export const whichNpo = (
  choices: readonly Organisation[],
  orOnBehalf: boolean,
  { host, afresh }: { readonly host: OrganisationId | undefined; readonly afresh: boolean },
): Message => ({
  ...note(orOnBehalf ? words.onBehalf.whichNpo : say.whichNpo),
  buttons: [
    ...choices.map(
      (npo): Button => ({
        verb: afresh ? "start-another" : "start-draft",
        id: pointer("newRequest", { sender: npo.id, ...(host === npo.id ? {} : { host }) }),
        label: shortName(npo),
      }),
    ),
    ...(orOnBehalf
      ? [{ verb: "start-on-behalf", id: "new", label: words.onBehalf.another } as const]
      : []),
  ],
});

/** `reference` stands in the log beside the cause. */
export const fault = (reference: string): Message =>
  note({ headline: say.fault.headline, text: say.fault.text(reference) });

/** A fault that kept what stands in a form from being saved. */
export const unsaved = (reference: string): Message =>
  note({ headline: say.unsaved.headline, text: say.unsaved.text(reference) });

/** A form that can't be opened from typing. */
export const formReady = (title: string, button: Button, notes: readonly string[]): Message => {
  const { headline, parts } = note({
    headline: say.openForm.headline(title),
    text: say.openForm.text,
  });
  const said = notes.map((text) => ({ kind: "notice", tone: "good", text }) as const);
  return { headline, parts: [...said, ...parts], buttons: [button] };
};

/** For pages that come back with a press only, and for presses that have to be answered with a word. */
export const labels = say.labels;

export const answeredInChat = (): Message => ({
  headline: say.answeredInChat,
  parts: [],
  buttons: [],
});

export const noChatYet = (): Message => ({ headline: say.noChatYet, parts: [], buttons: [] });

export const oneMoment = (): Message => note(say.oneMoment);

export const notInstalled = (): Message => note(say.notInstalled);

export type HelpWord = keyof typeof say.help.words;

/** A word that isn't known, or a whole sentence. */
export type Unknown =
  | { readonly typed: string; readonly nearest: string | undefined }
  | "aSentence";

/** What a press does as well as typing; officers begin a request on behalf of an NPO. */
export const helpButtons = (person: Person, can: readonly HelpWord[]): Button[] => {
  const offered = (word: HelpWord, button: Button): Button[] =>
    can.includes(word) ? [button] : [];
  return [
    ...(npoesOf(person).length > 0
      ? offered("request", { verb: "start-draft", id: "new", label: words.card.start })
      : []),
    ...(isOfficer(person) ? officerButtons() : []),
    ...offered("requests", {
      verb: "list-requests",
      id: pointer("requestPage", { page: 1 }),
      label: say.help.requests,
    }),
    ...(isOfficer(person) ? [] : offered("invite", inviteButton())),
  ];
};

export const inviteButton = (): Button => ({
  verb: "invite",
  id: "anyone",
  label: words.home.officer.invite,
});

export const officerButtons = (): Button[] => [
  { verb: "publish", id: "new", label: words.home.officer.publish },
  { verb: "start-on-behalf", id: "new", label: words.onBehalf.start },
  inviteButton(),
];

/** What this person can do now; `isWordEnough`: without the bot's name in front; `owed` comes first. */
export const help = (
  can: readonly HelpWord[],
  unknown?: Unknown,
  buttons: readonly Button[] = [],
  isWordEnough = false,
  owed?: Pick<Message, "headline" | "parts">,
): Message => ({
  headline: owed?.headline ?? helpHeadline(unknown),
  parts: [
    ...(owed ? [...owed.parts, { kind: "line" } as const] : []),
    ...(isWordEnough ? [{ kind: "paragraph", text: aloneText(can) } as const] : []),
    {
      kind: "list",
      ...(owed ? { title: say.help.headline } : {}),
      items: can.map((word) => say.help.line(say.help.words[word])),
    },
  ],
  buttons,
});

const aloneText = (can: readonly HelpWord[]): string =>
  can.includes("publish") ? `${say.help.alone} ${say.help.sendHere}` : say.help.alone;

const helpHeadline = (unknown: Unknown | undefined): string => {
  if (unknown === undefined) return say.help.headline;
  return unknown === "aSentence"
    ? say.help.sentence
    : say.help.unknown(unknown.typed, unknown.nearest);
};
