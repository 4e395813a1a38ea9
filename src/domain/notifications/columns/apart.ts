import type { Cut, Section, SectionName, Sections } from "../labels/layout.ts";
import type { Reads } from "./match-lines.ts";

/** Most lines that a value on the lines before its label has. */
const MOST_LINES = 4;
/** Words of a range of dates with its length: "27 March to 2 April 2023 (seven days)". */
const MOST_WORDS = 12;

/** Fields whose values are told from prose at a glance; a place may well be a country too. */
const UNMISTAKABLE: readonly SectionName[] = [
  "projectCode",
  "issuedOn",
  "timing",
  "closingDates",
  "overseasParticipants",
  "localParticipants",
];
const NEVER_PROSE: readonly SectionName[] = ["projectCode", "timing", "overseasParticipants"];
export const SHORT_PROSE: readonly SectionName[] = [
  "title",
  "venues",
  "modality",
  "implementingOrganizations",
];

/**
 * The sections where nothing shows which value belongs to which label: only a value beside its own
 * label counts, and that only when none stands right before the label.
 */
export const besideOnly = (cut: Cut, reads: Reads): Sections => {
  const sections = new Map(cut.sections);
  cut.order.forEach((field, index) => {
    const isShort = reads.isExact(field) || SHORT_PROSE.includes(field);
    const text = textOf(cut.sections.get(field));
    if (!isShort || text === null) return;
    const isBeside = !text.startsWith("\n") && !isEmptyAt(cut, index - 1);
    if (!isBeside || (UNMISTAKABLE.includes(field) && standsBefore(cut, index, reads)))
      sections.set(field, { state: "tangled" });
  });
  return sections;
};

/**
 * Whether values stand before their labels somewhere and couldn't be matched: a title that is a date,
 * or a date that can't be read with one right above its label.
 */
export const isShifted = (cut: Cut, reads: Reads): boolean =>
  cut.order.some((field, index) =>
    SHORT_PROSE.includes(field) ? isNoProse(cut, field, reads) : isAboveLabel(cut, index, reads),
  );

/** The sections of such a text: no short prose is told from what belongs to the label below it. */
export const withoutShortProse = (sections: Sections): Sections =>
  new Map(
    [...sections].map(([field, section]) => [
      field,
      SHORT_PROSE.includes(field) ? { state: "tangled" } : section,
    ]),
  );

const isNoProse = (cut: Cut, field: SectionName, reads: Reads): boolean => {
  const text = textOf(cut.sections.get(field));
  return text !== null && NEVER_PROSE.some((other) => reads.canRead(other, text));
};

const isAboveLabel = (cut: Cut, index: number, reads: Reads): boolean => {
  const [field, before] = [cut.order[index], cut.order[index - 1]];
  if (field === undefined || before === undefined) return false;
  if (!UNMISTAKABLE.includes(field) || !SHORT_PROSE.includes(before)) return false;
  const text = textOf(cut.sections.get(field));
  if (text !== null && reads.canRead(field, text)) return false;
  return linesAtEnd(above(cut, index)).some((end) => reads.canRead(field, end));
};

/** The last line, the last two, and so on, without the next label's number on a line of its own. */
export const linesAtEnd = (text: string): readonly string[] => {
  const whole = text.trim().replace(/\n[\dIl]{1,2}[.)]$/, "");
  const lines = whole.split("\n").slice(-MOST_LINES);
  return lines.map((_, index) => lines.slice(index).join("\n"));
};

/** Whether the text above a label ends in what could be its value, and is no other field's. */
const standsBefore = (cut: Cut, index: number, reads: Reads): boolean => {
  const [field, before] = [cut.order[index], cut.order[index - 1]];
  const text = above(cut, index);
  if (field === undefined) return false;
  if (before !== undefined && reads.isExact(before) && reads.canRead(before, text)) return false;
  return [...linesAtEnd(text), ...wordsAtEnd(text)].some((end) => reads.canRead(field, end));
};

const wordsAtEnd = (text: string): readonly string[] => {
  const words = text.slice(-200).trim().split(/\s+/).slice(-MOST_WORDS);
  return words.map((_, index) => words.slice(index).join(" "));
};

const above = (cut: Cut, index: number): string => {
  const before = cut.order[index - 1];
  return before === undefined ? cut.preamble : (textOf(cut.sections.get(before)) ?? "");
};

const isEmptyAt = (cut: Cut, index: number): boolean => {
  const field = cut.order[index];
  const section = field === undefined ? undefined : cut.sections.get(field);
  return section?.state === "whole" && (section.text.trim() === "" || section.holds === "onlyThat");
};

const textOf = (section: Section | undefined): string | null =>
  section?.state === "whole" || section?.state === "cut" ? section.text : null;
