import { describe, expect, test } from "vitest";
import type { Answers } from "../../../src/domain/drafts/drafts.ts";
import {
  checkDraft,
  firstPageWithProblems,
  problemsOn,
} from "../../../src/domain/requests/request-check.ts";
import {
  draftToJapan,
  fiji,
  organisation,
  organisations,
  programmeNoting,
  programmeOf2023,
  setting,
  traveller,
  travellers,
} from "../../helpers/builders.ts";

const problemsOf = (answers: Answers, over?: Parameters<typeof setting>[0]) =>
  checkDraft(draftToJapan({ answers }), setting(over)).problems;

const problemsOfOne = (answers: Answers, over?: Parameters<typeof setting>[0]) =>
  checkDraft(draftToJapan({ participants: [traveller(1, answers)] }), setting(over)).problems;

const problemsOfRoster = (participants: ReturnType<typeof travellers>, answers: Answers = {}) =>
  checkDraft(draftToJapan({ participants, answers }), setting()).problems;

const letters = (count: number) => "ö".repeat(count);

test("a complete draft of four people to Japan can be sent as it is", () => {
  const { problems, content } = checkDraft(draftToJapan(), setting());

  expect(problems).toEqual([]);
  expect(content).toMatchObject({
    host: "JP",
    spoken: true,
    spokenWith: null,
    alternatives: [],
    modality: "faceToFace",
    firstChoice: { startsOn: "2023-07-10", endsOn: "2023-07-12" },
    secondChoice: null,
    hours: null,
    endorsement: null,
  });
  expect(content?.participants.map(({ part }) => part)).toEqual([
    "head",
    "participant",
    "participant",
    "participant",
  ]);
});

test("an empty draft names every field that must be filled, and nothing can be sent", () => {
  const empty = { answers: {}, participants: [] };

  const checked = checkDraft(empty, setting());

  expect(checked.content).toBeUndefined();
  expect(checked.problems.map(({ page, field, kind }) => `${page}.${field}: ${kind}`)).toEqual([
    "whom.host: missing",
    "whom.spoken: missing",
    "whom.topic: missing",
    "whom.objectives: missing",
    "when.modality: missing",
    "when.startsOn: missing",
    "when.endsOn: missing",
    "who.null: noParticipants",
    "result.outcomes: missing",
  ]);
  expect(firstPageWithProblems(checked)).toBe("whom");
});

describe("one wrong field is blamed alone, at its page", () => {
  test.each([
    ["whom", "host", "XX", { kind: "notAnOption" }],
    ["whom", "host", "APO", { kind: "notAnOption" }],
    ["whom", "host", "FJ", { kind: "ownOrganisation" }],
    ["whom", "host", "HK", { kind: "suspended", name: "Hong Kong" }],
    ["whom", "spoken", "perhaps", { kind: "notAnOption" }],
    ["whom", "spokenWith", letters(201), { kind: "tooLong", most: 200, count: 201 }],
    ["whom", "alternatives", ["JP"], { kind: "sameAsHost" }],
    ["whom", "alternatives", ["BD", "HK"], { kind: "suspended", name: "Hong Kong" }],
    ["whom", "alternatives", ["FJ"], { kind: "ownOrganisation" }],
    ["whom", "alternatives", ["BD", "HK", "XX"], { kind: "tooMany", most: 2 }],
    ["whom", "topic", "   ", { kind: "missing" }],
    ["whom", "topic", letters(151), { kind: "tooLong", most: 150, count: 151 }],
    ["whom", "objectives", letters(2001), { kind: "tooLong", most: 2000, count: 2001 }],
    ["when", "modality", "hybrid", { kind: "notAnOption" }],
    ["when", "startsOn", null, { kind: "missing" }],
    ["when", "endsOn", "2023-02-30", { kind: "notADay" }],
    ["when", "endsOn", "2023-07-09", { kind: "endsBeforeItStarts" }],
    ["when", "startsOn", "2023-03-20", { kind: "inThePast", today: "2023-03-20" }],
    ["when", "endsOn2", "2023-07-20", { kind: "missing" }, "startsOn2"],
    ["when", "language", letters(101), { kind: "tooLong", most: 100, count: 101 }],
    ["result", "outcomes", null, { kind: "missing" }],
    ["result", "followUp", letters(2001), { kind: "tooLong", most: 2000, count: 2001 }],
  ] as const)("%s, %s: %j", (page, typedIn, value, problem, field: string = typedIn) => {
    expect(problemsOf({ [typedIn]: value })).toEqual([{ page, field, ...problem }]);
  });

  test.each([
    ["position", null, { kind: "missing" }],
    ["organisation", null, { kind: "missing" }],
    ["category", "tourist", { kind: "notAnOption" }],
    ["part", null, { kind: "missing" }],
    ["attendance", "phone", { kind: "notAnOption" }],
    ["name", letters(151), { kind: "tooLong", most: 150, count: 151 }],
    ["email", "not an address", { kind: "notAnEmail" }],
  ] as const)("a participant's %s: %j", (field, value, problem) => {
    expect(problemsOfOne({ [field]: value })).toEqual([
      { page: "participant", item: "traveller-1", field, ...problem },
      { page: "who", field: null, kind: "unfinished", place: 1 },
    ]);
  });
});

