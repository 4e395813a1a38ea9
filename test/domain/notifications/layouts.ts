/** Texts laid out otherwise than they were, as copying from PDF, Word and mail does it. */
import fc from "../../helpers/fast-check.ts";

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

/** What stands on every page, and belongs to no field. */
const PAGE_NOISE = [
  "Page 2 of 3",
  "- 2 -",
  "ASIAN PRODUCTIVITY ORGANIZATION",
  "Tel: (81-3)3830-0411 Fax: (81-3)5840-5322",
  "www.apo-tokyo.org",
  "",
];

/** Of a text's length, all as likely; above 1 it is whole. Any double would mostly be near 0. */
export const shareUpTo = (most: number) =>
  fc.integer({ min: 0, max: most * 1000 }).map((thousandths) => thousandths / 1000);

/** How a text of rows was put together anew: all by shares of its length or by going round. */
export const rearrangements = fc.record({
  pairs: swaps,
  /** Rows put onto the end of the line before them, and with what between. */
  joins: fc.array(fc.tuple(fc.nat(), fc.constantFrom(" ", "  ", "\t", ". ", "; ", ": ")), {
    maxLength: 3,
  }),
  noise: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...PAGE_NOISE)), { maxLength: 4 }),
  begins: fc.constantFrom(0, 0, 0, 0.1, 0.3),
  ends: shareUpTo(1.5),
});

/** A label and all lines up to the next row, put in another's place; the last stays above the closing lines. */
const withBlocksSwapped = (text: string, pairs: readonly (readonly [number, number])[]): string => {
  const [head = "", ...blocks] = text.split(/\n(?=[^\t\n]*[^\s]\t\S)/);
  const last = blocks.pop();
  for (const [one, other] of blocks.length > 0 ? pairs : []) {
    const [first, second] = [one % blocks.length, other % blocks.length];
    [blocks[first], blocks[second]] = [blocks[second] ?? "", blocks[first] ?? ""];
  }
  return [head, ...blocks, ...(last === undefined ? [] : [last])].join("\n");
};

type Rearrangement = typeof rearrangements extends fc.Arbitrary<infer One> ? One : never;

export const rearranged = (text: string, chosen: Rearrangement): string => {
  let lines = withBlocksSwapped(text, chosen.pairs).split("\n");
  for (const [at, noise] of chosen.noise) lines.splice(at % (lines.length + 1), 0, noise);
  for (const [at, between] of chosen.joins) {
    const rows = lines.flatMap((line, index) => (index > 0 && /\S\t\S/.test(line) ? [index] : []));
    const row = rows[at % rows.length] ?? 0;
    if (row > 0) lines.splice(row - 1, 2, `${lines[row - 1]}${between}${lines[row]}`);
  }
  lines = lines.slice(Math.floor(lines.length * chosen.begins));
  const put = lines.join("\n");
  return put.slice(0, Math.floor(put.length * chosen.ends));
};
