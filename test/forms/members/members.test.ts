import { describe, expect, test } from "vitest";
import { organisationId, personId } from "../../../src/domain/ids.ts";
import type { Member } from "../../../src/domain/members/member-facts.ts";
import type { Holder, MemberView } from "../../../src/domain/members/member-views.ts";
import { readPointer } from "../../../src/domain/pointers.ts";
import { readerTimeAt } from "../../../src/domain/time.ts";
import type { Form } from "../../../src/forms/form.ts";
import { calendarForm, holidayErrors } from "../../../src/forms/members/calendar.ts";
import { correctMemberForm, typedFacts } from "../../../src/forms/members/correct-member.ts";
import { inviteAnswers } from "../../../src/forms/members/invite.ts";
import { memberList, memberPage } from "../../../src/forms/members/members.ts";
import { checkView } from "../../../src/local/slack/blocks/check.ts";
import { renderForm } from "../../../src/surfaces/slack/rendering/render-form.ts";
import { fiji, noonOf20March, organisation } from "../../helpers/builders.ts";

const LONG = "Directorate General for Strategic Research and Productivity, Ministry ".repeat(2);

const memberOf = (number: number): Member => ({
  ...organisation({
    id: organisationId(`X${number}`),
    name: `Member number ${number} of a rather long name`,
    npo: LONG,
    acronym: "DGSRP",
    active: number !== 3,
  }),
  telephone: "+000 0 0000 0000 ext. 000000",
  uncertain: ["npo", "weekend", "something"],
  version: 7,
});

const holder = (number: number, over: Partial<Holder> = {}): Holder => ({
  person: personId(`00000000-0000-4000-8000-00000000000${number % 10}`),
  name: `${LONG}${number}`.slice(0, 150),
  role: number % 2 === 0 ? "liaison" : "backup",
  reach: "dead",
  isReader: number === 0,
  mayRemove: true,
  mayAddAccount: true,
  drafts: 2,
  ...over,
});

const viewOf = (holders: readonly Holder[]): MemberView => ({
  member: memberOf(1),
  holders,
  vacant: ["head"],
  invitations: [
    {
      id: "00000000-0000-4000-8000-000000000001",
      name: LONG,
      role: "backup",
      expiresAt: noonOf20March,
      invitedBy: LONG,
      forKnownPerson: false,
      mayRevoke: true,
    },
  ],
  may: { correct: true, keepCalendar: true, invite: true, list: true },
  readerTime: readerTimeAt(noonOf20March, "Asia/Tokyo"),
  now: noonOf20March,
});

/** What Slack would refuse; and that nothing had to give way to "…". */
const fits = (form: Form): string => {
  const view = renderForm(form);
  expect(checkView(view)).toEqual([]);
  return JSON.stringify(view);
};

test("21 members with long names and the Secretariat are all to be read in one modal", () => {
  const lines = Array.from({ length: 22 }, (_, index) => ({
    member: memberOf(index),
    posts: [0, 1, 2, 3].map((number) => holder(number)),
    vacant: ["head"] as const,
  }));
  const shown = fits(memberList(lines));
  for (let number = 0; number < 22; number += 1) expect(shown).toContain(`"X${number}"`);
  expect(shown).toContain("(not confirmed)");
  expect(shown).toContain("Suspended.");
  expect(shown).toContain("Head: vacant");
  expect(shown).not.toContain('"…"');
});

test("an organisation with thirty people still fits; a few of long names say all of it", () => {
  fits(memberPage(viewOf(Array.from({ length: 30 }, (_, index) => holder(index)))));
  const shown = fits(memberPage(viewOf([holder(0), holder(1)])));
  expect(shown).toContain("This is your own role: you can't give it back to yourself.");
  expect(shown).toContain("can't be reached in chat any more");
  expect(shown).toContain("NPO Head: vacant");
});

test("the form that corrects shows what stands, and asks to confirm what is uncertain", () => {
  const shown = fits(correctMemberForm(memberOf(1)));
  expect(shown).toContain('"telephone:7"');
  expect(shown).toContain('"Name of the NPO"');
  // Uncertain facts are data: one that no label is known for is shown as it stands.
  expect(shown).toContain('"something"');
});

describe("a calendar", () => {
  const run = (index: number) => {
    const day = `2023-${String(1 + (index % 12)).padStart(2, "0")}-${String(1 + Math.floor(index / 12)).padStart(2, "0")}`;
    return { first: day, last: day, name: `${LONG} ${index}`.slice(0, 100) };
  };
  const view = (count: number) => ({
    organisation: fiji,
    runs: Array.from({ length: count }, (_, index) => run(index)),
    later: 3,
    others: true,
  });

  test("with no holiday says what to do; with thirty and with three hundred it keeps its inputs", () => {
    expect(fits(calendarForm(view(0), { redraw: 1 }))).toContain("Please add them below.");
    for (const count of [30, 300]) {
      expect(fits(calendarForm(view(count), { redraw: 2 }))).toContain('"lines:2"');
    }
  });

  test("a row's pointer leads to its days, whatever the name", () => {
    const form = calendarForm(
      { ...view(0), runs: [{ first: "2023-05-03", last: "2023-05-05", name: "A: B: C" }] },
      { redraw: 1 },
    );
    const [row] = form.parts.filter((part) => part.kind === "row");
    expect(readPointer("holidays", row?.button.id)).toEqual({
      organisation: "FJ",
      ...{ first: "2023-05-03", last: "2023-05-05", name: "A: B: C" },
    });
  });

  test("of many wrong lines the first five are told, and how many more there are", () => {
    const lines = Array.from({ length: 7 }, (_, index) => ({
      line: index + 1,
      problem: { kind: "noDay" } as const,
    }));
    const { lines: told = "" } = holidayErrors({ single: undefined, lines, nothing: false });
    expect(told).toContain("Line 5: ");
    expect(told).not.toContain("Line 6: ");
    expect(told).toContain("And 2 more lines.");
  });
});

test("the question before a role is removed says who, and what they would no longer be", () => {
  const director = holder(1, { name: "Director, NTPC", role: "head" });
  const shown = JSON.stringify(memberPage(viewOf([director])));
  expect(shown).toContain('"title":"Remove Director, NTPC?"');
  expect(shown).toContain("Director, NTPC will no longer be NPO Head of ");
});

describe("what no input of ours lets anybody type, since a client sends what it likes", () => {
  const much = `Liaison\n\tFiji${"x".repeat(5000)}`;

  test("a name that is invited stays one line, as long as its input takes", () => {
    const { name } = inviteAnswers({ name: much, organisation: "FJ", role: "liaison" });
    expect([name.slice(0, 13), name.length]).toEqual(["Liaison Fijix", 150]);
  });

  test("and so do the facts of a member, which stand in everybody's lists", () => {
    const { typed } = typedFacts({ npo: much, acronym: much, telephone: much, zone: much });
    const lengths = [typed.npo, typed.acronym, typed.telephone, typed.zone].map(
      (one) => one.length,
    );
    expect(lengths).toEqual([200, 40, 40, 40]);
    expect(typed.npo).not.toContain("\n");
  });
});