describe("rule 5: dates lie inside the Timing, its first and last day included", () => {
  const timing = { startsOn: "2023-07-01", endsOn: "2023-07-31" };
  const programme = programmeOf2023({ timing });

  test.each([
    ["2023-07-01", "2023-07-01"],
    ["2023-07-31", "2023-07-31"],
  ])("%s to %s is inside", (startsOn, endsOn) => {
    expect(problemsOf({ startsOn, endsOn }, { programme })).toEqual([]);
  });

  test.each([
    ["startsOn", { startsOn: "2023-06-30", endsOn: "2023-07-02" }],
    ["endsOn", { startsOn: "2023-07-30", endsOn: "2023-08-01" }],
    ["startsOn2", { startsOn2: "2023-06-30", endsOn2: "2023-07-02" }],
    ["endsOn2", { startsOn2: "2023-07-30", endsOn2: "2023-08-01" }],
  ])("%s outside is blamed at its own field", (field, answers) => {
    expect(problemsOf(answers, { programme })).toEqual([
      { page: "when", field, kind: "outsideTiming", ...timing },
    ]);
  });
});

describe("rules 6 and 7: whom one may ask", () => {
  test("up to two alternatives, kept in the order in which they were chosen", () => {
    const nepal = organisation({ name: "Nepal" });
    const members = [...organisations, nepal];
    const draft = draftToJapan({ answers: { alternatives: [nepal.id, "BD"] } });

    expect(checkDraft(draft, setting({ members })).content?.alternatives).toEqual([nepal.id, "BD"]);
  });

  test("a member that the notification doesn't name as hosting can't be chosen", () => {
    const programme = programmeNoting({ hostingCountries: ["BD"] });

    expect(problemsOf({}, { programme })).toEqual([
      { page: "whom", field: "host", kind: "notAnOption" },
    ]);
    expect(problemsOf({ host: "BD" }, { programme })).toEqual([]);
  });
});

describe("rule 1: caps on the roster", () => {
  test("a fifth traveller is refused on the roster, and the first four are kept", () => {
    const draft = draftToJapan({ participants: travellers(5) });

    expect(checkDraft(draft, setting()).problems).toEqual([
      { page: "who", field: null, kind: "tooManyTravel", most: 4, count: 5 },
    ]);
    const four = { ...draft, participants: draft.participants.slice(0, 4) };
    expect(checkDraft(four, setting()).content?.participants.map(({ id }) => id)).toEqual([
      "traveller-1",
      "traveller-2",
      "traveller-3",
      "traveller-4",
    ]);
  });

  test("a changed modality rechecks the caps", () => {
    const ten = travellers(10);

    expect(problemsOfRoster(ten, { modality: "virtual" })).toEqual([]);
    expect(problemsOfRoster(ten, { modality: "faceToFace" })).toEqual([
      { page: "who", field: null, kind: "tooManyTravel", most: 4, count: 10 },
    ]);
    expect(problemsOfRoster(travellers(11), { modality: "virtual" })).toEqual([
      { page: "who", field: null, kind: "tooManyInAll", most: 10, count: 11 },
    ]);
  });

  test("standby participants alone are no delegation", () => {
    expect(problemsOfRoster(travellers(1, { part: "standby" }))).toEqual([
      { page: "who", field: null, kind: "noParticipants" },
    ]);
  });

  test("a delegation has one head", () => {
    expect(problemsOfRoster(travellers(2, { part: "head" }))).toEqual([
      { page: "who", field: null, kind: "secondHead" },
    ]);
  });
});

