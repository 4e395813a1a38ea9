import { expect, test } from "vitest";
import { textOfPage } from "../../src/documents/page-layout.ts";
import { onThisMachine } from "../helpers/on-this-machine.ts";

const item = (str: string, x: number, y: number) => ({ str, x, y, width: 30, fontSize: 10 });

/** Rows of a label and a value; the values begin within half a point of each other. */
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, row) => [
    item(`L${row}`, 70, 30 * (count - row)),
    item(`V${row}`, 250 + (row % 5) / 10, 30 * (count - row)),
  ]).flat();

test("30,000 rows of two columns take a moment, and each label keeps its value", () => {
  const begun = performance.now();
  const lines = textOfPage(rowsOf(30_000)).split("\n");
  expect(performance.now() - begun).toBeLessThan(onThisMachine(3_000));
  expect(lines).toHaveLength(30_000);
  expect(lines.slice(0, 2)).toEqual(["L0\tV0", "L1\tV1"]);
});

test("200,000 pieces without any space between their lines are one block, and no fault", () => {
  const pieces = Array.from({ length: 200_000 }, (_, row) => [
    item("a", 70, -12 * row),
    item("b", 250, -12 * row),
  ]).flat();
  expect(textOfPage(pieces)).toContain("a\tb");
});

test("the column of the values is where most rows have their second piece, not the first such place", () => {
  const page = [
    item("Reference", 70, 900),
    item("aside", 400, 900),
    item("Date", 70, 860),
    item("aside", 400, 860),
    ...["Title", "Venue", "Timing"].flatMap((label, row) => [
      item(label, 70, 800 - 40 * row),
      item("of two", 250, 800 - 40 * row),
      item("lines", 250, 788 - 40 * row),
    ]),
  ];
  expect(textOfPage(page)).toContain("Title\tof two\nlines\nVenue\tof two");
});
