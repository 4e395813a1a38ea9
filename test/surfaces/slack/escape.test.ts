import { describe, expect, test } from "vitest";
import { truncate } from "../../../src/surfaces/shared/truncate.ts";
import {
  escapeMessageText,
  escapePlain,
  showHidden,
} from "../../../src/surfaces/slack/rendering/escape.ts";
import fc from "../../helpers/fast-check.ts";

const BIDI = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/;
const ZERO_WIDTH = /[\u200B\u2060-\u2064\uFEFF\u00AD\u180E\u3164]|\u034F/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
const CONTROL = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/;

describe("a message's text pings no one and formats nothing", () => {
  test.each([
    ["<!channel>", "&lt;!channel&gt;"],
    ["<@U012AB3CD>", "&lt;@U012AB3CD&gt;"],
    ["<https://evil.example|JPC>", "&lt;https꞉//evil.example|JPC&gt;"],
    ["R&D", "R&amp;D"],
    ["&lt;!here&gt;", "&amp;lt;!here&amp;gt;"],
    ["*Approved*", "∗Approved∗"],
    ["_a_ ~b~ `c`", "＿a＿ ∼b∼ ˋcˋ"],
    [":white_check_mark:", "꞉white＿check＿mark:"],
    ["Received, on time: at 10:30", "Received, on time: at 10:30"],
    ["https://evil.example", "https꞉//evil.example"],
    ["> quoted", "› quoted"],
    ["one\n• two", "one • two"],
  ])("%s", (typed, shown) => {
    expect(escapeMessageText(typed)).toBe(shown);
  });

  test("any text at all", () => {
    const nasty = fc.constantFrom("<", ">", "&", "&lt;", "\u202E", "\u200B", "\u200D", "\u0000");
    const text = fc
      .array(fc.oneof(fc.string({ unit: "binary" }), nasty))
      .map((all) => all.join(""));
    fc.assert(
      fc.property(text, (typed) => {
        const shown = escapeMessageText(typed);
        expect(shown).not.toMatch(/[<>*_~`\n]|&(?!amp;|lt;|gt;)|:[^\s:]+:/);
        for (const text of [shown, showHidden(typed), escapePlain(typed)])
          for (const hidden of [BIDI, ZERO_WIDTH, CONTROL]) expect(text).not.toMatch(hidden);
      }),
    );
  });
});

test("a typed entity is shown as it was typed, where Slack would draw it as a sign", () => {
  expect(escapePlain("R&D, &lt;!here&gt; &amp;")).toBe("R&D, &amp;lt;!here&amp;gt; &amp;amp;");
  expect(showHidden("&lt;")).toBe("&lt;");
});

describe("what can't be seen is spelled out", () => {
  test.each([
    ["\u202Egnp.exe", "[U+202E]gnp.exe"],
    ["a\u200Bb", "a[U+200B]b"],
    ["a\u00ADb", "a[U+00AD]b"],
    ["a\u0007b", "a[U+0007]b"],
    ["\u{E0041}", "[U+E0041]"],
    ["\uD800", "[U+D800]"],
    ["a\u200Db", "a[U+200D]b"],
    ["نامه\u200C!", "نامه[U+200C]!"],
    ["🙂\u200Ca", "🙂[U+200C]a"],
    ["\u2800", "[U+2800]"],
  ])("%j", (typed, shown) => {
    expect(showHidden(typed)).toBe(shown);
    expect(escapePlain(typed)).toBe(shown);
  });
});

test("marks that would cover other lines are spelled out, also between other hidden ones", () => {
  const shown = showHidden(`A${"\u0301\u0336".repeat(75)}B`);
  expect(shown).toBe(`A${"\u0301\u0336".repeat(4)}${"[U+0301][U+0336]".repeat(71)}B`);
  const mixed = "\u0301\u034F\u0489".repeat(50);
  for (const text of [showHidden(mixed), escapePlain(mixed), escapeMessageText(mixed)])
    expect(text).not.toMatch(/\p{M}{9}/u);
});

describe("what people write with is kept", () => {
  test.each([
    ["Persian, with a non-joiner", "می\u200Cخواهم"],
    ["Hindi, with a joiner", "क्\u200Dष"],
    ["Sinhala, with a joiner", "ශ්\u200Dරී ලංකා"],
    ["a family of emoji", "👩\u200D👩\u200D👧"],
    ["an emoji of a profession, with a skin colour", "👩🏽\u200D🔬"],
    ["a rainbow flag", "🏳️\u200D🌈"],
    ["an ideograph's form", "辻\u{E0100}"],
    ["lines and tabs", "one\n\ttwo"],
    ["Hebrew with vowels and accents, decomposed", "בְּרֵאשִׁ֖ית".normalize("NFD")],
    ["Tibetan, stacked", "རྐྱེན་ཧཱུྃ"],
    ["Vietnamese and Thai", "Năng suất ผลิตภาพ"],
  ])("%s", (_, typed) => {
    for (const escaped of [showHidden(typed), escapePlain(typed)]) expect(escaped).toBe(typed);
    expect(escapeMessageText(typed)).toBe(typed.replace(/\s+/g, " "));
  });

  test("lines that end as in Windows", () => {
    expect(showHidden("one\r\ntwo\rthree")).toBe("one\ntwo\nthree");
  });
});

describe("a text that is too long", () => {
  test.each([
    ["abcdef", 4, "abc…"],
    ["abcd", 4, "abcd"],
    ["ab🙂cd", 4, "ab…"],
    ["ab&amp;cd", 6, "ab…"],
    ["ab&amp;cd", 8, "ab&amp;…"],
    ["&amp;", 2, "…"],
  ])("%s at %i is %s", (text, limit, shown) => {
    expect(truncate(text, limit)).toBe(shown);
  });

  test("ends in an ellipsis, within the limit, and splits neither pair nor entity", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), fc.integer({ min: 1, max: 40 }), (text, limit) => {
        const shown = truncate(escapeMessageText(text), limit);
        expect(shown.length).toBeLessThanOrEqual(limit);
        expect(shown).not.toMatch(/&(?!amp;|lt;|gt;)/);
        expect(shown).not.toMatch(/\p{Cs}/u);
      }),
    );
  });
});
