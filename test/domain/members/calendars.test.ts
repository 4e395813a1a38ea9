import { describe, expect, test } from "vitest";
import {
  addWorkingDays,
  isWorkingDay,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from "../../../src/domain/members/calendars.ts";
import { calendarOf } from "../../../src/domain/members/members.ts";
import { addDays } from "../../../src/domain/time.ts";
import { bangladesh, fiji, japan } from "../../helpers/builders.ts";
import fc from "../../helpers/fast-check.ts";

const inJapan = calendarOf(japan);
const inBangladesh = calendarOf(bangladesh);
const inFiji = calendarOf(fiji);

describe("the host's answer is due in 10 of its working days", () => {
  test("asked on Monday 20 March 2023, Japan answers by 4 April: 21 March is a holiday", () => {
    expect(addWorkingDays("2023-03-20", 10, inJapan)).toBe("2023-04-04");
  });

  test("Fiji, which works on 21 March, answers by 3 April", () => {
    expect(addWorkingDays("2023-03-20", 10, inFiji)).toBe("2023-04-03");
  });

  test("Bangladesh, asked on a Friday of its weekend, begins to count on Sunday", () => {
    expect(addWorkingDays("2023-03-31", 1, inBangladesh)).toBe("2023-04-02");
    expect(addWorkingDays("2023-03-31", 10, inBangladesh)).toBe("2023-04-13");
  });
});

describe("weekends differ", () => {
  test.each([
    ["2023-03-30", "Thursday", true, true],
    ["2023-03-31", "Friday", true, false],
    ["2023-04-01", "Saturday", false, false],
    ["2023-04-02", "Sunday", false, true],
  ])("%s, a %s", (day, _weekday, fijiWorks, bangladeshWorks) => {
    expect(isWorkingDay(day, inFiji)).toBe(fijiWorks);
    expect(isWorkingDay(day, inBangladesh)).toBe(bangladeshWorks);
  });
});

test("a reminder before a day moves back, one after it forward, over holiday and weekend", () => {
  expect(workingDayOnOrBefore("2023-03-21", inJapan)).toBe("2023-03-20");
  expect(workingDayOnOrAfter("2023-03-21", inJapan)).toBe("2023-03-22");
  expect(workingDayOnOrBefore("2023-04-01", inBangladesh)).toBe("2023-03-30");
  expect(workingDayOnOrAfter("2023-03-31", inBangladesh)).toBe("2023-04-02");
});

test("Iran rests on Thursday and Friday, Nepal on Saturday alone", () => {
  const inIran = { ...inFiji, zone: "Asia/Tehran", weekend: [4, 5] };
  const inNepal = { ...inFiji, zone: "Asia/Kathmandu", weekend: [6] };

  expect(workingDayOnOrBefore("2023-03-31", inIran)).toBe("2023-03-29");
  expect(workingDayOnOrBefore("2023-03-31", inNepal)).toBe("2023-03-31");
  expect(workingDayOnOrAfter("2023-04-01", inNepal)).toBe("2023-04-02");
});

test("a calendar without working days is a fault, not an endless search", () => {
  const always = { ...inFiji, weekend: [1, 2, 3, 4, 5, 6, 7] };

  expect(() => workingDayOnOrAfter("2023-03-20", always)).toThrow("No working day");
  expect(() => workingDayOnOrBefore("2023-03-20", always)).toThrow("No working day");
});

const someDay = fc.integer({ min: 0, max: 3650 }).map((days) => addDays("2020-01-01", days));
const someCalendar = fc.record({
  zone: fc.constant("Etc/UTC"),
  weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 3 }),
  holidays: fc.array(someDay, { maxLength: 20 }).map((days) => new Set(days)),
});

test("the count of working days after a day and up to the due day is the number asked for", () => {
  const count = fc.integer({ min: 1, max: 20 });
  fc.assert(
    fc.property(someDay, count, someCalendar, (day, wanted, calendar) => {
      const due = addWorkingDays(day, wanted, calendar);
      let counted = 0;
      for (let one = addDays(day, 1); one <= due; one = addDays(one, 1)) {
        if (isWorkingDay(one, calendar)) counted += 1;
      }
      expect([counted, isWorkingDay(due, calendar)]).toEqual([wanted, true]);
    }),
  );
});
