import { describe, expect, test } from "vitest";
import { readNotification } from "../../../src/domain/notifications/read-notification.ts";
import { notificationInWords } from "../../../src/forms/programmes/notification-warnings.ts";
import fc from "../../helpers/fast-check.ts";
import { amendmentIn, fixture, members, notificationIn, sampleText } from "./samples.ts";

const days = (startsOn: string, endsOn: string) => ({ startsOn, endsOn });

describe("an addendum", () => {
  test("names its programme and its number, and has only the fields that it changes", () => {
    expect(amendmentIn(fixture("addendum.txt"))).toEqual({
      kind: "addendum",
      amends: "23-SN-03-GE-BCN-C",
      number: 2,
      overseasParticipants: { virtual: 12, faceToFace: 4 },
      closingDates: ["2023-03-31", "2023-07-14"],
      warnings: [],
    });
  });

  test("may say its changes in sentences; what a date replaces is told", () => {
    expect(amendmentIn(fixture("addendum-in-sentences.txt"))).toMatchObject({
      kind: "addendum",
      amends: "15-IN-07-GE-WSP-B",
      number: 2,
      timing: days("2015-09-07", "2015-09-11"),
      venues: "Kandy",
      closingDates: ["2015-07-24"],
      warnings: [
        { field: "timing", problem: { kind: "replaced" } },
        { field: "closingDates", problem: { kind: "replaced" } },
      ],
    });
  });

  test("may have columns: the one headed as revised counts", () => {
    expect(amendmentIn(fixture("addendum-columns.txt"))).toEqual({
      kind: "addendum",
      amends: "15-IN-07-GE-WSP-B",
      number: 1,
      venues: "Kandy",
      closingDates: ["2015-07-24"],
      warnings: [],
    });
  });

  test("with two columns and no heading over them gives neither date", () => {
    const text = fixture("addendum-columns.txt").replace("\tOriginal\tRevised", "");
    expect(amendmentIn(text)).toMatchObject({
      venues: null,
      closingDates: null,
      warnings: [
        { field: "venues", problem: { kind: "tangled" } },
        { field: "closingDates", problem: { kind: "tangled" } },
      ],
    });
  });

  test("whose columns were copied without their tabs gives neither date", () => {
    const text = fixture("addendum-columns.txt");
    for (const copied of [
      text.replaceAll("\t", " "),
      text.replace("10 July 2015\t", "10 July 2015 "),
      text.replace("10 July 2015\t", "10 July 2015  ").replace("\tOriginal\tRevised", ""),
    ]) {
      const { closingDates, warnings } = amendmentIn(copied);
      expect(closingDates).toBeNull();
      expect(warnings).toContainEqual({ field: "closingDates", problem: { kind: "tangled" } });
    }
  });

  test("whose text ends in its number may have another number", () => {
    expect(amendmentIn("ADDENDUM NO. 1").number).toBeNull();
    expect(amendmentIn("ADDENDUM 15-IN-07-GE-WSP-B\nVenue\tKandy").number).toBeNull();
  });

  test("without a code or a number is told so, in words", () => {
    const text = fixture("addendum.txt")
      .replace("NO. 2 ", "")
      .replace(/^Project Code.*\n/m, "");
    const told = notificationInWords(amendmentIn(text));
    expect(told).toMatchObject({ amends: null, number: null });
    expect(told.warnings.map(({ field }) => field)).toEqual(["amends", "number"]);
    expect(told.warnings[0]?.text).toContain("Project Code of the programme to amend");
  });

  test("that names two programmes amends neither", () => {
    const text = fixture("addendum-in-sentences.txt").replace("else", "in 15-IN-08-GE-WSP-B");
    expect(amendmentIn(text).amends).toBeNull();
  });
});

