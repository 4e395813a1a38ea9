/** Each action in each state, from docs/product.md, "The life of a request", typed by hand. */
import { describe, expect, test } from "vitest";
import { organisationId, participantId, personId } from "../../../../src/domain/ids.ts";
import { done } from "../../../../src/domain/outcome.ts";
import {
  ACTION_NAMES,
  type ActionName,
  actions,
} from "../../../../src/domain/requests/actions/actions.ts";
import { type Setting, text } from "../../../../src/domain/requests/actions/asks.ts";
import { row } from "../../../../src/domain/requests/actions/row.ts";
import { checkDraft } from "../../../../src/domain/requests/request-check.ts";
import type { RequestContent, SentRequest } from "../../../../src/domain/requests/requests.ts";
import { SENT, type SentState } from "../../../../src/domain/states.ts";
import { DateTime } from "../../../../src/domain/time.ts";
import {
  bangladesh,
  setting as draftSetting,
  draftToJapan,
  fiji,
  firstRound,
  japan,
  organisation,
  programmeNoting,
  programmeOf2023,
  secretariat,
  traveller,
} from "../../../helpers/builders.ts";
import { inState, situation } from "../../../helpers/in-state.ts";

const tokyo = (iso: string) => DateTime.fromISO(iso, { zone: "Asia/Tokyo" });
const NOON = tokyo("2023-03-20T12:00");

/** Chile: its clock goes back an hour on Sunday 2 April 2023. */
const chile = organisation({
  id: organisationId("CL"),
  name: "Chile",
  acronym: "CNP",
  zone: "America/Santiago",
});
const members = [...draftSetting().members, chile];

const setting = (over: Partial<Setting> = {}): Setting => ({
  programme: programmeOf2023(),
  round: firstRound,
  sender: fiji,
  host: japan,
  secretariat,
  members,
  now: NOON,
  ...over,
});

const contentWith = (over: Partial<RequestContent> = {}): RequestContent => {
  const { content } = checkDraft(draftToJapan(), draftSetting());
  if (!content) throw new Error("The draft isn't whole");
  return { ...content, ...over };
};

const SENT_ONES = {
  id: draftToJapan().id,
  programmeId: programmeOf2023().id,
  version: 2,
  number: "BCN-2023-001",
  sender: fiji.id,
  roundId: firstRound.id,
  admittedLate: false,
  submittedAt: NOON,
  submittedBy: personId("liaison-FJ"),
  throughSecretariat: false,
  hostAnswerDueOn: "2023-04-04",
  endorsementLetters: [],
};

const requestIn = (state: SentState, content = contentWith()): SentRequest => ({
  ...inState({ ...SENT_ONES, content, ...situation("submitted") }, situation(state)),
  version: 2,
});

const LETTER = { id: "letter-1", npo: fiji.id, type: "pdf" } as const;

const participant = () => {
  const [one] = contentWith().participants;
  if (!one) throw new Error("Nobody travels");
  return one;
};

const FIRST = "2023-07-10/2023-07-12";

/** Answers that are right wherever the action is possible. */
const RIGHT: Record<ActionName, Record<string, string>> = {
  accept: { dates: FIRST },
  consider: { answerBy: "2023-04-06" },
  decline: { reason: "Our hall is being rebuilt" },
  "choose-host": { host: "BD", spoken: "no" },
  "add-letter": {},
  "add-names": { name1: "The name of the head" },
  "pass-on": { passedTo: "Their Head of Planning, by telephone", passedOn: "2023-03-20" },
  withdraw: { reason: "A storm" },
  cancel: { reason: "A storm" },
};

const decide = (
  action: ActionName,
  answers: Record<string, string>,
  request: SentRequest,
  given: Partial<Setting> = {},
) =>
  actions[action].decide(answers, { request, setting: setting(given), endorsementLetter: LETTER });

const problemsOf = (...given: Parameters<typeof decide>) => {
  const decided = decide(...given);
  return decided.ok ? [] : decided.refusal;
};

