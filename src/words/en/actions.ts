/** What can be done with a sent request: buttons, forms, and what each party is told of it. */
import { command } from "../typed-command.ts";
import { byTense, daysText, dayText, dayWithYear } from "./dates.ts";

/** What the sentences may name; days are "YYYY-MM-DD", NPOs are "JPC, Japan". */
interface Facts {
  readonly number: string;
  readonly sender: string;
  readonly host: string;
  /** "JPC". */
  readonly hostBrief: string;
  readonly isOnline: boolean;
  /** The visit as it is chosen, or asked for first. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** By when the next one is asked: the Secretariat, the host, or the sender. */
  readonly nextOn: string;
  /** The host had answered otherwise before. */
  readonly isTakenBack: boolean;
  /** What the sender may still do without being asked. */
  readonly rest: string;
  /** The reader's. */
  readonly today: string;
}

const visit = ({ firstDay, lastDay, today }: Facts): string => daysText(firstDay, lastDay, today);
const next = ({ nextOn, today }: Facts): string => dayText(nextOn, today);

const was = ({ nextOn, today }: Facts, present: string, past: string): string =>
  byTense(nextOn, today, present, past);

const ANEW = "A new request can be sent as long as a round is open.";
const DAYS_ARE_FREE =
  "If you kept days free for it, you can use them again. Nothing more to do now.";

