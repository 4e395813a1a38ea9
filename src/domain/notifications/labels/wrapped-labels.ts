import { allLabels, anyOf, NUMBER, type Phrase, phrasePattern } from "./field-labels.ts";
import { spaced } from "./labels.ts";

/**
 * The text with every label on one line: a narrow column breaks a label over lines, and its value
 * may then stand beside or between its parts ("8. Closing Date for", "1 October 2014",
 * "Nominations"). Lines that begin with another label are no part of such a value.
 */
export const withWholeLabels = (plain: string): string => {
  let text = plain.replace(tornOrdinal, "$1 ");
  for (const { onLines, torn } of wrappedLabels) {
    text = text.replace(onLines, (label) => label.replace(/[ \t]*\n+/g, " "));
    for (const pattern of torn) text = withWholeLabel(text, pattern);
  }
  return text;
};

/** "Second" / "Closing Date for Application: …" is one of several dates, and no label of the only one. */
const tornOrdinal = /\b(first|second|third|fourth)[ \t]*\n+(?=closing\s+dates?\b)/gi;

type Split = { readonly head: Phrase; readonly tail: Phrase };

const splitsOf = (phrase: Phrase): readonly Split[] =>
  phrase
    .slice(1)
    .map((_, index) => ({ head: phrase.slice(0, index + 1), tail: phrase.slice(index + 1) }));

/** A table's cell seldom has more lines than that beside its label's. */
const MOST_LINES = 3;

const withWholeLabel = (text: string, pattern: RegExp): string =>
  text.replace(pattern, (whole, ...found) => {
    const part = found.at(-1) as { [name: string]: string | undefined };
    const { first = part.alone ?? "", beside = "", between = "", last = "", after = "" } = part;
    if (anyLabel.test(`${beside}\n${between}`)) return whole;
    // "1. Project Code" is no beginning of "Project Title".
    if ((anyLabel.exec(whole.split("\n", 1)[0] ?? "")?.[0].length ?? 0) > first.length)
      return whole;
    const value = [beside, between, after].map((text) => text.trim()).filter((text) => text !== "");
    return `${first} ${last}\t${value.join("\n")}`;
  });

const wrapped = ({ head, tail }: Split): RegExp => {
  // One word alone begins many a line: then nothing may stand beside it, or its number shows it.
  const number = head.length > 1 ? `${NUMBER}?` : NUMBER;
  const beside = "(?:[ \\t]+(?<beside>[^\\n]+))?";
  const first = `(?<first>${spaced(`${number}${phrasePattern(head)}`)})${beside}`;
  const alone = `(?<alone>${spaced(phrasePattern(head))})`;
  return new RegExp(
    `^(?:${first}|${alone})\\n(?<between>(?:[^\\n]*\\n){0,${MOST_LINES}}?)` +
      `(?<last>${spaced(phrasePattern(tail))})(?=[ \\t:]|$)[ \\t]*:?[ \\t]*(?<after>[^\\n]*)$`,
    "gim",
  );
};

// The heading is no value either: "PROJECT" may stand alone above the label "Title".
const anyLabel = new RegExp(
  `^(?:notification|${spaced(`${NUMBER}?${anyOf(allLabels)}`)})(?=[ \\t:]|$)`,
  "im",
);

/** Longest first: "Number of" begins the label of local participants as well. */
const wrappedLabels = allLabels
  .filter((phrase) => phrase.length > 1)
  .toSorted((one, other) => other.length - one.length)
  .map((phrase) => ({
    /** The words of a label on lines of their own, one after the other. */
    onLines: new RegExp(`^${spaced(NUMBER)}?${phrase.join("[ \\t]*\\n{0,2}")}(?=[ \\t:]|$)`, "gim"),
    torn: splitsOf(phrase).map(wrapped),
  }));