const nextOf = (...given: Parameters<typeof decide>): SentRequest => {
  const decided = decide(...given);
  if (!decided.ok) throw new Error(JSON.stringify(decided.refusal));
  return decided.value.next;
};

describe("where each action leads, from each state; nowhere else", () => {
  const live = ["submitted", "returned", "host_declined", "host_accepted", "approved", "confirmed"];
  /** Long after the answer was due: a silent host can be left. */
  const leads: Record<ActionName, { from: readonly string[]; to: SentState | "same" }> = {
    accept: { from: ["submitted", "host_declined"], to: "host_accepted" },
    consider: { from: ["submitted"], to: "submitted" },
    decline: { from: ["submitted", "host_accepted", "approved", "confirmed"], to: "host_declined" },
    "choose-host": { from: ["submitted", "host_declined"], to: "submitted" },
    "add-letter": { from: live, to: "same" },
    "add-names": { from: ["submitted", "host_accepted", "approved"], to: "same" },
    "pass-on": { from: ["submitted"], to: "submitted" },
    withdraw: { from: live, to: "withdrawn" },
    cancel: { from: live, to: "cancelled" },
  };
  const LATE = { now: tokyo("2023-04-17T12:00") };
  const answers = { ...RIGHT, consider: { answerBy: "2023-04-20" } };

  test.each(ACTION_NAMES.flatMap((action) => SENT.map((state) => [action, state] as const)))(
    "%s in %s",
    (action, state) => {
      const request = requestIn(state);
      const { from, to } = leads[action];
      const notNow = actions[action].notNow({ request, setting: setting(LATE) }, fiji.id);
      if (!from.includes(state)) {
        expect(notNow).toEqual({ kind: "otherState" });
        expect(() => decide(action, answers[action], request, LATE)).toThrow(state);
        return;
      }
      expect(notNow).toBeUndefined();
      const next = nextOf(action, answers[action], request, LATE);
      expect(next.state).toBe(to === "same" ? state : to);
      expect(next.version).toBe(actions[action].isAddition ? 2 : 3);
      // What it is, and in which round, stays; nothing of the state before is left over.
      expect(next).toMatchObject({ number: "BCN-2023-001", roundId: firstRound.id });
      const held = ["consent", "refusal", "ending", "considering"];
      const left = held.filter((key) => key in next);
      const own: Partial<Record<SentState, string>> = {
        host_accepted: "consent",
        host_declined: "refusal",
        submitted: "considering",
        withdrawn: "ending",
        cancelled: "ending",
      };
      expect(left).toEqual(own[next.state] ? [own[next.state]] : []);
    },
  );
});

