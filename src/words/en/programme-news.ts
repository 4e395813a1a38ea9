/** That a programme was published or changed, told to everyone whom it concerns. */

import { command } from "../typed-command.ts";
import {
  byTense,
  cityOf,
  closingText,
  dayText,
  dayWithYear,
  listText,
  ordinal,
  type ReaderTime,
} from "./dates.ts";
import { amendmentName } from "./publish.ts";

type Origin =
  | { readonly kind: "notification" | "correction" }
  | { readonly kind: "addendum" | "revision"; readonly number: number | null };

const originName = (origin: Origin): string =>
  "number" in origin
    ? amendmentName(origin.kind, origin.number)
    : `the ${origin.kind === "correction" ? "corrected " : ""}notification`;

/** A list of two at most, so that the first 80 characters say it. */
const fewOf = (labels: readonly string[]): string => {
  const [one = "", two = "", ...more] = labels;
  if (more.length > 0) return `${one}, ${two} and ${more.length} more`;
  return listText(labels);
};

export const programmeNewsWords = {
  changed: (programme: string, labels: readonly string[]) =>
    `${programme} has changed: ${fewOf(labels)}.`,
  /** `closes`: closing instants that are new. */
  roundCloses: (programme: string, round: number, closes: number, zone: string, today: string) =>
    `${programme}: the ${ordinal(round)} round now closes ${closingText(closes, zone, { zone, today })}.`,
  roundsClose: (programme: string, days: readonly string[], zone: string, today: string) =>
    `${programme} now closes ${listText(days.map((day) => dayText(day, today)))}, 23:59 ${cityOf(zone)}.`,
  value: (programme: string, label: string, value: string) =>
    `${programme}: ${label} is now ${value}.`,
  alsoChanged: (labels: readonly string[]) => `Also changed: ${fewOf(labels)}.`,
  by: (origins: readonly Origin[]) =>
    `By ${listText([...new Set(origins.map(originName))])}, published by the APO Secretariat.`,
  open: (programme: string, round: number, closesOn: string, today: string) =>
    `${programme} is open: visit or meet another NPO. ${capital(ordinal(round))} closing date: ${dayText(closesOn, today)}.`,
  caps: (faceToFace: number, online: number) =>
    `Up to ${faceToFace} people face-to-face, ${online} online.`,
  laterRound: (round: number, closesOn: string, today: string) =>
    `${capital(ordinal(round))}: ${dayText(closesOn, today)}.`,
  next: (round: number, closes: number, zone: string, reader: ReaderTime) =>
    `A request sent now joins the ${ordinal(round)} round, which closes ${closingText(closes, zone, reader)}.`,
  lastWorkingDay: "Today is your last working day before that.",
  noneOpen: "No round is open now.",
  leftOut: (npoes: readonly string[]) =>
    `${listText(npoes)} no longer ${npoes.length === 1 ? "takes" : "take"} part in it.`,
  nothing: "You have sent no request in it yet, and have no draft.",
  draft: (host: string | undefined, isOwn: boolean) =>
    `${isOwn ? "Your draft" : "Your NPO's draft"}${host === undefined ? "" : ` to ${host}`}`,
  draftOnBehalf: (npo: string, host: string | undefined) =>
    `Your draft on behalf of ${npo}${host === undefined ? "" : `, to ${host}`}`,
  drafts: (drafts: number) =>
    drafts === 1 ? "One draft isn't sent yet." : `${drafts} drafts aren't sent yet.`,
  draftStands: "It isn't sent yet, and keeps all that you typed.",
  sent: (number: string, host: string) => `${number}, your request to ${host}`,
  asked: (number: string, sender: string) => `${number}, the request of ${sender} to you`,
  stays: (round: number) => `It stays as it was sent, in the ${ordinal(round)} round.`,
  moved: (round: number, closesOn: string, today: string) =>
    `It stays as it was sent, in the ${ordinal(round)} round, whose closing date is now ${dayText(closesOn, today)}.`,
  answer: (day: string, today: string) =>
    `Your answer ${byTense(day, today, "is", "was")} asked by ${dayText(day, today)}, as before.`,
  ofDraft: {
    outsideTiming: "Its dates lie outside the Timing now: please choose others.",
    overCaps: "It has more people than are allowed now: please take some out.",
    hostLeftOut: "Its host no longer takes part: please choose another.",
    senderLeftOut: "Your NPO no longer takes part, so it can't be sent.",
  },
  ofRequest: {
    outsideTiming: "Its dates lie outside the Timing now; the APO Secretariat was told.",
    overCaps: "It has more people than are allowed now; the APO Secretariat was told.",
    hostLeftOut: "Its host no longer takes part; the APO Secretariat was told.",
    senderLeftOut: "Its sender no longer takes part; the APO Secretariat was told.",
  },
  more: (count: number) =>
    count === 1
      ? `One request more: type ${command("requests")}.`
      : `${count} requests more: type ${command("requests")}.`,
  readNotification: "Read notification",
  why: {
    person: (npoes: readonly string[], programme: string) =>
      `You get this because you answer for ${listText(npoes)} and ${programme} concerns it. It comes once for each change.`,
    onBehalf: (npoes: readonly string[], programme: string) =>
      `You get this because you hold a draft on behalf of ${listText(npoes)} and ${programme} concerns it. It comes once for each change.`,
    channel: (npo: string) =>
      `This channel of ${npo} is told of closing dates and what changes them. To stop that, type ${command("channel off")} here.`,
    secretariat: `This channel is told of requests and of changed programmes. To stop that, type ${command("channel off")} here.`,
  },
  /** What "Read notification" shows. */
  version: (version: number, origin: Origin, on: string) =>
    `Version ${version}: ${originName(origin)}, ${dayWithYear(on)}`,
  notification: (programme: string, code: string, version: number) =>
    `${programme} (${code})${version > 1 ? `, version ${version}` : ""}: what was announced`,
} as const;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
