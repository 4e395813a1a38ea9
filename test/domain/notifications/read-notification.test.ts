import { describe, expect, test } from "vitest";
import type { Notification } from "../../../src/domain/notifications/notification.ts";
import {
  LONGEST_TEXT,
  readNotification,
} from "../../../src/domain/notifications/read-notification.ts";
import { refusalInWords } from "../../../src/forms/programmes/notification-warnings.ts";
import fc from "../../helpers/fast-check.ts";
import {
  fixture,
  members,
  notificationIn,
  problemsAt,
  sampleJson,
  sampleText,
  sampleWith,
} from "./samples.ts";

const full = notificationIn(sampleText);

describe("layout C", () => {
  test("every field of the notification is read, in the order of its JSON, without a warning", () => {
    expect(JSON.stringify(full)).toBe(JSON.stringify(sampleJson));
  });

  test("labels may be in another case, in plural or singular, with a colon or a line of their own", () => {
    const other = sampleText
      .replace("Date of Issue\t", "DATE OF ISSUE : ")
      .replace("Hosting Country(ies)\t", "hosting countries\n")
      .replace("Implementing Organization(s)\t", "Implementing Organisation: ")
      .replace("Venue City(ies)\t", "Venue:\t")
      .replace("Title\t", "Project Title: ")
      .replace("Outcome\t", "Outcomes:\n");
    expect(notificationIn(other)).toEqual(full);
  });

  test("a label may be broken over lines, its value beside, below or between its words", () => {
    const other = sampleText
      .replace("Overseas Participants\t", "Overseas\nParticipants\t")
      .replace("Implementing Organization(s)\t", "Implementing\nOrganization(s)\n")
      .replace(
        "Hosting Country(ies)\tAll Member Countries",
        "Hosting\nAll Member Countries\nCountry(ies)",
      );
    expect(notificationIn(other)).toEqual(full);
  });

  test("all labels may come first and then all values", () => {
    const rows = sampleText.split("\n").flatMap((line) => {
      const [label = "", value] = line.split("\t");
      return value === undefined ? [] : [{ label, value }];
    });
    const apart = [...rows.map(({ label }) => label), ...rows.map(({ value }) => value)].join("\n");
    const other = `PROJECT NOTIFICATION\nReference No.: 36\n${apart}\n${sampleText.slice(closingLines)}`;
    expect(notificationIn(other)).toEqual(full);
  });

  test("a value may be broken over lines, also at a hyphen and inside a date", () => {
    const other = sampleText
      .replace("31 December 2023", "31\nDecember 2023")
      .replace("23-SN-03-", "23-SN-03-\n")
      .replace("Closing Date for Application: 30", "\nClosing Date for Application:\n30")
      .replace("follow- up", "follow-\nup");
    expect(notificationIn(other)).toEqual(full);
  });

  test("a sentence that begins a line with a label's word stays part of its field", () => {
    const other = sampleText.replace(
      "A narrow topic is better",
      "\nTopics are best kept narrow; a narrow topic is better",
    );
    expect(notificationIn(other).topics).toContain("Topics are best kept narrow");
    expect(notificationIn(other).warnings).toEqual([]);
  });

  test("a field that is missing is null with a warning, and the others are read", () => {
    const read = notificationIn(sampleText.replace(/^Local Participants.*\n/m, ""));
    expect(read.localParticipants).toBeNull();
    expect(read.warnings).toEqual([{ field: "localParticipants", problem: { kind: "notFound" } }]);
    expect({ ...read, localParticipants: 0, warnings: [] }).toEqual(full);
  });

  test("a field that stands there twice is not chosen from", () => {
    const read = notificationIn(sampleText.replace("Modality\t", "Timing\t1 May 2023\nModality\t"));
    expect([read.timing, problemsAt(read, "timing")]).toEqual([null, ["repeated"]]);
  });

  test("a notification that ends in a date, with nothing after it, has that date checked by a person", () => {
    const read = notificationIn(sampleText.slice(0, sampleText.indexOf("\nHosting")));
    expect([read.timing, problemsAt(read, "timing")]).toEqual([null, ["endsHere"]]);
  });

  test("prose at which the text ends is kept, and pointed out", () => {
    const read = notificationIn(sampleText.slice(0, sampleText.indexOf("\nRationale")));
    expect(read.objectives).toBe(full.objectives);
    expect(problemsAt(read, "objectives")).toEqual(["endsHere"]);
  });

  test("the signature alone shows that the last field is complete", () => {
    const read = notificationIn(sampleText.replace(/^Please refer to the impl.*\n\n/m, ""));
    expect(read).toEqual(full);
  });

  test("All Member Countries as the last field is complete above the signature", () => {
    const read = notificationIn(
      `${sampleText.split(/^(?:Objectives|Rationale)/m)[0]}`.trimEnd() +
        "\nVenue\tAll Member Countries\n\nSecretary-General",
    );
    expect(JSON.stringify(read)).not.toContain("Countries Secretary");
  });

  test("a signature torn by a blank line gives no half of a name", () => {
    const torn = sampleText
      .replace(/^Please refer to the impl.*\n\n/m, "")
      .replace(/Secretary-General$/, "Dr. Any  Body\n\nElse Secretary-General");
    expect(notificationIn(torn).signatory).toBeNull();
  });

  test.each([
    ["A. Person Secretary-General", "A. Person, Secretary-General"],
    ["A. Person,\nSecretary-General", "A. Person, Secretary-General"],
  ])("the signature %j gives name and office", (signature, signatory) => {
    expect(notificationIn(sampleText.replace(/Secretary-General$/, signature)).signatory).toBe(
      signatory,
    );
  });
});

