/** Messages about requests and closing dates (docs/words.md). */
import { command } from "../typed-command.ts";
import { actionWords } from "./actions.ts";
import {
  byTense,
  closingText,
  dayText,
  instantText,
  listText,
  ordinal,
  peopleText,
  type ReaderTime,
} from "./dates.ts";

export const cardWords = {
  show: "Show",
  read: "Read",
  start: "Start a request",
  goOn: "Go on with the draft",
  notThisRound: "Not this round",
  receipt: {
    headline: (
      host: string,
      number: string,
      { admittedLate, isOnline }: { readonly admittedLate: boolean; readonly isOnline: boolean },
    ) =>
      `Received, ${admittedLate ? "admitted late" : "on time"}: your request to ${isOnline ? `meet ${host} online` : `visit ${host}`} (${number}).`,
    sent: (instant: number, zone: string, reader: ReaderTime) =>
      `Sent ${instantText(instant, zone, reader)}.`,
    joins: (round: number) => `It joins the ${ordinal(round)} round.`,
    hostAsked: (host: string, day: string, today: string) =>
      `${host} ${byTense(day, today, "is", "was")} asked to answer by ${dayText(day, today)}.`,
    passedOn: (host: string, day: string, today: string) =>
      `${host} can't be reached here yet; the APO Secretariat passes your request on. Its answer ${byTense(day, today, "is", "was")} asked by ${dayText(day, today)}.`,
    /** Nothing is more to do only where nothing may follow. `actsFor`: the NPO, to an officer. `here`: beside the buttons. */
    rest: (
      follows: { readonly names: boolean; readonly letter: boolean },
      {
        actsFor,
        here = false,
      }: { readonly actsFor?: string | undefined; readonly here?: boolean } = {},
    ) => {
      const press = (action: "add-names" | "add-letter"): string => {
        const { button, onBehalf } = actionWords[action];
        return `press ${actsFor ? onBehalf(actsFor) : button}${here ? "" : " on the request's card"}.`;
      };
      const said = [
        ...(follows.names ? [`When the missing names are known, ${press("add-names")}`] : []),
        ...(follows.letter ? [`A letter of approval may follow: ${press("add-letter")}`] : []),
      ];
      return said.length > 0 ? said.join(" ") : "Nothing more to do now.";
    },
    already: "This request had been sent already. Here is its receipt.",
    why: "You get this because you sent the request.",
  },
  hostAsked: {
    headline: (sender: string, host: string, days: string, people: number, number: string) =>
      `${sender} would be grateful to visit ${host}, ${days}, ${peopleText(people)} (${number}).`,
    online: (sender: string, host: string, days: string, people: number, number: string) =>
      `${sender} would be grateful to meet ${host} online, ${days}, ${peopleText(people)} (${number}).`,
    /** Either of them, whose host is "you", after what that host owes by a day. */
    owed: (host: string, owed: string, asked: string) => `${host}, ${owed}: ${asked}`,
    you: "you",
    topic: (topic: string) => `Topic: ${topic}`,
    welcome: "Your answer is still welcome.",
    why: (npo: string) => `You get this because you answer for ${npo}.`,
  },
  requestCard: {
    headline: (number: string, sender: string, host: string, days: string) =>
      `New request ${number}: ${sender} to ${host}, ${days}.`,
    passOn: (
      number: string,
      sender: string,
      host: string,
      days: string,
      answerOn: string,
      today: string,
    ) =>
      `Please pass on ${number}, ${byTense(answerOn, today, "answer by", "answer was asked by")} ${dayText(answerOn, today)}: ${sender} to ${host}, ${days}.`,
    unreachable: (host: string) =>
      `Nobody of ${host} can be reached here. Please pass this request on to them.`,
    why: `This channel is told of requests. To stop that, type ${command("channel off")} here.`,
  },
  details: {
    headline: (number: string, sender: string, host: string) => `${number}: ${sender} to ${host}`,
    others: (numbers: readonly string[]) => `There is also ${listText(numbers)}.`,
    showOther: (number: string) => `Show ${number}`,
    state: "State",
    round: "Round",
    roundOf: (round: number, programme: string) =>
      `${capital(ordinal(round))} round of ${programme}`,
    received: "Received",
    endorsementLetter: (npo: string) => `Endorsement letter of ${npo}`,
    endorsementLetterOf: (type: string, day: string, today: string) =>
      `${type.toUpperCase()}, added on ${dayText(day, today)}`,
    standby: (count: number) => `${peopleText(count)} standby`,
    byCategory: (count: number, category: string) => `${count} ${category}`,
    endorsed: (as: string, on: string, today: string) => `${as}, ${dayText(on, today)}`,
  },
  list: {
    headline: (count: number) => (count === 1 ? "One request" : `${count} requests`),
    headlineDrafts: (drafts: number, requests: number) =>
      [
        drafts === 1 ? "One draft" : `${drafts} drafts`,
        ...(requests === 0 ? [] : [requests === 1 ? "one request" : `${requests} requests`]),
      ].join(", "),
    empty: "No requests yet",
    emptyLiaison: "When you would like to visit or meet another NPO, begin here.",
    emptyOther: "You will find them here as soon as one is sent.",
    draft: (host: string | undefined, sender?: string | undefined) =>
      `Draft${sender ? ` of ${sender}` : ""}${host ? ` to ${host}` : ", no host chosen yet"}`,
    draftSaved: (instant: number, reader: ReaderTime) =>
      `Saved ${instantText(instant, reader.zone, reader)}`,
    toHost: (number: string, host: string) => `${number} to ${host}`,
    fromSender: (number: string, sender: string) => `${number} from ${sender}, to us`,
    pair: (number: string, sender: string, host: string) => `${number}: ${sender} to ${host}`,
    line: (days: string, people: number, topic: string) =>
      `${days}, ${peopleText(people)}. ${topic}`,
    /** Beneath the headline, where there are more. */
    page: (first: number, last: number, all: number) =>
      `${first} to ${last} of ${all}: drafts first, then requests, the newest first.`,
    found: (count: number) => (count === 1 ? "One fits" : `${count} fit`),
    foundNone: "None of your requests fits",
    foundNoneText: "Please leave something out, or press All.",
    asked: (wishes: readonly string[]) => `Asked for: ${wishes.join("; ")}.`,
    sides: { sender: "from us", host: "to us", officer: "of others" },
    saying: (text: string) => `"${text}"`,
    next: (count: number) => `Next ${count}`,
    before: (count: number) => `Previous ${count}`,
    find: "Find",
    all: "All",
    roundOf: (round: number, programme: string) => `${ordinal(round)} round of ${programme}`,
    /** Short, to choose from and to type a word of. */
    states: {
      submitted: "Sent, waiting for the host",
      returned: "Returned to be completed",
      host_declined: "Declined by the host",
      host_accepted: "Accepted by the host",
      approved: "Approved",
      not_approved: "Not approved",
      confirmed: "Confirmed",
      under_way: "Under way",
      visit_done: "Taken place",
      report_received: "Report received",
      report_accepted: "Report accepted",
      closed: "Closed",
      withdrawn: "Withdrawn",
      cancelled: "Cancelled",
    },
    form: {
      title: "Find requests",
      submit: "Find",
      close: "Cancel",
      any: "Any",
      npo: "NPO",
      state: "State",
      round: "Round",
      words: {
        label: "Words",
        hint: "Such as a number, a word of the topic or the name of an NPO.",
      },
    },
  },
  /** What is left of a posted card that isn't kept up to date any more. */
  ended: {
    newer: (number: string) => `${number}: a newer card is below.`,
    newerText: "It shows how things stand, and has the buttons.",
    closed: (number: string | undefined) => `${number ?? "A request"}: this card is closed.`,
    closedText:
      "Who reads it here can't see the request any more, for instance because a role has ended. If that is a mistake, please ask the APO Secretariat.",
  },
  closing: {
    /** With the days from the programme's present day to that of the closing, where they are told. */
    closes: (
      round: number,
      programme: string,
      closes: number,
      zone: string,
      reader: ReaderTime,
      days?: number,
    ) =>
      `${capital(ordinal(round))} round of ${programme} closes ${days === undefined ? "" : `${inDays(days)}, `}${closingText(closes, zone, reader)}.`,
    lastDay: "Today is your last working day.",
    date: (round: number, closes: number, zone: string, reader: ReaderTime) =>
      `${capital(ordinal(round))} closing date: ${closingText(closes, zone, reader)}.`,
    lastWorkingDay: (day: string, today: string) =>
      `Your last working day for it is ${dayText(day, today)}.`,
    nothingSent: "No request sent yet.",
    nothingWasSent: "No request was sent.",
    drafts: (count: number) =>
      count === 1 ? "One draft isn't sent yet." : `${count} drafts aren't sent yet.`,
    sent: "You have sent a request in this round.",
    refused: "You said: not this round.",
    admitted: "The Secretariat lets you send after this date, too.",
    closed: (round: number, closes: number, zone: string, reader: ReaderTime) =>
      `${capital(ordinal(round))} closing date, passed: ${closingText(closes, zone, reader)}.`,
    why: (npo: string) =>
      `This channel of ${npo} is told of closing dates. To get fewer, press Not this round or type ${command("channel off")}.`,
    overview: (count: number) =>
      count === 1 ? "One closing date ahead" : `${count} closing dates ahead`,
    forNpo: (npo: string) => `As they concern ${npo}:`,
    noneOpen: "No closing date ahead",
    noneOpenText: "All closing dates have passed. The next programme is announced here.",
    noProgramme: "No programme is published yet",
    noProgrammeText: "As soon as the APO Secretariat publishes one, its closing dates stand here.",
    programme: (
      title: string,
      code: string,
      { faceToFace, virtual }: { readonly faceToFace: number; readonly virtual: number },
    ) => `${title}, ${code}. Up to ${faceToFace} people face-to-face, ${virtual} online.`,
    roundRefused: (round: number, programme: string, npo: string) =>
      `Noted: ${npo} sends nothing in the ${ordinal(round)} round of ${programme}. No more reminders of it.`,
    roundNotRefused: {
      closed: (round: number, programme: string) => ({
        headline: `The ${ordinal(round)} round of ${programme} has closed already.`,
        text: `No more reminders of it will come. Type ${command("closing")} for the dates ahead.`,
      }),
      sentAlready: (round: number, programme: string) => ({
        headline: `Your NPO has sent a request in the ${ordinal(round)} round of ${programme}.`,
        text: `Nothing was changed. Type ${command("requests")} to see it.`,
      }),
    },
    roundRefusedNext: "If that changes, start a request: it counts until the closing date.",
  },
  closingAt: closingText,
  instant: instantText,
} as const;

function inDays(days: number): string {
  if (days <= 0) return "today";
  return days === 1 ? "tomorrow" : `in ${days} days`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
