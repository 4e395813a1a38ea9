import { describe, expect, test } from "vitest";
import {
  choicesOf,
  readChoice,
  readDay,
  readEmail,
  readHours,
  readText,
} from "../../../src/domain/requests/request-fields.ts";

const nothing = { value: null };

describe("hours are two times of the host's day, the second later", () => {
  test.each([
    ["10:00–12:00", "10:00", "12:00"],
    ["10:00-12:00", "10:00", "12:00"],
    ["10:00 — 12:00", "10:00", "12:00"],
    ["9.30 to 11", "09:30", "11:00"],
    ["9 until 17", "09:00", "17:00"],
    ["  9–11  ", "09:00", "11:00"],
    ["2 pm - 4 pm", "14:00", "16:00"],
    ["2-4 PM", "14:00", "16:00"],
    ["9-11am", "09:00", "11:00"],
    ["10–2 pm", "10:00", "14:00"],
    ["12–2 pm", "12:00", "14:00"],
    ["11:30 am to 12:30 pm", "11:30", "12:30"],
    ["12 am to 1 am", "00:00", "01:00"],
    ["0:00–23:59", "00:00", "23:59"],
  ])("%s is %s to %s", (text, from, to) => {
    expect(readHours(text)).toEqual({ value: { from, to } });
  });

  test.each([
    "in the morning",
    "10:00",
    "10:00–10:00",
    "12:00–10:00",
    "22:00–02:00",
    "10:60–12:00",
    "10:00–24:00",
    "13 pm to 2 pm",
    "0 am to 2 am",
    "9.5 to 11",
    "10:00–12:00, 14:00–16:00",
  ])("%s is refused, not guessed", (text) => {
    expect(readHours(text)).toEqual({ problem: { kind: "notHours" } });
  });

  test("no hours are no mistake", () => {
    expect([readHours(null), readHours(undefined), readHours("  ")]).toEqual([
      nothing,
      nothing,
      nothing,
    ]);
  });
});

describe("text", () => {
  test("is counted in characters as people count them, and blanks around it don't count", () => {
    expect(readText("  ñ🙂ñ  ", 3)).toEqual({ value: "ñ🙂ñ" });
    expect(readText("ñ🙂ñ🙂", 3)).toEqual({ problem: { kind: "tooLong", most: 3, count: 4 } });
  });

  test("of blanks alone is empty", () => {
    expect(readText(" \n ", 3)).toEqual(nothing);
  });
});

describe("a day", () => {
  test.each(["2023-02-29", "2023-13-01", "31 March 2023", "23-03-31", "1999-12-31"])(
    "%s is none of the calendar's",
    (text) => {
      expect(readDay(text)).toEqual({ problem: { kind: "notADay" } });
    },
  );

  test("of a leap year is one", () => {
    expect(readDay("2024-02-29")).toEqual({ value: "2024-02-29" });
  });
});

describe("an e-mail address", () => {
  test.each(["lo@ntpc.example", "first.last+apo@mail.ntpc.example.fj", "担当@例え.jp"])(
    "%s is taken",
    (text) => {
      expect(readEmail(text)).toEqual({ value: text });
    },
  );

  test.each(["lo", "lo@ntpc", "@ntpc.example", "a@b.example, c@d.example", "lo@ntpc.example."])(
    "%s is refused",
    (text) => {
      expect(readEmail(text)).toEqual({ problem: { kind: "notAnEmail" } });
    },
  );

  test("may have 254 characters and no more", () => {
    const long = (length: number) => `${"a".repeat(length - 10)}@b.example`;

    expect(readEmail(long(254))).toEqual({ value: long(254) });
    expect(readEmail(long(255))).toEqual({ problem: { kind: "notAnEmail" } });
  });
});

test("a choice is one of the offered ones", () => {
  expect(readChoice("yes", ["yes", "no"])).toEqual({ value: "yes" });
  expect(readChoice("Yes", ["yes", "no"])).toEqual({ problem: { kind: "notAnOption" } });
  expect(readChoice(null, ["yes", "no"])).toEqual(nothing);
});

test("one choice and several are read alike", () => {
  expect([choicesOf("BD"), choicesOf(["BD", "JP"]), choicesOf(null)]).toEqual([
    ["BD"],
    ["BD", "JP"],
    [],
  ]);
});
