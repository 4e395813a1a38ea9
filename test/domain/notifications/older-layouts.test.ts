import { describe, expect, test } from "vitest";
import type { FieldName, Notification } from "../../../src/domain/notifications/notification.ts";
import { readNotification } from "../../../src/domain/notifications/read-notification.ts";
import fc from "../../helpers/fast-check.ts";
import { fixture, members, notificationIn, problemsAt } from "./samples.ts";

const dateFields = ["issuedOn", "timing", "closingDates"] as const;
const days = (startsOn: string, endsOn: string) => ({ startsOn, endsOn });

/** Fields that were read; the others are null, each with a warning. */
const readIn = (notification: Notification) =>
  Object.fromEntries(
    Object.entries(notification).filter(
      ([field, value]) => field !== "kind" && field !== "warnings" && value !== null,
    ),
  );

/** Warnings other than that a field isn't there. */
const doubtsIn = (notification: Notification) =>
  notification.warnings
    .filter(({ problem }) => problem.kind !== "notFound")
    .map(({ field, problem }) => `${field}: ${problem.kind}`);

describe("the layouts of 2014 to 2020", () => {
  test("A: numbered labels, the date of issue alone near the top, telephone and fax on each page", () => {
    const read = notificationIn(fixture("layout-a.txt"));
    expect(read).toMatchObject({
      kind: "notification",
      issuedOn: "2016-02-10",
      projectCode: "16-RP-30-GE-LOM-A",
      title: "Strategic Planning Workshop for APO Liaison Officers",
      timing: days("2016-07-19", "2016-07-21"),
      venues: "Tokyo, Japan",
      implementingOrganizations: "APO Secretariat",
      overseasParticipants: { total: 19 },
      localParticipants: 0,
      closingDates: ["2016-06-10"],
      qualifications: "Liaison Officers, or those who stand in for them.",
      signatory: "Secretary-General",
    });
    expect(read.background).toMatch(/^Liaison Officers .* reads them out\.$/);
    expect(read.background).not.toMatch(/Tel|Fax|- 2 -/);
    expect(doubtsIn(read)).toEqual([]);
  });

  test("B: PN Issue Date, Timing and Duration, Closing Date for Applications", () => {
    const read = notificationIn(fixture("layout-b.txt"));
    expect(read).toMatchObject({
      issuedOn: "2020-02-17",
      projectCode: "20-RP-02-GE-SPW-A",
      title: "Program/Project Planning Workshop (PPP)",
      timing: days("2020-06-30", "2020-07-02"),
      overseasParticipants: { total: 38 },
      localParticipants: 0,
      closingDates: ["2020-05-04"],
      qualifications: "Those who plan their member's part in the programme.",
    });
    expect(doubtsIn(read)).toEqual([]);
  });

  test("a field that these layouts don't have is null with a warning", () => {
    for (const name of ["layout-a.txt", "layout-b.txt"]) {
      const read = notificationIn(fixture(name));
      for (const field of ["modality", "hostingCountries", "rationale", "remarks"] as const)
        expect([read[field], problemsAt(read, field)]).toEqual([null, ["notFound"]]);
    }
  });

  test("a list numbered inside a field doesn't end it, and the next numbered heading does", () => {
    const read = notificationIn(
      fixture("layout-a.txt").replace("c. Agree", "1. Begin anew\n2. Agree"),
    );
    expect(read.objectives).toMatch(/1\. Begin anew 2\. Agree on how its results are measured\.$/);
    expect(read.background).not.toContain("Talks, work in groups");
  });

  test("two dates alone near the top: neither is taken for the date of issue", () => {
    const read = notificationIn(
      fixture("layout-a.txt").replace("10 February 2016\n", "10 February 2016\n1 March 2016\n"),
    );
    expect([read.issuedOn, problemsAt(read, "issuedOn")]).toEqual([null, ["repeated"]]);
  });
});

