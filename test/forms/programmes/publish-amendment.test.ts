import { describe, expect, test } from "vitest";
import type { Concern } from "../../../src/domain/amendments/concerns.ts";
import type {
  AmendmentPreview,
  NotificationPreview,
} from "../../../src/domain/amendments/preview.ts";
import { programmeId } from "../../../src/domain/ids.ts";
import { amended, unfilledIn } from "../../../src/domain/notifications/amended.ts";
import { differencesBetween, fieldNames } from "../../../src/domain/notifications/differences.ts";
import { type Form, isField, type Part } from "../../../src/forms/form.ts";
import { previewForm, publishErrors } from "../../../src/forms/programmes/publish-preview.ts";
import { publishAnswer } from "../../../src/messages/programmes/programme.ts";
import {
  amendmentIn,
  fixture,
  members,
  notificationIn,
  sampleText,
} from "../../domain/notifications/samples.ts";
import { fiji, noonOf20March, programmeOf2023 } from "../../helpers/builders.ts";

const published = notificationIn(sampleText);

const previewOf = (
  text: string,
  over: Partial<NotificationPreview> = {},
  before?: AmendmentPreview["before"],
): NotificationPreview => {
  const amendment = amendmentIn(text);
  const notification = amended(published, amendment);
  const unfilled = unfilledIn(amendment, notification, notification);
  return {
    id: "the-draft",
    notification,
    typed: {},
    unreadable: [],
    members,
    differences: differencesBetween(published, notification).filter(
      ({ field }) => !unfilled.includes(field),
    ),
    seen: {
      programme: programmeId("bcn-2023"),
      version: 3,
      name: "BCN 2023",
      publishedAt: noonOf20March,
    },
    concerns: [],
    amendment: { kind: amendment.kind, number: amendment.number, published, unfilled, before },
    ...over,
  };
};

const addendum = (...changes: readonly string[]): string =>
  ["ADDENDUM NO. 2", "Project Code\t23-SN-03-GE-BCN-C", "It is amended as follows:", ...changes, ""]
    .concat("Secretary-General")
    .join("\n");

const inputsIn = ({ parts }: Form): readonly string[] => parts.filter(isField).map(({ id }) => id);

const textsIn = ({ parts }: Form): string =>
  parts.flatMap((part) => ("text" in part ? [part.text] : [])).join("\n");

const above = ({ parts }: Form, field: string): readonly Part[] => {
  const at = parts.findIndex((part) => isField(part) && part.id === field);
  const before = parts.slice(0, at);
  return before.slice(before.findLastIndex(isField) + 1);
};

