import { expect, test } from "vitest";
import { endorsementLetterTypeOf } from "../../../src/domain/requests/endorsement-letter-type.ts";

const zipOf = (name: string) => Buffer.from(`PK\x03\x04 w word/ ${name} PK\x05\x06`, "latin1");

test.each([
  ["a PDF", Buffer.from("%PDF-1.4\n"), "pdf"],
  ["a picture in PNG", Buffer.from("\x89PNG\r\n\x1a\n...", "latin1"), "png"],
  ["a photograph in JPEG", Buffer.from("\xff\xd8\xff\xe0..JFIF", "latin1"), "jpeg"],
  ["a Word document", zipOf("word/document.xml"), "docx"],
  ["a spreadsheet", zipOf("xl/workbook.xml"), undefined],
  ["an old Word document", Buffer.from("\xd0\xcf\x11\xe0word/document.xml", "latin1"), undefined],
  ["a programme", Buffer.from("MZ"), undefined],
  ["a page that has a PDF in it", Buffer.from("<html>%PDF-1.4"), undefined],
  ["half a sign", Buffer.from("%PD"), undefined],
  ["nothing", Buffer.alloc(0), undefined],
])("%s is known by its content", (_what, bytes, type) => {
  expect(endorsementLetterTypeOf(bytes)).toBe(type);
});
