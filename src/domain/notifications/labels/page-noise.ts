import { allLabels, anyOf } from "./field-labels.ts";
import { spaced } from "./labels.ts";

/**
 * The text without what stands on every page and belongs to no field: telephone and fax, page
 * numbers, and the letterhead.
 */
export const withoutPageNoise = (plain: string): string =>
  plain
    .split("\n")
    .filter((line) => !isNoise(line.replace(/\s+/g, " ")) || holdsLabel.test(line))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();

const isNoise = (line: string): boolean => noise.some((pattern) => pattern.test(line));

/** Its line break was lost: with the line a field would go. */
const holdsLabel = new RegExp(`\\s${spaced(anyOf(allLabels))}(?= ?[\\t:])`, "i");

const noise: readonly RegExp[] = [
  /^(?:(?:tele)?phone|(?:tele)?fax|facsimile|tel)\b[\s:.]*[\d(+]/i,
  /^(?:e-?mail|website|url)\s*:/i,
  /\b(?:phone|tel)\b.{0,40}\bfax\b/i,
  /^(?:https?:\/\/|www\.)\S+$/i,
  /^(?:page \d{1,3}(?: of \d{1,3})?|[-–—] ?\d{1,3} ?[-–—]|\d{1,3} ?\/ ?\d{1,3})$/i,
  /^asian product\S{0,8} organi[sz]ation$/i,
  /^(?:apo )?project notification$/i,
];
