/** Letters that may differ in a typo: one in short words, two in longer ones. */
const mostDifferences = (word: string): number => (word.length <= 4 ? 1 : 2);

/** The word that was probably meant; undefined when none is near. */
export const nearestWord = <Word extends string>(
  typed: string,
  words: readonly Word[],
): Word | undefined =>
  words
    // Each letter that it has more or less is a difference; and people may type very long words.
    .filter((word) => Math.abs(typed.length - word.length) <= mostDifferences(word))
    .map((word) => ({ word, distance: differences(typed.toLowerCase(), word) }))
    .filter(({ word, distance }) => distance <= mostDifferences(word))
    .sort((one, other) => one.distance - other.distance)[0]?.word;

/** Words for taking something away: near to one of them nothing else is meant. */
const UNDOING = [
  ...["cancel", "withdraw", "decline", "reject", "revoke", "remove", "delete", "discard"],
  ...["unsubscribe", "leave", "reset", "erase", "stop", "off", "undo"],
];

/** The same, unless it may be meant to take something away: that is never suggested or mistaken. */
export const nearestHarmless = <Word extends string>(
  typed: string,
  words: readonly Word[],
): Word | undefined => {
  const nearest = nearestWord(typed, [...UNDOING, ...words]);
  return words.find((word) => word === nearest && !UNDOING.includes(word));
};

/** Letters added, left out, changed or swapped with their neighbour (optimal string alignment). */
const differences = (one: string, other: string): number => {
  const table: number[][] = [];
  const at = (row: number, column: number): number =>
    table[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 0; row <= one.length; row += 1) {
    table.push([]);
    for (let column = 0; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      table[row]?.push(
        row === 0 || column === 0
          ? row + column
          : Math.min(
              at(row - 1, column) + 1,
              at(row, column - 1) + 1,
              at(row - 1, column - 1) + (same ? 0 : 1),
              swapped ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
            ),
      );
    }
  }
  return at(one.length, other.length);
};