describe("what layout C has in its fields", () => {
  const read = notificationIn(fixture("aliases-and-bullets.txt"));

  test("members by other names, one of them broken over lines, and one with a comma in it", () => {
    expect(read.participatingCountries).toEqual(["BD", "HK", "IR", "TW", "PH"]);
    expect(read.hostingCountries).toEqual(["TR"]);
  });

  test("bullets flattened into one line, and a hyphen that a line break left behind", () => {
    expect(read.objectives).toMatch(/^To see .* repairing\. To compare .* risk\. To agree/);
    expect(read.objectives).toMatch(/ follow-up visits\.$/);
    expect(read.topics).toBe("Spare parts Prices Apprentices");
  });

  test("a timing that begins in one month and ends in the next; a number in words and digits", () => {
    expect(read.timing).toEqual({ startsOn: "2023-03-27", endsOn: "2023-04-02" });
    expect(read.overseasParticipants).toEqual({ total: 18 });
    expect(read.warnings).toEqual([]);
  });
});

describe("closing dates", () => {
  test("a notification may give its closing dates in the field itself", () => {
    const read = notificationIn(
      sampleWith("Closing Date", "31 March 2023 and 30 June 2023").replace(
        /^Remarks\t.*$/m,
        "Remarks\tNone",
      ),
    );
    expect(read.closingDates).toEqual(["2023-03-31", "2023-06-30"]);
    expect(read.warnings).toEqual([]);
  });

  test("closing dates are taken from remarks that also say other things", () => {
    const read = notificationIn(
      sampleWith(
        "Remarks",
        "Hosts pay for meals. First Closing Date for Application: Friday, 31st March 2023; Second Closing Date for Application: 30 June 2023. Late ones wait.",
      ),
    );
    expect(read.closingDates).toEqual(["2023-03-31", "2023-06-30"]);
    expect(read.warnings).toEqual([]);
  });

  test.each([
    ["none", "Hosts pay for meals.", "notInRemarks"],
    ["a day that doesn't exist", "Closing Date for Application: 31 June 2023", "noSuchDay"],
    ["a year cut short", "Closing Date for Application: 30 June 202", "unreadable"],
    ["a replacement date", "Closing Date: 30 June 2023 (extended to 15 July 2023)", "unreadable"],
    ["a wrong weekday", "Closing Date: Monday 30 June 2023", "otherWeekday"],
    ["rounds out of order", "Second Closing Date: 30 June 2023", "unreadable"],
    ["one date for two", "First Closing Date: 31 March 2023 Second Closing Date: ", "unreadable"],
  ])("remarks with %s give no closing date, and a warning", (_, remarks, problem) => {
    const read = notificationIn(sampleWith("Remarks", remarks));
    expect([read.closingDates, problemsAt(read, "closingDates")]).toEqual([null, [problem]]);
  });
});

