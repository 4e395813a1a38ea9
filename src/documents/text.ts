import type { Unreadable } from "../domain/notifications/reading.ts";
import { type Outcome, refused } from "../domain/outcome.ts";
import { type FormatName, formatOf } from "./formats.ts";
import { plainTextFrom } from "./plain-text-file.ts";

/** The largest file that is opened: 10 MiB; notifications have 0.1 to 2. */
export const MAX_FILE_BYTES = 10 * 1024 * 1024;

/** The largest text, from any file: 1 MiB, the same bound as for a request's body. */
export const MAX_TEXT_BYTES = 1024 * 1024;

/**
 * The text of an uploaded file: plain text, PDF or DOCX, told by its first bytes, or by its name
 * where these don't tell. Labels keep a tab before their values, and lines stay lines. What reads
 * PDF and DOCX is loaded when the first such file comes.
 */
export const textFromFile = async (
  name: string,
  bytes: Uint8Array,
): Promise<Outcome<string, Unreadable>> => {
  const format = formatOf(name, bytes);
  const maxBytes = format === null ? MAX_TEXT_BYTES : MAX_FILE_BYTES;
  if (bytes.length > maxBytes) return refused({ kind: "tooLarge", maxBytes });
  const text = await textIn(format, bytes);
  if (text.ok && format !== null && text.value.trim() === "")
    return refused({ kind: "noText", format });
  if (text.ok && text.value.length > MAX_TEXT_BYTES)
    return refused({ kind: "tooLarge", maxBytes: MAX_TEXT_BYTES });
  return text;
};

const textIn = async (
  format: FormatName | null,
  bytes: Uint8Array,
): Promise<Outcome<string, Unreadable>> => {
  switch (format) {
    case null:
      return plainTextFrom(bytes);
    case "PDF":
      return (await import("./pdf.ts")).textFromPdf(bytes);
    case "Word":
      return (await import("./docx.ts")).textFromDocx(bytes);
    case "protected Word":
      return refused({ kind: "encrypted", format: "Word" });
    case "old Word":
    case "RTF":
      return refused({ kind: "unsupported", format });
  }
};
