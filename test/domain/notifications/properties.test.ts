/** What holds for every fixture of every layout and kind, however it was copied. */
import { readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Amendment, Notification } from "../../../src/domain/notifications/notification.ts";
import { readNotification } from "../../../src/domain/notifications/read-notification.ts";
import { fixture, members, sampleText } from "./samples.ts";

type Read = Notification | Amendment;

const reading = (text: string): Read | undefined => {
  const read = readNotification(text, members);
  return read.ok ? read.value : undefined;
};

const known = readdirSync(new URL("../../fixtures/notifications/", import.meta.url))
  .filter((name) => name.endsWith(".txt"))
  .map((name) => ({ name, text: fixture(name) }))
  .concat({ name: "sample-notification.txt", text: sampleText })
  .map((one) => ({ ...one, full: reading(one.text) }));

const readable = known.flatMap(({ full, ...one }) => (full ? [{ ...one, full }] : []));
const refused = known.filter(({ full }) => full === undefined);

const EXACT = ["issuedOn", "timing", "closingDates", "projectCode", "amends", "number"] as const;

/** Dates, codes and numbers that are neither the whole text's nor null with a warning. */
const wrongIn = (read: Read | undefined, full: Read): readonly string[] => {
  if (read === undefined) return [];
  const [here, whole] = [read, full] as readonly Record<string, unknown>[];
  const warned = new Set<string>(read.warnings.map(({ field }) => field));
  return EXACT.filter((field) => {
    const value = here?.[field];
    if (value === undefined || whole?.[field] === undefined) return false;
    if (value === null) return !warned.has(field);
    return JSON.stringify(value) !== JSON.stringify(whole[field]);
  });
};

const expectNothingWrong = (text: string, full: Read): void => {
  const wrong = wrongIn(reading(text), full);
  if (wrong.length > 0) expect.fail(`${wrong.join()} in ${JSON.stringify(text)}`);
};

/** Each white space becomes another one, the choice going round in `pattern`. */
const laidOut = (text: string, pattern: readonly number[], others: Readonly<Others>): string => {
  let at = 0;
  return text.replace(/[ \t\n]/g, (space) => {
    const choices = others[space as keyof Others];
    at += 1;
    return choices[(pattern[at % pattern.length] ?? 0) % choices.length] ?? space;
  });
};

type Others = Record<" " | "\t" | "\n", readonly string[]>;

/** What copying does to a text and leaves its lines as they are. */
const GENTLE: Others = {
  " ": [" ", "  ", "\u00a0", "\u2009", "\u202f", " \u200b"],
  "\t": ["\t", "\t\t", " \t", "\t "],
  "\n": ["\n", "\r\n", " \n", "\n\t"],
};

/** What it does at its worst: columns lost or invented, lines torn apart. */
const ROUGH: Others = {
  " ": [" ", "  ", "\u00a0", "\t", " ", "\n", "\r\n"],
  "\t": ["\t", " ", "    ", "\n", "\r\n", "\t\t"],
  "\n": ["\n", "\r\n", "\n\n", " \n\t", "\n\u00a0\n\n"],
};

const pattern = fc.array(fc.nat(41), { minLength: 1, maxLength: 40 });

test("there are fixtures of every kind", () => {
  expect(readable.length).toBeGreaterThanOrEqual(19);
  expect(new Set(readable.map(({ full }) => full.kind))).toEqual(
    new Set(["notification", "addendum", "revision"]),
  );
  expect(refused.map(({ name }) => name).sort()).toEqual([
    "implementation-plan.txt",
    "pancakes.txt",
  ]);
});

describe("white space of any kind", () => {
  test.each(readable)("that leaves the lines of $name alone changes nothing", ({ text, full }) => {
    fc.assert(
      fc.property(pattern, (choices) => {
        expect(reading(laidOut(text, choices, GENTLE))).toEqual(full);
      }),
      { numRuns: 15 },
    );
  });

  test.each(readable)(
    "that tears the lines of $name apart never gives another date, code or number",
    ({ text, full }) => {
      fc.assert(
        fc.property(pattern, (choices) => {
          expectNothingWrong(laidOut(text, choices, ROUGH), full);
        }),
        { numRuns: 25 },
      );
    },
  );

  test.each(refused)("makes no notification of $name", ({ text }) => {
    fc.assert(
      fc.property(pattern, (choices) => {
        expect(reading(laidOut(text, choices, GENTLE))).toBeUndefined();
      }),
      { numRuns: 15 },
    );
  });
});

describe("cut off anywhere and laid out roughly", () => {
  test.each(readable)("$name never gives another date, code or number", ({ text, full }) => {
    fc.assert(
      fc.property(pattern, fc.double({ min: 0, max: 1, noNaN: true }), (choices, share) => {
        const rough = laidOut(text, choices, ROUGH);
        expectNothingWrong(rough.slice(0, Math.floor(rough.length * share)), full);
      }),
      { numRuns: 25 },
    );
  });
});
