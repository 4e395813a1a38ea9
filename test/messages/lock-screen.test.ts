/**
 * What a lock screen shows of a message: its first 80 characters say what it is about and, where
 * something is owed by a day, that day with its weekday; of a closing date also round, hour and zone.
 */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { briefName, type Organisation, shortName } from "../../src/domain/members/members.ts";
import { ACTION_NAMES } from "../../src/domain/requests/actions/actions.ts";
import { DateTime } from "../../src/domain/time.ts";
import { allOrganisations } from "../../src/store/people/organisations.ts";
import type { LetterKind } from "../../src/use-cases/letters/letters.ts";
import { fiji, japan, noonOf20March } from "../helpers/builders.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { everyMessage } from "../helpers/everything-said.ts";

const ON_A_LOCK_SCREEN = 80;
const LONGEST_DAY = "Wed 27 September";

interface Between {
  readonly sender: Organisation;
  readonly host: Organisation;
}
type Holds = (between: Between) => readonly string[];

const always =
  (...holds: readonly string[]): Holds =>
  () =>
    holds;

const CLOSING = ["first round of BCN 2023", "Fri 31 March, 23:59 Tokyo"] as const;
const NUMBER = "BCN-2023-001";
const ANSWER = "please answer by Tue 4 April";
const CHOICE = "please say what next by Mon 3 April";
const from =
  (...holds: readonly string[]): Holds =>
  ({ sender }) => [...holds, shortName(sender)];
const to =
  (...holds: readonly string[]): Holds =>
  ({ host }) => [...holds, briefName(host)];

/** What nobody pressed for, and `received` and `test`, which are posted too. */
const posted = {
  receipt: to("Received, on time"),
  sentForYou: to("Sent for you: your request to visit"),
  hostAsked: ({ sender, host }) => [`${briefName(host)}, ${ANSWER}`, shortName(sender)],
  requestCard: always(`Please pass on ${NUMBER}, answer by Tue 4 April`),
  "requestCard, of a host with chat": ({ sender, host }) => [
    `New request ${NUMBER}: ${shortName(sender)} to ${briefName(host)}`,
  ],
  noLongerAsked: from("Your answer to", "isn't needed any more"),
  newsOvertaken: from("Your answer to", "isn't needed any more"),
  endorsementLetterMessage: always("Endorsement letter of", NUMBER),
  toldOfHandler: always("handles", NUMBER),
  "toldOfHandler, host's reader": always(`${ANSWER}: you handle ${NUMBER}`),
  "toldOfHandler, sender's reader": always(`${CHOICE}: you handle ${NUMBER}`),

  "accept, to the sender": ({ host }) => [`${shortName(host)} is pleased to host you after all`],
  "accept, to the Secretariat": ({ host }) => [
    `To be decided by Fri 21 April: ${shortName(host)} can host`,
  ],
  "accept, for the host": ({ host }) => [`Noted for you: ${shortName(host)} can host`],
  "consider, to the sender": to("is considering your request", "by Tue 4 April"),
  "consider, to the Secretariat": ({ host }) => [`${shortName(host)} is considering the request`],
  "consider, for the host": always(`Noted for you; ${ANSWER}`),
  "decline, to the sender": to("can't host you after all", CHOICE),
  "decline, to the Secretariat": ({ host }) => [`${shortName(host)} can't host`],
  "decline, for the host": ({ host }) => [`Noted for you: ${shortName(host)} can't host`],
  "choose-host, to the Secretariat": from("Please pass on, answer by Tue 4 April"),
  "choose-host, for the sender": ({ sender, host }) => [
    `Noted for you: ${shortName(sender)} asks ${briefName(host)}`,
  ],
  "add-letter, to the sender": to("has added its endorsement letter", NUMBER),
  "add-letter, to the host": from("has added its endorsement letter"),
  "add-letter, to the Secretariat": always("An endorsement letter has been added"),
  "add-letter, for the sender": always("Noted for you: An endorsement letter has been added"),
  "add-letter, for the host": always(`Noted for you; ${ANSWER}`),
  "pass-on, to the sender": to("The APO Secretariat has passed your request on to"),
  "pass-on, to the Secretariat": from("The APO Secretariat has passed the request of"),
  "add-names, to the host": from("has added names to its request to you"),
  "add-names, to the Secretariat": from("has added names to its request"),
  "add-names, for the sender": from("Noted for you", "has added names"),
  "withdraw, to the host": from("has withdrawn its request to you"),
  "withdraw, to the Secretariat": ({ sender, host }) => [
    `${shortName(sender)} has withdrawn its request to ${briefName(host)}`,
  ],
  "withdraw, for the sender": from("Noted for you", "has withdrawn its request"),
  "cancel, to the sender": to("The APO Secretariat has cancelled your request to"),
  "cancel, to the host": from("The APO Secretariat has cancelled the request of"),
  "cancel, to the Secretariat": ({ sender, host }) => [
    `Cancelled by the APO Secretariat: ${shortName(sender)} to ${briefName(host)}`,
  ],

  closingReminder: always("closes in 11 days", ...CLOSING),
  closingMissed: always("Draft not sent", "closed", ...CLOSING),
  admissionCard: ({ sender, host }) => [
    `Late request of ${shortName(sender)} to ${briefName(host)}, first round`,
  ],
  admissionGranted: to("Admitted: you may still send your request to", "first round"),
  advanceGranted: always("you may still send after", ...CLOSING),
  programmeNews: always("BCN 2023: Remarks is now"),
  "programmeNews, new": always("BCN 2023"),
  unreachable: always("can't be reached in chat any more"),
  workspaceProposed: from("Please approve a Slack workspace for"),
  "workspaceProposed, by who left": from("Please approve a Slack workspace for"),
  "workspaceProposed, of a tenant": from("Please approve a Teams organisation for"),
  toldOfApproval: from("can go to channels of the Slack"),
  "toldOfApproval, of a tenant": always("You can use BCN in the Teams organisation"),
  toldOfRefusal: from("won't go to channels of the Slack"),
  "toldOfRefusal, of a tenant": always("BCN can't be used in the Teams organisation"),
  channelGone: from("A channel of", "gets no more news"),
  roleEnded: from("You are no longer Backup LO of"),
  draftsHandedOver: always("2 unsent drafts of"),
  channelTest: from("A test message for"),
  whomToTell: always("Please tell"),
  toldOfDiscard: always("discarded the draft of"),
  toldOfJoin: always("has joined as"),
  newerCardBelow: always(NUMBER, "a newer card is below"),
  cardClosed: always(NUMBER, "this card is closed"),
} as const satisfies Readonly<Record<string, Holds>>;

