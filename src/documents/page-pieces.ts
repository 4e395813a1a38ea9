/** A piece of text as a PDF places it; points, from the bottom left corner. */
export type TextItem = {
  readonly str: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly fontSize: number;
};

/** What stands together on one height without a wide gap. */
export type Piece = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
};

/** Lines below each other at the distance of a paragraph's lines: a cell, or a paragraph. */
export type Block = {
  readonly pieces: readonly Piece[];
  readonly top: number;
  readonly bottom: number;
};

/** In parts of the letters' size: more than a space between two words, less than between columns. */
const WIDE_GAP = 1.2;
const SPACE = 0.15;
/** Lines of a paragraph stand 1.0 to 1.4 times the letters' size apart; cells have room around them. */
const LINE_DISTANCE = 1.45;
const SAME_HEIGHT = 0.35;

export const piecesOf = (items: readonly TextItem[]): readonly Piece[] =>
  rowsOf(
    items
      .filter(({ str }) => str.trim() !== "")
      .map(({ str, x, y, width, fontSize }) => ({
        text: str,
        x,
        y,
        size: fontSize || 10,
        end: x + width,
      })),
  ).flatMap(joinRow);

type Placed = Piece & { readonly end: number };

const joinRow = (row: readonly Placed[]): readonly Piece[] => {
  const joined: Placed[] = [];
  for (const next of row) {
    const last = joined.at(-1);
    const gap = last === undefined ? 0 : (next.x - last.end) / next.size;
    if (last === undefined || gap > WIDE_GAP) joined.push(next);
    else {
      const text = `${last.text}${gap > SPACE ? " " : ""}${next.text}`;
      joined[joined.length - 1] = { ...last, text, end: Math.max(last.end, next.end) };
    }
  }
  return joined.map(({ text, x, y, size }) => ({ text: text.trim(), x, y, size }));
};

/** From top to bottom, each from left to right. */
export const rowsOf = <One extends Piece>(pieces: readonly One[]): readonly (readonly One[])[] => {
  const rows: One[][] = [];
  for (const piece of pieces.toSorted((one, other) => other.y - one.y)) {
    const row = rows.at(-1);
    const first = row?.[0];
    const isSame =
      first && Math.abs(first.y - piece.y) <= SAME_HEIGHT * Math.max(first.size, piece.size);
    if (row !== undefined && isSame) row.push(piece);
    else rows.push([piece]);
  }
  return rows.map((row) => row.toSorted((one, other) => one.x - other.x));
};

export const blocksOf = (pieces: readonly Piece[]): readonly Block[] => {
  const blocks: Piece[][] = [];
  for (const piece of pieces.toSorted((one, other) => other.y - one.y)) {
    const last = blocks.at(-1)?.at(-1);
    const isNear = last !== undefined && last.y - piece.y <= LINE_DISTANCE * piece.size;
    if (isNear) blocks.at(-1)?.push(piece);
    else blocks.push([piece]);
  }
  return blocks.map((block) => ({
    pieces: block,
    // One by one: a call takes only some ten thousand arguments.
    top: block.reduce((top, { y, size }) => Math.max(top, y + 0.8 * size), -Infinity),
    bottom: block.reduce((bottom, { y, size }) => Math.min(bottom, y - 0.2 * size), Infinity),
  }));
};
