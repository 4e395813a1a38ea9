/**
 * What people wrote is drawn as they wrote it; what can't be seen, or hides what stands around it, is
 * spelled out ("[U+202E]"). See docs/decisions/text-without-markup.md.
 */
import { drawIsolates, isFromTheRight } from "../../words/isolated.ts";
import { drawCommands } from "../../words/typed-command.ts";

/**
 * Commands with what is typed in front of them here (before anything is cut, so that no half of a
 * mark is left), and isolates in the place of our marks.
 */
export const showHidden = (text: string, beforeCommand: string): string => {
  const withCommands = drawCommands(text, beforeCommand);
  const unixLines = withCommands.replaceAll("\r\n", "\n").replaceAll("\r", "\n");
  const shown = unixLines.replace(HIDDEN, (hidden, at: number) => {
    const before = unixLines.slice(Math.max(0, at - 3), at);
    const after = unixLines.slice(at + 1, at + 3);
    return KEPT.test(hidden) || joins(hidden, before, after) ? hidden : spelled(hidden);
  });
  return drawIsolates(shown);
};

/**
 * For what is read from the right and stands beside our own words: a full stop at its end would be
 * drawn at its beginning otherwise (FSI and PDI, UAX #9).
 */
export const isolated = (text: string): string =>
  isFromTheRight(text) ? `\u2068${text}\u2069` : text;

// A blank of Braille, and of marks on one letter those after the eighth: no script stacks as many
// (UAX #15, 15.1), and 150 of them cover the lines above and below, which are others'.
const HIDDEN =
  /\p{Cc}|\p{Cs}|\p{Default_Ignorable_Code_Point}|[\u2028\u2029\u2800\uFFF9-\uFFFB]|(?<=\p{M}{8})\p{M}/gu;
// Variation selectors choose an emoji's or an ideograph's form, also in people's names.
const KEPT = /[\t\n]|\p{Variation_Selector}/u;

const spelled = (hidden: string): string => {
  const code = hidden.codePointAt(0) ?? 0;
  return `[U+${code.toString(16).toUpperCase().padStart(4, "0")}]`;
};

const ZERO_WIDTH_JOINER = "\u200D";
const ZERO_WIDTH_NON_JOINER = "\u200C";

// Scripts in which the joiners change how a word is written (Unicode, chapters 9, 12 and 13).
const JOINING = [
  "Arabic",
  "Syriac",
  "Mongolian",
  "Devanagari",
  "Bengali",
  "Gurmukhi",
  "Gujarati",
  "Oriya",
  "Tamil",
  "Telugu",
  "Kannada",
  "Malayalam",
  "Sinhala",
  "Tibetan",
  "Myanmar",
  "Khmer",
]
  .map((script) => `\\p{Script=${script}}`)
  .join("");
const LETTER = `(?=[${JOINING}])[\\p{L}\\p{M}]`;
const ENDS_IN_LETTER = new RegExp(`(?:${LETTER})$`, "u");
const STARTS_WITH_LETTER = new RegExp(`^(?:${LETTER})`, "u");
const ENDS_IN_EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?$/u;
const STARTS_WITH_EMOJI = /^\p{Extended_Pictographic}/u;

const joins = (hidden: string, before: string, after: string): boolean => {
  if (hidden !== ZERO_WIDTH_JOINER && hidden !== ZERO_WIDTH_NON_JOINER) return false;
  const inWord = ENDS_IN_LETTER.test(before) && STARTS_WITH_LETTER.test(after);
  const inEmoji =
    hidden === ZERO_WIDTH_JOINER && ENDS_IN_EMOJI.test(before) && STARTS_WITH_EMOJI.test(after);
  return inWord || inEmoji;
};
