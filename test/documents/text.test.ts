import { describe, expect, test } from "vitest";
import { MAX_TEXT_BYTES, textFromFile } from "../../src/documents/text.ts";

const text = "Türkiye – 1 January 2023\n";
const utf8 = (value: string) => new TextEncoder().encode(value);
const utf16 = (value: string, isBigEndian: boolean) => {
  const bytes = new Uint8Array(2 * value.length);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < value.length; index++)
    view.setUint16(2 * index, value.charCodeAt(index), !isBigEndian);
  return bytes;
};

describe("a text file", () => {
  test.each([
    ["UTF-8", utf8(text)],
    ["UTF-8 with a byte order mark", utf8(`\ufeff${text}`)],
    ["UTF-16, little end first", utf16(`\ufeff${text}`, false)],
    ["UTF-16, big end first", utf16(`\ufeff${text}`, true)],
  ])("in %s gives its text, without the mark", async (_, bytes) => {
    expect(await textFromFile("notification.txt", bytes)).toEqual({ ok: true, value: text });
  });

  test("of one mebibyte is read, and one byte more is refused", async () => {
    expect((await textFromFile("a.txt", utf8("x".repeat(MAX_TEXT_BYTES)))).ok).toBe(true);
    expect(await textFromFile("a.txt", utf8("x".repeat(MAX_TEXT_BYTES + 1)))).toEqual({
      ok: false,
      refusal: { kind: "tooLarge", maxBytes: 1_048_576 },
    });
  });

  test.each([
    ["RTF", "a.txt", utf8("{\\rtf1"), { kind: "unsupported", format: "RTF" }],
    [
      "an old Word document",
      "PN",
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0]),
      { kind: "unsupported", format: "old Word" },
    ],
    ["Latin-1", "a.txt", new Uint8Array([0x54, 0xfc, 0x72]), { kind: "unknownEncoding" }],
    ["UTF-8 cut inside a letter", "a.txt", utf8("Tü").slice(0, 2), { kind: "unknownEncoding" }],
    [
      "UTF-16 cut inside a letter",
      "a.txt",
      utf16("\ufeffab", false).slice(0, 5),
      { kind: "unknownEncoding" },
    ],
    ["bytes with a NUL among them", "a.txt", utf8("a\u0000b"), { kind: "binary" }],
  ])("is refused when it is %s", async (_, name, bytes, refusal) => {
    expect(await textFromFile(name, bytes)).toEqual({ ok: false, refusal });
  });
});
