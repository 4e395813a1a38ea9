import { describe, expect, test } from "vitest";
import {
  organisationId,
  participantId,
  personId,
  programmeId,
  requestId,
} from "../../src/domain/ids.ts";
import type { Organisation } from "../../src/domain/members/members.ts";
import type { ActionName } from "../../src/domain/requests/actions/actions.ts";
import { ATTENDANCES, CATEGORIES, PARTS } from "../../src/domain/requests/participants.ts";
import type { RequestView, SideAssignment } from "../../src/domain/requests/request-view.ts";
import {
  asSeenByHost,
  type RequestContent,
  type Situation,
} from "../../src/domain/requests/requests.ts";
import type { State } from "../../src/domain/states.ts";
import { DateTime, readerTimeAt } from "../../src/domain/time.ts";
import type { Message } from "../../src/messages/message.ts";
import { closingDates, closingReminder } from "../../src/messages/programmes/closing.ts";
import {
  doneForYou,
  secretariatToldOfAction,
  toldOfAction,
} from "../../src/messages/requests/actions.ts";
import { toldOfHandler } from "../../src/messages/requests/assignment.ts";
import {
  hostAsked,
  receipt,
  requestCard,
  requestDetails,
  sentForYou,
} from "../../src/messages/requests/request-cards.ts";
import { requestList } from "../../src/messages/requests/request-list.ts";
import {
  bangladesh,
  fiji,
  firstRound,
  japan,
  organisation,
  programmeOf2023,
  secondRound,
  secretariat,
} from "../helpers/builders.ts";
import fc from "../helpers/fast-check.ts";
import { inState } from "../helpers/in-state.ts";

const NOON = DateTime.fromISO("2023-03-20T12:00", { zone: "Asia/Tokyo" });

/** Of letters that no sentence of ours has: what is found was told. */
const told = fc
  .array(fc.constantFrom("ξ", "ψ", "ζ", "Ω"), { minLength: 6, maxLength: 12 })
  .map((letters) => letters.join(""));

const participant = fc.record({
  id: fc.constant(participantId("00000000-0000-4000-8000-000000000001")),
  position: fc.constant("Director"),
  organisation: fc.constant("Ministry"),
  category: fc.constantFrom(...CATEGORIES),
  part: fc.constantFrom(...PARTS),
  attendance: fc.constantFrom(...ATTENDANCES),
  name: fc.option(told),
  email: fc.option(told.map((name) => `${name}@example.org`)),
});

const indonesia: Organisation = organisation({ id: organisationId("ID"), name: "Indonesia" });

const content: fc.Arbitrary<RequestContent> = fc.record({
  host: fc.constant(japan.id),
  spoken: fc.boolean(),
  spokenWith: fc.option(told),
  alternatives: fc.constant([bangladesh.id, indonesia.id]),
  topic: fc.constant("Kaizen in public hospitals"),
  objectives: fc.constant("To see"),
  modality: fc.constantFrom("faceToFace", "virtual", "both"),
  firstChoice: fc.constant({ startsOn: "2023-07-10", endsOn: "2023-07-12" }),
  secondChoice: fc.option(fc.constant({ startsOn: "2023-08-10", endsOn: "2023-08-12" })),
  hours: fc.option(fc.constant({ from: "10:00", to: "12:00" })),
  language: fc.option(fc.constant("English")),
  outcomes: fc.constant("A plan"),
  followUp: fc.option(fc.constant("A call")),
  endorsement: fc.option(told.map((by) => ({ by, as: "Director General", on: "2023-03-15" }))),
  participants: fc.array(participant, { minLength: 1, maxLength: 10 }),
});

const viewOf = (sent: RequestContent, { seesAll = true } = {}): RequestView => ({
  request: {
    state: "submitted",
    endorsementLetters: [],
    considering: null,
    passedOn: null,
    id: requestId("00000000-0000-4000-8000-000000000002"),
    programmeId: programmeId("bcn-2023"),
    version: 2,
    number: "BCN-2023-001",
    sender: fiji.id,
    roundId: firstRound.id,
    submittedAt: NOON,
    submittedBy: personId("liaison"),
    throughSecretariat: false,
    admittedLate: false,
    hostAnswerDueOn: "2023-04-04",
    content: seesAll ? sent : asSeenByHost(sent),
  },
  programme: programmeOf2023(),
  round: firstRound,
  sender: fiji,
  host: japan,
  alternatives: seesAll ? [bangladesh, indonesia] : [],
  can: [],
  readerTime: readerTimeAt(NOON, "Asia/Tokyo"),
  hostIsReachable: true,
  onBehalf: undefined,
  assignments: [],
});