type Posted = keyof typeof posted;

/** A new kind of letter doesn't compile without its rows above. */
const letterRows: Readonly<Record<LetterKind, readonly Posted[]>> = {
  received: ["receipt"],
  sentForYou: ["sentForYou"],
  hostAsked: ["hostAsked"],
  requestCard: ["requestCard", "requestCard, of a host with chat"],
  requestAction: [
    "accept, to the sender",
    "accept, to the Secretariat",
    "noLongerAsked",
    "newsOvertaken",
  ],
  doneForYou: ["accept, for the host"],
  endorsementLetter: ["endorsementLetterMessage"],
  handlerSettled: ["toldOfHandler"],
  closing: ["closingReminder"],
  closingMissed: ["closingMissed"],
  admissionAsked: ["admissionCard"],
  admissionGranted: ["admissionGranted"],
  admittedInAdvance: ["advanceGranted"],
  programmeNews: ["programmeNews", "programmeNews, new"],
  whomToTell: ["whomToTell"],
  draftDiscarded: ["toldOfDiscard"],
  personJoined: ["toldOfJoin"],
  roleEnded: ["roleEnded"],
  draftsHandedOver: ["draftsHandedOver"],
  unreachable: ["unreachable"],
  channelGone: ["channelGone"],
  workspaceProposed: [
    "workspaceProposed",
    "workspaceProposed, by who left",
    "workspaceProposed, of a tenant",
  ],
  workspaceDecided: [
    "toldOfApproval",
    "toldOfApproval, of a tenant",
    "toldOfRefusal",
    "toldOfRefusal, of a tenant",
  ],
  test: ["channelTest"],
};

