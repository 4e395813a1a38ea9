import { done, type Outcome, refused } from "../domain/outcome.ts";

/** The largest file read as text: 1 MiB, the same bound as for a request's body. */
export const MAX_TEXT_BYTES = 1024 * 1024;

/** Why a file gives no text. `format` is a name that people know: "PDF", "Word". */
export type UnreadableFile =
  | { readonly kind: "tooLarge"; readonly bytes: number; readonly maxBytes: number }
  | { readonly kind: "unsupported"; readonly format: string }
  | { readonly kind: "binary" }
  | { readonly kind: "unknownEncoding" };

/**
 * The text of an uploaded file: UTF-8, or UTF-16 with a byte order mark; the mark is left out.
 * Another encoding is refused, not guessed: a wrong guess would change names and dashes silently.
 * The name only tells a document's format where its first bytes don't.
 */
export const textFromFile = (name: string, bytes: Uint8Array): Outcome<string, UnreadableFile> => {
  if (bytes.length > MAX_TEXT_BYTES)
    return refused({ kind: "tooLarge", bytes: bytes.length, maxBytes: MAX_TEXT_BYTES });
  const format = formatOf(name, bytes);
  if (format !== null) return refused({ kind: "unsupported", format });
  const text = decode(bytes);
  if (text === null) return refused({ kind: "unknownEncoding" });
  return isBinary(text) ? refused({ kind: "binary" }) : done(text);
};

const formats = [
  { format: "PDF", magic: [0x25, 0x50, 0x44, 0x46, 0x2d], ending: /\.pdf$/i },
  { format: "Word", magic: [0x50, 0x4b, 0x03, 0x04], ending: /\.docx$/i },
  { format: "Word", magic: [0xd0, 0xcf, 0x11, 0xe0], ending: /\.doc$/i },
  { format: "RTF", magic: [0x7b, 0x5c, 0x72, 0x74, 0x66], ending: /\.rtf$/i },
] as const;

const formatOf = (name: string, bytes: Uint8Array): string | null =>
  formats.find(({ magic, ending }) => startsWith(bytes, magic) || ending.test(name))?.format ??
  null;

const decode = (bytes: Uint8Array): string | null => {
  try {
    return new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
  } catch (cause) {
    // The decoder's only way to say "these bytes are not in that encoding".
    if (cause instanceof TypeError) return null;
    throw cause;
  }
};

const encodingOf = (bytes: Uint8Array): string => {
  if (startsWith(bytes, [0xff, 0xfe])) return "utf-16le";
  return startsWith(bytes, [0xfe, 0xff]) ? "utf-16be" : "utf-8";
};

const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  bytes.length >= start.length && start.every((byte, index) => bytes[index] === byte);

/** Control characters other than tab, line breaks and page breaks don't occur in text. */
const isBinary = (text: string): boolean => /[^\P{Cc}\t\n\v\f\r\u0080-\u009f]/u.test(text);
