import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { participantId, personId, programmeId, requestId } from "../../src/domain/ids.ts";
import { briefName, type Organisation, shortName } from "../../src/domain/members/members.ts";
import type { ActionName } from "../../src/domain/requests/actions/actions.ts";
import type { RequestView } from "../../src/domain/requests/request-view.ts";
import type { Situation } from "../../src/domain/requests/requests.ts";
import { DateTime, readerTimeAt } from "../../src/domain/time.ts";
import { sentPage } from "../../src/forms/requests/sent.ts";
import {
  badHour,
  draftGone,
  fault,
  help,
  noProgramme,
  notALiaison,
  notAnOfficer,
  notFound,
  replayed,
  stranger,
  suspended,
  whichNumber,
} from "../../src/messages/answers.ts";
import type { Message } from "../../src/messages/message.ts";
import { toldOfAction } from "../../src/messages/requests/actions.ts";
import {
  admissionCard,
  admissionGranted,
  advanceGranted,
  mayNotAdmit,
  noRoundsToAdmit,
  nothingToAdmit,
} from "../../src/messages/requests/admission.ts";
import {
  cardClosed,
  hostAsked,
  newerCardBelow,
  receipt,
  requestCard,
  sentForYou,
} from "../../src/messages/requests/request-cards.ts";
import { allOrganisations } from "../../src/store/people/organisations.ts";
import { firstRound, noonOf20March, programmeOf2023 } from "../helpers/builders.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";
import { inState, situation } from "../helpers/in-state.ts";

/** What a lock screen shows of a message (interface of `Message`). */
const ON_A_LOCK_SCREEN = 80;

let db: TestDatabase;
let members: Organisation[];
beforeAll(async () => {
  db = await testDatabase();
  members = (await allOrganisations(db.database)).filter(({ kind }) => kind === "npo");
});
afterAll(() => db.close());

const shown = ({ headline }: Message): string => headline.slice(0, ON_A_LOCK_SCREEN);

const viewOf = (sender: Organisation, host: Organisation): RequestView => ({
  request: {
    state: "submitted",
    endorsementLetters: [],
    considering: null,
    passedOn: null,
    id: requestId("00000000-0000-4000-8000-000000000002"),
    programmeId: programmeId("bcn-2023"),
    version: 2,
    number: "BCN-2023-001",
    sender: sender.id,
    roundId: firstRound.id,
    submittedAt: DateTime.fromISO("2023-03-20T12:00", { zone: "Asia/Tokyo" }),
    submittedBy: personId("liaison"),
    throughSecretariat: false,
    admittedLate: false,
    hostAnswerDueOn: "2023-04-04",
    content: {
      host: host.id,
      spoken: false,
      spokenWith: null,
      alternatives: [],
      topic: "Kaizen in public hospitals",
      objectives: "To see",
      modality: "faceToFace",
      firstChoice: { startsOn: "2023-06-28", endsOn: "2023-07-02" },
      secondChoice: null,
      hours: null,
      language: null,
      outcomes: "A plan",
      followUp: null,
      endorsement: null,
      participants: [
        {
          id: participantId("00000000-0000-4000-8000-000000000001"),
          position: "Director",
          organisation: "Ministry",
          category: "policymaker",
          part: "head",
          attendance: "travels",
          name: null,
          email: null,
        },
      ],
    },
  },
  programme: programmeOf2023(),
  round: firstRound,
  sender,
  host,
  alternatives: [],
  can: [],
  readerTime: readerTimeAt(noonOf20March, "Asia/Tokyo"),
  hostIsReachable: true,
  onBehalf: undefined,
  assignments: [],
});

const pairs = (): RequestView[] =>
  members.flatMap((sender) =>
    members.filter((host) => host !== sender).map((host) => viewOf(sender, host)),
  );

