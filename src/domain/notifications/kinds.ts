import { month } from "./fields/days.ts";
import { numberIn } from "./fields/numbers.ts";

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
  const [lines, inOne] = [openingLines(plain), openingInOne(plain)];
  if (lines.some((line) => titleOfPlan.test(line)) || titleOfPlanInside.test(inOne))
    return { kind: "implementationPlan" };
  for (const kind of ["addendum", "revision"] as const) {
    const title =
      lines.find((line) => titles[kind].test(line)) ??
      (titlesInside[kind].test(inOne) ? inOne : undefined);
    if (title !== undefined)
      return { kind, number: numberInTitle(plain, title) ?? labelledNumberIn(plain) };
  }
  return issuedAnew(plain) ?? { kind: "notification" };
};

/** None in a text that ends in its title or a word after it: it may have been cut off in its number or date. */
const numberInTitle = (plain: string, title: string): number | null => {
  const start = plain.slice(0, OPENING).replace(/\s+/g, " ");
  const after = start.slice(start.indexOf(title) + title.length);
  return /^ ?\p{L}*$/u.test(after) ? null : numberOf(title, after);
};

/** "Addendum No." as a label; its value may stand on the next line. */
const labelledNumberIn = (plain: string): number | null => {
  const [, found = ""] = numberLabel.exec(plain.slice(0, OPENING)) ?? [];
  return countIn(found);
};

const numberLabel =
  /^(?:\d{1,2}[.)][ \t]*)?(?:addendum|revision|amendment)[ \t]+(?:no\.?|number)[ \t]*:?[ \t]*\n{0,2}(\w{1,6})[ \t]*\n/im;
/** Characters; titles stand within them. */
const OPENING = 2000;

/** Titles stand above the first label, and none of ours has more than six lines. */
const openingLines = (plain: string): readonly string[] =>
  plain
    .slice(0, OPENING)
    .replace(tornRevisionLabel, "PN Issue Date")
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "")
    .slice(0, 6);

/** The same above the first label, as one line: line breaks may have been lost, or stand inside titles. */
const openingInOne = (plain: string): string => {
  const start = plain.slice(0, 400).replace(/\s+/g, " ");
  const label = firstLabel.exec(start);
  return label === null ? start.slice(0, LONGEST_TITLE) : start.slice(0, label.index).trim();
};

/** With the organisation's name before it. */
const LONGEST_TITLE = 120;
const firstLabel =
  /\b(?:ref(?:erence|\.) (?:no|number)|date of issue|pn (?:issue|revision)|project code|title|timing|venue)\b/i;

const ordinals = ["first", "second", "third", "fourth", "fifth"];
const counted = `(?:(?:${ordinals.join("|")}|\\d{1,2}(?:st|nd|rd|th)) )?`;
const amends = (word: string): RegExp =>
  new RegExp(`^(?:(?:apo )?project notification\\W*)?${counted}(?:${word})\\b`, "i");
/** A label and no title, also when a line begins with its second word. */
const tornRevisionLabel = /\bpn\s+revision\s*(?:no\.?)?\s*\d{1,2}\s+issue\s+date\b/gi;
const titleOfPlan = /^(?:apo )?(?:project )?implementation plan\b/i;
/** Inside a line only as titles are written. */
const titleOfPlanInside = /\b(?:PROJECT|Project) (?:IMPLEMENTATION PLAN|Implementation Plan)\b/;
const titlesInside = {
  addendum: /\b(?:ADDENDUM|Addendum)\b/,
  revision: /\b(?:REVISION|REVISED|Revision|Revised (?:Project )?Notification)\b/,
};
const titles = {
  addendum: amends("addendum"),
  revision: amends("revision|revised"),
};

/** "Addendum No. 2", "Revision II", "Second Addendum"; never a part of a date, begun or ended by `next`. */
const numberOf = (title: string, next: string): number | null => {
  const found = counter.exec(title);
  const { before, after } = found?.groups ?? {};
  const rest = `${title.slice((found?.index ?? 0) + (found?.[0].length ?? 0))} ${next}`;
  const counted = partOfDate.test(rest) ? null : countIn(after ?? "");
  return counted ?? countIn(before ?? "");
};

/** A count stands before it as a word only, and not behind a month. */
const counter = new RegExp(
  `(?:(?<!\\b(?:${month})\\.? )\\b(?<before>${ordinals.join("|")}|\\d{1,2}(?:st|nd|rd|th)) )?` +
    "(?:addendum|revision)(?: ?[-–—:(#]* ?(?:no\\.?|number)?:? ?(?<after>\\w+)(?![-–\\w]))?",
  "i",
);
/** What follows the day of a date: a month, or another number. */
const partOfDate = new RegExp(`^(?: ?[-–—/.] ?\\d| ?[-–—/.,]? ?(?:of )?(?:${month})\\b)`, "i");

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
const revisionLabel =
  /\bpn\s+revision\s*(?:no\.?)?\s*(?<number>\d{1,2})\s+issue\s+date\b(?!\s*:?\s*(?:[-–—]+(?!\s*\d)|n\/?a|none|nil|not\s+applicable)(?:\s|$))/gi;
