import { readSignatory } from "./prose.ts";

export type Closing = { readonly start: number; readonly signature: string };

/**
 * What shows that the last field is complete: the line on the procedures, or the signature. Looked
 * for after the last label's end.
 */
export const closingOf = (plain: string, lastValueStart: number): Closing | undefined => {
  const tail = plain.slice(lastValueStart);
  const procedures = /\n\s*please\s+refer\s+to\s+the\s+implementation\s+procedures/i.exec(tail);
  if (procedures !== null)
    return {
      start: lastValueStart + procedures.index,
      signature: afterSentence(tail.slice(procedures.index + procedures[0].length)),
    };
  const lastBlankLine = tail.lastIndexOf("\n\n");
  const signature = tail.slice(lastBlankLine);
  if (lastBlankLine < 0 || !readSignatory(signature).ok) return undefined;
  return { start: lastValueStart + lastBlankLine, signature };
};

const afterSentence = (text: string): string => {
  const end = /\.\n|\n\n/.exec(text);
  return end === null ? "" : text.slice(end.index + end[0].length);
};
