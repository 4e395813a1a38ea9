import { plainText, withoutMarkup } from "../fields/plain-text.ts";
import { beginsWithLabel } from "./cut.ts";

/**
 * A text that was pasted in pieces, cut between two lines, as it is asked for: the break of the line
 * is put back where it was lost. A piece as long as its input may have been cut there, through a
 * word: nothing is put behind it, unless a label follows, or a sentence ended and another begins.
 */
export const joinPieces = (pieces: readonly string[], longest: number): string =>
  pieces
    .filter((piece) => piece !== "")
    .reduce((text, piece, index, all) => {
      const isFull = all[index - 1]?.length === longest;
      return text + (lostLineBreak(text, piece, isFull) ? "\n" : "") + piece;
    }, "");

/** Characters, with a quoted mail's marks. */
const LONGEST_LABEL = 200;

const lostLineBreak = (before: string, after: string, isFull: boolean): boolean => {
  if (before === "" || /\s$/.test(before) || /^\s/.test(after)) return false;
  return (
    !isFull ||
    beginsWithLabel(withoutMarkup(plainText(after.slice(0, LONGEST_LABEL)))) ||
    (/[.!?]$/.test(before) && /^\p{Lu}/u.test(after))
  );
};