describe("accept", () => {
  const both = contentWith({ secondChoice: { startsOn: "2023-08-01", endsOn: "2023-08-02" } });

  test.each([
    [FIRST, { startsOn: "2023-07-10", endsOn: "2023-07-12" }],
    ["2023-08-01/2023-08-02", { startsOn: "2023-08-01", endsOn: "2023-08-02" }],
  ])("the host chooses %s among the days offered", (dates, expected) => {
    const next = nextOf("accept", { dates }, requestIn("submitted", both));
    expect(next).toMatchObject({ consent: { dates: expected } });
  });

  test.each([
    ["", "missing"],
    ["2023-07-11/2023-07-12", "notAnOption"],
    ["2023-08-01/2023-08-02", "notAnOption"],
  ])("other days than those offered are refused: %j", (dates, kind) => {
    const problems = problemsOf("accept", { dates }, requestIn("submitted"));
    expect(problems).toMatchObject([{ field: "dates", kind }]);
  });

  test("days that have come at the host can't be chosen any more, though it is still the day before at the sender", () => {
    const inChile = { ...setting(), host: chile, sender: japan };
    const request = requestIn("submitted");
    const eve = DateTime.fromISO("2023-07-09T23:59", { zone: chile.zone });
    expect(problemsOf("accept", { dates: FIRST }, request, { ...inChile, now: eve })).toEqual([]);
    const there = { ...inChile, now: eve.plus({ minutes: 1 }) };
    expect(problemsOf("accept", { dates: FIRST }, request, there)).toEqual([
      { field: "dates", kind: "begunAlready" },
    ]);
  });

  test.each([
    ["before the closing date, from the closing date", "2023-03-20T12:00", "2023-04-21"],
    ["on the closing date", "2023-03-31T12:00", "2023-04-21"],
    ["after it, from the consent", "2023-04-05T12:00", "2023-04-26"],
  ])("the Secretariat decides within 15 of its working days: %s", (_when, now, decisionDueOn) => {
    const next = nextOf("accept", RIGHT.accept, requestIn("submitted"), { now: tokyo(now) });
    expect(next).toMatchObject({ consent: { decisionDueOn } });
  });

  test("the Secretariat's holidays move the day", () => {
    const closed = { ...secretariat, holidays: ["2023-04-03", "2023-04-21"] };
    const next = nextOf("accept", RIGHT.accept, requestIn("submitted"), { secretariat: closed });
    expect(next).toMatchObject({ consent: { decisionDueOn: "2023-04-25" } });
  });

  const approval = { endorsedBy: "The head", endorsedAs: "President", endorsedOn: "2023-03-20" };
  test("an approval is noted whole", () => {
    const next = nextOf("accept", { ...RIGHT.accept, ...approval }, requestIn("submitted"));
    const endorsement = { by: "The head", as: "President", on: "2023-03-20" };
    expect(next).toMatchObject({ consent: { endorsement } });
  });

  test("half an approval is refused at what is missing, and a day to come", () => {
    const half = { ...RIGHT.accept, ...approval, endorsedAs: "", endorsedOn: "2023-03-21" };
    expect(problemsOf("accept", half, requestIn("submitted"))).toEqual([
      { field: "endorsedAs", kind: "missing" },
      { field: "endorsedOn", kind: "inTheFuture", today: "2023-03-20" },
    ]);
  });

  test("where the programme requires the approval, all of it is asked; where it is off, none", () => {
    const required = { programme: programmeOf2023({ endorsement: "required" }) };
    const missing = problemsOf("accept", RIGHT.accept, requestIn("submitted"), required);
    expect(missing.map(({ field }) => field)).toEqual(["endorsedBy", "endorsedAs", "endorsedOn"]);
    const off = { programme: programmeOf2023({ endorsement: "off" }) };
    const answers = { ...RIGHT.accept, ...approval };
    expect(nextOf("accept", answers, requestIn("submitted"), off)).toMatchObject({
      consent: { endorsement: null },
    });
    const about = { request: requestIn("submitted"), setting: setting(off) };
    expect(actions.accept.fields(about).map(({ id }) => id)).toEqual(["dates", "note"]);
  });
});

describe("consider", () => {
  test.each([
    // Japan rests on Tue 21 March and at weekends: the 15th working day is Tue 11 April.
    ["the 15th working day of the host", "2023-04-11", []],
    ["a day later", "2023-04-12", [{ field: "answerBy", kind: "laterThan", latest: "2023-04-11" }]],
    ["today", "2023-03-20", [{ field: "answerBy", kind: "notAhead" }]],
    ["no day", "soon", [{ field: "answerBy", kind: "notADay" }]],
    ["nothing", "", [{ field: "answerBy", kind: "missing" }]],
  ])("%s", (_what, answerBy, expected) => {
    expect(problemsOf("consider", { answerBy }, requestIn("submitted"))).toEqual(expected);
  });

  test("the day that the host names is the day of its answer; on a day of rest the next working day is", () => {
    const next = (answerBy: string) => nextOf("consider", { answerBy }, requestIn("submitted"));
    expect(next("2023-04-06").hostAnswerDueOn).toBe("2023-04-06");
    expect(next("2023-04-08").hostAnswerDueOn).toBe("2023-04-10");
  });

  test("days are the host's: across the change of Chile's clock, on the evening when it is tomorrow in Tokyo", () => {
    const now = DateTime.fromISO("2023-03-31T22:00", { zone: chile.zone });
    const there = { host: chile, now };
    const on = (answerBy: string) =>
      problemsOf("consider", { answerBy }, requestIn("submitted"), there);
    expect(on("2023-03-31")).toEqual([{ field: "answerBy", kind: "notAhead" }]);
    expect(on("2023-04-21")).toEqual([]);
    expect(on("2023-04-22")).toMatchObject([{ kind: "laterThan", latest: "2023-04-21" }]);
  });

  test("a holding reply comes once", () => {
    const request = nextOf("consider", RIGHT.consider, requestIn("submitted"));
    expect(actions.consider.notNow({ request, setting: setting() }, fiji.id)).toEqual({
      kind: "consideredAlready",
    });
    expect(nextOf("accept", RIGHT.accept, request).state).toBe("host_accepted");
  });
});

