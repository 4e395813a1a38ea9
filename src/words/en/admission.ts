/** Late: a missed closing date, asking to be admitted all the same, admitting. */
import { command } from "../typed-command.ts";
import { closingText, dayText, instantText, ordinal, type ReaderTime, shortDay } from "./dates.ts";

const draftTo = (host: string | undefined): string => (host ? `draft to ${host}` : "draft");
const requestTo = (host: string | undefined): string => (host ? `request to ${host}` : "request");
const inRound = (round: number, programme: string): string =>
  `${ordinal(round)} round of ${programme}`;

export const admissionWords = {
  missed: {
    headline: (
      round: number,
      programme: string,
      closed: number,
      zone: string,
      reader: ReaderTime,
    ) =>
      `Draft not sent: ${inRound(round, programme)} closed ${closingText(closed, zone, reader)}.`,
    safe: (host: string | undefined) => `Your ${draftTo(host)} is safe.`,
    next: (round: number, closes: number, zone: string, reader: ReaderTime) =>
      `You can send it in the ${ordinal(round)} round, which closes ${closingText(closes, zone, reader)}, or ask the Secretariat to admit it now.`,
    last: "It was the last round. You can ask the Secretariat to admit it all the same.",
    safeFor: (npo: string, host: string | undefined) => `The ${draftTo(host)} of ${npo} is safe.`,
    nextFor: (round: number, closes: number, zone: string, reader: ReaderTime) =>
      `You can send it in the ${ordinal(round)} round, which closes ${closingText(closes, zone, reader)}, or admit the NPO to the earlier one: ${command("admit")}.`,
    lastFor: `It was the last round. To send it all the same, admit the NPO: ${command("admit")}.`,
    whyInstead: "You get this once, because whoever holds this draft can't be reached here.",
    keep: (closesOn: string, today: string) => `Keep for ${shortDay(closesOn, today)}`,
    why: "You get this once, because you hold this draft.",
    kept: (host: string | undefined) => `Kept: your ${draftTo(host)} stays as it is.`,
    keptUntil: (round: number, closes: number, zone: string, reader: ReaderTime) =>
      `Send it in the ${ordinal(round)} round, which closes ${closingText(closes, zone, reader)}.`,
    keptLast: "No closing date is ahead, so it can be sent only if the Secretariat admits it.",
  },
  ask: {
    button: "Ask to admit it",
    title: "Ask to admit it",
    submit: "Ask",
    close: "Cancel",
    intro: (
      host: string | undefined,
      round: number,
      programme: string,
      closesOn: string,
      today: string,
    ) =>
      `Your ${requestTo(host)} would join the ${inRound(round, programme)}, which closed on ${dayText(closesOn, today)}.`,
    shared: "Once you have asked, the Secretariat can read this draft. You can go on changing it.",
    reason: { label: "Why is it late?", hint: "In a sentence or two." },
    asked: (host: string | undefined) =>
      `Asked: the Secretariat reads your ${draftTo(host)} and decides.`,
    askedNext:
      "You get a message here when it is admitted. Until then you can go on with the draft.",
    already: (instant: number, zone: string, reader: ReaderTime) =>
      `The Secretariat was asked already, on ${instantText(instant, zone, reader)}.`,
    alreadyNext: "Whoever asked gets a message when it is admitted. You can go on with the draft.",
    given: (instant: number, zone: string, reader: ReaderTime) =>
      `Nothing to ask: it was admitted on ${instantText(instant, zone, reader)}.`,
    stillOpen: (
      round: number,
      programme: string,
      closes: number,
      zone: string,
      reader: ReaderTime,
    ) => ({
      headline: `The ${inRound(round, programme)} is open until ${closingText(closes, zone, reader)}.`,
      text: "Nothing to ask: just send your request.",
    }),
  },
  card: {
    headline: (sender: string, host: string | undefined, round: number, programme: string) =>
      `Late request of ${sender}${host ? ` to ${host}` : ""}, ${inRound(round, programme)}: please decide.`,
    asked: "Asked",
    closed: "Closed",
    reason: "Why it is late",
    why: "You get this because the Secretariat decides on late requests.",
  },
  draft: {
    read: "Read the draft",
    title: "Draft",
    headline: (sender: string, host: string | undefined) =>
      `A draft of ${sender}${host ? ` to ${host}` : ""}, not sent`,
    missing: (points: number) =>
      points === 1
        ? "One point is still missing before it can be sent."
        : `${points} points are still missing before it can be sent.`,
    whole: "It is complete.",
  },
  admit: {
    button: "Admit it",
    title: "Admit a late request",
    submit: "Admit",
    close: "Cancel",
    intro: (sender: string, host: string | undefined, round: number, programme: string) =>
      `${sender} may then send its ${requestTo(host)} in the ${inRound(round, programme)}, whatever the day.`,
    reason: {
      label: "Why do you admit it?",
      hint: "The Liaison Officer reads it, and it stays in the record.",
    },
    done: (sender: string, round: number, programme: string) =>
      `Admitted: ${sender} may send this request in the ${inRound(round, programme)}.`,
    doneNext: "Whoever holds the draft is told.",
    already: (instant: number, zone: string, reader: ReaderTime) =>
      `This changed a moment ago: it was admitted on ${instantText(instant, zone, reader)}.`,
    gone: {
      headline: "There is nothing to admit here any more.",
      text: `The draft was sent or discarded meanwhile, or your role has changed. What waits for you: ${command("owed")}.`,
    },
    mayNot: {
      headline: "Late requests are admitted by the APO Secretariat.",
      text: `If your draft missed a closing date, open it with ${command("request")}: on its last step you can ask.`,
    },
  },
  admitted: {
    headline: (host: string | undefined, round: number) =>
      `Admitted: you may still send your ${requestTo(host)} in the ${ordinal(round)} round.`,
    text: (round: number, programme: string) =>
      `It joins the ${inRound(round, programme)} when you press Send request.`,
    reason: "Reason",
    send: "Finish and send",
    why: "You get this because the Secretariat was asked to admit this draft.",
  },
  advance: {
    title: "Admit late, in advance",
    submit: "Admit",
    close: "Cancel",
    intro: "The NPO may then send requests in this round after its closing date, too.",
    npo: { label: "NPO" },
    round: { label: "Round" },
    choose: "Choose one",
    option: (round: number, programme: string, closesOn: string, today: string) =>
      `${programme}, ${ordinal(round)} round: ${dayText(closesOn, today)}`,
    done: (npo: string, round: number, programme: string) =>
      `Admitted: ${npo} may send late in the ${inRound(round, programme)}.`,
    doneNext: "Its Liaison Officer is told.",
    doneNobody: "Nobody of that NPO can be reached here, so please tell them.",
    already: (npo: string) => `${npo} is admitted to that round already.`,
    told: (round: number, programme: string, closes: number, zone: string, reader: ReaderTime) =>
      `${capital(inRound(round, programme))}: you may still send after ${closingText(closes, zone, reader)}.`,
    toldText: "The Secretariat has admitted your NPO to it.",
    why: (npo: string) => `You get this because you act for ${npo}.`,
    noRounds: {
      headline: "No programme is published yet.",
      text: "As soon as one is, its rounds can be opened for an NPO here.",
    },
  },
  needReason: "Please give a reason.",
  line: {
    asked: "The Secretariat has been asked to admit it late.",
    admitted: "The Secretariat has admitted it late.",
  },
  check: {
    mayAsk: "You can ask the APO Secretariat to admit it all the same.",
    joins: (round: number) =>
      `Joins the ${ordinal(round)} round: the Secretariat has admitted it after the closing date.`,
    asked: "The Secretariat has been asked to admit it. Whoever asked is told when it does.",
    onBehalf: `To send it all the same, keep it as a draft and admit the NPO with ${command("admit")}.`,
  },
} as const;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