describe("what an addendum says in a way that can't be read is pointed out, not passed over", () => {
  const saying = (sentence: string) =>
    amendmentIn(
      `ADDENDUM NO. 1\nProject Code\t15-IN-07-GE-WSP-B\n\nThe following changes are made:\n\n${sentence}\n\nSecretary-General`,
    );

  test.each([
    ["For Fiji, the closing date is extended to 24 July 2015.", "closingDates"],
    ["The second closing date is extended to 24 July 2015.", "closingDates"],
    ["Old closing date: 10 July 2015\nNew closing date: 24 July 2015", "closingDates"],
    ["The timing and venue are changed to 7-11 September 2015 and Kandy.", "timing"],
    ["The project will now be held on 7-11 September 2015.", "timing"],
    ["The number of overseas participants is increased from 18 to 20.", "overseasParticipants"],
  ] as const)("%s", (sentence, field) => {
    const read = saying(sentence);
    expect(read[field]).toBeUndefined();
    expect(read.warnings).toContainEqual({ field, problem: { kind: "mentioned" } });
    const told = notificationInWords(read).warnings.map(({ text }) => text);
    expect(told.join()).toMatch(/speaks of .* couldn't tell whether/);
  });

  test("a change on the line that introduces it is read", () => {
    const text = fixture("addendum-in-sentences.txt").replace("changes:\n\n", "changes: ");
    expect(amendmentIn(text)).toEqual(amendmentIn(fixture("addendum-in-sentences.txt")));
  });

  test("old and new one below the other, their tabs lost, give neither date", () => {
    const text = fixture("addendum-columns.txt")
      .replace("10 July 2015\t", "10 July 2015\n")
      .replace("\tOriginal\tRevised", "Original\nRevised");
    expect(amendmentIn(text).closingDates).toBeNull();
  });
});

describe("a revision", () => {
  test("is a notification issued anew, and tells which revision it is", () => {
    const { warnings, ...read } = amendmentIn(fixture("revision.txt"));
    expect(read).toEqual({
      kind: "revision",
      amends: "20-RP-02-GE-SPW-A",
      number: 1,
      title: "Program/Project Planning Workshop (PPP)",
      timing: days("2020-10-06", "2020-10-08"),
      venues: "Tokyo, Japan",
      implementingOrganizations: "APO Secretariat",
      overseasParticipants: { total: 38 },
      closingDates: ["2020-08-04"],
      objectives: "Read the draft of the next plan together, and say where it is too wide.",
    });
    expect(warnings).toEqual([]);
  });

  test.each([
    ["PROJECT NOTIFICATION (REVISION 2)", 2],
    ["Revision No. 3 to Project Notification", 3],
    ["REVISION II", 2],
    ["Third Revision", 3],
    ["Revised Project Notification", null],
  ])("may be called %s", (title, number) => {
    const text = `${title}\n${sampleText.replace("PROJECT NOTIFICATION", "")}`;
    const read = amendmentIn(text);
    expect(read).toMatchObject({ kind: "revision", number, amends: "23-SN-03-GE-BCN-C" });
    expect(read.closingDates).toEqual(notificationIn(sampleText).closingDates);
  });
});

const amendments = [
  "addendum.txt",
  "addendum-in-sentences.txt",
  "addendum-columns.txt",
  "revision.txt",
] as const;

describe("wherever an amendment is cut off", () => {
  test.each(amendments)("%s gives its own dates and code, or none", (name) => {
    const text = fixture(name);
    const full = amendmentIn(text);
    for (let end = 0; end < text.length; end++) {
      const read = readNotification(text.slice(0, end), members);
      if (!read.ok || read.value.kind === "notification") continue;
      const { amends, timing, closingDates } = read.value;
      const where = JSON.stringify(text.slice(0, end).slice(-50));
      if (amends !== null) expect(amends, where).toBe(full.amends);
      if (timing) expect(timing, where).toEqual(full.timing);
      if (closingDates) expect(closingDates, where).toEqual(full.closingDates);
    }
  });

  test("lines in any order: never a throw, and every null has a warning", () => {
    const lines = amendments.flatMap((name) => fixture(name).split("\n"));
    const anyLines = fc.array(fc.oneof(fc.constantFrom(...lines), fc.string({ unit: "binary" })), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(anyLines, (shuffled) => {
        const read = readNotification(`ADDENDUM 1\n${shuffled.join("\n")}`, members);
        if (!read.ok) return;
        const warned = new Set<string>(read.value.warnings.map(({ field }) => field));
        for (const [field, value] of Object.entries(read.value))
          if (value === null) expect(warned).toContain(field);
      }),
      { numRuns: 200 },
    );
  });
});
