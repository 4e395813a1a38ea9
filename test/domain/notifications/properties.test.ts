/**
 * What holds for every fixture of every layout and kind, however it was copied. BCN_PROPERTY_RUNS and
 * BCN_PROPERTY_SEED make more of it, and repeat it.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type {
  Amendment,
  AmendmentWarning,
  Notification,
} from "../../../src/domain/notifications/notification.ts";
import { readNotification } from "../../../src/domain/notifications/read-notification.ts";
import fc, { numRuns } from "../../helpers/fast-check.ts";
import {
  anyWhiteSpace,
  choices,
  laidOut,
  lostLineBreaks,
  ofItsKind,
  rearranged,
  rearrangements,
  reordered,
  shareUpTo,
  spacesAndTabs,
  swaps,
} from "./layouts.ts";
import { fixture, members, sampleText } from "./samples.ts";

type Read = Notification | Amendment;

const many = { numRuns };
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
  /^(?:layout-[ab]|long-dash|replaced|scanned|revision|sample|the APO|venue-label|heading-after|closing-dates)/.test(
    name,
  ),
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

/** Gaps that stand anywhere may make words look like a heading: that is pointed out, no more. */
const withoutDoubt = (read: Read | undefined): unknown =>
  read && {
    ...read,
    warnings: (read.warnings as readonly AmendmentWarning[]).filter(
      ({ problem }) => problem.kind !== "mayEndAtHeading",
    ),
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
    "one-paragraph.txt",
    "pancakes.txt",
  ]);
});

describe("white space of another kind", () => {
  test.each(readable)(
    "changes nothing in $name while spaces stay spaces and lines stay lines",
    ({ name, text, full }) => {
      // Where tabs part columns, a space more or less is another table.
      const others = name.startsWith("addendum-") ? ofItsKind : spacesAndTabs;
      fc.assert(
        fc.property(choices, (chosen) => {
          expect(withoutDoubt(reading(laidOut(text, chosen, others)))).toEqual(withoutDoubt(full));
        }),
        many,
      );
    },
    timeout,
  );

  // One paragraph whose lines come back is a notification.
  test.each(refused.filter(({ name }) => name !== "one-paragraph.txt"))(
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
        fc.property(choices, shareUpTo(1), (chosen, share) => {
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
        fc.property(choices, swaps, shareUpTo(1.5), (chosen, pairs, share) => {
          const torn = laidOut(reordered(text, pairs), chosen, others);
          const cut = torn.slice(0, Math.floor(torn.length * share));
          expectNone(wrongIn(reading(cut), full), cut);
        }),
        many,
      );
    },
    timeout,
  );
});

const everyField = (read: Read): readonly string[] =>
  Object.keys(read).filter((field) => field !== "kind" && field !== "warnings");

/** Any field that is neither the whole text's nor null or otherwise doubtful, with a warning there. */
const silentIn = (read: Read | undefined, full: Read): readonly string[] => {
  if (read === undefined || read.kind !== full.kind) return [];
  const [here, whole, warned] = [fieldsOf(read), fieldsOf(full), warnedIn(read)];
  return everyField(read).filter(
    (field) => JSON.stringify(here[field]) !== JSON.stringify(whole[field]) && !warned.has(field),
  );
};

test.each(inRows)(
  "shuffled, joined, with noise between and cut at both ends, $name gives each value or a warning at its field",
  ({ text, full }) => {
    fc.assert(
      fc.property(rearrangements, (chosen) => {
        const put = rearranged(text, chosen);
        const read = reading(put);
        expectNone([...wrongIn(read, full), ...silentIn(read, full)], put);
      }),
      many,
    );
  },
  timeout,
);
