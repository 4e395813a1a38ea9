import type { Section, SectionName } from "../labels/layout.ts";
import type { Reads } from "./match-lines.ts";

/** A notification issued anew has about as many labels as the first one, and no columns. */
const LABELS_OF_A_WHOLE_ONE = 7;

/**
 * The sections of an amendment with the values that they give now. A row of three columns has the
 * old value and the new one; without a heading that says which is which, neither is taken. A tab
 * inside a value makes no column: both sides of it would be values.
 */
export const newValuesIn = (
  sections: readonly (readonly [SectionName, Section])[],
  changes: string,
  reads: Reads,
): readonly (readonly [SectionName, Section])[] => {
  const isWhole = sections.length >= LABELS_OF_A_WHOLE_ONE;
  return sections.map(([field, section]) => {
    const columns = columnsOf(section);
    const areValues = reads.isExact(field)
      ? columns.every((column) => reads.canRead(field, column) && !goesOn.test(column))
      : !isWhole;
    return [field, newValueIn(section, changes, !areValues)];
  });
};

/** "31 March 2023;" is followed by another date of the same list. */
const goesOn = /[;,]\s*$/;

const columnsOf = (section: Section): readonly string[] =>
  section.state === "whole" || section.state === "cut" ? section.text.trim().split(/\t+/) : [];

const newValueIn = (section: Section, changes: string, isOneValue: boolean): Section => {
  if (section.state !== "whole" && section.state !== "cut") return section;
  const [, now, ...others] = columnsOf(section);
  if (now !== undefined && headingOfColumns.test(changes))
    return others.length === 0 ? { ...section, text: now } : { state: "tangled" };
  if (now !== undefined && !isOneValue) return { state: "tangled" };
  if (lostColumns.test(changes) || twoDays.test(section.text)) return { state: "tangled" };
  return { ...section, text: section.text.replace(/^\s*from (?=.*\bto\b)/is, "changed from ") };
};

const headingOfColumns =
  /^[^\n]*\b(?:original|previous|current|old|before|from)\b[^\n\t]*\t[^\n]*\b(?:revised|amended|new|after|to)\b[^\n]*$/im;

/** Such a heading above values that were copied without their tabs: old and new stand in one. */
const lostColumns =
  /\b(?:original|previous|current|old|before|from)\s+(?:revised|amended|new|after|to)\s/i;

/** "10 July 2015 24 July 2015" with nothing between them: an old and a new day, or two that hold. */
const twoDays = /\b20\d{2}\s+(?:\p{L}+,?\s+)?\d{1,2}\s+\p{L}+\.?,?\s+20\d{2}\b/u;
