import type { DestinationStream } from "pino";

/** Of a line of the log: whoever reads it, or stores it, can rely on it. */
const LONGEST_BYTES = 4 * 1024;
/** How long a text may be in a line that has too much of it, tried in this order. */
const TEXT_LENGTHS = [1000, 300, 100, 30];
/** What says which line it is, when even that is too long. */
const LEFT = ["level", "time", "pid", "hostname", "name", "call", "msg"];

/** Shortens the texts of a line that is too long; it stays a line of JSON. */
export const boundedLines = (into: DestinationStream): DestinationStream => ({
  write: (line) => into.write(isShort(line) ? line : shortened(line)),
});

const isShort = (line: string): boolean =>
  line.length * 3 <= LONGEST_BYTES || Buffer.byteLength(line) <= LONGEST_BYTES;

const shortened = (line: string): string => {
  const facts: Record<string, unknown> = JSON.parse(line);
  for (const length of TEXT_LENGTHS) {
    const shorter = withTextsOf(length, { ...facts, shortened: true });
    if (isShort(shorter)) return shorter;
  }
  const left = Object.fromEntries(LEFT.map((key) => [key, facts[key]]));
  return withTextsOf(100, { ...left, shortened: true });
};

const withTextsOf = (length: number, facts: object): string => {
  const cut = (_: string, value: unknown): unknown =>
    typeof value === "string" && value.length > length ? `${value.slice(0, length)}…` : value;
  return `${JSON.stringify(facts, cut)}\n`;
};
