import { describe, expect, test } from "vitest";
import { isPasted, looksLikeNotification } from "../../../src/domain/notifications/pasted.ts";
import { fixture, sampleText } from "./samples.ts";

describe("a text to the bot is pasted when nobody would type it", () => {
  test.each([
    ["help", false],
    ["Dear colleagues,\n\nplease tell me how to begin.\n\nThank you\nLiaison, Fiji", false],
    ["one\ntwo\nthree\nfour\nfive", true],
    ["word ".repeat(61), true],
    [sampleText, true],
  ])("%j", (text, expected) => {
    expect(isPasted(text)).toBe(expected);
  });
});

describe("it looks like a notification when it names one, or a project code", () => {
  test.each(["layout-a.txt", "layout-b.txt", "addendum.txt", "revision.txt"])("%s", (name) => {
    expect(looksLikeNotification(fixture(name))).toBe(true);
  });

  test("and not when it is short, or about something else", () => {
    expect(looksLikeNotification("Where is the Project Notification 23-SN-03-GE-BCN-C?")).toBe(
      false,
    );
    expect(looksLikeNotification(fixture("pancakes.txt"))).toBe(false);
  });
});
