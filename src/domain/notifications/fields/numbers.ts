import type { Answer } from "../../drafts/drafts.ts";
import { done, type Outcome, refused } from "../../outcome.ts";
import { type UnreadableValue, unreadable } from "../problems.ts";

/**
 * A whole number from 0 to 9999 in digits, up to ninety-nine in words, or in both when they agree
 * ("eighteen (18)"); otherwise null.
 */
export const numberIn = (text: string): number | null => {
  const [, first, bracketed] =
    /^([^()]+?)(?: ?\(([^()]+)\))?$/.exec(text.trim().toLowerCase()) ?? [];
  const number = oneNumber(first ?? "");
  if (bracketed === undefined) return number;
  return oneNumber(bracketed) === number ? number : null;
};

const oneNumber = (text: string): number | null => {
  if (/^\d{1,4}$/.test(text)) return Number(text);
  const small = smallNumbers.indexOf(text);
  if (small >= 0) return small;
  const [ten = "", unit] = text.split(/[- ]/);
  const tensPlace = tens.indexOf(ten);
  if (tensPlace < 0) return null;
  if (unit === undefined) return (tensPlace + 2) * 10;
  const unitPlace = smallNumbers.slice(0, 10).indexOf(unit);
  return unitPlace > 0 ? (tensPlace + 2) * 10 + unitPlace : null;
};

const smallNumbers =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(
    " ",
  );
const tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");

/** As an officer typed it, 1 to 99; as it was read where nothing was typed; null where it has none. */
export const readAmendmentNumber = (
  typed: Answer | undefined,
  read: number | null,
): Outcome<number | null, UnreadableValue> => {
  if (typed === undefined) return done(read);
  const text = typeof typed === "string" ? typed.trim() : "";
  if (text === "") return done(null);
  const number = numberIn(text);
  return number !== null && number >= 1 && number <= 99 ? done(number) : refused(unreadable(text));
};
