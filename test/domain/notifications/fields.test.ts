import { DateTime } from "luxon";
import { describe, expect, test } from "vitest";
import {
  notificationFields,
  readField,
  writeField,
} from "../../../src/domain/notifications/fields/fields.ts";
import { partsOfProjectCode } from "../../../src/domain/notifications/fields/project-code.ts";
import type { FieldName } from "../../../src/domain/notifications/notification.ts";
import fc from "../../helpers/fast-check.ts";
import { members } from "./samples.ts";

const readAs = (field: FieldName, text: string) => {
  const read = readField(field, text, members);
  return read.ok ? read.value : read.refusal.kind;
};
const timing = (startsOn: string, endsOn: string) => ({ startsOn, endsOn });

describe("a day", () => {
  test.each([
    ["27 December 2022", "2022-12-27"],
    ["2022-12-27", "2022-12-27"],
    ["1st of May, 2023", "2023-05-01"],
    ["  31\u00a0March  2023 ", "2023-03-31"],
    ["Sept. 5, 2023", "2023-09-05"],
    ["Fri 31 MAR 2023", "2023-03-31"],
    ["29 February 2024", "2024-02-29"],
  ])("%s is read", (text, day) => {
    expect(readAs("issuedOn", text)).toBe(day);
  });

  test.each([
    ["29 February 2023", "noSuchDay"],
    ["31 June 2023", "noSuchDay"],
    ["2023-13-01", "noSuchDay"],
    ["Sunday 31 March 2023", "otherWeekday"],
    ["03/04/2023", "unreadable"],
    ["31 March 202", "unreadable"],
    ["31 March 20233", "unreadable"],
    ["31 March 23", "unreadable"],
    ["31 March 1923", "unreadable"],
    ["March 2023", "unreadable"],
    ["31 March 2023 or later", "unreadable"],
    ["I December 2023", "unreadable"],
    [" ", "empty"],
  ])("%s is refused as %s, not guessed", (text, problem) => {
    expect(readAs("issuedOn", text)).toBe(problem);
  });
});

describe("a timing", () => {
  test.each([
    ["1 January 2023–31 December 2023", timing("2023-01-01", "2023-12-31")],
    ["27–31 March 2023", timing("2023-03-27", "2023-03-31")],
    ["27 March–2 April 2023", timing("2023-03-27", "2023-04-02")],
    ["27 March to 2 April 2023", timing("2023-03-27", "2023-04-02")],
    ["24-28 August 2015 (five days)", timing("2015-08-24", "2015-08-28")],
    ["28 December 2022 — 3 January 2023", timing("2022-12-28", "2023-01-03")],
    ["1st-3rd May 2023", timing("2023-05-01", "2023-05-03")],
    ["2023-01-01 to 2023-12-31", timing("2023-01-01", "2023-12-31")],
    ["2023-01-01-2023-12-31", timing("2023-01-01", "2023-12-31")],
    ["5 May 2023", timing("2023-05-05", "2023-05-05")],
  ])("%s is read", (text, value) => {
    expect(readAs("timing", text)).toEqual(value);
  });

  test.each([
    ["31 December 2023–1 January 2023", "backwards"],
    ["28 December–3 January 2023", "backwards"],
    ["24–28 August 2015 (four days)", "otherLength"],
    ["27–31 June 2023", "noSuchDay"],
    ["31 June–5 July 2023", "noSuchDay"],
    ["1 January 2023–31 December 202", "unreadable"],
    ["January–March 2023", "unreadable"],
    ["1–3 May 2023 and 8–10 May 2023", "unreadable"],
    ["", "empty"],
  ])("%s is refused as %s", (text, problem) => {
    expect(readAs("timing", text)).toBe(problem);
  });
});

describe("closing dates", () => {
  const both = ["2023-03-31", "2023-06-30"];
  test.each([
    ["31 March 2023\n30 June 2023", both],
    ["31 March 2023, 30 June 2023", both],
    ["31 March 2023; 30 June 2023.", both],
    ["31 March 2023 and 30 June 2023", both],
    ["2023-03-31, 2023-06-30", both],
    [
      "First Closing Date for Application: 31 March 2023 Second Closing Date for Application: 30 June 2023",
      both,
    ],
    ["Closing Dates: 31 March 2023, and 30 June 2023", both],
    ["31 March 2023", ["2023-03-31"]],
    ["31 March and 30 June 2023", both],
    ["Session 1: 31 March; Session 2: 30 June 2023", both],
    ["31 March 2023 (first session)\n30 June 2023 (second session)", both],
    ["First session: 31 March 2023; second session: 30 June 2023", both],
    ["10 and 24 March 2023", ["2023-03-10", "2023-03-24"]],
  ])("%s: one for each round", (text, dates) => {
    expect(readAs("closingDates", text)).toEqual(dates);
  });

  test.each([
    ["31 March 2023, 31 June 2023", "noSuchDay"],
    ["31 March 2023, 30 June 202", "unreadable"],
    ["31 December and 31 March 2023", "unreadable"],
    ["31 March and 31 March 2023", "unreadable"],
    ["second session: 31 March 2023; first session: 30 June 2023", "unreadable"],
    ["31 March 2023 (first session), 30 June 2023", "unreadable"],
    ["31 March 2023 (tentative)", "unreadable"],
    ["Please refer to the Remarks column", "unreadable"],
    ["", "empty"],
  ])("%s is refused as %s", (text, problem) => {
    expect(readAs("closingDates", text)).toBe(problem);
  });
});