describe('rule 2: Local Participants "Not Applicable"', () => {
  test.each(["JPC", "jpc", "Japan Productivity Center"])(
    "the host's own people are refused: %s",
    (named) => {
      expect(problemsOfOne({ organisation: named })).toEqual([
        {
          page: "participant",
          item: "traveller-1",
          field: "organisation",
          kind: "localParticipant",
          host: "JPC, Japan",
        },
        { page: "who", field: null, kind: "unfinished", place: 1 },
      ]);
    },
  );

  test("the sender's own organisation is never local, even where both are called NPO", () => {
    const sender = { ...fiji, acronym: "NPO" };
    const members = [...organisations.filter(({ id }) => id !== fiji.id), sender];

    const answers = {
      answers: { host: "BD" },
      participants: [traveller(1, { organisation: "NPO" })],
    };
    expect(checkDraft(draftToJapan(answers), setting({ sender, members })).problems).toEqual([]);
  });

  test("a notification that has local participants refuses nobody", () => {
    const programme = programmeNoting({ localParticipants: { total: 10 } });

    expect(problemsOfOne({ organisation: "JPC" }, { programme })).toEqual([]);
  });
});

describe("rule 14: endorsement off, optional or required", () => {
  const whole = {
    endorsedBy: "Head of NTPC",
    endorsedAs: "Director",
    endorsedOn: "2023-03-20",
  };
  const endorsementOf = (rule: "off" | "optional" | "required", answers: Answers) => {
    const programme = programmeOf2023({ endorsement: rule });
    const checked = checkDraft(draftToJapan({ answers }), setting({ programme }));
    return checked.content ? checked.content.endorsement : checked.problems;
  };
  const missing = (field: string) => ({ page: "result", field, kind: "missing" });
  const kept = { by: "Head of NTPC", as: "Director", on: "2023-03-20" };

  test.each([
    ["off", {}, null],
    ["off", whole, null],
    ["optional", {}, null],
    ["optional", whole, kept],
    ["optional", { endorsedBy: "Head of NTPC" }, [missing("endorsedAs"), missing("endorsedOn")]],
    ["required", whole, kept],
    ["required", {}, [missing("endorsedBy"), missing("endorsedAs"), missing("endorsedOn")]],
    [
      "required",
      { ...whole, endorsedOn: "2023-03-21" },
      [{ page: "result", field: "endorsedOn", kind: "inTheFuture", today: "2023-03-20" }],
    ],
  ] as const)("%s, %j", (rule, answers, expected) => {
    expect(endorsementOf(rule, answers)).toEqual(expected);
  });
});

describe("a virtual activity has hours", () => {
  test("hours that can't be read are blamed at their field", () => {
    expect(problemsOf({ modality: "virtual", hours: "in the morning" })).toEqual([
      { page: "when", field: "hours", kind: "notHours" },
    ]);
  });

  test("hours left over from a virtual activity don't stop a face-to-face one", () => {
    const draft = draftToJapan({ answers: { modality: "faceToFace", hours: "in the morning" } });

    expect(checkDraft(draft, setting()).content?.hours).toBeNull();
  });
});

test("a page shows its own problems, and one participant those of that person", () => {
  const participants = [traveller(1, { position: null }), traveller(2, { category: null })];
  const checked = checkDraft(draftToJapan({ participants }), setting());

  expect(problemsOn(checked, "whom")).toEqual([]);
  expect(problemsOn(checked, "participant", "traveller-2").map(({ field }) => field)).toEqual([
    "category",
  ]);
  expect(firstPageWithProblems(checked)).toBe("who");
});

test("the name and e-mail address of a participant may follow until confirmation", () => {
  const nameless = travellers(1, { name: null, email: null });

  const { content } = checkDraft(draftToJapan({ participants: nameless }), setting());

  expect(content?.participants).toMatchObject([{ name: null, email: null }]);
});
