/**
 * The reader takes time in proportion to its text, whatever is repeated in it. BCN_PROPERTY_RUNS and
 * BCN_PROPERTY_SEED make more of it, and repeat it.
 */

import { expect, test } from "vitest";
import { fieldLabels } from "../../../src/domain/notifications/labels/field-labels.ts";
import {
  LONGEST_TEXT,
  readNotification,
} from "../../../src/domain/notifications/read-notification.ts";
import { fieldLabels as labelsInWords } from "../../../src/words/en/notification.ts";
import fc, { numRuns } from "../../helpers/fast-check.ts";
import { fixture, members, sampleText } from "./samples.ts";

/** Each label of each year, as far as its pattern is a text. */
const labels = [
  ...Object.values(labelsInWords),
  ...Object.values(fieldLabels)
    .flat()
    .map((phrase) =>
      phrase.join(" ").replace(/\(\?:([^|()]+)[^()]*\)|s\?\(\?:.*?\)\?|[\\?]/g, "$1"),
    ),
];
/** Of the grammar, and what its patterns look for and repeat. */
const words =
  "see|refer to|as stated in|in the|remark|remarks|First|second session|session 1|Closing Date|closing dates:|31 March|31 March 2023|March 31, 2023|2023-03-31|Fri|10 and|1|1.|8.|I|l.|20|2O14|Febmary|27–|–|-|to|from|and|or|the|of|for|no.|is|has been|extended to|changed from|replaced by|instead of|following changes|as follows:|Original|Revised|ADDENDUM|ADDENDUM NO.|Revision 2|pn revision 1|PROJECT|PROJECT NOTIFICATION|Please refer to the implementation|procedures|Secretary-General|A.|Mr.|Person|x|Xy|É|Fiji,|Hong Kong,|All|Member Countries|up to|ten|twenty-|(18)|(|)|participants|virtual|face-to-face|Not Applicable|20-AB-12-|15-AG-35-GE|Tel|Fax|www.|page 1|*|**|*x|>|> >|•|Eligibility Criteria|Scope|Actions by|a.|.|;|:|,|\u00ad|\u200b|e\u0301".split(
    "|",
  );
const heads = {
  nothing: "",
  "a whole notification": `${sampleText}\n`,
  "an older one": fixture("layout-a.txt"),
  "its labels alone": fixture("a-labels-first.txt"),
  "a closing date": "PROJECT NOTIFICATION\nProject Code\t23-SN-03-GE-BCN-C\nClosing Date\t",
  "an addendum's closing date": "ADDENDUM NO. 1\nProject Code\t23-SN-03-GE-BCN-C\nClosing Date\t",
  remarks: sampleText.slice(0, sampleText.indexOf("First Closing Date")),
  "a list of countries": "PROJECT NOTIFICATION\nTitle\tOne\nHosting Country(ies)\t",
} as const;

const repetition = fc.record({
  head: fc.constantFrom(...(Object.keys(heads) as (keyof typeof heads)[])),
  parts: fc.array(fc.constantFrom(...labels, ...words), { minLength: 1, maxLength: 3 }),
  between: fc.constantFrom(" ", "\n", "\t", "", "  ", ": ", ", ", "\n\n"),
});
type Repetition = typeof repetition extends fc.Arbitrary<infer One> ? One : never;

const textOf = ({ head, parts, between }: Repetition, length: number): string => {
  const repeated = parts.map((part) => part + between).join("");
  const start = heads[head].slice(0, length);
  return start + repeated.repeat(length / repeated.length + 1).slice(0, length - start.length);
};

/** Of this process alone: another one that is busy doesn't count. */
const millisecondsFor = (text: string): number => {
  const before = process.cpuUsage();
  readNotification(text, members);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
};

const QUARTER = LONGEST_TEXT / 4;
/** Four is proportion, sixteen the square. */
const MOST_GROWTH = 10;
/** Below this, collecting garbage is most of it. */
const MEASURABLE = 400;

/** The least of several measurements, since only other work makes one longer. */
const growthOf = (repeated: Repetition): number => {
  const whole = textOf(repeated, LONGEST_TEXT);
  if (millisecondsFor(whole) < MEASURABLE) return 0;
  const least = (text: string) => Math.min(...[1, 2, 3].map(() => millisecondsFor(text)));
  const most = least(whole);
  return most < MEASURABLE ? 0 : most / least(textOf(repeated, QUARTER));
};

test(
  "four times the text takes no sixteen times as long, whatever label or word of the grammar is repeated",
  () => {
    const once = (head: keyof typeof heads, ...parts: string[]): [Repetition] => [
      { head, parts, between: " " },
    ];
    fc.assert(
      fc.property(repetition, (repeated) => {
        expect(growthOf(repeated)).toBeLessThan(MOST_GROWTH);
      }),
      {
        numRuns,
        examples: [
          once("an addendum's closing date", "see", "x"),
          once("a closing date", "in the"),
          once("a closing date", "refer to", "x"),
        ],
      },
    );
  },
  60_000 + numRuns * 2000,
);