describe("labels and values that stand apart", () => {
  const workshop = {
    issuedOn: "2015-06-05",
    projectCode: "15-IN-07-GE-WSP-B",
    timing: days("2015-08-24", "2015-08-28"),
    venues: "Colombo, Sri Lanka",
    implementingOrganizations: "National Productivity Secretariat",
    overseasParticipants: { total: 18 },
    closingDates: ["2015-07-10"],
    objectives: "To follow one thing through a workshop, and see where it waits.",
  };
  test.each([
    [
      "all labels first and then all values, numbers and spaces lost",
      "a-labels-first.txt",
      {
        issuedOn: "2016-02-10",
        projectCode: "16-RP-30-GE-LOM-A",
        title: "Strategic Planning Workshop for APO Liaison Officers",
        timing: days("2016-07-19", "2016-07-21"),
        venues: "Tokyo, Japan",
        implementingOrganizations: "APO Secretariat",
        overseasParticipants: { total: 19 },
        closingDates: ["2016-06-10"],
      },
    ],
    [
      "all labels first and then all values, a blank line after each",
      "b-labels-first.txt",
      {
        issuedOn: "2020-02-17",
        projectCode: "20-RP-02-GE-SPW-A",
        title: "Program/Project Planning Workshop (PPP)",
        timing: days("2020-06-30", "2020-07-02"),
        venues: "Tokyo, Japan",
        implementingOrganizations: "APO Secretariat",
        overseasParticipants: { total: 38 },
        closingDates: ["2020-05-04"],
      },
    ],
    [
      "a value inside its own wrapped label",
      "value-inside-label.txt",
      {
        issuedOn: "2014-03-18",
        title: "Training Course on Energy Efficiency",
        timing: days("2014-11-24", "2014-11-28"),
        venues: "Jakarta and Bandung, Indonesia",
        implementingOrganizations: "Ministry of Manpower, Directorate for productivity",
        overseasParticipants: { total: 18 },
        localParticipants: { total: 6 },
        closingDates: ["2014-10-01"],
      },
    ],
    [
      "a value on the line before its label, and the others after theirs",
      "value-before-one-label.txt",
      { ...workshop, title: "Workshop on Material Flow in Small Firms" },
    ],
    [
      "every value on the line before its label",
      "values-before-labels.txt",
      { ...workshop, title: "Workshop on Material Flow in Small Firms" },
    ],
  ])("%s", (_, name, expected) => {
    const read = notificationIn(fixture(name));
    expect(readIn(read)).toMatchObject(expected);
    expect(doubtsIn(read)).toEqual([]);
  });

  test("what can be matched in two ways is null with a warning, and the dates are still read", () => {
    const read = notificationIn(fixture("labels-first-unclear.txt"));
    expect(read).toMatchObject({
      title: null,
      venues: null,
      implementingOrganizations: null,
      timing: days("2020-06-30", "2020-07-02"),
      closingDates: ["2020-05-04"],
    });
    expect(doubtsIn(read)).toEqual([
      "title: tangled",
      "venues: tangled",
      "implementingOrganizations: tangled",
    ]);
  });

  test("fewer values than labels: none of the dates is guessed", () => {
    const read = notificationIn(fixture("b-labels-first.txt").replace(/^30 June.*\n\n/m, ""));
    for (const field of dateFields)
      expect([read[field], problemsAt(read, field)]).toEqual([null, ["tangled"]]);
  });

  test("a date above a label and another below it: neither is taken", () => {
    const read = notificationIn(
      fixture("values-before-labels.txt").replace("15-IN-07-GE-WSP-B\n1.", "illegible\n1."),
    );
    expect([read.timing, problemsAt(read, "timing")]).toEqual([null, ["tangled"]]);
  });
});

describe("a line break that was lost", () => {
  test("hides a label: nothing is counted off past it", () => {
    const text = fixture("b-labels-first.txt").replace(
      "Project Code\n\nTitle",
      "Project Code Title",
    );
    const read = notificationIn(text);
    for (const field of dateFields)
      expect([field, read[field], problemsAt(read, field)]).toEqual([field, null, ["tangled"]]);
  });

  test("before a label with its value above it: the date below isn't its own", () => {
    const text = fixture("values-before-labels.txt")
      .replace("GE-WSP-B\n1.", "GE-WSP-B 1.")
      .replace("Firms\n2. Title\n", "Firms 2. Title ");
    expect(notificationIn(text).timing).toBeNull();
  });

  test("in a title that swallowed the next label is pointed out", () => {
    const read = notificationIn(fixture("layout-b.txt").replace("(PPP)\n", "(PPP) "));
    expect([read.timing, problemsAt(read, "title")]).toEqual([null, ["holdsLabel"]]);
  });

  test("between a label and its number: the number is no count", () => {
    const text = fixture("values-before-labels.txt")
      .replace("8. Objectives", "8.\nObjectives")
      .replace("Up to eighteen (18)\n", "Up to eighteen (18) ");
    expect(notificationIn(text).overseasParticipants).not.toEqual({ total: 8 });
  });

  test("before the signature: a sentence is nobody's name", () => {
    const text = fixture("layout-b.txt").replace("for everything", "for\n\neverything");
    expect(notificationIn(text).signatory).toBe("Secretary-General");
  });
});

