import { readSignatory } from "../fields/prose.ts";

export type Closing = { readonly start: number; readonly signature: string };

/**
 * What shows that the last field is complete: the line on the procedures, or the signature. Looked
 * for after the last label's end.
 */
export const closingOf = (plain: string, lastValueStart: number): Closing | undefined => {
  const tail = plain.slice(lastValueStart);
  const procedures = onProcedures.exec(tail) ?? afterItsLineBreak.exec(tail);
  if (procedures !== null)
    return {
      start: lastValueStart + procedures.index,
      signature: afterSentence(tail.slice(procedures.index + procedures[0].length)),
    };
  const lastBlankLine = tail.lastIndexOf("\n\n");
  const signature = tail.slice(lastBlankLine);
  if (lastBlankLine < 0 || !readSignatory(signature).ok) return undefined;
  const value = tail.slice(0, lastBlankLine);
  // A value of one line stands beside its label: "Tokyo, Japan" above the signature is no name.
  if (value.trim().includes("\n") && nameBegun.test(value)) return undefined;
  return { start: lastValueStart + lastBlankLine, signature };
};

/** Two words with capitals, one that begins its line or sentence, or a title: a name may have begun. */
const nameBegun =
  /(?:(?:^|\n|[.!?]\s{1,2}|\p{Lu}[\p{L}\p{M}'’-]*[.,]?\s{1,2})\p{Lu}[\p{L}\p{M}'’-]*,?|\b(?:[DM]r|Mr?s|Prof|Ir|Engr?|Hon|H\.E|\p{Lu})\.)\s*$/u;

const onProcedures = /\n\s*please\s+refer\s+to\s+the\s+implementation\s+procedures/i;
/** The same where the line break before it was lost: it still begins a sentence. */
const afterItsLineBreak = /(?<=[.!?)])\s+Please\s+refer\s+to\s+the\s+implementation\s+procedures/;

/** A line break may have become a space, and a space a line break: the full stop alone counts. */
const afterSentence = (text: string): string => {
  const end = /\.(?=\s|$)/.exec(text) ?? /\n\n/.exec(text);
  return end === null ? "" : text.slice(end.index + end[0].length);
};
