import { allLabels, anyOf } from "./field-labels.ts";
import { overLines } from "./labels.ts";

/**
 * The text with the number of a label on the label's own line: "8." on the line above "Objectives",
 * or at its end, would pass for a value. Only where the labels' numbers count on to it or from it.
 */
export const withWholeNumbers = (plain: string): string => {
  const numbers = new Set([...plain.matchAll(numbered)].map(([, number]) => Number(number)));
  return plain.replace(torn, (found, before: string, number: string) =>
    numbers.has(Number(number) - 1) || numbers.has(Number(number) + 1)
      ? `${before.trim() === "" ? before : "\n"}${number}. `
      : found,
  );
};

const label = `${overLines(anyOf(allLabels))}(?=[ \\t\\n:]|$)`;
const numbered = new RegExp(`(?<![^\\s])(\\d{1,2})[.)]\\s{0,3}${label}`, "gi");
const torn = new RegExp(`(^|[ \\t]{1,2})(\\d{1,2})[.)][ \\t]*\\n{1,2}(?=${label})`, "gim");
