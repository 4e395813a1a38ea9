import { expect, test } from "vitest";
import { textFromFile } from "../../src/documents/text.ts";
import { unreadableSource } from "../../src/words/en/notification.ts";

test.each([
  ["a.pdf", new Uint8Array([1]), "I can't open this PDF file"],
  ["a.docx", new Uint8Array([1]), "I can't open this Word file"],
  ["a.rtf", new Uint8Array([1]), "I can't read RTF files."],
  ["a.txt", new Uint8Array([0]), "This file isn't text."],
  ["a.txt", new Uint8Array([0xfc]), "Please save it as UTF-8"],
  ["a.txt", new Uint8Array(2 ** 21), "at most 1024 KB"],
  ["a.pdf", new Uint8Array(11 * 2 ** 20), "at most 10 MB"],
])(
  "an officer is told why %s can't be read, and that nothing was changed",
  async (name, bytes, words) => {
    const read = await textFromFile(name, bytes);
    const said = read.ok ? "" : unreadableSource(read.refusal);
    expect(said).toContain(words);
    expect(said).toContain("Nothing was changed.");
  },
);