describe("add-names", () => {
  const namesOf = ({ content }: SentRequest) =>
    content.participants.map(({ name, email }) => [name, email]);
  const two = contentWith({
    participants: [
      { ...participant(), name: null, email: null },
      { ...participant(), id: participantId("second"), name: "Second of the list", email: null },
    ],
  });

  test("only what is lacking is asked, and what was there stays", () => {
    const request = requestIn("submitted", two);
    const fields = actions["add-names"].fields({ request, setting: setting() });
    expect(fields.map(({ id }) => id)).toEqual(["name1", "email1", "email2"]);
    const answers = {
      name1: "  First of  the list ",
      email2: "second@example.org",
      name2: "Other",
    };
    expect(namesOf(nextOf("add-names", answers, request))).toEqual([
      ["First of the list", null],
      ["Second of the list", "second@example.org"],
    ]);
  });

  test.each([
    [{}, [{ field: "name1", kind: "nothingAdded" }]],
    [{ name1: " ", email1: "" }, [{ field: "name1", kind: "nothingAdded" }]],
    [{ name1: "One", email2: "nobody" }, [{ field: "email2", kind: "notAnEmail" }]],
  ])("%j is refused at its field", (answers, expected) => {
    expect(problemsOf("add-names", answers, requestIn("submitted", two))).toEqual(expected);
  });

  test("where nothing is lacking there is nothing to add", () => {
    const whole = { ...participant(), name: "First", email: "first@example.org" };
    const request = requestIn("submitted", contentWith({ participants: [whole] }));
    const notNow = actions["add-names"].notNow({ request, setting: setting() }, fiji.id);
    expect(notNow).toEqual({ kind: "nothingFollows" });
  });
});

describe("add-letter", () => {
  test("it stands beside the earlier ones, with its instant; without a file it is refused at its field", () => {
    const request = {
      ...requestIn("submitted"),
      endorsementLetters: [{ ...LETTER, id: "0", addedAt: NOON }],
    };
    expect(nextOf("add-letter", {}, request).endorsementLetters).toEqual([
      { ...LETTER, id: "0", addedAt: NOON },
      { ...LETTER, addedAt: NOON },
    ]);
    const decided = actions["add-letter"].decide({}, { request, setting: setting() });
    expect(decided).toMatchObject({ refusal: [{ field: "letter", kind: "missing" }] });
  });

  test("of one NPO there are three at most; of the other as many again", () => {
    const of = (npo: typeof fiji.id, count: number) =>
      Array.from({ length: count }, (_, at) => ({
        ...LETTER,
        id: `${npo}${at}`,
        npo,
        addedAt: NOON,
      }));
    const notNow = (count: number) => {
      const request = { ...requestIn("submitted"), endorsementLetters: of(fiji.id, count) };
      const about = { request, setting: setting() };
      return [fiji, japan].map(({ id }) => actions["add-letter"].notNow(about, id));
    };
    expect(notNow(2)).toEqual([undefined, undefined]);
    expect(notNow(3)).toEqual([{ kind: "enoughEndorsementLetters", most: 3 }, undefined]);
  });

  test("a new host never reads the letter of the one before; the sender's goes along", () => {
    const endorsementLetters = [
      { ...LETTER, addedAt: NOON },
      { ...LETTER, id: "letter-2", npo: japan.id, addedAt: NOON },
    ];
    const request = { ...requestIn("host_declined"), endorsementLetters };
    const next = nextOf("choose-host", RIGHT["choose-host"], request);
    expect(next.endorsementLetters).toEqual([endorsementLetters[0]]);
  });
});

