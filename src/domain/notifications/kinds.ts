import { spaced } from "./labels.ts";
import { numberIn } from "./numbers.ts";

/** What kind of document a text says it is. */
export type Kind =
  | { readonly kind: "notification" }
  | { readonly kind: "implementationPlan" }
  | {
      readonly kind: "addendum" | "revision";
      /** 1 to 99, or null where the amendment doesn't count itself. */
      readonly number: number | null;
    };

/**
 * The kind by the opening lines: an implementation plan announces nothing, an addendum or revision
 * changes a programme. A notification issued anew with "PN Revision 1 Issue Date" is a revision too.
 */
export const kindOf = (plain: string): Kind => {
  const opening = openingLines(plain);
  if (opening.some((line) => /^(?:apo )?(?:project )?implementation plan\b/i.test(line)))
    return { kind: "implementationPlan" };
  for (const kind of ["addendum", "revision"] as const) {
    const title = opening.find((line) => titles[kind].test(line));
    // A text that ends in its title may have been cut off in its number.
    if (title !== undefined)
      return { kind, number: title === opening.at(-1) ? null : numberOf(title) };
  }
  return issuedAnew(plain) ?? { kind: "notification" };
};

/** Titles stand above the first label, and none of ours has more than six lines. */
const openingLines = (plain: string): readonly string[] =>
  plain
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "")
    .slice(0, 6);

const ordinals = ["first", "second", "third", "fourth", "fifth"];
const counted = `(?:(?:${ordinals.join("|")}|\\d{1,2}(?:st|nd|rd|th)) )?`;
const amends = (word: string): RegExp =>
  new RegExp(`^(?:(?:apo )?project notification\\W*)?${counted}(?:${word})\\b`, "i");
const titles = { addendum: amends("addendum"), revision: amends("revision|revised") };

/** "Addendum No. 2", "Revision II", "Second Addendum". */
const numberOf = (title: string): number | null => {
  const { before, after } =
    /(?:(?<before>\w+) )?(?:addendum|revision)(?: ?[-–—:(#]* ?(?:no\.?|number)?:? ?(?<after>\w+)(?![-–\w]))?/i.exec(
      title,
    )?.groups ?? {};
  return countIn(after ?? "") ?? countIn(before ?? "");
};

const countIn = (word: string): number | null => {
  const ordinal = ordinals.indexOf(word.toLowerCase());
  if (ordinal >= 0) return ordinal + 1;
  const roman = ["i", "ii", "iii", "iv", "v"].indexOf(word.toLowerCase());
  if (roman >= 0) return roman + 1;
  const number = numberIn(word.replace(/^(\d{1,2})(?:st|nd|rd|th)$/i, "$1"));
  return number !== null && number >= 1 && number <= 99 ? number : null;
};

const issuedAnew = (plain: string): Kind | null => {
  const numbers = [...plain.matchAll(revisionLabel)].map(({ groups }) => Number(groups?.number));
  return numbers.length === 0 ? null : { kind: "revision", number: Math.max(...numbers) };
};

/** A form may have the label with nothing, or with "N/A", at it: then there was no revision. */
const revisionLabel = new RegExp(
  `^${spaced("pn revision ?(?:no\\.?)? ?(?<number>\\d{1,2}) issue date")}(?=[ \\t:]|$)(?![ \\t]*:?[ \\t]*(?:-+|–|—|n/?a|none|nil|not applicable)$)`,
  "gim",
);
