import { plainText, withoutMarkup } from "../fields/plain-text.ts";
import { beginsWithLabel } from "./cut.ts";

/**
 * A text that was pasted in pieces, cut anywhere. Nothing is put between two pieces, since a cut may
 * go through a word; but where the break of a line was plainly lost at a cut (a label follows, or a
 * sentence ended and another begins), it is put back.
 */
export const joinPieces = (pieces: readonly string[]): string =>
  pieces
    .filter((piece) => piece !== "")
    .reduce((text, piece) => text + (lostLineBreak(text, piece) ? "\n" : "") + piece, "");

/** Characters, with a quoted mail's marks. */
const LONGEST_LABEL = 200;

const lostLineBreak = (before: string, after: string): boolean => {
  if (before === "" || /\s$/.test(before) || /^\s/.test(after)) return false;
  return (
    beginsWithLabel(withoutMarkup(plainText(after.slice(0, LONGEST_LABEL)))) ||
    (/[.!?]$/.test(before) && /^\p{Lu}/u.test(after))
  );
};