describe("one bad closing date doesn't empty the good one", () => {
  test.each([
    ["31 March 2023; 31 June 2023", ["2023-03-31"], "31 June 2023"],
    ["31 February 2023 and 30 June 2023", ["2023-06-30"], "31 February 2023"],
    ["Thursday 31 March 2023, 30 June 2023", ["2023-06-30"], "Thursday 31 March 2023"],
    ["31 March 2023, 30 June 202", ["2023-03-31"], "30 June 202"],
    ["31 March 2023\n30 Jnue 2023", ["2023-03-31"], "30 Jnue 2023"],
  ])("%j keeps %j and names the other", (dates, kept, leftOut) => {
    const text = sampleWith("Closing Date", dates).replace(/^Remarks\t.*$/m, "Remarks\tNone");
    const problem = { kind: "dateLeftOut", value: leftOut };
    expect(notificationIn(text)).toMatchObject({
      closingDates: kept,
      warnings: [{ field: "closingDates", problem }],
    });
  });

  test.each([
    ["31 March 2023", "31 June 2023", "2023-03-31"],
    ["31 February 2023", "30 June 2023", "2023-06-30"],
  ])(
    "also where the Remarks name them, without saying that a second is missing: %s, %s",
    (first, second, kept) => {
      const dates = `First Closing Date: ${first} Second Closing Date: ${second}. Hosts pay.`;
      const read = notificationIn(sampleWith("Remarks", dates));
      expect(read.closingDates).toEqual([kept]);
      expect(problemsAt(read, "closingDates")).toEqual(["dateLeftOut"]);
    },
  );

  test.each([
    "31 March 2023, extended to 15 Apirl 2023",
    "31 March 2023 (tentative)",
    "31 March 2023; 10 days later",
  ])("where anything else stands beside it nothing is taken: %s", (dates) => {
    const read = notificationIn(sampleWith("Closing Date", dates));
    expect(read.closingDates).toBeNull();
  });
});

describe("contradictions are kept and pointed out", () => {
  const round = (first: string, second: string) =>
    `First Closing Date: ${first} Second Closing Date: ${second}`;
  test.each([
    ["Project Code", "22-SN-03-GE-BCN-C", "projectCode", "otherYearInCode"],
    ["Remarks", round("30 June 2023", "31 March 2023"), "closingDates", "closingDatesNotInOrder"],
    ["Remarks", round("31 March 2023", "31 December 2023"), "closingDates", "closesAfterTiming"],
    ["Remarks", "First Closing Date: 31 March 2023", "closingDates", "onlyFirstClosingDate"],
    ["Closing Date", "30 April 2023", "closingDates", "otherDatesInRemarks"],
  ] as const)("%s: %s", (label, value, field, problem) => {
    const read = notificationIn(sampleWith(label, value));
    expect(read[field]).not.toBeNull();
    expect(problemsAt(read, field)).toEqual([problem]);
  });
});

describe("what is no notification changes nothing", () => {
  test.each([
    ["nothing", " \n\t\u00a0", { kind: "empty" }],
    ["a letter", "Dear colleagues,\nplease find the title below.", { kind: "noFields" }],
    ["a heading alone", "PROJECT NOTIFICATION", { kind: "noFields" }],
    ["an implementation plan", fixture("implementation-plan.txt"), { kind: "implementationPlan" }],
    ["a recipe for pancakes", fixture("pancakes.txt"), { kind: "noFields" }],
    ["a numbered label alone", "1. Project Code\n15-IN-07-GE-WSP-B", { kind: "noFields" }],
  ])("%s", (_, text, refusal) => {
    expect(readNotification(text, members)).toEqual({ ok: false, refusal });
  });

  test("a notification pasted without its heading is still one", () => {
    const read = notificationIn(sampleText.replace("PROJECT NOTIFICATION", ""));
    expect(read).toEqual(full);
  });
});

const dateFields = ["issuedOn", "timing", "closingDates"] as const;

/** Each date equals the full read's, or is null with a warning. */
const wrongDates = (read: Notification) =>
  dateFields.filter((field) =>
    read[field] === null
      ? problemsAt(read, field).length === 0
      : JSON.stringify(read[field]) !== JSON.stringify(full[field]),
  );