describe("pass-on", () => {
  test("whom, how and on which day is noted; the day of the answer stands, and a new host hasn't been told", () => {
    const request = nextOf("pass-on", RIGHT["pass-on"], requestIn("submitted"));
    expect(request).toMatchObject({
      passedOn: { to: "Their Head of Planning, by telephone", on: "2023-03-20" },
      hostAnswerDueOn: "2023-04-04",
    });
    const about = { request, setting: setting() };
    expect(actions["pass-on"].notNow(about, fiji.id)).toEqual({ kind: "passedOnAlready" });
    const late = { now: tokyo("2023-04-17T12:00") };
    const answers = { host: "BD", spoken: "no" };
    expect(nextOf("choose-host", answers, request, late)).toMatchObject({ passedOn: null });
  });

  test.each([
    ["today in Tokyo, which is still yesterday in Chile", "2023-03-20", []],
    ["tomorrow", "2023-03-21", [{ field: "passedOn", kind: "stillToCome" }]],
    [
      "before it was sent",
      "2023-03-19",
      [{ field: "passedOn", kind: "beforeSent", sentOn: "2023-03-20" }],
    ],
    ["nothing", "", [{ field: "passedOn", kind: "missing" }]],
  ])("the day: %s", (_what, passedOn, expected) => {
    const given = { host: chile, sender: chile, now: tokyo("2023-03-20T08:00") };
    const answers = { ...RIGHT["pass-on"], passedOn };
    expect(problemsOf("pass-on", answers, requestIn("submitted"), given)).toEqual(expected);
  });

  test("whom one told has to be said", () => {
    const answers = { ...RIGHT["pass-on"], passedTo: " " };
    expect(problemsOf("pass-on", answers, requestIn("submitted"))).toEqual([
      { field: "passedTo", kind: "missing" },
    ]);
  });
});

describe("decline", () => {
  test("both reasons are optional, and the sender is asked within five of its working days", () => {
    expect(nextOf("decline", {}, requestIn("submitted"))).toMatchObject({
      refusal: { reason: null, confidential: null, choiceDueOn: "2023-03-27" },
    });
  });

  test.each(["host_accepted", "approved", "confirmed"] as const)(
    "an answer is taken back from %s with a reason for the sender",
    (state) => {
      const secret = { confidential: "A strike" };
      expect(problemsOf("decline", secret, requestIn(state))).toEqual([
        { field: "reason", kind: "missing" },
      ]);
      expect(nextOf("decline", { ...RIGHT.decline, ...secret }, requestIn(state))).toMatchObject({
        refusal: { reason: "Our hall is being rebuilt", confidential: "A strike" },
      });
    },
  );

  test("a reason has at most 500 characters", () => {
    expect(problemsOf("decline", { reason: "é".repeat(501) }, requestIn("submitted"))).toEqual([
      { field: "reason", kind: "tooLong", most: 500, count: 501 },
    ]);
    expect(problemsOf("decline", { reason: "é".repeat(500) }, requestIn("submitted"))).toEqual([]);
  });
});