/** Sent by an officer, with evidence that only the NPO and the Secretariat may read. */
const sentFor = (sent: RequestContent, evidence: string, { seesAll = true } = {}): RequestView => ({
  ...viewOf(sent, { seesAll }),
  onBehalf: seesAll
    ? { evidence: { text: evidence, on: "2023-03-19" }, post: "officer" }
    : { evidence: undefined, post: undefined },
});

const handledBy = (side: Organisation, name: string): SideAssignment => ({
  organisation: side.id,
  side,
  handler: { id: personId("handler"), name },
  since: NOON,
  version: 1,
  isReader: false,
  mayAssign: true,
  isShared: true,
});

const personal = /[ξψζΩ]|@/;
const words = (message: Message): string => JSON.stringify(message);

const LEADS_TO: Partial<Record<State, ActionName>> = {
  submitted: "consider",
  host_accepted: "accept",
  host_declined: "decline",
  withdrawn: "withdraw",
  cancelled: "cancel",
};

describe("what a channel reads", () => {
  test("the card of a new request never tells a name or an address, nor with whom one spoke", () => {
    fc.assert(
      fc.property(content, (sent) => {
        expect(words(requestCard(viewOf(sent)))).not.toMatch(personal);
      }),
    );
  });

  test("it tells neither the alternatives", () => {
    fc.assert(
      fc.property(content, (sent) => {
        expect(words(requestCard(viewOf(sent)))).not.toMatch(/Bangladesh|Indonesia/);
      }),
    );
  });

  test("a closing-date reminder tells numbers only, whoever holds the drafts", () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.nat(5),
        fc.integer({ min: 0, max: 40 }),
        (sent, drafts, days) => {
          const now = NOON.minus({ days });
          const message = closingReminder({
            programme: programmeOf2023(),
            round: secondRound,
            sent,
            refused: false,
            admitted: false,
            drafts,
            now,
            npo: fiji,
            calendar: { zone: fiji.zone, weekend: fiji.weekend, holidays: new Set() },
            zone: fiji.zone,
            hour: 9,
          });
          expect(words(message)).not.toMatch(personal);
          expect(words(message)).not.toContain("Kaizen");
          expect(message.buttons.map(({ verb }) => verb)).toEqual([
            "start-draft",
            "not-this-round",
          ]);
        },
      ),
    );
  });
});

describe("what was said with an answer", () => {
  const answered: fc.Arbitrary<Situation> = told.chain((words) => {
    const at = NOON;
    const dates = { startsOn: "2023-07-10", endsOn: "2023-07-12" };
    const endorsement = { by: words, as: "President", on: "2023-03-15" };
    const consent = { at, dates, endorsement, note: words, decisionDueOn: "2023-04-21" };
    const refusal = { at, reason: words, confidential: words, choiceDueOn: "2023-04-03" };
    const situations: Situation[] = [
      { state: "submitted", considering: { at, note: words }, passedOn: null },
      { state: "host_accepted", consent },
      { state: "host_declined", refusal },
      { state: "withdrawn", ending: { at, reason: words } },
      { state: "cancelled", ending: { at, reason: words } },
    ];
    return fc.constantFrom(...situations.filter(({ state }) => LEADS_TO[state]));
  });
  const happenedIn = ({ state }: Situation) => {
    const action = LEADS_TO[state];
    if (!action) throw new Error(`No action leads to ${state}`);
    return { action, at: NOON, isTakenBack: false, evidence: undefined };
  };

  test("stands in no channel, and neither do the alternatives", () => {
    fc.assert(
      fc.property(content, answered, (sent, held) => {
        const plain = viewOf(sent);
        const view = { ...plain, request: inState(plain.request, held) };
        const how = { isChannel: true, hasConfidential: true };
        const message = words(secretariatToldOfAction(view, happenedIn(held), how));
        expect(message).not.toMatch(personal);
        expect(message).not.toMatch(/Bangladesh|Indonesia/);
      }),
    );
  });

  test("the host is told no alternative, whatever was done, and may ask none of them", () => {
    fc.assert(
      fc.property(content, answered, (sent, held) => {
        const plain = viewOf(sent, { seesAll: false });
        const can: RequestView["can"] = [
          { action: "choose-host", onBehalfOf: null, isLikely: true },
        ];
        const view = { ...plain, can, request: inState(plain.request, held) };
        const happened = happenedIn(held);
        const messages = [toldOfAction(view, happened, "host"), doneForYou(view, happened, japan)];
        expect(JSON.stringify(messages)).not.toMatch(/Bangladesh|Indonesia/);
      }),
    );
  });
});

