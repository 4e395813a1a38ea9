/** Notifications that were once read wrongly without a word: each stands for its kind. */
import { describe, expect, test } from "vitest";
import { amended } from "../../../src/domain/notifications/amended.ts";
import { joinPieces } from "../../../src/domain/notifications/labels/pieces.ts";
import type { Amendment, Notification } from "../../../src/domain/notifications/notification.ts";
import { readNotification } from "../../../src/domain/notifications/read-notification.ts";
import {
  notificationInWords,
  refusalInWords,
} from "../../../src/forms/programmes/notification-warnings.ts";
import {
  amendmentIn,
  fixture,
  members,
  notificationIn,
  problemsAt,
  sampleText,
  sampleWith,
} from "./samples.ts";

const full = notificationIn(sampleText);
const valuesOf = ({ warnings: _, ...values }: Notification) => values;
const toldAt = (read: Notification | Amendment, field: string): string =>
  notificationInWords(read)
    .warnings.filter((warning) => warning.field === field)
    .map(({ text }) => text)
    .join("\n");

describe("a label of one year", () => {
  test("doesn't change how the others are read", () => {
    const read = notificationIn(fixture("venue-label-of-another-year.txt"));
    expect(read).toMatchObject({ venues: "Chennai", closingDates: ["2025-11-26"] });
  });

  test.each([
    ["Date of Issue", "PN Issue Date"],
    ["Project Code", "1. Project Code"],
    ["Title", "2. Project Title"],
    ["Timing", "Timing and Duration"],
    ["Hosting Country(ies)", "Host Country"],
    ["Venue City(ies)", "4. Venue"],
    ["Overseas Participants", "Number of Overseas Participants"],
    ["Local Participants", "7. Number of Local Participants"],
    ["Closing Date", "8. Closing Date for Nominations"],
    ["Outcome", "Expected Outcomes"],
    ["Qualifications", "11. Qualifications of Participants"],
  ])("in place of %s, “%s” gives the same notification", (label, other) => {
    expect(notificationIn(sampleText.replace(`\n${label}\t`, `\n${other}\t`))).toEqual(full);
  });
});

describe("two labels with their values below both", () => {
  test("venue and organization: neither is guessed", () => {
    const read = notificationIn(fixture("values-of-two-labels.txt"));
    for (const field of ["venues", "implementingOrganizations"] as const)
      expect([read[field], problemsAt(read, field)]).toEqual([null, ["tangled"]]);
    expect(read).toMatchObject({ title: "Study Mission on Fruit", closingDates: ["2016-08-10"] });
  });

  test("a code that isn't written like others is no part of the title", () => {
    expect(notificationIn(fixture("code-with-slash.txt"))).toMatchObject({
      projectCode: "15-AG-35-GE/DC-OSM-B",
      title: "Study Mission on Food Safety",
    });
    const text = fixture("code-with-slash.txt").replace("GE/DC-OSM-B", "GE-DC-OSM-BX");
    const read = notificationIn(text);
    expect([read.projectCode, read.title]).toEqual([null, "Study Mission on Food Safety"]);
    expect(toldAt(read, "projectCode")).toContain("“15-AG-35-GE-DC-OSM-BX”");
  });

  test("a date that can't be read is no part of the venue", () => {
    const text = fixture("values-of-two-labels.txt")
      .replace("3. Timing and Duration\n7-12 November 2016 (six days)\n4. Venue\n", "")
      .replace("5. Implementing\nOrganization\n", "3. Timing and Duration\n4. Venue\nin autumn\n");
    const read = notificationIn(text);
    expect([read.timing, read.venues]).toEqual([null, null]);
    expect(problemsAt(read, "venues")).toEqual(["tangled"]);
  });
});

describe("the number of an amendment", () => {
  test("is the one at its label, also where the title ends in a date", () => {
    expect(amendmentIn(fixture("addendum-dated-in-its-title.txt")).number).toBe(1);
    expect(amendmentIn(fixture("addendum-number-as-label.txt"))).toMatchObject({
      number: 1,
      title: "Workshop on Material Flow",
    });
  });

  test.each([
    "ADDENDUM 2 March 2015",
    "ADDENDUM 2nd March 2015",
    "ADDENDUM (2 Mar. 2015)",
    "ADDENDUM: 2 of March, 2015",
    "ADDENDUM 2/3/2015",
    "ADDENDUM 2.3.2015",
    "ADDENDUM - 2015-03-02",
    "ADDENDUM 2\nMarch 2015",
    "ADDENDUM March 2, 2015",
    "2 March 15 ADDENDUM",
    "02/03/15 ADDENDUM",
    "2 March 2015 ADDENDUM",
  ])("is no part of a date: %j", (title) => {
    const text = fixture("addendum-dated-in-its-title.txt")
      .replace("ADDENDUM 2 March 2015", title)
      .replace(/^Addendum No.*\n/m, "")
      .replace(/^PROJECT NOTIFICATION (?=\d)/, "");
    const read = amendmentIn(text);
    expect([read.number, problemsAt(read, "number")]).toEqual([null, ["notFound"]]);
  });

  test.each(["ADDENDUM 2", "ADDENDUM 2\nM", "ADDENDUM 2 Marc"])(
    "nor where the text is cut off in its date: %j",
    (text) => {
      const read = readNotification(`PROJECT NOTIFICATION\n${text}`, members);
      expect(read).not.toMatchObject({ value: { number: 2 } });
    },
  );

  test.each([
    ["ADDENDUM NO. 2 of 3 March 2015", 2],
    ["ADDENDUM 2, 3 March 2015", 2],
    ["SECOND ADDENDUM 3 March 2015", 2],
    ["ADDENDUM II 3 March 2015", 2],
  ])("beside a date is read: %s", (title, number) => {
    const text = fixture("addendum-dated-in-its-title.txt")
      .replace("ADDENDUM 2 March 2015", title)
      .replace(/^Addendum No.*\n/m, "");
    expect(amendmentIn(text).number).toBe(number);
  });
});

