/** What a file is, by its content: a name says anything. */
import type { EndorsementLetterType } from "./requests.ts";

/** Undefined where it is none of those that a letter may be. */
export const endorsementLetterTypeOf = (bytes: Uint8Array): EndorsementLetterType | undefined => {
  if (beginsWith(bytes, "%PDF-")) return "pdf";
  if (beginsWith(bytes, "\x89PNG\r\n\x1a\n")) return "png";
  if (beginsWith(bytes, "\xff\xd8\xff")) return "jpeg";
  return beginsWith(bytes, "PK\x03\x04") && hasName(bytes, "word/document.xml")
    ? "docx"
    : undefined;
};

const beginsWith = (bytes: Uint8Array, text: string): boolean =>
  bytes.length >= text.length &&
  [...text].every((character, index) => bytes[index] === character.charCodeAt(0));

/** A ZIP archive has the names of its files as they are. */
const hasName = (bytes: Uint8Array, name: string): boolean => {
  const first = name.charCodeAt(0);
  for (let at = bytes.indexOf(first); at >= 0; at = bytes.indexOf(first, at + 1)) {
    if (beginsWith(bytes.subarray(at, at + name.length), name)) return true;
  }
  return false;
};
