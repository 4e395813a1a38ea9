import type { SectionName } from "./layout.ts";

/** A label where it stands: the label begins at `start`, its value at `valueStart`. */
export type FoundLabel = {
  readonly field: SectionName;
  readonly start: number;
  readonly valueStart: number;
};

/** How a label may be spelt, as a pattern in which a space stands for tabs and spaces, " ?" also for none. */
export type LabelPatterns = { readonly [Name in SectionName]?: string };

/**
 * Labels at the beginnings of lines, in any case, in the order in which they stand. A label with a
 * tab, a colon or nothing after it is surer than one with a single space: where a field has both,
 * the other is prose that happens to begin a line with that word; so is one in small letters where
 * another has a capital.
 */
export const findLabels = (plain: string, patterns: LabelPatterns): readonly FoundLabel[] =>
  (Object.keys(patterns) as SectionName[])
    .flatMap((field) => surest(candidates(plain, field, patterns[field] ?? "")))
    .sort((one, other) => one.start - other.start);

type Candidate = FoundLabel & { readonly isSure: boolean; readonly isCapital: boolean };

const candidates = (plain: string, field: SectionName, pattern: string): readonly Candidate[] =>
  [...plain.matchAll(labelAtLineStart(pattern))].flatMap((found) => {
    const { label = "", gap = "" } = found.groups ?? {};
    const valueStart = found.index + found[0].length;
    const after = plain.slice(valueStart, valueStart + 1);
    if (!/[:\t]/.test(gap) && isPlainWord(label, after)) return [];
    const isSure = /[:\t]|\s\s/.test(gap) || after === "" || after === "\n";
    const isCapital = /^[^\p{L}]*\p{Lu}/u.test(label);
    return [{ field, start: found.index, valueStart, isSure, isCapital }];
  });

const labelAtLineStart = (pattern: string): RegExp =>
  new RegExp(`^(?<label>${spaced(pattern)})(?=[ \\t:]|$)(?<gap>[ \\t]*:?[ \\t]*)`, "gim");

/** A label's pattern as a regular expression's source. */
export const spaced = (pattern: string): string =>
  pattern.replace(/ \??/g, (space) => (space === " " ? "[ \\t]+" : "[ \\t]*"));

/** The same where lines may break between its words. */
export const overLines = (pattern: string): string =>
  pattern.replace(/ \??/g, (space) => (space === " " ? "\\s+" : "\\s*"));

/** "topics" in a sentence, or "Topics may be chosen": one word, with prose before or after it. */
const isPlainWord = (label: string, after: string): boolean =>
  !/\s/.test(label) && (/^\p{Ll}/u.test(label) || /^\p{Ll}/u.test(after));

const surest = (found: readonly Candidate[]): readonly Candidate[] => {
  const sure = found.filter(({ isSure }) => isSure);
  const kept = sure.length > 0 ? sure : found;
  const capital = kept.filter(({ isCapital }) => isCapital);
  return capital.length > 0 ? capital : kept;
};
