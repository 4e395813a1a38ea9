/**
 * What holds for every fixture of every layout and kind, however it was copied. BCN_PROPERTY_RUNS and
 * BCN_PROPERTY_SEED make more of it, and repeat it.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Amendment, Notification } from "../../../src/domain/notifications/notification.ts";
import { readNotification } from "../../../src/domain/notifications/read-notification.ts";
import {
  anyWhiteSpace,
  choices,
  laidOut,
  lostLineBreaks,
  ofItsKind,
  reordered,
  spacesAndTabs,
  swaps,
} from "./layouts.ts";
import { fixture, members, sampleText } from "./samples.ts";

type Read = Notification | Amendment;

const numRuns = Number(process.env.BCN_PROPERTY_RUNS ?? 20);
const seed = process.env.BCN_PROPERTY_SEED ? Number(process.env.BCN_PROPERTY_SEED) : undefined;
const many = seed === undefined ? { numRuns } : { numRuns, seed };
const timeout = 20_000 + numRuns * 100;

const reading = (text: string): Read | undefined => {
  const read = readNotification(text, members);
  return read.ok ? read.value : undefined;
};

const real = join(process.env.BCN_SHARED ?? "../shared", "notifications", "23-SN-03-GE-BCN-C.txt");
const known = readdirSync(new URL("../../fixtures/notifications/", import.meta.url))
  .filter((name) => name.endsWith(".txt"))
  .map((name) => ({ name, text: fixture(name) }))
  .concat({ name: "sample-notification.txt", text: sampleText })
  .concat(existsSync(real) ? { name: "the APO's own", text: readFileSync(real, "utf8") } : [])
  .map((one) => ({ ...one, full: reading(one.text) }));

const readable = known.flatMap(({ full, ...one }) => (full ? [{ ...one, full }] : []));
const refused = known.filter(({ full }) => full === undefined);
/** Every field on a line of its own, behind its label. */
const inRows = readable.filter(({ name }) =>
  /^(?:layout-[ab]|long-dash|replaced|scanned|revision|sample|the APO)/.test(name),
);

const EXACT = [
  "issuedOn",
  "timing",
  "closingDates",
  "projectCode",
  "amends",
  "number",
  "referenceNo",
  "hostingCountries",
  "participatingCountries",
  "overseasParticipants",
  "localParticipants",
  "signatory",
] as const;
/** Long prose is left out: what is lost or added there can be seen, and nothing is counted from it. */
const SHORT_PROSE = ["title", "venues", "modality", "implementingOrganizations"] as const;

const fieldsOf = (read: Read): Readonly<Record<string, unknown>> => read;
const warnedIn = (read: Read): ReadonlySet<string> =>
  new Set(read.warnings.map(({ field }) => field));

/** Dates, codes, numbers, countries that are neither the whole text's nor null with a warning. */
const wrongIn = (read: Read | undefined, full: Read): readonly string[] => {
  if (read === undefined) return [];
  const [here, whole, warned] = [fieldsOf(read), fieldsOf(full), warnedIn(read)];
  return EXACT.filter((field) => {
    const value = here[field];
    if (value === undefined || whole[field] === undefined) return false;
    if (value === null) return !warned.has(field);
    return JSON.stringify(value) !== JSON.stringify(whole[field]);
  });
};

/** What an amendment changes and this reading of it passes over in silence. */
const lostIn = (read: Read | undefined, full: Read): readonly string[] => {
  if (read === undefined) return [];
  if (read.kind !== full.kind) return ["kind"];
  const [here, whole, warned] = [fieldsOf(read), fieldsOf(full), warnedIn(read)];
  return EXACT.filter((field) => field in whole && here[field] === undefined && !warned.has(field));
};

const otherProseIn = (read: Read | undefined, full: Read): readonly string[] => {
  if (read === undefined) return [];
  const [here, whole, warned] = [fieldsOf(read), fieldsOf(full), warnedIn(read)];
  return SHORT_PROSE.filter((field) => here[field] !== whole[field] && !warned.has(field));
};

const expectNone = (wrong: readonly string[], text: string): void => {
  if (wrong.length > 0) expect.fail(`${wrong.join()} in ${JSON.stringify(text)}`);
};

test("there are fixtures of every kind", () => {
  expect(readable.length).toBeGreaterThanOrEqual(19);
  expect(inRows.length).toBeGreaterThanOrEqual(7);
  expect(new Set(readable.map(({ full }) => full.kind))).toEqual(
    new Set(["notification", "addendum", "revision"]),
  );
  expect(refused.map(({ name }) => name).sort()).toEqual([
    "implementation-plan.txt",
    "pancakes.txt",
  ]);
});

describe("white space of another kind", () => {
  test.each(readable)(
    "changes nothing in $name while spaces stay spaces and lines stay lines",
    ({ name, text, full }) => {
      // Where tabs part columns, a space more or less is another table.
      const others = name === "addendum-columns.txt" ? ofItsKind : spacesAndTabs;
      fc.assert(
        fc.property(choices, (chosen) => {
          expect(reading(laidOut(text, chosen, others))).toEqual(full);
        }),
        many,
      );
    },
    timeout,
  );

  test.each(refused)(
    "makes no notification of $name",
    ({ text }) => {
      fc.assert(
        fc.property(choices, (chosen) => {
          expect(reading(laidOut(text, chosen, anyWhiteSpace))).toBeUndefined();
        }),
        many,
      );
    },
    timeout,
  );
});

describe.each([
  ["any white space for any other", anyWhiteSpace],
  ["line breaks that became spaces", lostLineBreaks],
] as const)("%s", (_, others) => {
  test.each(readable)(
    "never gives another date, code, number or country in $name, nor passes one over",
    ({ text, full }) => {
      fc.assert(
        fc.property(choices, (chosen) => {
          const torn = laidOut(text, chosen, others);
          const read = reading(torn);
          expectNone([...wrongIn(read, full), ...lostIn(read, full)], torn);
        }),
        many,
      );
    },
    timeout,
  );

  test.each(inRows)(
    "gives no other title, venue, modality or organization in $name without a warning",
    ({ text, full }) => {
      fc.assert(
        fc.property(choices, (chosen) => {
          const torn = laidOut(text, chosen, others);
          const read = reading(torn);
          if (read?.kind === "notification") expectNone(otherProseIn(read, full), torn);
        }),
        many,
      );
    },
    timeout,
  );

  test.each(readable)(
    "and cut off anywhere, $name gives no other date, code, number or country",
    ({ text, full }) => {
      fc.assert(
        fc.property(choices, fc.double({ min: 0, max: 1, noNaN: true }), (chosen, share) => {
          const torn = laidOut(text, chosen, others);
          const cut = torn.slice(0, Math.floor(torn.length * share));
          expectNone(wrongIn(reading(cut), full), cut);
        }),
        many,
      );
    },
    timeout,
  );

  test.each(inRows)(
    "with fields in another order and cut off anywhere, neither does $name",
    ({ text, full }) => {
      fc.assert(
        fc.property(
          choices,
          swaps,
          fc.double({ min: 0, max: 1.5, noNaN: true }),
          (chosen, pairs, share) => {
            const torn = laidOut(reordered(text, pairs), chosen, others);
            const cut = torn.slice(0, Math.floor(torn.length * share));
            expectNone(wrongIn(reading(cut), full), cut);
          },
        ),
        many,
      );
    },
    timeout,
  );
});
