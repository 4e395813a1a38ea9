import type { SectionName } from "./layout.ts";

/** A label where it stands: the label begins at `start`, its value at `valueStart`. */
export type FoundLabel = {
  readonly field: SectionName;
  readonly start: number;
  readonly valueStart: number;
};

/** How a field's label may be spelt. */
export type LabelPattern = {
  readonly field: SectionName;
  readonly atLineStart: RegExp;
  readonly insideLine: RegExp;
};

/** Of a pattern in which a space stands for tabs and spaces, " ?" also for none. */
export const labelPattern = (field: SectionName, pattern: string): LabelPattern => ({
  field,
  atLineStart: new RegExp(
    `^(?<label>${spaced(pattern)})(?=[ \\t:]|$)(?<gap>[ \\t]*:?[ \\t]*)`,
    "gim",
  ),
  insideLine: new RegExp(`(?<=[^\\n][ \\t])${overLines(pattern)}(?=[ \\t\\n:]|$)`, "gi"),
});

/**
 * Labels at the beginnings of lines, in any case, in the order in which they stand. A label with a
 * tab, a colon or nothing after it is surer than one with a single space: where a field has both,
 * the other is prose that happens to begin a line with that word; so is one in small letters where
 * another has a capital.
 */
export const findLabels = (
  plain: string,
  patterns: readonly LabelPattern[],
): readonly FoundLabel[] =>
  patterns
    .flatMap((pattern) => surest(candidates(plain, pattern)))
    .sort((one, other) => one.start - other.start);

type Candidate = FoundLabel & { readonly isSure: boolean; readonly isCapital: boolean };

const candidates = (plain: string, { field, atLineStart }: LabelPattern): readonly Candidate[] =>
  [...plain.matchAll(atLineStart)].flatMap((found) => {
    const { label = "", gap = "" } = found.groups ?? {};
    const valueStart = found.index + found[0].length;
    const after = plain.slice(valueStart, valueStart + 1);
    if (!/[:\t]/.test(gap) && isPlainWord(label, after)) return [];
    const isSure = /[:\t]|\s\s/.test(gap) || after === "" || after === "\n";
    const isCapital = /^[^\p{L}]*\p{Lu}/u.test(label);
    return [{ field, start: found.index, valueStart, isSure, isCapital }];
  });

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
