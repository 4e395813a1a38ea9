/** A date is shown with its weekday, and with its year where that isn't the reader's present one. */
import { describe, expect, test } from "vitest";
import { DateTime } from "../../src/domain/time.ts";
import { withoutWeekday, withoutYear } from "../helpers/dates-said.ts";
import { everyForm, everyHome, everyMessage } from "../helpers/everything-said.ts";

const said = (now: DateTime): Readonly<Record<string, unknown>> => {
  const written = { line: "Kaizen", lines: "Kaizen", now };
  const forms = Object.entries(everyForm(written)).map(([name, one]) => [`form ${name}`, one]);
  return { ...everyMessage(written), ...everyHome(written), ...Object.fromEntries(forms) };
};

const YEAR_BEFORE = DateTime.fromISO("2022-12-20T12:00", { zone: "Asia/Tokyo" });
const SAME_YEAR = DateTime.fromISO("2023-03-20T12:00", { zone: "Asia/Tokyo" });
const YEAR_AFTER = DateTime.fromISO("2024-02-05T12:00", { zone: "Asia/Tokyo" });

const foundIn = (now: DateTime, find: typeof withoutYear) =>
  Object.entries(said(now)).flatMap(([name, one]) => find(one).map((text) => [name, text]));

test.each([
  ["before", YEAR_BEFORE],
  ["after", YEAR_AFTER],
])("no date stands without its year in the year %s it", (_name, now) => {
  expect(foundIn(now, withoutYear)).toEqual([]);
});

test("in their own year dates have none, so the check above finds what it looks for", () => {
  const places = new Set(foundIn(SAME_YEAR, withoutYear).map(([name]) => name));
  expect(places.size).toBeGreaterThan(25);
});

/** What the notification itself says stays as it says it; the closing date stands beside "Keep". */
const AS_ANNOUNCED = [
  ...["notificationRead", "form preview", "form amendment", "form publish", "form calendar"],
  ...["closingMissed"],
];

test("every date has its weekday", () => {
  const found = foundIn(SAME_YEAR, withoutWeekday);
  expect(found.filter(([name]) => !AS_ANNOUNCED.includes(name ?? ""))).toEqual([]);
});

const AHEAD =
  /\b(?:(?:is|are) (?:kindly )?(?:asked|expected)\b[^.;"]*? by|answers by|decides by|Please choose by|(?:[Pp]lease|,) answer by|[Pp]lease say what next by|To be decided by) \w{3} \d+ (?:March|April)\b/;

test("in July no day of April is spoken of as one to come", () => {
  const july = DateTime.fromISO("2023-07-05T12:00", { zone: "Asia/Tokyo" });
  const ahead = (now: DateTime) =>
    Object.entries(said(now)).flatMap(([name, one]) =>
      AHEAD.test(JSON.stringify(one)) ? [name] : [],
    );
  expect(ahead(july)).toEqual([]);
  expect(ahead(SAME_YEAR).length).toBeGreaterThan(5);
});

describe("read in 2024, with weekday and year", () => {
  const read = said(YEAR_AFTER);
  test.each([
    ["requestCard", "Kaizen, Japan, Mon 10 – Wed 12 July 2023."],
    ["requestCard", "asked by Tue 4 April 2023"],
    ["requestDetails", "Mon 20 March 2023 12:00 Tokyo (15:00 Suva)"],
    ["requestDetails", "Wed 30 August – Fri 1 September 2023"],
    ["requestDetails", "Kaizen, Kaizen, Wed 15 March 2023"],
    ["hostAsked", "your answer was asked by Tue 4 April 2023:"],
    ["receipt", "Sent Mon 20 March 2023 12:00 Tokyo"],
    ["requestList", "Mon 10 – Wed 12 July 2023, 1 person"],
    ["requestList", "Saved Mon 20 March 2023 15:00 Suva"],
    ["closingMissed", "closes Fri 30 June 2023, 23:59 Tokyo (Sat 1 July 2023, 02:59 Suva)"],
    ["closingMissed", "Keep for 30 June 2023"],
    ["admissionCard", "Fri 31 March 2023, 23:59 Tokyo (Sat 1 April 2023, 02:59 Suva)"],
    ["advanceGranted", "after Fri 31 March 2023, 23:59 Tokyo"],
    ["form askAdmission", "which closed on Fri 31 March 2023."],
    ["form admitInAdvance", "first round: Fri 31 March 2023"],
    ["form request, check", "Kaizen, Kaizen, Wed 15 March 2023"],
    ["form request, whom", "saved Mon 20 March 2023 15:00 Suva"],
    ["form request, sent", "Its answer was asked by Tue 4 April 2023."],
    ["invited", "until Mon 20 March 2023."],
    ["form memberPage", "Good until Mon 20 March 2023"],
    ["colleaguesDrafts", "saved Mon 20 March 2023 15:00 Suva"],
    ["discardedBy", "It was removed Mon 20 March 2023 15:00 Suva"],
    ["channelState", "Next: Mon 20 March 2023 15:00 Suva."],
    ["programmeNews", "Your answer was asked by Tue 4 April 2023, as before."],
  ])("%s: %s", (name, text) => {
    expect(JSON.stringify(read[name])).toContain(text);
  });
});
