import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { notificationInWords } from "../../../src/forms/programmes/notification-warnings.ts";
import { notificationIn } from "./samples.ts";

// BCN_SHARED makes the folder mandatory: then a missing one fails instead of being skipped.
const shared = process.env.BCN_SHARED ?? "../shared";
const base = join(shared, "notifications", "23-SN-03-GE-BCN-C");
const isExpected = process.env.BCN_SHARED !== undefined || existsSync(`${base}.txt`);

describe.skipIf(!isExpected)(
  "the APO's own notification (skipped where ../shared is missing)",
  () => {
    test("gives exactly the values that its reader was commissioned with, in the same order", () => {
      const expected = readFileSync(`${base}.json`, "utf8");
      const read = notificationInWords(notificationIn(readFileSync(`${base}.txt`, "utf8")));
      expect(read).toEqual(JSON.parse(expected));
      expect(JSON.stringify(read, null, 1)).toBe(expected.trimEnd());
    });

    test("cut off anywhere, never gives another date", () => {
      const text = readFileSync(`${base}.txt`, "utf8");
      const full = notificationIn(text);
      const start = text.indexOf("Date of Issue") + "Date of Issue".length;
      for (let end = start; end < text.length; end++) {
        const read = notificationIn(text.slice(0, end));
        for (const field of ["issuedOn", "timing", "closingDates"] as const) {
          const isWarned = read.warnings.some((warning) => warning.field === field);
          if (read[field] === null) expect(isWarned).toBe(true);
          else expect(read[field]).toEqual(full[field]);
        }
      }
    });
  },
);