/** Answers to a press or a word: those of which a round or a closing date is the matter. */
const answers: Readonly<Record<string, Holds>> = {
  closingDates: always("closes", ...CLOSING),
  roundStillOpen: always("is open until", ...CLOSING),
  "publishAnswer, new": always("Published", "closes", ...CLOSING),
  admittedLate: from("Admitted"),
  admittedInAdvance: from("Admitted", "may send late in the first round"),
  roundRefused: ({ sender }) => [
    `Noted: ${briefName(sender)} sends nothing in the first round of BCN 2023`,
  ],
  // Nothing can be sent in them any more, so that no day is asked for.
  roundNotRefused: always("The first round of BCN 2023 has closed already."),
  allRoundsClosed: always("The last closing date of BCN 2023 has passed."),
};

/** Answers that name no closing date and nothing that is owed by a day. */
const withoutDay: readonly string[] = [
  ...["actionMenu", "mayNotAct", "notNow", "endorsementLetterComes"],
  ...["draftKept", "admissionAsked", "admissionAskedBefore", "admittedBefore", "advanceKnown"],
  ...["nothingToAdmit", "mayNotAdmit", "noRoundsToAdmit", "stranger", "replayed", "notFound"],
  ...["draftGone", "whichNumber", "notALiaison", "notAnOfficer", "noProgramme", "noSuchHost"],
  ...[
    "badHour",
    "badChannelWish",
    "notAChannel",
    "notBound",
    "notBound, asked",
    "suspended",
    "channelNotYours",
  ],
  ...["workspaceSettled", "workspaceSettled, refused", "workspaceSettledBefore"],
  ...["workspaceSettledBefore, refused", "workspaceSettledBefore, bound"],
  ...["nothingToDecide", "notOpenHere", "notOpenHere, asked", "joined, where nothing is open"],
  ...["channelNotSubscribed", "whichNposClosing", "whichNpo", "fault", "unsaved", "formReady"],
  ...["oneMoment", "notInstalled", "help", "help, to a sentence", "calendarText", "channelState"],
  ...["channelEnded", "channelTested", "standing", "colleaguesDrafts", "draftDiscarded"],
  ...[
    "draftChangedMeanwhile",
    "discardedBy",
    "owed",
    "owedFirst",
    "handlerSettled",
    "handlerChanged",
  ],
  ...["notYourSide", "invited", "joined", "notJoined", "notJoinedText", "mayNotInvite"],
  ...["memberNotFound", "notACalendarKeeper", "removedText", "removedOwn", "roleKeptText"],
  ...["revokedText", "correctedText", "publishAnswer", "notificationRead", "notificationGone"],
  ...["sentNotificationRead", "sentNotificationNotRead", "oneFileAtATime", "answeredInChat"],
  ...["noChatYet", "channelState, in chat", "channelState, off, in chat"],
  ...["channelEnded, in chat", "channelTested, in chat"],
  ...["letterOffered", "noLetterWanted", "letterNotAdded", "sendLetterInChat"],
  ...["notTaken", "notTaken, elsewhere"],
  ...["fileGiven", "fileNotGiven", "fileNotGiven, declined"],
  ...["notificationNotYours", "notificationDiscarded", "requestList", "requestDetails"],
  ...ACTION_NAMES.flatMap((name) => [`actionDone, ${name}`, `requestChanged, ${name}`]),
  ...["accept", "consider", "decline", "withdraw", "cancel", "pass-on"].map(
    (name) => `requestDetails, ${name}`,
  ),
];

/** Officers read of each action what the Secretariat's channels do. */
const toOfficers = Object.fromEntries(
  Object.entries<Holds>(posted).flatMap(([name, holds]) =>
    name.endsWith(", to the Secretariat")
      ? [[name.replace("the Secretariat", "an officer"), holds]]
      : [],
  ),
);

const rows: Readonly<Record<string, Holds>> = { ...posted, ...toOfficers, ...answers };

