import type { FoundLabel, LabelPattern } from "./labels.ts";
import type { StrayLabel } from "./layout.ts";

/**
 * Labels in the middle of lines, of fields that have none at the beginning of one. Written as labels
 * are, with capitals: "the closing date" is prose, and so is "The Venue was chosen".
 */
export const strayLabelsIn = (
  plain: string,
  found: readonly FoundLabel[],
  patterns: readonly LabelPattern[],
): readonly StrayLabel[] => {
  const known = new Set(found.map(({ field }) => field));
  return patterns
    .filter(({ field }) => !known.has(field))
    .flatMap((pattern) => straysOf(plain, pattern));
};

const straysOf = (plain: string, { field, insideLine }: LabelPattern): readonly StrayLabel[] =>
  [...plain.matchAll(insideLine)]
    .filter(({ 0: label, index }) => isWrittenAsLabel(label, plain, index))
    .map(({ index }) => ({ field, start: index }));

const isWrittenAsLabel = (label: string, plain: string, start: number): boolean => {
  const words = label.match(/\p{L}+/gu) ?? [];
  if (!words.every((word) => /^\p{Lu}/u.test(word) || small.test(word))) return false;
  const isProse =
    words.length === 1 &&
    (articleBefore.test(plain.slice(Math.max(0, start - 8), start + label.search(/\p{L}/u))) ||
      /^ \p{Ll}/u.test(plain.slice(start + label.length, start + label.length + 2)));
  return !isProse;
};

/** Written small within labels, "(s)" and "(ies)" among them. */
const small = /^(?:and|of|for|s|ies|l)$/;
const articleBefore = /(?:^|[\s(])(?:the|an?|this|its|our|of|in|and|or|with|by)\s$/i;
