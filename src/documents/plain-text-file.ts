import type { Unreadable } from "../domain/notifications/reading.ts";
import { done, type Outcome, refused } from "../domain/outcome.ts";
import { startsWith } from "./formats.ts";

/**
 * UTF-8, or UTF-16 with a byte order mark; the mark is left out. Another encoding is refused, not
 * guessed: a wrong guess would change names and dashes silently.
 */
export const plainTextFrom = (bytes: Uint8Array): Outcome<string, Unreadable> => {
  const text = decode(bytes);
  if (text === null) return refused({ kind: "unknownEncoding" });
  return isBinary(text) ? refused({ kind: "binary" }) : done(text);
};

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

/** Control characters other than tab, line breaks and page breaks don't occur in text. */
const isBinary = (text: string): boolean => /[^\P{Cc}\t\n\v\f\r\u0080-\u009f]/u.test(text);
