import { describe, expect, test } from "vitest";
import { MAX_XML_BYTES } from "../../src/documents/docx.ts";
import { textFromFile } from "../../src/documents/text.ts";
import { notificationIn, sampleJson, sampleText } from "../domain/notifications/samples.ts";
import { makeDocx, makeZip } from "./make-docx.ts";

const textIn = async (bytes: Uint8Array): Promise<string> => {
  const text = await textFromFile("PN.DOCX", bytes);
  if (!text.ok) throw new Error(`refused: ${text.refusal.kind}`);
  return text.value;
};

/** The sample, its "label TAB value" lines as a table's rows. */
const sampleParts = () => {
  const lines = sampleText.split("\n");
  const isRow = (line: string) => line.includes("\t");
  const rows = lines.filter(isRow).map((line) => line.split("\t").map((cell) => [cell]));
  const first = lines.findIndex(isRow);
  const last = lines.findLastIndex(isRow);
  return [...lines.slice(0, first), { rows }, ...lines.slice(last + 1)];
};

describe("a Word document", () => {
  test("with its fields in a table is read as the same notification", async () => {
    const read = notificationIn(await textIn(makeDocx(sampleParts())));
    expect(read).toEqual(sampleJson);
  });

  test("gives paragraphs as lines, a cell's paragraphs below each other, and its marks as they are", async () => {
    const rows = [
      [["Closing Date"], ["31 March 2023", "30 June 2023"]],
      [["Venue"], ["A & <B>"]],
    ];
    expect((await textIn(makeDocx(["Heading", { rows }, "End"]))).trim()).toBe(
      "Heading\nClosing Date\t31 March 2023\n30 June 2023\nVenue\tA & <B>\nEnd",
    );
  });

  const locked = Buffer.concat([
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
    Buffer.from("EncryptedPackage", "utf16le"),
  ]);
  test.each([
    ["locked with a password", locked, { kind: "encrypted", format: "Word" }],
    ["cut off", makeDocx(["Title"]).slice(0, 400), { kind: "damaged", format: "Word" }],
    ["only a ZIP", makeZip({ "a.txt": "text" }), { kind: "damaged", format: "Word" }],
    ["only its name", new TextEncoder().encode("text"), { kind: "damaged", format: "Word" }],
    ["empty", makeDocx([""]), { kind: "noText", format: "Word" }],
    [
      "made to unpack to gigabytes",
      makeZip(
        { "word/document.xml": " ".repeat(MAX_XML_BYTES + 1) },
        { isPacked: true, saidBytes: 9 },
      ),
      { kind: "tooHeavy", source: "file" },
    ],
  ])("%s is refused", async (_, bytes, refusal) => {
    expect(await textFromFile("PN.DOCX", bytes)).toEqual({ ok: false, refusal });
  });
});