export const actionWords = {
  accept: {
    button: "We can host",
    buttonAfterAll: "We can host after all",
    onBehalf: (npo: string) => `${npo} can host`,
    title: "We can host",
    submit: "Send answer",
    intro: "The sender and the APO Secretariat are told. The Secretariat decides next.",
    fields: {
      dates: { label: "Which dates suit you?" },
      note: { label: "A few words to the sender" },
    },
    said: (facts: Facts) =>
      `${facts.host} can host ${facts.sender}${facts.isTakenBack ? " after all" : ""}, ${visit(facts)} (${facts.number}).`,
    next: (facts: Facts) =>
      `The APO Secretariat's decision ${was(facts, "is", "was")} expected by ${next(facts)}.`,
    told: {
      sender: (facts: Facts) => ({
        headline: `${facts.host} is pleased to ${facts.isOnline ? "meet you online" : "host you"}${facts.isTakenBack ? " after all" : ""}, ${visit(facts)} (${facts.number}).`,
        text: `The APO Secretariat's decision ${was(facts, "is", "was")} expected by ${next(facts)}. ${facts.isOnline ? "Please wait for it before you send invitations." : "Please don't book travel yet."}`,
      }),
    },
  },
  consider: {
    button: "We're considering it",
    onBehalf: (npo: string) => `${npo} is considering it`,
    title: "We're considering it",
    submit: "Send answer",
    intro:
      "The sender and the APO Secretariat are told when to expect your answer. You can say this once.",
    fields: {
      answerBy: {
        label: "When will you answer?",
        hint: "Up to 15 of your working days from today. A day off moves to your next working day.",
      },
      note: { label: "A few words to the sender" },
    },
    said: (facts: Facts) =>
      `${facts.host} is considering the request of ${facts.sender} (${facts.number}).`,
    next: (facts: Facts) => `The answer ${was(facts, "is", "was")} expected by ${next(facts)}.`,
    told: {
      sender: (facts: Facts) => ({
        headline: `${facts.hostBrief} is considering your request and ${was(facts, "answers", "was to answer")} by ${next(facts)} (${facts.number}).`,
        text: facts.rest,
      }),
    },
  },
  decline: {
    button: "Not possible this time",
    buttonAfterAll: "We can't host after all",
    onBehalf: (npo: string) => `${npo} can't host`,
    title: "Not possible this time",
    submit: "Send answer",
    intro: "The sender is asked to choose what next. Its place in the round is kept.",
    fields: {
      reason: { label: "Why, for the sender" },
      confidential: {
        label: "Why, for the Secretariat only",
        hint: "The sender never reads this.",
      },
    },
    said: (facts: Facts) =>
      `${facts.host} can't host ${facts.sender} ${facts.isTakenBack ? "after all" : "this time"} (${facts.number}).`,
    next: (facts: Facts) =>
      `${facts.sender} ${was(facts, "is", "was")} asked to choose what next by ${next(facts)}. Until another NPO is asked, this answer can be taken back.`,
    told: {
      sender: (facts: Facts) => ({
        headline: `${facts.hostBrief} can't host you ${facts.isTakenBack ? "after all" : "this time"}. ${was(facts, "Please say what next by", "Your choice was asked by")} ${next(facts)} (${facts.number}).`,
        text: "Your place in the round is kept. Nobody else is asked until you say so.",
      }),
    },
  },
  "choose-host": {
    button: "Choose another",
    onBehalf: (npo: string) => `${npo} asks another`,
    title: "Ask another NPO",
    submit: "Ask this NPO",
    intro: "It gets the request at once. It never sees who else was named or asked.",
    fields: {
      host: { label: "NPO you'd like to visit or meet" },
      spoken: { label: "Have you already spoken with them?" },
      spokenWith: { label: "Whom, and when" },
    },
    said: (facts: Facts) => `${facts.sender} asks ${facts.host} now (${facts.number}).`,
    next: (facts: Facts) =>
      `The place in the round is kept. ${facts.hostBrief} ${was(facts, "is", "was")} asked to answer by ${next(facts)}.`,
    told: {},
  },
  "add-letter": {
    button: "Add letter",
    onBehalf: (npo: string) => `Add letter of ${npo}`,
    title: "Add letter",
    submit: "Add letter",
    intro:
      "Who reads the request can read the letter. The other NPO and the APO Secretariat are told.",
    fields: {
      letter: {
        label: "Endorsement letter",
        hint: "PDF, Word (DOCX), PNG or JPEG, up to 10 MB.",
      },
    },
    said: (facts: Facts) =>
      `An endorsement letter has been added to the request of ${facts.sender} to ${facts.host} (${facts.number}).`,
    next: () => "To read it, press Show.",
    told: {
      sender: (facts: Facts) => ({
        headline: `${facts.hostBrief} has added its endorsement letter (${facts.number}).`,
        text: "To read it, press Show.",
      }),
      host: (facts: Facts) => ({
        headline: `${facts.sender} has added its endorsement letter to its request to you (${facts.number}).`,
        text: "To read it, press Show.",
      }),
    },
  },
  "pass-on": {
    button: "I have passed it on",
    onBehalf: (npo: string) => `Passed on to ${npo}`,
    title: "Passed on",
    submit: "Note it",
    intro:
      "Please tell them what stands above, and note here whom you told. The sender is told. When they answer, note it with the buttons on the request.",
    fields: {
      passedTo: {
        label: "Whom did you tell, and how?",
        hint: "Such as: their Head of Planning, by telephone. The sender reads this.",
      },
      passedOn: { label: "On which day?" },
    },
    said: (facts: Facts) =>
      `The APO Secretariat has passed the request of ${facts.sender} on to ${facts.host} (${facts.number}).`,
    next: (facts: Facts) => `Their answer ${was(facts, "is", "was")} asked by ${next(facts)}.`,
    told: {
      sender: (facts: Facts) => ({
        headline: `The APO Secretariat has passed your request on to ${facts.host} (${facts.number}).`,
        text: `Their answer ${was(facts, "is", "was")} asked by ${next(facts)}. ${facts.rest}`,
      }),
    },
  },
  "add-names": {
    button: "Add names",
    onBehalf: (npo: string) => `${npo} adds names`,
    title: "Add names",
    submit: "Add",
    intro:
      "Write those that you have; the others may follow. The host and the APO Secretariat are told, and read them.",
    fields: {},
    said: (facts: Facts) =>
      `${facts.sender} has added names to its request to ${facts.host} (${facts.number}).`,
    next: () => "To read them, press Show.",
    told: {
      host: (facts: Facts) => ({
        headline: `${facts.sender} has added names to its request to you (${facts.number}).`,
        text: "To read them, press Show.",
      }),
    },
  },
  withdraw: {
    button: "Withdraw",
    onBehalf: (npo: string) => `${npo} withdraws`,
    title: "Withdraw this request",
    submit: "Withdraw",
    intro: `The host and the APO Secretariat are told. ${ANEW}`,
    fields: { reason: { label: "Why?", hint: "The host and the APO Secretariat read this." } },
    said: (facts: Facts) =>
      `${facts.sender} has withdrawn its request to ${facts.host} (${facts.number}).`,
    next: () => ANEW,
    told: {
      host: (facts: Facts) => ({
        headline: `${facts.sender} has withdrawn its request to you (${facts.number}).`,
        text: DAYS_ARE_FREE,
      }),
    },
  },
  cancel: {
    button: "Cancel the request",
    onBehalf: (npo: string) => `${npo} cancels`,
    title: "Cancel this request",
    submit: "Cancel this request",
    intro: `Both NPOs are told, with your reason. ${ANEW}`,
    fields: { reason: { label: "Why?", hint: "Both NPOs read this." } },
    said: (facts: Facts) =>
      `Cancelled by the APO Secretariat: ${facts.sender} to ${facts.host} (${facts.number}).`,
    next: () => ANEW,
    told: {
      sender: (facts: Facts) => ({
        headline: `The APO Secretariat has cancelled your request to ${facts.host} (${facts.number}).`,
        text: `${ANEW} For anything else, please ask the APO Secretariat.`,
      }),
      host: (facts: Facts) => ({
        headline: `The APO Secretariat has cancelled the request of ${facts.sender} to you (${facts.number}).`,
        text: DAYS_ARE_FREE,
      }),
    },
  },
} as const;