describe("what stands in a field", () => {
  test("two closing dates by session, in the field itself; a revision that is N/A is none", () => {
    const read = notificationIn(fixture("two-sessions.txt"));
    expect(read.closingDates).toEqual(["2019-02-01", "2019-06-28"]);
    expect(read.overseasParticipants).toEqual({ total: 24 });
    expect(doubtsIn(read)).toEqual([]);
  });

  test("a range of days with a long dash and its length in words", () => {
    const read = notificationIn(fixture("long-dash-range.txt"));
    expect(read.timing).toEqual(days("2019-05-27", "2019-05-31"));
    expect(doubtsIn(read)).toEqual([]);
  });

  test("a closing date as prose with the date that replaces it: that one, and a warning", () => {
    const read = notificationIn(fixture("replaced-closing-date.txt"));
    expect(read.closingDates).toEqual(["2015-07-17"]);
    expect(doubtsIn(read)).toEqual(["closingDates: replaced"]);
  });

  test.each([
    "10 July 2015 (extended to 17 July 2015)",
    "The closing date has been extended from 10 July 2015 to 17 July 2015.",
    "17 July 2015 instead of 10 July 2015",
  ])("%s: the later one, and a warning", (text) => {
    const read = notificationIn(
      fixture("replaced-closing-date.txt").replace(
        "The date of 10 July 2015 is replaced by 17 July 2015.",
        text,
      ),
    );
    expect([read.closingDates, doubtsIn(read)]).toEqual([
      ["2015-07-17"],
      ["closingDates: replaced"],
    ]);
  });

  test.each([
    "17 July 2015 (extended from 10 July 2015)",
    "10 July 2015; replacement date 17 July 2015",
    "Not before 10 July 2015",
    "10 July 2015 is replaced by 17 July",
    "Friday of the week in which 10 July 2015 falls is replaced by 17 July 2015",
  ])("%s: no closing date, and a warning", (text) => {
    const read = notificationIn(
      fixture("replaced-closing-date.txt").replace(
        "The date of 10 July 2015 is replaced by 17 July 2015.",
        text,
      ),
    );
    expect([read.closingDates, problemsAt(read, "closingDates")]).toEqual([null, ["unreadable"]]);
  });

  test("a date for replacements of people isn't a closing date", () => {
    const read = notificationIn(fixture("unclear-closing-date.txt"));
    expect([read.closingDates, problemsAt(read, "closingDates")]).toEqual([null, ["unreadable"]]);
  });

  test("what a scan misread is mended where it can mean one thing only, each with a warning", () => {
    const read = notificationIn(fixture("scanned.txt"));
    expect(read).toMatchObject({
      issuedOn: "2014-02-13",
      timing: days("2015-02-23", "2015-02-27"),
      closingDates: ["2014-12-01"],
    });
    expect(doubtsIn(read)).toEqual([
      "issuedOn: scanned",
      "timing: scanned",
      "closingDates: scanned",
    ]);
  });

  test.each(["I Jnne 2015", "S December 2014", "I Dcembr 20I4 or so", "II February 2O1S"])(
    "%s could be another day: no closing date",
    (text) => {
      const read = notificationIn(fixture("scanned.txt").replace("I December 2014", text));
      expect([read.closingDates, problemsAt(read, "closingDates")]).toEqual([null, ["unreadable"]]);
    },
  );

  test.each([
    ["27–31 March 2023", days("2023-03-27", "2023-03-31")],
    ["27 March–2 April 2023", days("2023-03-27", "2023-04-02")],
    ["24-28 August 2015 (five days)", days("2015-08-24", "2015-08-28")],
    ["24 — 28 August 2015 (5 days)", days("2015-08-24", "2015-08-28")],
    ["24 to 28 August\n2015", days("2015-08-24", "2015-08-28")],
    ["24-\n28 August 2015, (five-day)", days("2015-08-24", "2015-08-28")],
    ["24-28 August 2015 (four days)", null],
    ["24-28 August 2015 and 7-11 September 2015", null],
  ])("the timing %j", (text, timing) => {
    const read = notificationIn(
      fixture("layout-b.txt").replace("30 June–2 July 2020 (three days)", text),
    );
    expect(read.timing).toEqual(timing);
  });
});

