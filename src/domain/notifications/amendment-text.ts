import { spaced } from "./labels.ts";
import type { Section, SectionName } from "./layout.ts";
import { anyOf, olderLabels } from "./older-labels.ts";
import { replacementIn } from "./replaced.ts";

/**
 * An amendment from "the following changes are made:" on, and what stands above and only says which
 * programme is meant. Without such a line all of it is changes.
 */
export const partsOfAmendment = (
  plain: string,
): { readonly head: string; readonly changes: string } => {
  const marker = markerLine.exec(plain);
  const end = marker === null ? 0 : marker.index + marker[0].length;
  return { head: plain.slice(0, end), changes: plain.slice(end).replace(/^\n+/, "") };
};

const markerLine = new RegExp(
  spaced(
    "^.*\\b(?:as follows|following (?:changes?|amendments?|corrections?|fields?|items?|points?)\\b.*|changes?|amendments?|(?:amended|revised|changed) items?)[:.]$",
  ),
  "im",
);

/**
 * Fields that whole sentences change: "The closing date for nominations has been extended to 15 July
 * 2015." A sentence without its full stop may have been cut off, and says nothing yet.
 */
export const amendedSentences = (changes: string): ReadonlyMap<SectionName, Section> => {
  const found = new Map<SectionName, Section>();
  for (const sentence of sentencesIn(changes)) {
    const [field, verb] = subjectOf(sentence) ?? [];
    if (field === undefined || verb === undefined) continue;
    found.set(field, found.has(field) ? { state: "repeated" } : { state: "whole", text: verb });
  }
  return found;
};

const sentencesIn = (text: string): readonly string[] =>
  text
    .split(/\n\n/)
    .flatMap((paragraph) => paragraph.replace(/\s+/g, " ").split(/(?<=[.!?]) (?=\p{Lu})/u))
    .filter((sentence) => sentence.endsWith("."))
    .map((sentence) => sentence.slice(0, -1));

const subjectOf = (sentence: string): readonly [SectionName, string] | undefined => {
  for (const { field, pattern } of subjects) {
    const verb = pattern.exec(sentence)?.groups?.verb;
    if (verb !== undefined && replacementIn(verb) !== null) return [field, verb];
  }
  return undefined;
};

const subjects = Object.entries(olderLabels).map(([field, phrases]) => ({
  field: field as SectionName,
  pattern: new RegExp(
    `^(?:please (?:kindly )?note that )?(?:the )?${spaced(anyOf(phrases))}` +
      "(?: (?:of|for) (?:the|this) (?:project|programme|program|workshop|course|training))? " +
      "(?<verb>(?:is|are|was|has been|have been|will be|shall|should|now reads?)\\b.+)$",
    "i",
  ),
}));

/**
 * A section's text as the value that it gives now. A row of three columns has the old value and the
 * new one; without a heading that says which is which, neither is taken.
 */
export const newValueIn = (section: Section, changes: string): Section => {
  if (section.state !== "whole" && section.state !== "cut") return section;
  const columns = section.text.trim().split(/\t+/);
  if (columns.length > 1) {
    const [, now, ...others] = columns;
    const isClear = headingOfColumns.test(changes) && others.length === 0 && now !== undefined;
    return isClear ? { ...section, text: now } : { state: "tangled" };
  }
  if (lostColumns.test(changes) || twoDays.test(section.text)) return { state: "tangled" };
  return { ...section, text: section.text.replace(/^\s*from (?=.*\bto\b)/is, "changed from ") };
};

const headingOfColumns =
  /^[^\n]*\b(?:original|previous|current|old|before|from)\b[^\n\t]*\t[^\n]*\b(?:revised|amended|new|after|to)\b[^\n]*$/im;

/** Such a heading above values that were copied without their tabs: old and new stand in one. */
const lostColumns =
  /^(?:items? )?\s*(?:original|previous|current|old|before|from)\s+(?:revised|amended|new|after|to)$/im;

/** "10 July 2015 24 July 2015" with nothing between them: an old and a new day, or two that hold. */
const twoDays = /\b20\d{2}[ \t]+(?:\p{L}+,?[ \t]+)?\d{1,2}[ \t]+\p{L}+\.?,?[ \t]+20\d{2}\b/u;
