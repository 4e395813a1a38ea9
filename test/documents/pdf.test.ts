import { describe, expect, test } from "vitest";
import { MAX_FILE_BYTES, textFromFile } from "../../src/documents/text.ts";
import { notificationIn } from "../domain/notifications/samples.ts";
import { makePdf, type Placed } from "./make-pdf.ts";

const LABELS_X = 70;
const VALUES_X = 250;

/** A table of two columns; a row is as high as its higher cell, and `gap` points stand below it. */
const table = (
  rows: readonly (readonly [label: readonly string[], value: readonly string[]])[],
  { gap = 8, isCentred = false } = {},
): readonly Placed[] => {
  let y = 800;
  return rows.flatMap(([label, value]) => {
    const lines = Math.max(label.length, value.length);
    const cell = (texts: readonly string[], x: number): readonly Placed[] =>
      texts.map((text, line) => ({
        text,
        x,
        y: y - 13 * line - (isCentred ? (13 * (lines - texts.length)) / 2 : 0),
      }));
    const placed = [...cell(label, LABELS_X), ...cell(value, VALUES_X)];
    y -= 13 * lines + gap;
    return placed;
  });
};

const layoutA = [
  [["1. Project Code"], ["14-IN-49-GE-TRC-B"]],
  [["2. Title"], ["Training Course on Energy Efficiency for Those Who", "Advise Small Firms"]],
  [["3. Timing and Duration"], ["24–28 November 2014 (five days)"]],
  [["4. Venue"], ["Jakarta, Indonesia"]],
  [
    ["5. Implementing", "Organization(s)"],
    ["Ministry of Manpower,", "Directorate for", "productivity"],
  ],
  [["6. Number of Overseas", "Participants"], ["Up to eighteen (18)"]],
  [["8. Closing Date for", "Nominations"], ["1 October 2014"]],
  [["9. Objectives"], ["To see where the energy goes,", "and what saving it costs."]],
  [["10. Financial Arrangements"], ["As in the years before."]],
] as const;

const expected = {
  projectCode: "14-IN-49-GE-TRC-B",
  title: "Training Course on Energy Efficiency for Those Who Advise Small Firms",
  timing: { startsOn: "2014-11-24", endsOn: "2014-11-28" },
  venues: "Jakarta, Indonesia",
  implementingOrganizations: "Ministry of Manpower, Directorate for productivity",
  overseasParticipants: { total: 18 },
  closingDates: ["2014-10-01"],
  objectives: "To see where the energy goes, and what saving it costs.",
};

const textIn = async (pages: readonly (readonly Placed[])[]): Promise<string> => {
  const text = await textFromFile("notification.pdf", makePdf(pages));
  if (!text.ok) throw new Error(`refused: ${text.refusal.kind}`);
  return text.value;
};

describe("a PDF", () => {
  test("of lines gives its lines, and a wide gap is a tab", async () => {
    const page = [
      { text: "PROJECT NOTIFICATION", x: 200, y: 800 },
      { text: "Reference", x: 70, y: 770 },
      { text: "No.: 36", x: 124, y: 770 },
      { text: "(aside)", x: 400, y: 770 },
    ];
    expect(await textIn([page, [{ text: "page two", x: 70, y: 800 }]])).toBe(
      "PROJECT NOTIFICATION\nReference No.: 36\t(aside)\npage two",
    );
  });

  test.each([
    ["labels at the top of their rows", {}],
    ["labels in the middle of their rows", { isCentred: true }],
    ["no room between the rows", { gap: 0 }],
  ])("with cells of several lines is read as its notification (%s)", async (_, options) => {
    const heading = { text: "PROJECT NOTIFICATION", x: 220, y: 825 };
    const read = notificationIn(await textIn([[heading, ...table(layoutA, options)]]));
    expect(read).toMatchObject(expected);
  });

  test("is known by its first bytes, under any name", async () => {
    const bytes = makePdf([[{ text: "Title", x: 70, y: 800 }]]);
    expect(await textFromFile("notification.txt", bytes)).toEqual({ ok: true, value: "Title" });
    expect(bytes.length).toBeGreaterThan(0);
  });

  const lines = (count: number) => Array.from({ length: count }, () => [{ text: "x", x: 9, y: 9 }]);
  test.each([
    ["locked with a password", makePdf(lines(1), { isLocked: true }), "encrypted"],
    ["cut off in its head", makePdf(lines(1)).slice(0, 40), "damaged"],
    ["a promise of its name only", new TextEncoder().encode("text"), "damaged"],
    ["of pictures", makePdf([[]]), "noText"],
    ["of 51 pages", makePdf(lines(51)), "tooManyPages"],
    ["larger than 10 MiB", new Uint8Array(MAX_FILE_BYTES + 1), "tooLarge"],
  ])("%s is refused", async (_, bytes, kind) => {
    expect(await textFromFile("notification.pdf", bytes)).toMatchObject({
      ok: false,
      refusal: { kind },
    });
  });

  test("of 50 pages is read", async () => {
    expect((await textIn(lines(50))).split("\n")).toHaveLength(50);
  });
});
