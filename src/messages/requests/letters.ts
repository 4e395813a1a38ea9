/** What is said of a file that somebody sent, and that may be an endorsement letter. */

import { briefName, type Organisation } from "../../domain/members/members.ts";
import { pointer } from "../../domain/pointers.ts";
import type { NpoSide } from "../../domain/requests/actions/row.ts";
import type { RequestView } from "../../domain/requests/request-view.ts";
import type { SentRequest } from "../../domain/requests/requests.ts";
import { words } from "../../words/en.ts";
import type { Button, Message } from "../message.ts";
import { showButton } from "./action-buttons.ts";

const say = words.file;

interface Place {
  readonly request: Pick<SentRequest, "id" | "version" | "number">;
  readonly sender: Organisation;
  readonly host: Organisation;
  readonly side: NpoSide;
}

const MOST_BUTTONS = 4;

/** A button for each request; where they are many, they are chosen from in a form. */
export const letterOffered = (places: readonly Place[], file: string): Message => ({
  ...note(say.offer),
  buttons:
    places.length > MOST_BUTTONS
      ? [chooseRequest(file, say.offer.choose)]
      : places.map((place) => giveLetter(place, file)),
});

const giveLetter = ({ request, sender, host, side }: Place, file: string): Button => {
  const { id, version, number } = request;
  const { sent, hosted, confirm } = say.offer;
  return {
    verb: "give-letter",
    id: pointer("offeredLetter", { request: id, version, side, file }),
    label: side === "sender" ? sent(number, briefName(host)) : hosted(number, briefName(sender)),
    confirm: confirm(number),
  };
};

const chooseRequest = (file: string, label: string): Button => ({
  verb: "place-letter",
  id: pointer("sentFile", { as: "letter", file }),
  label,
});

/** To an officer, of what is no notification. */
export const isLetter = (file: string): Button => chooseRequest(file, say.offer.isLetter);

export const noLetterWanted = (): Message => note(say.noneWanted);

export const letterNotAdded = (why: string): Message =>
  note({ headline: say.notAdded.headline, text: why });

/** In place of a form, where forms take no files. */
export const sendLetterInChat = (
  { request: { id, number } }: RequestView,
  isOnBehalf: boolean,
): Message => ({
  ...note({
    headline: say.sendInChat.headline(number),
    text: isOnBehalf ? say.sendInChat.onBehalf : say.sendInChat.own,
  }),
  buttons: [showButton(id)],
});

export const notTaken = (what: keyof typeof say.notTaken): Message => note(say.notTaken[what]);

/** Of a letter that somebody was asked to take. */
export const fileGiven = (name: string): Message => ({
  headline: say.given(name),
  parts: [],
  buttons: [],
});

export const fileNotGiven = (why: keyof typeof say.notGiven, id: string): Message => ({
  ...note(say.notGiven[why]),
  buttons: [{ verb: "read-letter", id, label: say.sendAgain }],
});

const note = ({ headline, text }: { headline: string; text: string }): Message => ({
  headline,
  parts: [{ kind: "paragraph", text }],
  buttons: [],
});
