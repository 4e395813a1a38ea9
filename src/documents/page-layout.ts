import {
  type Block,
  blocksOf,
  type Piece,
  piecesOf,
  rowsOf,
  type TextItem,
} from "./page-pieces.ts";

/**
 * The lines of a page from its pieces of text. Where the page has a table of two columns, a label's
 * cell and its value's cell come together, however many lines each of them has; elsewhere a line is
 * what stands on one height, with a tab for each wide gap.
 */
export const textOfPage = (items: readonly TextItem[]): string => {
  const pieces = piecesOf(items);
  const column = secondColumn(pieces);
  if (column === null) return linesOf(pieces);
  const isLabel = (piece: Piece): boolean => piece.x < column - TOLERANCE;
  const labels = blocksOf(pieces.filter(isLabel));
  const values = blocksOf(pieces.filter((piece) => !isLabel(piece)));
  return rowsOfCells(labels, values)
    .toSorted((one, other) => other.top - one.top)
    .map(({ text }) => text)
    .join("\n");
};

/** Points: cells of a column begin on the same place, give or take an italic letter. */
const TOLERANCE = 3;

/** Where at least two rows have their second piece: the column of the values. */
const secondColumn = (pieces: readonly Piece[]): number | null => {
  const starts = rowsOf(pieces).flatMap((row) => row.slice(1, 2).map(({ x }) => x));
  const times = timesNear(starts);
  let most: number | null = null;
  for (const x of starts)
    if (most === null || (times.get(x) ?? 0) > (times.get(most) ?? 0)) most = x;
  return most !== null && (times.get(most) ?? 0) >= 2 ? most : null;
};

/** How many of them begin on the same place as each, itself included. */
const timesNear = (starts: readonly number[]): ReadonlyMap<number, number> => {
  const sorted = starts.toSorted((one, other) => one - other);
  const times = new Map<number, number>();
  let [first, end] = [0, 0];
  for (const x of sorted) {
    while (x - (sorted[first] ?? x) > TOLERANCE) first += 1;
    while (end < sorted.length && (sorted[end] ?? x) - x <= TOLERANCE) end += 1;
    times.set(x, end - first);
  }
  return times;
};

type Row = { readonly top: number; readonly text: string };

/** Cells at the same height are one row; where more than two overlap, it is line by line. */
const rowsOfCells = (labels: readonly Block[], values: readonly Block[]): readonly Row[] => {
  const rows: Row[] = [];
  const areLabels = new Set(labels);
  for (const group of overlapping([...labels, ...values])) {
    // From top to bottom: the first one is the highest.
    const top = group[0]?.top ?? 0;
    const own = group.filter((block) => areLabels.has(block));
    const [label] = own;
    const [value] = group.filter((block) => !areLabels.has(block));
    const isPair = group.length === 2 && own.length === 1;
    const pieces = group.flatMap((block) => block.pieces);
    rows.push({
      top,
      text:
        isPair && label !== undefined && value !== undefined
          ? `${textOf(label).replaceAll("\n", " ")}\t${textOf(value)}`
          : linesOf(pieces),
    });
  }
  return rows;
};

const textOf = ({ pieces }: Block): string => linesOf(pieces);

const linesOf = (pieces: readonly Piece[]): string =>
  rowsOf(pieces)
    .map((row) => row.map(({ text }) => text).join("\t"))
    .join("\n");

const overlapping = (blocks: readonly Block[]): readonly (readonly Block[])[] => {
  const groups: Block[][] = [];
  let bottom = Number.NEGATIVE_INFINITY;
  for (const block of blocks.toSorted((one, other) => other.top - one.top)) {
    const last = groups.at(-1);
    if (last !== undefined && block.top > bottom) {
      last.push(block);
      bottom = Math.min(bottom, block.bottom);
    } else {
      groups.push([block]);
      bottom = block.bottom;
    }
  }
  return groups;
};
