/** What the bot answers to commands: help, refusals, channels, faults. */
import { command } from "../typed-command.ts";
import { cityOf, instantText, type ReaderTime } from "./dates.ts";

const hourText = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

export const chatWords = {
  stranger: {
    headline: "I don't know you here yet.",
    text: `If you work for an NPO or the APO Secretariat, ask your Liaison Officer or the Secretariat for an invitation, then type ${command("join")} and the code.`,
  },
  haveCode: "I have a code",
  former: {
    headline: "You have no role here any more, so nothing was changed.",
    text: `If that isn't right, please ask your Liaison Officer or the APO Secretariat for an invitation, then type ${command("join")} and the code.`,
  },
  fault: {
    headline: "Sorry, that didn't work, and nothing was lost.",
    text: (reference: string) =>
      `Please try again in a minute. If it happens again, tell us: reference ${reference}.`,
  },
  unsaved: {
    headline: "What you typed last isn't saved yet.",
    text: (reference: string) =>
      `It stays here, and all of it is saved with what you type or press next; please try again in a minute, before you close the form. If it happens again, tell us: reference ${reference}.`,
  },
  labels: {
    saveAndClose: "Save and close",
    saved: "It's saved, and opens where you left it.",
    needed: "Please fill this in.",
    lookAgain: "Look again",
    seeBelow: "The answer is below.",
    nothingDone: "This button does nothing any more.",
  },
  answeredInChat: "I've answered you in our chat, where only you can read it.",
  noChatYet: "Please add BCN for yourself (under Apps), then ask again: I answer in our chat.",
  oneMoment: { headline: "One moment, please …", text: "The answer follows here." },
  notInstalled: {
    headline: "BCN isn't installed in this workspace any more, so nothing was done.",
    text: "What was sent or saved before is safe. To use BCN here again, please ask whoever looks after this workspace to install it.",
  },
  openForm: {
    headline: (title: string) => `${title}: the form is ready.`,
    text: "It opens with this button, here and again later, as it stands by then.",
    button: "Open the form",
    back: "Back",
  },
  loading: { title: "BCN", text: "One moment, please …", close: "Close" },
  replayed: { headline: "This was done already.", text: "Nothing was changed a second time." },
  notFound: {
    headline: "I can't find that among your requests.",
    text: `Please check the number, such as BCN-2023-001, or type ${command("requests")} to see them all.`,
  },
  draftGone: {
    headline: "This draft can't be changed any more.",
    text: `It was sent or removed meanwhile, or your role has changed. Nothing was saved; type ${command("requests")} to see how things stand.`,
  },
  whichNumber: {
    headline: "Which request?",
    text: `Please type its number after the word, such as ${command("show BCN-2023-001")}. ${command("requests")} lists them.`,
  },
  notALiaison: {
    headline: "Requests are sent by an NPO's Liaison Officer or backup.",
    text: "You don't have that role, so please ask your Liaison Officer.",
  },
  notAnOfficer: {
    headline: "Programmes are published by the APO Secretariat.",
    text: "Please ask a programme officer.",
  },
  suspended: (name: string) => ({
    headline: `${name} can't send requests for now.`,
    text: "The membership is suspended. Please ask the APO Secretariat.",
  }),
  whichNpo: { headline: "For which NPO?", text: "You act for more than one. Please choose." },
  noProgramme: {
    headline: "No programme is open for requests yet.",
    text: `As soon as the APO Secretariat publishes one, type ${command("request")} again.`,
  },
  noSuchHost: (typed: string, nearest: string | undefined) => ({
    headline: `I know no NPO "${typed}".`,
    text: nearest
      ? `Did you mean ${command(`request ${nearest}`)}? To choose from a list, type ${command("request")}.`
      : `To choose from a list, type ${command("request")}.`,
  }),
  allRoundsClosed: (programme: string) => ({
    headline: `The last closing date of ${programme} has passed.`,
    text: "Please ask the APO Secretariat if a request should still be admitted.",
  }),
  channel: {
    headlineOn: (organisation: string) => `This channel gets news for ${organisation}.`,
    headlineOff: (organisation: string) => `This channel gets no news for ${organisation} yet.`,
    told: {
      closing: "It is told of closing dates.",
      requests: "It is told of requests and what becomes of them.",
    },
    hour: (hour: number, zone: string) =>
      `On working days at ${hourText(hour)}, ${cityOf(zone)} time.`,
    next: (instant: number, reader: ReaderTime) =>
      `Next: ${instantText(instant, reader.zone, reader)}.`,
    noNext: "Nothing is planned at the moment.",
    howOn: `To start, press Send news here or type ${command("channel on")}.`,
    howOff: `Another hour, from 8 to 17: ${command("channel on 10")}.`,
    ended: (organisation: string) => `Done: this channel gets no more news for ${organisation}.`,
    endedNext: `To begin again, type ${command("channel on")}.`,
    tested: "A test message is on its way to this channel.",
    testHeadline: (organisation: string) =>
      `A test message for ${organisation}: this channel is set up.`,
    testText: (hour: number, zone: string) =>
      `News comes on working days at ${hourText(hour)}, ${cityOf(zone)} time.`,
    testWhy: `You get this because someone typed ${command("channel test")} here.`,
    badHour: {
      headline: "Please give an hour from 8 to 17.",
      text: `News comes in working hours only, such as ${command("channel on 10")}.`,
    },
    badWish: {
      headline: "I don't know that word for a channel.",
      text: `You can type ${command("channel")}, ${command("channel on")}, ${command("channel on 10")}, ${command("channel off")} or ${command("channel test")}.`,
    },
    notAChannel: {
      headline: "Please type this in the channel that should get news.",
      text: "A direct conversation needs no subscription: what concerns you comes here anyway.",
    },
    notYours: (organisation: string) => ({
      headline: `News for ${organisation} is set up by its own people.`,
      text: "Please ask the Liaison Officer of that NPO or the APO Secretariat.",
    }),
    notSubscribed: (organisation: string) => ({
      headline: `The channel gets no news for ${organisation} yet.`,
      text: `To start, type ${command("channel on")}.`,
    }),
    invite:
      "I can write only where I'm invited. If I'm not in this channel yet, mention @BCN here and add me.",
    /** In Teams this is read in the chat of whoever asked in a channel. */
    inChat: {
      headlineOn: (organisation: string) => `Your channel gets news for ${organisation}.`,
      headlineOff: (organisation: string) => `Your channel gets no news for ${organisation} yet.`,
      howOn: "To start, type @BCN channel on in the channel.",
      howOff:
        "In the channel you can type: @BCN channel on 10 for another hour, from 8 to 17; @BCN channel test for a test message; @BCN channel off to stop.",
      ended: (organisation: string) => `Done: your channel gets no more news for ${organisation}.`,
      endedNext: "To begin again, type @BCN channel on in the channel.",
      tested: "A test message is on its way to your channel.",
    },
    subscribe: "Send news here",
    test: "Send a test",
    unsubscribe: "Stop",
  },
  help: {
    headline: "What you can do now",
    sentence: "I know single words only, so I didn't understand that.",
    alone: `Here the word alone is enough: help in place of ${command("help")}.`,
    sendHere: "To publish a Project Notification, send it here as a file or paste it.",
    requests: "Requests",
    unknown: (typed: string, nearest: string | undefined) =>
      nearest
        ? `I don't know "${typed}". Did you mean ${command(nearest)}?`
        : `I don't know "${typed}".`,
    line: ({ usage, what }: { readonly usage: string; readonly what: string }) =>
      `${command(usage)}: ${what}`,
    words: {
      help: { usage: "help", what: "what you can do now" },
      request: {
        usage: "request",
        what: `ask to visit or meet another NPO, such as ${command("request Japan")}; an unsent draft opens where you left it`,
      },
      requests: { usage: "requests", what: "all requests and drafts that concern you" },
      show: { usage: "show BCN-2023-001", what: "one request, and what you can do with it" },
      owed: { usage: "owed", what: "what is waiting for you, and by when" },
      take: { usage: "take BCN-2023-001", what: "say that you handle a request" },
      closing: { usage: "closing", what: "closing dates, and what your NPO has sent" },
      channel: { usage: "channel", what: "news for this channel: on, off, its hour, a test" },
      invite: { usage: "invite", what: "a one-time code for someone who should come in" },
      members: {
        usage: "members",
        what: "your organisation's facts and people; for officers all members",
      },
      calendar: { usage: "calendar", what: "holidays, on which no reminder comes" },
      join: { usage: "join CODE", what: "come in with the code of an invitation" },
      admit: {
        usage: "admit",
        what: "let an NPO send in a round after its closing date",
      },
      publish: { usage: "publish", what: "read a Project Notification, check it, publish it" },
    },
  },
} as const;