describe("the preview of an addendum", () => {
  test("says which it is, of which programme, and has what it changes before all else", () => {
    const form = previewForm(previewOf(fixture("addendum.txt")));
    expect(form.parts[0]).toMatchObject({
      text: "Addendum 2 to BCN 2023 (23-SN-03-GE-BCN-C) changes 2 fields; 1 point to look at.",
    });
    expect(form).toMatchObject({
      submit: "Publish the change",
      pointer: { draft: "the-draft", step: "preview", item: "bcn-2023:3" },
      savesAsYouType: true,
    });
    // The remarks name the old dates.
    expect(inputsIn(form).slice(0, 4)).toEqual([
      "overseasParticipants",
      "closingDates",
      "remarks",
      "number",
    ]);
  });

  test("has an input for every field that an addendum can change, each once, and for no other", () => {
    const inputs = inputsIn(previewForm(previewOf(fixture("addendum.txt"))));
    const own = ["projectCode", "referenceNo", "issuedOn", "signatory"];
    expect([...inputs].sort()).toEqual(
      [...fieldNames.filter((field) => !own.includes(field)), "number"].sort(),
    );
  });

  test("a field that couldn't be read is empty, with the reason and what is published now", () => {
    const form = previewForm(previewOf(addendum("Closing Date\tsome day in July")));
    const input = form.parts.filter(isField).find(({ id }) => id === "closingDates");
    expect(input).toMatchObject({ value: "", required: true });
    expect(form.parts[0]).toMatchObject({
      text: expect.stringContaining("changes 1 field; 1 point to look at."),
    });
    expect(above(form, "closingDates").slice(-2)).toMatchObject([
      { kind: "notice", tone: "warning", text: expect.stringContaining("some day in July") },
      {
        kind: "facts",
        facts: [{ label: "Published now", value: "31 March 2023; 30 June 2023" }],
      },
    ]);
  });

  test("one in which nothing was found says so, and can still be filled in and published", () => {
    const form = previewForm(previewOf(addendum("Please take note.")));
    expect(textsIn(form)).toContain("changes nothing that I could read");
    expect(textsIn(form)).toContain("please type that into its field below");
    expect(form.submit).toBe("Publish the change");
  });

  test("a number that was published before, or an older one, is pointed out with its version and day", () => {
    const applied = { version: 2, publishedAt: noonOf20March };
    const again = previewOf(fixture("addendum.txt"), {}, { ...applied, number: 2 });
    expect(textsIn(previewForm(again))).toContain(
      "Addendum 2 was published already, as version 2 on Mon 20 March 2023.",
    );
    const older = previewOf(fixture("addendum.txt"), {}, { ...applied, number: 5 });
    expect(textsIn(previewForm(older))).toContain("Addendum 5 was published already");
    expect(textsIn(previewForm(older))).toContain("it may put back what the newer one changed");
  });

  test("requests that wouldn't fit are named at the field that leaves them out", () => {
    const concerns: readonly Concern[] = [
      { kind: "outsideTiming", field: "timing", numbers: ["BCN-2023-001", "BCN-2023-004"] },
      { kind: "closesInThePast", field: "closingDates", day: "2023-03-10" },
    ];
    const form = previewForm(previewOf(fixture("addendum.txt"), { concerns }));
    expect(JSON.stringify(above(form, "timing"))).toContain(
      "Sent already, outside the new Timing: BCN-2023-001 and BCN-2023-004.",
    );
    expect(JSON.stringify(above(form, "closingDates"))).toContain(
      "Fri 10 March 2023 has passed already",
    );
  });

  test("drawn anew after somebody was faster, it says so and brings the newer texts into the inputs", () => {
    const form = previewForm(previewOf(fixture("addendum.txt")), "changedMeanwhile");
    expect(form.parts[0]).toMatchObject({
      kind: "notice",
      tone: "warning",
      text: expect.stringContaining(
        "This changed a moment ago: version 3 of BCN 2023 was published Mon 20 March 2023 12:00 Tokyo.",
      ),
    });
    const redraws = form.parts.filter(isField).map(({ id, redraw }) => [id, redraw]);
    expect(redraws).toContainEqual(["closingDates", 3]);
  });

  test("a number that is none has its error at its input", () => {
    const problem = { kind: "unreadable", value: "two-ish" } as const;
    expect(publishErrors([{ field: "number", problem }]).number).toContain("two-ish");
  });
});

describe("the answer to Publish the change", () => {
  const { differences, amendment } = previewOf(fixture("addendum.txt"));
  const answer = (told: { people: number; channels: number }) =>
    JSON.stringify(
      publishAnswer({
        outcome: "changed",
        programme: programmeOf2023({ version: 4 }),
        differences: differences ?? [],
        preview: {
          members,
          amendment,
          concerns: [
            { kind: "overCaps", field: "overseasParticipants", numbers: ["BCN-2023-001"] },
          ],
        },
        told: { ...told, unreachable: [fiji] },
      }),
    );

  test("says by what, which version it is, who hears of it and who can't", () => {
    const said = answer({ people: 1, channels: 2 });
    expect(said).toContain("By Addendum 2. This is version 4.");
    expect(said).toContain(
      "1 person and 2 channels will hear of it on their next working morning.",
    );
    expect(said).toContain("Nobody can be written to here in: Fiji.");
    expect(said).toContain("with more participants than are allowed now: BCN-2023-001");
  });

  test("what is left to the officer stands first: whom to tell oneself", () => {
    const [first] = JSON.parse(answer({ people: 1, channels: 2 })).parts;
    expect(first).toMatchObject({ tone: "warning", text: expect.stringContaining("Fiji") });
  });

  test("and doesn't promise what nobody will get", () => {
    expect(answer({ people: 0, channels: 0 })).toContain(
      "Nobody whom it concerns can be written to",
    );
  });
});