const fixtures = [
  "layout-a.txt",
  "layout-b.txt",
  "a-labels-first.txt",
  "b-labels-first.txt",
  "labels-first-unclear.txt",
  "value-inside-label.txt",
  "value-before-one-label.txt",
  "values-before-labels.txt",
  "two-sessions.txt",
  "replaced-closing-date.txt",
  "unclear-closing-date.txt",
  "scanned.txt",
  "long-dash-range.txt",
  "aliases-and-bullets.txt",
] as const;

/** Dates that are neither those of the whole notification nor null with a warning. */
const wrongDates = (text: string, full: Notification): readonly FieldName[] => {
  const read = readNotification(text, members);
  if (!read.ok || read.value.kind !== "notification") return [];
  const { value } = read;
  return dateFields.filter((field) =>
    value[field] === null
      ? problemsAt(value, field).length === 0
      : JSON.stringify(value[field]) !== JSON.stringify(full[field]),
  );
};

describe("wherever the text is cut off", () => {
  test.each(fixtures)(
    "each date of %s is the whole one's, or null with a warning",
    (name) => {
      const text = fixture(name);
      const full = notificationIn(text);
      for (let end = 0; end < text.length; end++) {
        const wrong = wrongDates(text.slice(0, end), full);
        if (wrong.length > 0)
          expect.fail(`${wrong} after ${JSON.stringify(text.slice(0, end).slice(-60))}`);
      }
      expect(wrongDates(text, full)).toEqual([]);
    },
    120_000,
  );
});

describe("however the text is laid out", () => {
  const samples = [
    ["layout-a.txt", /^(?=1\. )/m, /^(?=9\. )/m],
    ["layout-b.txt", /^(?=PN Issue)/m, /^(?=\n1\. )/m],
  ] as const;

  test.each(samples)("%s: its short fields in any order give the same", (name, from, to) => {
    const text = fixture(name);
    const full = notificationIn(text);
    const [start, end] = [text.search(from), text.search(to)];
    const lines = text.slice(start, end).trim().split("\n");
    expect(lines.length).toBeGreaterThanOrEqual(8);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        const other = `${text.slice(0, start)}${shuffled.join("\n")}\n${text.slice(end)}`;
        expect(notificationIn(other)).toEqual(full);
      }),
      { numRuns: 40 },
    );
  });

  test.each(samples)("%s: spaces, tabs, dashes and line ends of any kind give the same", (name) => {
    const noise = fc.record({
      tab: fc.constantFrom("\t", "    ", "\t\t", " : ", ":\t", "\n"),
      space: fc.constantFrom(" ", "  ", "\u00a0", "\u2009", " \u200b"),
      lineEnd: fc.constantFrom("\n", "\r\n", "\r", " \n", "\u2028"),
      dash: fc.constantFrom("–", "-", "—", " – ", " to "),
    });
    const text = fixture(name);
    const full = notificationIn(text);
    fc.assert(
      fc.property(noise, ({ tab, space, lineEnd, dash }) => {
        const noisy = text
          .replaceAll("–", dash)
          .replaceAll(" ", space)
          .replaceAll("\n", lineEnd)
          .replaceAll("\t", tab);
        expect(notificationIn(noisy)).toEqual(full);
      }),
      { numRuns: 60 },
    );
  });

  test("lines of all kinds in any order: never a throw, and every null has a warning", () => {
    const lines = fixtures.flatMap((name) => fixture(name).split("\n"));
    const anyLines = fc.array(fc.oneof(fc.constantFrom(...lines), fc.string({ unit: "binary" })), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(anyLines, (shuffled) => {
        const read = readNotification(`PROJECT NOTIFICATION\n${shuffled.join("\n")}`, members);
        if (!read.ok) return;
        for (const [field, value] of Object.entries(read.value))
          if (value === null) expect(problemsAt(read.value, field)).not.toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
