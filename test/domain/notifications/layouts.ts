/** Texts laid out otherwise than they were, as copying from PDF, Word and mail does it. */
import fc from "fast-check";

const SPACES = [" ", "  ", "\u00a0", "\u2009", "\u202f", "\u3000", "\u00a0 ", " \u200b"];
const TABS = ["\t", "\t\t", " \t", "\t "];
const BREAKS = ["\n", "\r\n", "\r", "\u2028", "\u2029", "\u0085", "\f", "\v", " \n", "\n\t"];
const BLANK_LINES = ["\n\n", "\r\n\r\n", "\r\r", "\n\u00a0\n\n", "\u2029\u2029", "\f\n"];
const ANY = [...SPACES, ...TABS, ...BREAKS, ...BLANK_LINES];

/** What may stand in place of a run of white space. */
type Others = (run: string) => readonly string[];

const isBreak = (run: string): boolean => run.includes("\n");

/** White space of the same kind: nothing is lost, and nothing read may change. */
export const ofItsKind: Others = (run) => {
  if (isBreak(run)) return run.length > 1 ? BLANK_LINES : BREAKS;
  return run.includes("\t") ? TABS : SPACES;
};

/** The same, with spaces and tabs for each other. */
export const spacesAndTabs: Others = (run) =>
  isBreak(run) ? ofItsKind(run) : [...SPACES, ...TABS];

/** Any run for any other: lines torn apart, put together, columns lost and invented. */
export const anyWhiteSpace: Others = () => ANY;

/** The worst of it for labels and values that stand apart: lines put together. */
export const lostLineBreaks: Others = (run) => (isBreak(run) ? SPACES : [run]);

/** Each run's choice, going round; 0 leaves it as it is. From every run changed to one in ten. */
export const choices = fc
  .constantFrom(0, 1, 3, 9)
  .chain((kept) =>
    fc.array(
      fc.oneof(
        { weight: kept, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 840 }) },
      ),
      { minLength: 20, maxLength: 90 },
    ),
  );

export const laidOut = (text: string, chosen: readonly number[], others: Others): string => {
  let at = 0;
  return text.replace(/\s+/g, (run) => {
    const choice = chosen[at++ % chosen.length] ?? 0;
    const instead = others(run);
    return choice === 0 ? run : (instead[choice % instead.length] ?? run);
  });
};

export const swaps = fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 5 });

/** Lines of a label and its value, put in each other's places. */
export const reordered = (text: string, pairs: readonly (readonly [number, number])[]): string => {
  const lines = text.split("\n");
  const rows = lines.flatMap((line, index) => (/\S\t\S/.test(line) ? [index] : []));
  for (const [one, other] of pairs) {
    const [first, second] = [rows[one % rows.length] ?? 0, rows[other % rows.length] ?? 0];
    [lines[first], lines[second]] = [lines[second] ?? "", lines[first] ?? ""];
  }
  return lines.join("\n");
};
