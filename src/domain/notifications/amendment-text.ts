import { mentionsDay } from "./fields/days.ts";
import { anyOf, fieldLabels } from "./labels/field-labels.ts";
import { overLines } from "./labels/labels.ts";
import type { Section, SectionName } from "./labels/layout.ts";
import type { AmendedField } from "./notification.ts";
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
  return { head: plain.slice(0, end), changes: plain.slice(end).replace(/^[ \n]+/, "") };
};

/** Up to its colon or full stop: the first change may follow on the same line. */
const markerLine = new RegExp(
  overLines(
    "\\b(?:as follows|following (?:changes?|amendments?|corrections?|fields?|items?|points?)\\b[^:.]{0,80}|^(?:changes?|amendments?|(?:amended|revised|changed) items?))(?<!\\d)[:.](?=\\s|$)",
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

/** A blank line parts them from a heading; but one may also have come into a sentence. */
const sentencesIn = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.split(/\n\n/), text]
      .flatMap((passage) => passage.replace(/\s+/g, " ").split(/(?<=[.!?:]) (?=\p{Lu})/u))
      .filter((sentence) => sentence.endsWith("."))
      .map((sentence) => sentence.slice(0, -1)),
  );

const subjectOf = (sentence: string): readonly [SectionName, string] | undefined => {
  for (const { field, pattern } of subjects) {
    const verb = pattern.exec(sentence)?.groups?.verb;
    if (verb !== undefined && replacementIn(verb) !== null) return [field, verb];
  }
  return undefined;
};

const subjects = Object.entries(fieldLabels).map(([field, phrases]) => ({
  field: field as SectionName,
  pattern: new RegExp(
    `^(?:please (?:kindly )?note that )?(?:the )?${overLines(anyOf(phrases))}` +
      "(?: (?:of|for) (?:the|this) (?:project|programme|program|workshop|course|training))? " +
      "(?<verb>(?:is|are|was|has been|have been|will be|shall|should|now reads?)\\b.+)$",
    "i",
  ),
}));

/** Fields that a notification's dates and numbers depend on, named anywhere and in any way. */
export const mentionedIn = (changes: string): readonly AmendedField[] => {
  const named = WEIGHTY.filter((field) => mentions[field]?.test(changes));
  // "The project will now be held on 7-11 September 2015": a day of no field that is named.
  const isDated = DATED.some((field) => named.includes(field));
  return !isDated && mentionsDay(changes.replace(/\s+/g, " ")) ? [...named, ...DATED] : named;
};

const DATED: readonly AmendedField[] = ["timing", "closingDates"];

const WEIGHTY: readonly AmendedField[] = [
  "timing",
  "hostingCountries",
  "venues",
  "participatingCountries",
  "overseasParticipants",
  "localParticipants",
  "closingDates",
];

const mentions: { readonly [Field in SectionName]?: RegExp } = Object.fromEntries(
  Object.entries(fieldLabels).map(([field, phrases]) => [
    field,
    new RegExp(`\\b${overLines(anyOf(phrases))}(?!\\p{L})`, "iu"),
  ]),
);
