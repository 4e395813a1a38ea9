/** Small Word documents that are much to read. */
import { docxFiles, makeZip } from "../../documents/make-docx.ts";

const PARAGRAPH = "<w:p><w:r><w:t>Every member learns from the others.</w:t></w:r></w:p>";

/** A document whose XML has so many megabytes, of paragraphs like any other. */
export const bigXml = (megabytes: number): Uint8Array =>
  makeZip(docxFiles(PARAGRAPH.repeat((megabytes * 2 ** 20) / PARAGRAPH.length)), {
    isPacked: true,
  });

/** Says that each file has ten bytes; one has 100 MB. */
export const lyingAboutSizes = (): Uint8Array =>
  makeZip(docxFiles(" ".repeat(100 * 2 ** 20)), { isPacked: true, saidBytes: 10 });

/** Says that it has one file, and has a thousand of 1 MB each. */
export const lyingAboutCounts = (): Uint8Array => {
  const many = Array.from({ length: 1000 }, (_, place) => [
    `word/${place}.xml`,
    " ".repeat(2 ** 20),
  ]);
  return makeZip(
    { ...docxFiles("<w:p/>"), ...Object.fromEntries(many) },
    { isPacked: true, saidFiles: 1 },
  );
};
