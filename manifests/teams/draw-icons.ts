/**
 * Draws the icons of the Teams app: `npx tsx manifests/teams/draw-icons.ts`. Two rings, each through the
 * other: two organisations that work together. Teams wants one of 192 by 192 in colour, whose middle
 * of 96 by 96 it shows everywhere, and one of 32 by 32, white on nothing.
 */
import { writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";

type Colour = readonly [red: number, green: number, blue: number, alpha: number];

const NOTHING: Colour = [255, 255, 255, 0];
const WHITE: Colour = [255, 255, 255, 255];
/** The accent colour of the manifest, and Slack's background colour. */
const BLUE: Colour = [0x1f, 0x4e, 0x79, 255];
const GOLD: Colour = [0xf2, 0xb1, 0x34, 255];

interface Icon {
  readonly size: number;
  readonly ground: Colour;
  readonly left: Colour;
  readonly right: Colour;
  /** Of the middle of each ring's line, from the icon's middle. */
  readonly offset: number;
  readonly radius: number;
  readonly line: number;
  /** How much of the ground shows beside a ring that lies above the other. */
  readonly gap: number;
}

const colour: Icon = {
  size: 192,
  ground: BLUE,
  left: WHITE,
  right: GOLD,
  offset: 18,
  radius: 25.5,
  line: 9,
  gap: 3,
};
const outline: Icon = {
  size: 32,
  ground: NOTHING,
  left: WHITE,
  right: WHITE,
  offset: 6,
  radius: 8.5,
  line: 2.4,
  gap: 1.4,
};

/** The colour at a point, measured from the icon's middle; the rings cross above and below it. */
const colourAt = (x: number, y: number, icon: Icon): Colour => {
  const { offset, radius, line, gap, ground, left, right } = icon;
  const fromLine = (centre: number): number => Math.abs(Math.hypot(x - centre, y) - radius);
  const rings = [
    { far: fromLine(-offset), colour: left },
    { far: fromLine(offset), colour: right },
  ];
  const [above, below] = y < 0 ? rings : rings.toReversed();
  if (!above || !below) return ground;
  if (above.far <= line / 2) return above.colour;
  if (above.far <= line / 2 + gap) return ground;
  return below.far <= line / 2 ? below.colour : ground;
};

/** Points a pixel's side, for smooth edges. */
const FINE = 8;

const pixel = (column: number, row: number, icon: Icon): readonly number[] => {
  const points = Array.from({ length: FINE * FINE }, (_, index) => {
    const x = column + ((index % FINE) + 0.5) / FINE - icon.size / 2;
    const y = row + (Math.floor(index / FINE) + 0.5) / FINE - icon.size / 2;
    return colourAt(x, y, icon);
  });
  return [0, 1, 2, 3].map((part) =>
    Math.round(points.reduce((sum, point) => sum + (point[part] ?? 0), 0) / points.length),
  );
};

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

/** Eight bits a part, red, green, blue and alpha; no line is predicted from another. */
const png = (icon: Icon): Buffer => {
  const places = Array.from({ length: icon.size }, (_, place) => place);
  const lines = places.map((row) =>
    Buffer.from([0, ...places.flatMap((column) => pixel(column, row, icon))]),
  );
  const head = Buffer.alloc(13);
  head.writeUInt32BE(icon.size, 0);
  head.writeUInt32BE(icon.size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.concat(lines), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};

writeFileSync(new URL("color.png", import.meta.url), png(colour));
writeFileSync(new URL("outline.png", import.meta.url), png(outline));