describe("the first 80 characters say it, between any two of the 21 members", () => {
  test("there are 21, Hong Kong included", () => {
    expect(members).toHaveLength(21);
  });

  test("a receipt: that it was received, and for whom", () => {
    for (const view of pairs()) {
      expect(shown(receipt(view))).toMatch(/^Received, on time/);
      expect(shown(receipt(view))).toContain(shortName(view.host));
    }
  });

  test("an online request is never called a visit", () => {
    for (const pair of pairs().slice(0, 20)) {
      const content = { ...pair.request.content, modality: "virtual" as const };
      const view = { ...pair, request: { ...pair.request, content } };
      const forNpo = { ...view, onBehalf: { evidence: undefined, post: undefined } };
      for (const message of [receipt(view), receipt(forNpo), sentForYou(forNpo), hostAsked(view)]) {
        expect(message.headline).toContain(" online");
        expect(message.headline).not.toContain("visit");
      }
      for (const page of [sentPage(view, false), sentPage(forNpo, false)])
        expect(JSON.stringify(page)).not.toContain("visit");
    }
  });

  test("what the Secretariat sent for an NPO: to it that it was sent, to the officer also for whom", () => {
    for (const pair of pairs()) {
      const view = { ...pair, onBehalf: { evidence: undefined, post: undefined } };
      const [toNpo, toOfficer] = [shown(sentForYou(view)), shown(receipt(view))];
      expect(toNpo).toContain(`Sent for you: your request to visit ${shortName(view.host)}`);
      expect(toOfficer).toMatch(/^Received, on time/);
      expect(toOfficer).toContain(`${shortName(view.sender)} to visit ${briefName(view.host)}`);
    }
  });

  test("a card that isn't kept up to date any more: which request, and why", () => {
    expect(newerCardBelow("BCN-2023-001").headline).toBe("BCN-2023-001: a newer card is below.");
    expect(cardClosed("BCN-2023-001").headline).toBe("BCN-2023-001: this card is closed.");
    expect(cardClosed(undefined).headline).toBe("A request: this card is closed.");
  });

  test("the host's card: who would like to visit whom", () => {
    for (const view of pairs()) {
      expect(shown(hostAsked(view))).toContain(shortName(view.sender));
      expect(shown(hostAsked(view))).toContain(briefName(view.host));
    }
  });

  test("the host's answer: who answers, how, and by when the sender is asked what next", () => {
    const at = noonOf20March;
    for (const pair of pairs()) {
      const told = (action: ActionName, held: Situation): string => {
        const view = { ...pair, request: inState(pair.request, held) };
        const message = toldOfAction(
          view,
          { action, at, isTakenBack: true, evidence: undefined },
          "sender",
        );
        return message ? shown(message) : "nothing";
      };
      expect(told("accept", situation("host_accepted"))).toContain(
        `${shortName(pair.host)} is pleased to host you after all`,
      );
      const no = told("decline", situation("host_declined"));
      expect(no).toContain(`${briefName(pair.host)} can't host you after all`);
      expect(no).toContain("Mon 3 April");
      const considering = told("consider", situation("submitted"));
      expect(considering).toContain(`${briefName(pair.host)} is considering your request`);
      expect(considering).toContain("Tue 4 April");
    }
  });

  test("the Secretariat's card: the number, from whom, to whom", () => {
    for (const view of pairs()) {
      const first = shown(requestCard(view));
      expect(first).toContain("BCN-2023-001");
      expect(first).toContain(shortName(view.sender));
      expect(first).toContain(` to ${briefName(view.host)}`);
    }
  });
});

test("a late receipt says so, to the NPO and to an officer who sent it on its behalf", () => {
  const [sender, host] = members;
  if (!sender || !host) throw new Error("No members");
  const view = viewOf(sender, host);
  const late = { ...view, request: { ...view.request, admittedLate: true } };
  const onBehalf = { evidence: undefined, post: undefined };
  for (const one of [late, { ...late, onBehalf }]) {
    expect(shown(receipt(one))).toMatch(/^Received, admitted late: /);
    expect(JSON.stringify(sentPage(one, false))).toContain("Received, admitted late: ");
  }
});

describe("what is late says so in the first 80 characters", () => {
  const late = (sender: Organisation, host: Organisation) => {
    const [programme, now] = [programmeOf2023(), DateTime.fromISO("2023-04-03T09:00")];
    const said = { by: personId("somebody"), at: now, why: "A cyclone" };
    return {
      draft: { id: requestId("draft"), sender: sender.id, answers: {}, participants: [] },
      admission: {
        id: "admission",
        roundId: firstRound.id,
        organisation: sender.id,
        requestId: requestId("draft"),
        asked: said,
        admitted: said,
      },
      sender,
      host,
      programme,
      round: firstRound,
      joins: undefined,
      onBehalf: false,
      now,
      readerTime: readerTimeAt(now, sender.zone),
    };
  };
  const everyPair = () =>
    members.flatMap((sender) =>
      members.filter((host) => host !== sender).map((host) => late(sender, host)),
    );

  test("to the Secretariat: who asks, and for a request to whom", () => {
    for (const view of everyPair()) {
      const first = shown(admissionCard(view));
      expect(first).toContain(`Late request of ${shortName(view.sender)} to`);
      expect(first).toContain(briefName(view.host));
    }
  });

  test("to whoever asked: that it was admitted, and which request", () => {
    for (const view of everyPair()) {
      expect(shown(admissionGranted(view))).toContain(
        `Admitted: you may still send your request to ${briefName(view.host)}`,
      );
    }
  });

  test("to the NPO that was admitted in advance: in which round it may send", () => {
    for (const view of everyPair()) {
      expect(shown(advanceGranted(view))).toMatch(/^First round of BCN 2023: you may still send /);
    }
  });
});

test("a short answer is one line on a lock screen, and says below it what to do next", () => {
  const iran = members.find(({ name }) => name.includes("Iran"));
  if (!iran) throw new Error("No such member");
  const answers = [
    stranger(),
    replayed(),
    notFound(),
    draftGone(),
    whichNumber(),
    notALiaison(),
    notAnOfficer(),
    noProgramme(),
    badHour(),
    fault("7K2M"),
    suspended(iran),
    help(["request", "help"]),
    nothingToAdmit(),
    mayNotAdmit(),
    noRoundsToAdmit(),
  ];
  for (const message of answers) {
    expect(message.headline.length, message.headline).toBeLessThanOrEqual(ON_A_LOCK_SCREEN);
    expect(message.headline).not.toContain("\n");
    expect(message.parts.length, message.headline).toBeGreaterThan(0);
  }
});
