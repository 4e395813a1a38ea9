import { tidy } from "./fields/plain-text.ts";

/**
 * The value that a text says to hold now, beside the one that it replaces: "1 October 2014 (extended
 * to 15 October 2014)", "has been changed from A to B", "should read B". Null where no such thing is
 * said in so many words. `before` is what it replaces, where that is named.
 */
export const replacementIn = (
  text: string,
): { readonly before: string | null; readonly now: string } | null => {
  const value = tidy(text).replace(/\.$/, "").replace(leadIn, "");
  if (value.length > LONGEST) return null;
  for (const pattern of patterns) {
    const { before, now } = pattern.exec(value)?.groups ?? {};
    if (now !== undefined)
      return { before: before?.replace(leadIn, "").trim() || null, now: now.trim() };
  }
  return null;
};

/** A sentence with two dates or two places; longer is prose. */
const LONGEST = 400;

/** "The closing date of 10 July 2015 is replaced by …" */
const leadIn = /^(?:the )?(?:(?:original|earlier|previous|closing|announced) )*dates?(?: of)? /i;

const be = "(?:(?:is|are|was|has been|have been|will be|shall be) (?:now )?)?";
const change =
  "(?:changed|extended|postponed|moved|revised|rescheduled|replaced|amended|corrected|brought forward)";
const to = "(?:to read|to|by|with|as|until|till)";

const patterns: readonly RegExp[] = [
  new RegExp(`^(?<before>[^(]+?) ?\\(${be}${change} ${to}:? (?<now>[^()]+)\\)$`, "i"),
  new RegExp(`^${be}${change} from (?<before>.+?) ${to} (?<now>.+)$`, "i"),
  new RegExp(`^${be}${change} ${to}:? (?<now>.+)$`, "i"),
  new RegExp(`^(?<before>.+?),? ${be}${change} ${to}:? (?<now>.+)$`, "i"),
  /^(?:(?:should|shall) (?:now )?read|now reads?|is now|are now):? (?<now>.+)$/i,
  /^(?<now>.+?),? ?\(?(?:instead of|in place of) (?<before>[^)]+)\)?$/i,
];
