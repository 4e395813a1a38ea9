import { describe, expect, test } from "vitest";
import {
  changesBetween,
  movesReminders,
  readFacts,
  stillUncertain,
  type TypedFacts,
} from "../../../src/domain/members/member-facts.ts";
import { readZone } from "../../../src/domain/zones.ts";

const TYPED: TypedFacts = {
  npo: " National Productivity Organisation ",
  acronym: "NPO",
  telephone: "+880 2 0000 0000",
  zone: "Asia/Dhaka",
  weekend: ["5", "6"],
  active: "yes",
};
const facts = (over: Partial<TypedFacts> = {}) =>
  readFacts({ ...TYPED, ...over }, { active: true, known: ["Asia/Kolkata"] });
const given = (over: Partial<TypedFacts> = {}) => {
  const read = facts(over);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  return read.value;
};

test("facts are read tidied; what is empty is nothing", () => {
  expect(given({ acronym: " ", telephone: "" })).toEqual({
    npo: "National Productivity Organisation",
    acronym: null,
    telephone: null,
    zone: "Asia/Dhaka",
    weekend: [5, 6],
    active: true,
  });
});

test("at least one day is worked, and one is not", () => {
  expect(given({ weekend: ["1", "2", "3", "4", "5", "6"] }).weekend).toHaveLength(6);
  const all = ["1", "2", "3", "4", "5", "6", "7"];
  expect(facts({ weekend: all })).toMatchObject({ refusal: { weekend: "noWorkingDay" } });
  expect(facts({ weekend: [] })).toMatchObject({ refusal: { weekend: "noWeekend" } });
  expect(facts({ weekend: ["8", "x"] })).toMatchObject({ refusal: { weekend: "noWeekend" } });
});

test.each(["+679 331 1004", "(02) 6312-2100 ext. 12", "03.5840.3412 x7"])(
  "%s is a telephone number",
  (telephone) => expect(given({ telephone }).telephone).toBe(telephone),
);

test.each(["ask Maria", "123", "<!channel>"])("%s is none", (telephone) =>
  expect(facts({ telephone })).toMatchObject({ refusal: { telephone: "noTelephone" } }),
);

describe("a time zone", () => {
  test.each([
    ["Asia/Dhaka", "Asia/Dhaka"],
    ["asia/dhaka", "Asia/Dhaka"],
    [" Dhaka ", "Asia/Dhaka"],
    ["ho chi minh", undefined],
    ["Kolkata", "Asia/Kolkata"],
    ["Asia/Kathmandu", "Asia/Kathmandu"],
    ["Fiji", "Pacific/Fiji"],
    ["UTC", undefined],
    ["Asia/Atlantis", undefined],
    ["+09:00", undefined],
    ["", undefined],
  ])("%s is %s", (typed, zone) => {
    expect(readZone(typed, ["Asia/Kolkata"])).toBe(zone);
  });
});

test("changes are told one by one, and only working days move reminders", () => {
  const before = given();
  expect(changesBetween(before, given())).toEqual([]);
  const telephone = changesBetween(before, given({ telephone: "" }));
  expect(telephone.map(({ fact }) => fact)).toEqual(["telephone"]);
  expect(movesReminders(telephone)).toBe(false);
  for (const over of [{ zone: "Asia/Tokyo" }, { weekend: ["6", "7"] }, { active: "no" as const }]) {
    expect(movesReminders(changesBetween(before, given(over)))).toBe(true);
  }
});

test("a fact is confirmed by a correction or by somebody who checked it", () => {
  const changes = changesBetween(given(), given({ weekend: ["6"] }));
  expect(stillUncertain(["weekend", "npo"], changes, [])).toEqual(["npo"]);
  expect(stillUncertain(["weekend", "npo"], [], ["npo"])).toEqual(["weekend"]);
});