const firstField = sampleText.indexOf("Date of Issue");
const closingLines = sampleText.indexOf("\nPlease refer to the implementation procedures");
const fieldLines = sampleText
  .slice(firstField, closingLines)
  .split("\n")
  .filter((line) => line !== "");
/** The heading and the closing lines stay where they are in every real notification. */
const permuted = (lines: readonly string[]) =>
  [sampleText.slice(0, firstField), lines.join("\n"), "\n", sampleText.slice(closingLines)].join(
    "",
  );
const wrapped = sampleText.replace(/([^\n]{30,40}) /g, "$1\n");
const anyOrder = fc.shuffledSubarray(fieldLines, { minLength: fieldLines.length });

describe("wherever the text is cut off", () => {
  test.each([
    ["as it is, after each character", sampleText, 1],
    ["with spaces for tabs", sampleText.replaceAll("\t", " "), 5],
    ["with Windows line ends", sampleText.replaceAll("\n", "\r\n"), 5],
    ["with lines of 40 characters", wrapped, 5],
    ["with spaces for tabs and lines of 40 characters", wrapped.replaceAll("\t", " "), 5],
    ["in reverse order", permuted([...fieldLines].reverse()), 5],
  ])(
    "each date is the whole notification's, or null with a warning (%s)",
    (_, text, step) => {
      for (let end = 0; end < text.length; end += step) {
        const read = readNotification(text.slice(0, end), members);
        if (read.ok && read.value.kind === "notification" && wrongDates(read.value).length > 0)
          expect.fail(
            `${wrongDates(read.value)} after ${JSON.stringify(text.slice(0, end).slice(-40))}`,
          );
      }
      expect(wrongDates(notificationIn(text))).toEqual([]);
    },
    120_000,
  );
});

describe("however the text is laid out", () => {
  test("the fields in any order, between heading and closing lines, give the same", () => {
    expect(fieldLines).toHaveLength(19);
    fc.assert(
      fc.property(anyOrder, (lines) => {
        expect(notificationIn(permuted(lines))).toEqual(full);
      }),
      { numRuns: 60 },
    );
  });

  test("spaces, tabs and line ends of any kind give the same", () => {
    const noise = fc.record({
      tab: fc.constantFrom("\t", " ", "    ", "\t\t", " : ", ":\t", "\u00a0"),
      space: fc.constantFrom(" ", "  ", "\u00a0", "\u2009", " \u200b"),
      lineEnd: fc.constantFrom("\n", "\r\n", "\r", "\n\n", " \n", "\u2028"),
      dash: fc.constantFrom("–", "-", "—", " – ", " to "),
    });
    fc.assert(
      fc.property(noise, ({ tab, space, lineEnd, dash }) => {
        const noisy = sampleText
          .replaceAll("–", dash)
          .replaceAll(" ", space)
          .replaceAll("\n", lineEnd)
          .replaceAll("\t", tab);
        expect(notificationIn(noisy)).toEqual(full);
      }),
      { numRuns: 100 },
    );
  });

  test("no text whatever breaks the reader", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(...fieldLines, "\n", "\t", "Remarks"),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = readNotification(`PROJECT NOTIFICATION\n${pieces.join("\n")}`, members);
        if (!read.ok) return;
        for (const [field, value] of Object.entries(read.value))
          if (value === null) expect(problemsAt(read.value, field)).not.toEqual([]);
      }),
    );
  });
});

describe("a text of more characters than fifty pages have", () => {
  const longest = sampleText + " ".repeat(LONGEST_TEXT - sampleText.length);

  test("is refused in words, and one of just as many is read", () => {
    expect(notificationIn(longest)).toEqual(full);
    const read = readNotification(`${longest} `, members);
    if (read.ok) throw new Error("read");
    expect(read.refusal).toEqual({ kind: "tooLong", length: 150_001, longest: 150_000 });
    expect(refusalInWords(read.refusal)).toMatch(/150,001 characters.*at most 150,000.*Nothing/);
  });

  test("is not looked into: not even its white space is put in order", () => {
    const looked: unknown[] = [];
    const text = new Proxy(new String(`${longest} `), {
      get: (value, property) => {
        looked.push(property);
        return Reflect.get(value, property);
      },
    });
    expect(readNotification(text as unknown as string, members).ok).toBe(false);
    expect(new Set(looked)).toEqual(new Set(["length"]));
  });
});