describe("what an officer noted as evidence", () => {
  test("stands in no channel, and is not told to the host", () => {
    fc.assert(
      fc.property(
        content,
        told.map((text) => `ϡ${text}`),
        (sent, evidence) => {
          const toHost = sentFor(sent, evidence, { seesAll: false });
          const messages = [
            requestCard(sentFor(sent, evidence)),
            hostAsked(toHost),
            requestDetails(toHost),
          ];
          for (const message of messages) expect(words(message)).not.toContain(evidence);
          expect(words(hostAsked(toHost))).toContain("through the APO Secretariat");
          expect(words(requestDetails(toHost))).not.toContain("Programme officer");
        },
      ),
    );
  });

  test("is read by the NPO and the Secretariat, and the receipt needn't repeat it", () => {
    fc.assert(
      fc.property(
        content,
        told.map((text) => `ϡ${text}`),
        (sent, evidence) => {
          const view = sentFor(sent, evidence);
          expect(words(sentForYou(view))).toContain(evidence);
          expect(words(requestDetails(view))).toContain(evidence);
          expect(words(receipt(view))).not.toContain(evidence);
        },
      ),
    );
  });
});

test("who handles it is told of the reader's sides, and of no other", () => {
  fc.assert(
    fc.property(content, told, (sent, name) => {
      const assignments = [handledBy(japan, name)];
      const view = { ...viewOf(sent, { seesAll: false }), assignments };
      expect(words(requestDetails(view))).toContain(name);
      expect(words(requestDetails({ ...view, assignments: [] }))).not.toMatch(/Handled|"take"/);
      expect(words(toldOfHandler(view, japan.id))).toContain(name);
      const inChannel = { ...viewOf(sent), assignments: [handledBy(secretariat, name)] };
      expect(words(requestCard(inChannel))).not.toContain(name);
      expect(() => toldOfHandler(view, fiji.id)).toThrow("no side");
    }),
  );
});

describe("what the host reads", () => {
  test("never the alternatives: not on the card, not in the details, not in the list", () => {
    fc.assert(
      fc.property(content, (sent) => {
        const view = viewOf(sent, { seesAll: false });
        const { request, sender, host, programme, round } = view;
        const list = requestList({
          drafts: [],
          requests: [{ request, sender, host, programme, round, side: "host", handler: undefined }],
          maySend: true,
          mayActOnBehalf: false,
          severalNpos: false,
          readerTime: readerTimeAt(NOON, "Asia/Tokyo"),
        });
        for (const message of [hostAsked(view), requestDetails(view), list]) {
          expect(words(message)).not.toMatch(/Bangladesh|Indonesia|lternative|"(?:BD|ID)"/);
        }
      }),
    );
  });

  test("the card that asks it names no participant; the details, once opened, do", () => {
    fc.assert(
      fc.property(content, (sent) => {
        const view = viewOf(sent, { seesAll: false });
        expect(words(hostAsked(view))).not.toMatch(personal);
        for (const { name } of sent.participants) {
          if (name) expect(words(requestDetails(view))).toContain(name);
        }
      }),
    );
  });
});

describe("what the sender reads", () => {
  test("the receipt names no participant, and the details name the alternatives", () => {
    fc.assert(
      fc.property(content, (sent) => {
        expect(words(receipt(viewOf(sent)))).not.toMatch(personal);
        expect(words(requestDetails(viewOf(sent)))).toMatch(/Bangladesh.*Indonesia/);
      }),
    );
  });
});

test("the answer to closing tells an NPO's own drafts as a number, and has no button when closed", () => {
  const programme = programmeOf2023();
  const overviewAt = (now: typeof NOON) => ({
    programmes: [
      {
        programme,
        closings: programme.rounds.map((round) => ({
          programme,
          round,
          sent: false,
          refused: false,
          admitted: false,
          drafts: 2,
          now,
        })),
      },
    ],
    npo: fiji,
    isOneOfSeveral: false,
    calendar: undefined,
    readerTime: readerTimeAt(now, fiji.zone),
    now,
  });
  const open = closingDates(overviewAt(NOON));
  expect(words(open)).toContain("2 drafts aren't sent yet.");
  expect(words(open)).toContain("not-this-round");
  const after = closingDates(overviewAt(NOON.plus({ years: 1 })));
  expect(after.headline).toBe("No closing date ahead");
  expect(words(after)).not.toContain('"verb"');
  const [one] = overviewAt(NOON.plus({ years: 1 })).programmes;
  if (!one) throw new Error("No programme");
  const closings = one.closings.map((closing) => ({ ...closing, admitted: true }));
  const late = closingDates({
    ...overviewAt(NOON.plus({ years: 1 })),
    programmes: [{ ...one, closings }],
  });
  expect(words(late)).toContain("The Secretariat lets you send after this date, too.");
  expect(late.buttons.map(({ verb }) => verb)).toEqual(["start-draft"]);
});