describe("closing dates", () => {
  test("before the date of issue are pointed out, each with weekday and year", () => {
    const read = notificationIn(fixture("closing-dates-before-issue.txt"));
    expect(read.closingDates).toEqual(["2023-03-31", "2023-06-30"]);
    expect(problemsAt(read, "closingDates")).toEqual(["closesBeforeIssue", "closesBeforeIssue"]);
    const told = toldAt(read, "closingDates");
    for (const day of ["Fri 31 March 2023", "Fri 30 June 2023", "Wed 27 December 2023"])
      expect(told).toContain(day);
  });

  test.each([
    ["27 December 2022", ["closesBeforeIssue"]],
    ["28 December 2022", []],
    ["31 December 2021", ["closesBeforeIssue", "closesLongBefore"]],
    ["30 December 2023", []],
    ["31 December 2023; 1 January 2024", ["closesAfterTiming", "closesAfterTiming"]],
  ])("%s: issued on 27 December 2022, for all of 2023", (text, problems) => {
    const read = notificationIn(sampleWith("Closing Date", text).replace(/^Remarks.*\n/m, ""));
    expect(problemsAt(read, "closingDates")).toEqual(problems);
  });

  test("of which one begins a line behind its ordinal are never one alone", () => {
    const closing = "Closing Date\tPlease refer to the Remarks column\nRemarks\tFirst";
    const torn = sampleText
      .replace(closing, "Closing Date Please refer to the Remarks column Remarks\tFirst")
      .replace(/\nClosing Date Please/, " Closing Date Please")
      .replace(/\s+Second Closing Date/, " Second\nClosing Date");
    expect(torn).toMatch(/Second\nClosing Date for Application: 30 June 2023/);
    const { closingDates } = notificationIn(torn);
    expect([null, full.closingDates]).toContainEqual(closingDates);
  });
});

describe("an addendum on a programme with two rounds", () => {
  const moved = (text: string) => amended(full, amendmentIn(text));
  const text = fixture("addendum-moves-one-round.txt");

  test("moves the one that it names, says so, and keeps the other", () => {
    const read = moved(text);
    expect(full.closingDates).toEqual(["2023-03-31", "2023-06-30"]);
    expect(read.closingDates).toEqual(["2023-03-31", "2023-07-31"]);
    expect(toldAt(read, "closingDates")).toContain(
      "moves the closing date Fri 30 June 2023 to Mon 31 July 2023",
    );
  });

  test.each([
    "The closing date is extended to 31 July 2023.",
    "The closing date is changed from 30 May 2023 to 31 July 2023.",
    "Closing Date\t31 July 2023\n\nSecretary-General",
  ])("asks which hold where it doesn't say which it moves: %j", (change) => {
    const read = moved(text.replace(/The closing date.*/, change));
    expect(read.closingDates).toBeNull();
    expect(toldAt(read, "closingDates")).toMatch(
      /names only Mon 31 July 2023, and published are Fri 31 March 2023 and Fri 30 June 2023/,
    );
  });

  test("that has one round is moved as it says", () => {
    const { closingDates } = amended({ ...full, closingDates: ["2023-06-30"] }, amendmentIn(text));
    expect(closingDates).toEqual(["2023-07-31"]);
  });
});