describe("participants", () => {
  const split = { virtual: 10, faceToFace: 4 };
  test.each([
    ["Up to 10 for a virtual activity or four for a face-to-face activity", split],
    ["Up to 4 for a face-to-face activity or ten for a virtual activity.", split],
    ["10 virtual, 4 face-to-face", split],
    ["Virtual: 10; face-to-face: up to 4", split],
    ["18", { total: 18 }],
    ["Up to eighteen (18) participants", { total: 18 }],
    ["twenty-four overseas participants", { total: 24 }],
    ["Up to 18 (eighteen) qualified participants", { total: 18 }],
    ["Up to 38 participants from APO member countries (two from each country)", { total: 38 }],
  ])("%s gives the caps", (text, caps) => {
    expect(readAs("overseasParticipants", text)).toEqual(caps);
  });

  test.each([
    "Up to 10 for a virtual activity",
    "10 virtual, 4 virtual",
    "eighteen (19)",
    "18 or so",
    "10, 4",
    "two from each member country",
    "Not Applicable",
  ])("%s is refused: no cap is guessed", (text) => {
    expect(readAs("overseasParticipants", text)).toBe("unreadable");
  });

  test.each([
    ["Not Applicable", 0],
    ["N/A", 0],
    ["0", 0],
    ["6 local participants", { total: 6 }],
  ])("local participants %s", (text, value) => {
    expect(readAs("localParticipants", text)).toEqual(value);
  });
});

describe("countries", () => {
  test.each([
    ["All Member Countries", "all"],
    ["all APO members", "all"],
    ["Bangladesh, Fiji, and the Philippines", ["BD", "FJ", "PH"]],
    ["Hong Kong, China; ROC and I.R. Iran", ["HK", "TW", "IR"]],
    ["TÜRKIYE, Japan\u00a0and india", ["TR", "JP", "IN"]],
    ["JP, FJ", ["JP", "FJ"]],
    ["Bangladesh\nRepublic of\nChina\nFiji", ["BD", "TW", "FJ"]],
    ["• Bangladesh • Hong Kong, China • Iran", ["BD", "HK", "IR"]],
    ["Fiji, Fiji", ["FJ"]],
  ])("%s become ISO codes", (text, value) => {
    expect(readAs("hostingCountries", text)).toEqual(value);
  });

  test.each(["Fiji and Atlantis", "Japanese", "Fiji Japan", "in", "All", "Fiji (host)", "and"])(
    "%s: an unknown country refuses the whole list",
    (text) => {
      expect(readAs("hostingCountries", text)).toBe("unknownCountry");
    },
  );
});

describe("the project code", () => {
  test("has a year, a category, a serial, a scope, a type and a letter", () => {
    expect(readAs("projectCode", " 23-sn-03–GE- BCN-C ")).toBe("23-SN-03-GE-BCN-C");
    expect(partsOfProjectCode("23-SN-03-GE-BCN-C")).toEqual({
      year: 2023,
      category: "SN",
      serial: "03",
      scope: "GE",
      type: "BCN",
      letter: "C",
    });
  });

  test.each(["23-SN-03-GE-BCN", "23-SN-3-GE-BCN-C", "23-SN-03-GE-BCN-CC", "BCN"])(
    "%s is refused",
    (text) => {
      expect(readAs("projectCode", text)).toBe("unreadable");
    },
  );
});

describe("what is written into an input reads back as the same value", () => {
  const day = fc
    .integer({ min: 0, max: 36_524 })
    .map((days) => DateTime.utc(2000).plus({ days }).toFormat("yyyy-MM-dd"));
  const count = fc.nat({ max: 9999 });
  const countries = fc.oneof(
    fc.constant("all" as const),
    fc.subarray(
      members.map(({ country }) => country),
      { minLength: 1 },
    ),
  );
  const caps = fc.oneof(
    fc.record({ virtual: count, faceToFace: count }),
    count.map((total) => ({ total })),
  );
  const values = {
    issuedOn: day,
    timing: fc.tuple(day, day).map((days) => {
      const [startsOn = "", endsOn = ""] = days.sort();
      return { startsOn, endsOn };
    }),
    closingDates: fc.array(day, { minLength: 1, maxLength: 4 }),
    hostingCountries: countries,
    participatingCountries: countries,
    overseasParticipants: caps,
    localParticipants: fc.oneof(
      fc.constant(0 as const),
      caps.filter((cap) => !("total" in cap && cap.total === 0)),
    ),
  };

  test.each(Object.keys(values) as (keyof typeof values)[])("%s", (field) => {
    fc.assert(
      fc.property(values[field], (value) => {
        expect(readField(field, writeField(field, value, members), members)).toEqual({
          ok: true,
          value,
        });
      }),
    );
  });

  test.each(Object.keys(notificationFields) as FieldName[])("%s: any text at all", (field) => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const read = readField(field, text, members);
        if (read.ok)
          expect(readField(field, writeField(field, read.value, members), members)).toEqual(read);
      }),
    );
  });
});