describe("choose-host", () => {
  const declined = requestIn("host_declined", contentWith({ alternatives: [chile.id] }));
  const offered = (request: SentRequest, given: Partial<Setting> = {}) =>
    actions["choose-host"]
      .fields({ request, setting: setting(given) })
      .flatMap((field) => (field.kind === "member" ? field.members.map(({ id }) => id) : []));

  test("any active NPO but the sender and the host that can't, alternatives first", () => {
    expect(offered(declined)).toEqual(["CL", "BD"]);
  });

  test.each(["FJ", "JP", "HK", "APO", "XX", ""])("%j is refused at its field", (host) => {
    const problems = problemsOf("choose-host", { host, spoken: "no" }, declined);
    expect(problems).toMatchObject([{ field: "host" }]);
  });

  test("only who may host in this programme", () => {
    const programme = programmeNoting({ hostingCountries: [bangladesh.id, japan.id] });
    expect(offered(declined, { programme })).toEqual(["BD"]);
  });

  test("the new host answers within ten of its own working days; the alternative that it was is one no more", () => {
    // An hour before noon in Tokyo it is still Sunday in Chile; its ten working days begin on Monday.
    const now = tokyo("2023-03-20T11:00");
    expect(nextOf("choose-host", { host: "CL", spoken: "no" }, declined, { now })).toMatchObject({
      hostAnswerDueOn: "2023-03-31",
      content: { host: "CL", alternatives: [] },
    });
    expect(nextOf("choose-host", { host: "BD", spoken: "no" }, declined, { now })).toMatchObject({
      // Bangladesh rests on Friday and Saturday.
      hostAnswerDueOn: "2023-04-03",
      content: { host: "BD", alternatives: ["CL"] },
    });
  });

  test("what was spoken with the host before is nothing to the new one", () => {
    const content = contentWith({ spoken: true, spokenWith: "The head of JPC" });
    const answers = { host: "BD", spoken: "no", spokenWith: "nobody" };
    const next = nextOf("choose-host", answers, requestIn("host_declined", content));
    expect(next.content).toMatchObject({ spoken: false, spokenWith: null });
  });

  test("a host of whom somebody travels along is refused (rule 2)", () => {
    const draft = draftToJapan({ participants: [traveller(1, { organisation: "cnp" })] });
    const { content } = checkDraft(draft, draftSetting());
    if (!content) throw new Error("The draft isn't whole");
    const answers = { host: "CL", spoken: "no" };
    expect(problemsOf("choose-host", answers, requestIn("host_declined", content))).toEqual([
      { field: "host", kind: "hasLocalParticipant" },
    ]);
  });

  test.each([
    // Due on Tue 4 April; the fifth working day after it is Tue 11 April.
    [
      "Mon 10 April, 23:59 there",
      "2023-04-10T23:59",
      { kind: "stillWaiting", until: "2023-04-11" },
    ],
    ["Tue 11 April", "2023-04-11T00:00", undefined],
  ])("a silent host is left from the fifth working day after its day: %s", (_when, now, waits) => {
    const about = { request: requestIn("submitted"), setting: setting({ now: tokyo(now) }) };
    expect(actions["choose-host"].notNow(about, fiji.id)).toEqual(waits);
  });

  test("after a decline it can be chosen at once", () => {
    expect(
      actions["choose-host"].notNow({ request: declined, setting: setting() }, fiji.id),
    ).toBeUndefined();
  });
});

test.each(["withdraw", "cancel"] as const)("%s needs its reason", (action) => {
  expect(problemsOf(action, { reason: "  " }, requestIn("host_accepted"))).toEqual([
    { field: "reason", kind: "missing" },
  ]);
  expect(nextOf(action, RIGHT[action], requestIn("host_accepted"))).toMatchObject({
    ending: { at: NOON, reason: "A storm" },
  });
});

test("a row that lacks a part, or asks for what it doesn't read, doesn't compile", () => {
  const whole = {
    may: { sender: "yes" },
    states: ["submitted"],
    likelyIn: ["submitted"],
    tells: ["host"],
    asks: { reason: text({ most: 5, required: true }) },
  } as const;
  expect(row({ ...whole, change: (request) => done(request) }).tells).toEqual(["host"]);

  const { tells: _tells, ...lacking } = whole;
  // @ts-expect-error: it says nowhere whom it tells.
  row({ ...lacking, change: (request) => done(request) });
  // @ts-expect-error: nobody asked for a note.
  row({ ...whole, change: (request, { note }) => done({ ...request, topic: note }) });
  // @ts-expect-error: no state is called so.
  row({ ...whole, states: ["sent"], change: (request) => done(request) });
});
