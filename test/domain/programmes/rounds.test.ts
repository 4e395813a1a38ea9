import { describe, expect, test } from "vitest";
import { calendarOf } from "../../../src/domain/members/members.ts";
import {
  closingInstant,
  isOpen,
  lastWorkingDayBefore,
  roundToJoin,
} from "../../../src/domain/programmes/rounds.ts";
import { DateTime } from "../../../src/domain/time.ts";
import { bangladesh, fiji, firstRound, japan, secondRound } from "../../helpers/builders.ts";

const TOKYO = "Asia/Tokyo";
const at = (text: string) => DateTime.fromISO(text, { zone: TOKYO });
const closing = closingInstant(firstRound, TOKYO);

describe("rule 4: a closing date includes that whole day in the programme's zone", () => {
  test("31 March 2023 in Tokyo ends at 15:00 UTC", () => {
    expect(closing.toUTC().toISO()).toBe("2023-03-31T15:00:00.000Z");
  });

  test("one millisecond before the closing instant the round is open, at the instant closed", () => {
    expect(isOpen(firstRound, TOKYO, closing.minus({ milliseconds: 1 }))).toBe(true);
    expect(isOpen(firstRound, TOKYO, closing)).toBe(false);
  });

  test("the reader's zone doesn't matter: 1 April, 02:59 in Suva is in time, 03:00 is not", () => {
    const inSuva = (time: string) => DateTime.fromISO(time, { zone: "Pacific/Fiji" });

    expect(isOpen(firstRound, TOKYO, inSuva("2023-04-01T02:59:59.999"))).toBe(true);
    expect(isOpen(firstRound, TOKYO, inSuva("2023-04-01T03:00"))).toBe(false);
  });
});

describe("rule 12: a request joins the earliest open round", () => {
  const rounds = [secondRound, firstRound];

  test.each([
    ["2023-03-20T12:00", 1],
    ["2023-03-31T23:59:59.999", 1],
    ["2023-04-01T00:00", 2],
    ["2023-06-30T23:59:59.999", 2],
    ["2023-07-01T00:00", undefined],
  ])("at %s in Tokyo: %s", (now, number) => {
    expect(roundToJoin(rounds, TOKYO, at(now))?.number).toBe(number);
  });
});

describe("a reader's last working day before the closing", () => {
  test.each([
    ["Tokyo: the closing Friday itself", japan, "2023-03-31"],
    [
      "Suva: the Friday, since the round closes at three on Saturday morning there",
      fiji,
      "2023-03-31",
    ],
    ["Dhaka: the closing Friday is weekend", bangladesh, "2023-03-30"],
  ])("%s", (_title, npo, day) => {
    expect(lastWorkingDayBefore(closing, calendarOf(npo))).toBe(day);
  });

  test.each([
    ["Tokyo", "Asia/Tokyo", [6, 7], "2023-06-30"],
    ["Suva", "Pacific/Fiji", [6, 7], "2023-06-30"],
    ["Dhaka", "Asia/Dhaka", [5, 6], "2023-06-29"],
    ["Tehran", "Asia/Tehran", [4, 5], "2023-06-28"],
    ["Kathmandu", "Asia/Kathmandu", [6], "2023-06-30"],
  ])("of the second round, in %s", (_, zone, weekend, day) => {
    const secondClosing = closingInstant(secondRound, TOKYO);

    expect(lastWorkingDayBefore(secondClosing, calendarOf({ ...fiji, zone, weekend }))).toBe(day);
  });

  test("goes by the organisation's days off and the channel's clock", () => {
    const restsOnFriday = calendarOf({ ...japan, holidays: ["2023-03-31"] });
    const inNewYork = (hour: number) => ({ hour, zone: "America/New_York" });

    expect(lastWorkingDayBefore(closing, restsOnFriday, inNewYork(9))).toBe("2023-03-30");
    expect(lastWorkingDayBefore(closing, calendarOf(japan), inNewYork(10))).toBe("2023-03-31");
    expect(lastWorkingDayBefore(closing, calendarOf(japan), inNewYork(11))).toBe("2023-03-30");
  });

  test("is the day before when the hour has not yet come by the closing instant", () => {
    const inSuva = calendarOf({ ...fiji, weekend: [] });

    expect(lastWorkingDayBefore(closing, inSuva, { hour: 2 })).toBe("2023-04-01");
    expect(lastWorkingDayBefore(closing, inSuva, { hour: 3 })).toBe("2023-03-31");
  });
});
