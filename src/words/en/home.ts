/** The home, and the answer to `owed`. */
import { command } from "../typed-command.ts";
import { byTense, closingText, dayText, instantText, ordinal, type ReaderTime } from "./dates.ts";

const things = (count: number): string => (count === 1 ? "One thing" : `${count} things`);

export const homeWords = {
  owed: {
    headline: (count: number) =>
      count === 0
        ? "Nothing is waiting for you"
        : `${things(count)} ${count === 1 ? "is" : "are"} waiting for you`,
    nothing: "When something is asked of you, it stands here, with its day.",
    readingAlong: (organisation: string) => `You read along for ${organisation}`,
    readingAlongText: "Requests are sent and answered by the Liaison Officer.",
    more: (shown: number, all: number) =>
      `These are the most urgent ${shown} of ${all}. All requests: ${command("requests")}.`,
    /** Beneath the first one in the answer to `help`. */
    moreThanFirst: (_shown: number, all: number) =>
      `This is the most urgent. All ${all}: ${command("owed")}.`,
    moreAtHome: (shown: number, all: number) =>
      `These are the most urgent ${shown} of ${all}. The next ones: ${command("owed")}.`,
  },
  duty: {
    answer: (sender: string, number: string) => `Answer ${sender} (${number})`,
    answerFor: (sender: string, host: string, number: string) =>
      `Answer ${sender} for ${host} (${number})`,
    answerBy: (day: string, today: string) =>
      `Your answer ${byTense(day, today, "is", "was")} kindly asked by ${dayText(day, today)}.${byTense(day, today, "", " It is still welcome.")}`,
    chooseNext: (number: string, host: string) =>
      `Choose what next for ${number}: ${host} can't host it this time`,
    chooseBy: (day: string, today: string) =>
      `The place in the round is kept. Please choose${byTense(day, today, "", "; it was asked")} by ${dayText(day, today)}.`,
    passOn: (number: string, host: string) => `Pass ${number} on to ${host}`,
    askAgain: (number: string, host: string) => `Ask ${host} about ${number} again`,
    notHere: "Nobody there can be reached here.",
    wasPassedOn: "It was passed on. Please ask again, or note their answer.",
    call: (telephone: string | null) =>
      telephone ? `Telephone: ${telephone}.` : "No telephone number is noted.",
    passOnBy: (day: string, today: string) =>
      `Their answer ${byTense(day, today, "is", "was")} asked by ${dayText(day, today)}.`,
    sendDraft: (host: string | undefined) =>
      host ? `Send your draft to ${host}` : "Finish your draft; no host is chosen yet",
    sendDraftFor: (npo: string, host: string | undefined) =>
      host
        ? `Send the draft of ${npo} to ${host}`
        : `Finish the draft of ${npo}; no host is chosen yet`,
    sendBy: (programme: string, closes: number, zone: string, reader: ReaderTime) =>
      `${programme} closes ${closingText(closes, zone, reader)}.`,
    sendAdmitted: (round: number, programme: string) =>
      `The Secretariat has admitted it to the ${ordinal(round)} round of ${programme}, which has closed.`,
    publish: (amendment: string | null, projectCode: string | null) =>
      `Publish ${[amendment, projectCode].filter(Boolean).join(" to ") || "the notification that you read in"}`,
    publishGoOn: "Go on",
    readIn: (readAt: number, reader: ReaderTime) =>
      `You read it in on ${instantText(readAt, reader.zone, reader)}, and kept it for later. Only you see it.`,
    admitLate: (sender: string, host: string | undefined) =>
      `${sender} asks to admit a late request${host ? ` to ${host}` : ""}`,
    askedLate: (round: number, programme: string, instant: number, reader: ReaderTime) =>
      `Asked on ${instantText(instant, reader.zone, reader)}, for the ${ordinal(round)} round of ${programme}.`,
  },
  begin: {
    liaison:
      "To visit or meet another NPO, start a request. Only your NPO sees it until you send it.",
    officer: "When a request has to be passed on to an NPO without chat, it stands here.",
    publish: `Begin with a programme: ${command("publish")} reads its Project Notification.`,
  },
  toUs: {
    title: (npo: string) => `Requests to ${npo}`,
    round: (npo: string, round: number, programme: string) =>
      `Requests to ${npo}: ${ordinal(round)} round of ${programme}`,
    empty:
      "None yet. When an NPO would like to visit or meet yours, its request stands here beside the others of its round.",
  },
  ours: {
    title: (npo: string) => `Requests from ${npo}`,
    empty: "None yet. You can begin one and go on later: what you fill in is kept.",
    noneSent: "None sent yet. Your draft stands above.",
    emptyHead: "None yet. The Liaison Officer starts them.",
    emptySuspended: "None. The membership is suspended; please ask the APO Secretariat.",
  },
  all: {
    title: "All requests",
    others: "Other requests",
    empty: `None yet. To let an NPO's Liaison Officer in, type ${command("invite")}.`,
  },
  officer: { publish: "Publish a programme", invite: "Invite someone" },
  you: "you",
  request: {
    title: (whom: string, days: string, people: string, number: string) =>
      `${whom}: ${days}, ${people} (${number})`,
    pair: (sender: string, host: string) => `${sender} to ${host}`,
    answerBy: (day: string, today: string) =>
      `Their answer ${byTense(day, today, "is", "was")} asked by ${dayText(day, today)}.`,
    more: (shown: number, all: number) => `${shown} of ${all} are shown.`,
    moreText: "The button shows all of them, and finds one by NPO, state, round or words.",
    all: "All",
  },
  closing: {
    title: "Closing dates",
    titleOf: (programme: string) => `Closing dates of ${programme}`,
    allPassed: (programme: string) => `All closing dates of ${programme} have passed.`,
    admitted: (npo: string, round: number, programme: string) =>
      `${npo} may still send in the ${ordinal(round)} round of ${programme}: the Secretariat has admitted it late.`,
    counts: (sent: number) =>
      sent === 0
        ? "No request sent yet."
        : sent === 1
          ? "One request sent."
          : `${sent} requests sent.`,
    named: (name: string, date: string) => `${name}: ${date}`,
    more: `The other dates: ${command("closing")}.`,
  },
  note: `This page renews itself when something changes. All you can do: ${command("help")}.`,
} as const;