/** As it would be with the longest of days and of the rounds' names; small letters, to compare. */
const atItsLongest = (text: string): string =>
  text
    .replace(/\b\w{3} \d{1,2} (?:March|April)\b/g, LONGEST_DAY)
    .toLowerCase()
    .replaceAll("first round", "second round");

const shownAtItsLongest = (headline: string): string =>
  atItsLongest(headline).slice(0, ON_A_LOCK_SCREEN);

const said = (now: DateTime, { sender, host }: Between = { sender: fiji, host: japan }) => {
  const messages = everyMessage({ line: "JPC", lines: "x", now, between: [sender, host] });
  return Object.entries(messages).flatMap(([name, message]) =>
    message ? [[name, message.headline] as const] : [],
  );
};

let db: TestDatabase;
let members: Organisation[];
/** Each member beside the one with the longest name: what has room there has room beside any. */
let pairs: Between[];
beforeAll(async () => {
  db = await testDatabase();
  members = (await allOrganisations(db.database)).filter(({ kind }) => kind === "npo");
  const [longest, another] = members.toSorted(
    (one, other) => shortName(other).length - shortName(one).length,
  );
  if (!longest || !another) throw new Error("no members");
  const besides = (one: Organisation) => (one === longest ? another : longest);
  pairs = members.flatMap((one) => [
    { sender: one, host: besides(one) },
    { sender: besides(one), host: one },
  ]);
});
afterAll(() => db.close());

describe("the first 80 characters of every message say it", () => {
  test("each kind has its row, and each letter", () => {
    const kinds = said(noonOf20March).map(([name]) => name);
    expect([...Object.keys(rows), ...withoutDay].toSorted()).toEqual(kinds.toSorted());
    expect(Object.values(letterRows).flat().length).toBeGreaterThan(Object.keys(letterRows).length);
  });

  test("what, by which day, and of a closing date round, hour and zone, between any two members", () => {
    expect(members).toHaveLength(21);
    const lacking = pairs.flatMap((between) =>
      said(noonOf20March, between).flatMap(([name, headline]) => {
        const shown = shownAtItsLongest(headline);
        const holds = rows[name]?.(between) ?? [];
        return holds
          .filter((one) => !shown.includes(atItsLongest(one)))
          .map((one) => `${name}: ${shown} lacks ${one}`);
      }),
    );
    expect(lacking).toEqual([]);
  });

  test("no other answer begins with a closing date or with what is owed by a day", () => {
    const begins = /\bby \w{3} \d|\bclos(?:es|ed|ing date)\b/;
    const found = said(noonOf20March).filter(([, headline]) => begins.test(headline));
    expect(found.map(([name]) => name).filter((name) => withoutDay.includes(name))).toEqual([]);
    expect(found.length).toBeGreaterThan(15);
  });

  test.each([
    ["2023-03-30T09:00", "closes tomorrow"],
    ["2023-03-31T09:00", "closes today"],
    ["2022-12-31T09:00", "closes in 90 days"],
  ])("a reminder read at %s: %s", (now, when) => {
    const read = said(DateTime.fromISO(now, { zone: "Asia/Tokyo" }));
    const headline = new Map(read).get("closingReminder") ?? "";
    const year = now.startsWith("2022") ? " 2023" : "";
    expect(shownAtItsLongest(headline)).toContain(
      atItsLongest(`First round of BCN 2023 ${when}, Fri 31 March${year}, 23:59 Tokyo`),
    );
  });

  test("a day that has passed stands there too", () => {
    const july = DateTime.fromISO("2023-07-05T12:00", { zone: "Asia/Tokyo" });
    for (const between of pairs) {
      const shown = new Map(said(july, between).map(([n, text]) => [n, shownAtItsLongest(text)]));
      const holds = {
        hostAsked: `${briefName(between.host)}, your answer was asked by ${LONGEST_DAY}: `,
        requestCard: `${NUMBER}, answer was asked by ${LONGEST_DAY}`,
        "decline, to the sender": `Your choice was asked by ${LONGEST_DAY}`,
        "accept, to the Secretariat": `Was to be decided by ${LONGEST_DAY}`,
      };
      for (const [name, text] of Object.entries(holds))
        expect(shown.get(name)).toContain(text.toLowerCase());
    }
  });
});