/** What all of them share. */
export const actingWords = {
  close: "Close",
  more: "More",
  ask: (npo: string) => `Ask ${npo}`,
  choose: "Choose a member",
  about: "Request",
  alternative: (npo: string) => `${npo} (named in the request)`,
  banner: (npo: string) => `On behalf of ${npo}`,
  evidenceHint:
    "Such as: e-mail of the Liaison Officer. The NPO reads this, and it is kept in the history of the request.",
  endorsementLetter: {
    read: (npo: string) => `Letter of ${npo}`,
    /** Of several. */
    readOne: (npo: string, place: number, day: string, today: string) =>
      `Letter ${place} of ${npo} (${dayText(day, today)})`,
    comes: "The letter comes to you in our chat.",
    here: (npo: string, number: string) => `Endorsement letter of ${npo} (${number})`,
    refused: {
      headline: (npo: string, number: string) =>
        `The endorsement letter of ${npo} can't be sent here (${number}).`,
      text: "Your workspace doesn't take files from this bot yet. Please ask whoever manages it to approve the bot anew; then press Show, and the letter again.",
    },
    problems: {
      notAnEndorsementLetter:
        "This file is none of PDF, Word (DOCX), PNG or JPEG, whatever its name says. Please choose another.",
      fileGone: "I can't find this file any more. Please choose it again.",
      fileTooLarge: "This file is larger than 10 MB. Please choose a smaller one.",
      letterThere: "This very file is there already as an endorsement letter of this NPO.",
    },
  },
  delegates: {
    name: (person: string) => ({ label: `Name as in passport: ${person}` }),
    email: (person: string) => ({ label: `E-mail: ${person}` }),
  },
  passOn: {
    telephone: (npo: string) => `Telephone of ${npo}`,
    noTelephone: (npo: string) => `None is noted. To note it, type ${command(`members ${npo}`)}.`,
    tell: "What to tell them",
    visit: (sender: string, days: string, people: string) =>
      `${sender} would be grateful to visit you, ${days}, ${people}.`,
    online: (sender: string, days: string, people: string) =>
      `${sender} would be grateful to meet you online, ${days}, ${people}.`,
    answerBy: (day: string, today: string) =>
      `Your answer ${byTense(day, today, "is", "was")} kindly asked by ${dayText(day, today)}.`,
  },
  fields: {
    endorsedBy: { label: "Approved in your NPO by", hint: "The name. A letter may follow." },
    endorsedAs: { label: "Their position" },
    endorsedOn: { label: "Approved on" },
  },
  confidentialNoted: "A reason for the Secretariat only is noted. To read it, press Show.",
  done: (said: string) => `Noted. ${said}`,
  secretariat: {
    decide: (day: string, today: string, said: string) =>
      `${byTense(day, today, "To be decided by", "Was to be decided by")} ${dayText(day, today)}: ${said}`,
    passOn: (day: string, today: string, said: string) =>
      `Please pass on, ${byTense(day, today, "answer by", "answer was asked by")} ${dayText(day, today)}: ${said}`,
  },
  forYou: {
    headline: (said: string, owed: string | undefined) =>
      `Noted for you${owed ? `; ${owed}` : ""}: ${said}`,
    text: "An officer of the APO Secretariat did this on your behalf. If something isn't as you want it, please tell the APO Secretariat.",
  },
  noLongerAsked: {
    headline: (sender: string, number: string) =>
      `Your answer to ${sender} isn't needed any more (${number}).`,
    text: DAYS_ARE_FREE,
  },
  why: {
    npo: (npo: string) => `You get this because you act for ${npo}.`,
    secretariat: `This channel is told of requests. To stop that, type ${command("channel off")} here.`,
    officer: "You get this because you are an officer of the APO Secretariat.",
  },
  overtaken: "The request has changed since. To see how it stands now, press Show.",
  menu: {
    headline: (number: string) => `What you can do with ${number}`,
    nothing: (number: string) => `There is nothing to do with ${number} for you now`,
    show: "To read all of it, press Show.",
  },
  changedAt: (time: string, said: string) => `This changed at ${time}: ${said}`,
  changed: "This changed meanwhile, so nothing was done.",
  howItStands: "Here is how it stands now.",
  mayNot: {
    headline: "That is for others to do, so nothing was changed.",
    text: "Hosts answer, senders choose, add and withdraw, and the APO Secretariat passes on and cancels. Your own buttons stand under More.",
  },
  notNow: {
    consideredAlready:
      "You have said already that you're considering it. Please say now whether you can host.",
    passedOnAlready:
      "This was passed on already. When the host answers, note it with the buttons below.",
    nothingFollows: "All names and e-mail addresses are there already.",
    enoughEndorsementLetters: (most: number) =>
      `This NPO has added ${most} endorsement letters already, and more can't be added. To read them, press Show.`,
    stillWaiting: (until: string, today: string) =>
      `The host may still answer. From ${dayText(until, today)} on another NPO can be asked.`,
  },
  problems: {
    begunAlready:
      "These days have come already. Please choose the others, or say that it isn't possible.",
    nothingAdded: "Please write one name or e-mail address at least.",
    notAhead: "Please choose a day that is still to come.",
    stillToCome: "This day is still to come. Please give the day on which you told them.",
    beforeSent: (sentOn: string) =>
      `The request was sent on ${dayWithYear(sentOn)}. Please give a day from then on.`,
    laterThan: (latest: string) => `Please choose ${dayWithYear(latest)} at the latest.`,
    hasLocalParticipant:
      "Somebody in your delegation is of this NPO, and local participants don't take part. Please choose another.",
  },
} as const;
