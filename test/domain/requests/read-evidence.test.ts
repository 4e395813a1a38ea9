import { expect, test } from "vitest";
import type { Answers } from "../../../src/domain/drafts/drafts.ts";
import { readEvidence } from "../../../src/domain/requests/read-evidence.ts";

const TODAY = "2023-03-20";
const WHOLE: Answers = { evidence: " E-mail of the Liaison Officer ", evidenceOn: TODAY };

const problems = (over: Answers) =>
  readEvidence({ ...WHOLE, ...over }, TODAY).problems.map(({ field, kind }) => [field, kind]);

test("evidence is what was written and the day that it is of, today at the latest", () => {
  expect(readEvidence(WHOLE, TODAY)).toEqual({
    evidence: { text: "E-mail of the Liaison Officer", on: TODAY },
    problems: [],
  });
  expect(problems({ evidenceOn: "2023-03-21" })).toEqual([["evidenceOn", "inTheFuture"]]);
});

test.each<[string, Answers, string[][]]>([
  ["nothing written", { evidence: "  " }, [["evidence", "missing"]]],
  ["no day", { evidenceOn: null }, [["evidenceOn", "notADay"]]],
  ["a day that is none", { evidenceOn: "2023-02-30" }, [["evidenceOn", "notADay"]]],
  ["501 characters", { evidence: "é".repeat(501) }, [["evidence", "tooLong"]]],
  ["500 characters", { evidence: "é".repeat(500) }, []],
  ["500 people", { evidence: "👩".repeat(500) }, []],
])("%s", (_case, over, expected) => {
  expect(problems(over)).toEqual(expected);
});