describe("a heading that nobody knows ends the field before it, and is named", () => {
  test("and one of another year is known", () => {
    expect(notificationIn(fixture("heading-after-outcome.txt"))).toMatchObject({
      outcome: "A plan for each member.",
      qualifications: "Those who train public servants.",
    });
  });

  test.each([
    ["behind a tab, as labels are", "Eligibility Criteria\tThose who train."],
    ["behind a tab, one word", "Eligibility\tThose who train."],
    ["on a line of its own", "Eligibility Criteria\nThose who train."],
  ])("%s", (_, heading) => {
    const read = notificationIn(sampleText.replace("\nQualifications\t", `\n${heading}\n$&`));
    const [name = ""] = heading.split(/\t|\n/);
    expect(read.outcome).toBe(full.outcome);
    expect(problemsAt(read, "outcome")).toEqual(["endsAtHeading"]);
    expect(toldAt(read, "outcome")).toContain(`“${name}”`);
    expect({ ...valuesOf(read) }).toEqual(valuesOf(full));
  });

  test("behind a colon, where labels have one", () => {
    const text = sampleText
      .replaceAll("\t", ": ")
      .replace("\nQualifications:", "\nEligibility Criteria: Those who train.\n$&");
    const read = notificationIn(text);
    expect([read.outcome, problemsAt(read, "outcome")]).toEqual([full.outcome, ["endsAtHeading"]]);
  });

  test("behind a wide gap, where labels have one", () => {
    const text = fixture("layout-b.txt").replaceAll("\t", "   ");
    const read = notificationIn(text.replace("\nVenue ", "\nMode of Payment   By the APO.$&"));
    expect(read.timing).toEqual(notificationIn(text).timing);
    expect(problemsAt(read, "timing")).toEqual(["endsAtHeading"]);
  });

  test("with the next number", () => {
    const text = fixture("layout-a.txt").replace(
      "12. Qual",
      "12. Tools and Papers\tNone.\n13. Qual",
    );
    const before = notificationIn(fixture("layout-a.txt"));
    const unnamed = text.replace(
      "11. Scope, Methodology, and Certificate of Attendance",
      "11. Talks",
    );
    const read = notificationIn(unnamed);
    expect(read.background).toBe(before.background);
    expect(toldAt(read, "background")).toContain("“Talks”");
  });

  test("and tabs that stand anywhere part nothing: what may be a heading is only named", () => {
    const text = sampleText.replace(
      "\nQualifications\t",
      "\nOne thing\tand another.\nEligibility Criteria\tThose who train.$&",
    );
    const read = notificationIn(text);
    expect(read.outcome).toContain("Those who train.");
    expect(problemsAt(read, "outcome")).toEqual(["mayEndAtHeading"]);
  });
});

describe("what is refused is told truly", () => {
  const told = (text: string): string => {
    const read = readNotification(text, members);
    return read.ok ? "read" : refusalInWords(read.refusal);
  };

  test("one paragraph: its labels are there, and its lines aren't", () => {
    expect(told(fixture("one-paragraph.txt"))).toMatch(/^The line breaks .* seem to be lost/);
    expect(told(sampleText.replace(/\s+/g, " "))).toMatch(/^The line breaks .* seem to be lost/);
  });

  test("a relative without heading and code isn't taken for a notification", () => {
    const relative = sampleText
      .replace("PROJECT NOTIFICATION", "COURSE ANNOUNCEMENT")
      .replace(/^Project Code.*\n/m, "");
    expect(told(relative)).toMatch(/neither that heading nor a Project Code/);
    expect(told("Timing and Duration\tthree days\nVenue\tTokyo")).toMatch(/too few of its labels/);
  });

  test("with its heading it is one, and its code is asked for", () => {
    const read = notificationIn(sampleText.replace(/^Project Code.*\n/m, ""));
    expect([read.projectCode, problemsAt(read, "projectCode")]).toEqual([null, ["notFound"]]);
  });
});

describe("what mail and chat do to a text", () => {
  test.each([
    ["quoted", sampleText.replace(/^/gm, "> ")],
    ["quoted twice", sampleText.replace(/^/gm, ">> ")],
    ["quoted, empty lines too", sampleText.replace(/^/gm, "> ").replace(/^> $/gm, ">")],
    ["labels in *bold*", sampleText.replace(/^([^\t\n]+)(?=\t)/gm, "*$1*")],
    ["labels in **bold**", sampleText.replace(/^([^\t\n]+)(?=\t)/gm, "**$1**")],
    ["labels with their colon in bold", sampleText.replace(/^([^\t\n]+)\t/gm, "*$1:* ")],
    ["all in bold and quoted", sampleText.replace(/^([^\t\n]+)\t(.{1,90})$/gm, "> *$1*\t**$2**")],
  ])("%s, it is read all the same", (_, text) => {
    expect(notificationIn(text)).toEqual(full);
  });

  test("numbered labels in bold, and pieces of a quoted mail", () => {
    const a = fixture("layout-a.txt");
    expect(notificationIn(a.replace(/^(\d+\. [^\t\n]+)(?=\t)/gm, "*$1*"))).toEqual(
      notificationIn(a),
    );
    const [one = "", other = ""] = sampleText.replace(/^/gm, "> ").split(/\n(?=> Timing)/);
    expect(notificationIn(joinPieces([one, other], 3000))).toEqual(full);
  });
});
