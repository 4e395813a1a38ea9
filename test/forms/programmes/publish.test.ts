import { describe, expect, test } from "vitest";
import { passedClosingDates } from "../../../src/domain/amendments/concerns.ts";
import { corrected } from "../../../src/domain/amendments/correction.ts";
import type { NotificationPreview } from "../../../src/domain/amendments/preview.ts";
import type { Answers } from "../../../src/domain/drafts/drafts.ts";
import { programmeId } from "../../../src/domain/ids.ts";
import {
  type Difference,
  differencesBetween,
  fieldNames,
} from "../../../src/domain/notifications/differences.ts";
import { readerTimeAt } from "../../../src/domain/time.ts";
import type { Form, Part } from "../../../src/forms/form.ts";
import { isField } from "../../../src/forms/form.ts";
import {
  LONGEST_INPUT,
  notReadErrors,
  publishForm,
  sourceIn,
} from "../../../src/forms/programmes/publish.ts";
import {
  previewForm,
  publishErrors,
  roundErrors,
} from "../../../src/forms/programmes/publish-preview.ts";
import { publishAnswer } from "../../../src/messages/programmes/programme.ts";
import {
  members,
  notificationIn,
  sampleText,
  sampleWith,
} from "../../domain/notifications/samples.ts";
import { noonOf20March, programmeOf2023 } from "../../helpers/builders.ts";
import fc from "../../helpers/fast-check.ts";

const published = notificationIn(sampleText);

const previewOf = (
  text: string,
  { typed = {}, isKnown = false }: { typed?: Record<string, string>; isKnown?: boolean } = {},
): NotificationPreview => {
  const { notification, unreadable } = corrected(notificationIn(text), typed, members);
  const differences = isKnown ? differencesBetween(published, notification) : null;
  return {
    id: "the-draft",
    notification,
    typed,
    unreadable,
    members,
    differences,
    seen: isKnown
      ? {
          programme: programmeId("bcn-2023"),
          version: 1,
          name: "BCN 2023",
          publishedAt: noonOf20March,
        }
      : null,
    concerns: [],
    amendment: null,
  };
};

const reader = readerTimeAt(noonOf20March, "Asia/Tokyo");

const textsIn = ({ parts }: Form): readonly string[] =>
  parts.flatMap((part) => ("text" in part ? [part.text] : []));

const listsIn = ({ parts }: Form): readonly (readonly string[])[] =>
  parts.flatMap((part) => (part.kind === "list" ? [part.items] : []));

const inputsIn = ({ parts }: Form) => parts.filter(isField);

const valueAt = (form: Form, field: string): string | undefined =>
  inputsIn(form).flatMap((input) =>
    input.id === field && input.kind === "text" ? [input.value ?? ""] : [],
  )[0];

const partsAbove = ({ parts }: Form, field: string): Part | undefined =>
  parts[parts.findIndex((part) => isField(part) && part.id === field) - 1];

const sourceText = (answers: Answers): string => {
  const source = sourceIn(answers, true);
  if (!source.ok || source.value.kind !== "text") throw new Error("no text");
  return source.value.text;
};

describe("the form that takes a notification", () => {
  test("offers a text file and four inputs of 3,000 characters, none of them required", () => {
    const inputs = inputsIn(publishForm([], reader, true));
    expect(inputs.map(({ id }) => id)).toEqual(["file", "text1", "text2", "text3", "text4"]);
    expect(inputs.some(({ required }) => required)).toBe(false);
    expect(publishForm([], reader, true)).toMatchObject({
      verb: "publish",
      pointer: { step: "read" },
    });
  });

  test("the upload is recommended first, and each box says where a text may be cut", () => {
    const { parts } = publishForm([], reader, true);
    const [intro, file, ...boxes] = parts;
    expect(intro).toMatchObject({ text: expect.stringMatching(/^Best is to upload/) });
    expect(file).toMatchObject({ kind: "file", label: expect.stringMatching(/^Recommended/) });
    for (const box of boxes)
      expect(box).toMatchObject({
        hint: expect.stringMatching(/cut (?:it )?between any two lines/i),
      });
  });

  test("a text cut between any two lines, the break kept or lost, is read as the same", () => {
    const wrapped = sampleText.replace(/(.{60,80}?) (?=\w)/g, "$1\n");
    const ends = [...wrapped.matchAll(/\n/g)].map(({ index }) => index);
    const whole = notificationIn(wrapped);
    fc.assert(
      fc.property(fc.constantFrom(...ends), fc.boolean(), (cut, isKept) => {
        const text = sourceText({
          text1: wrapped.slice(0, isKept ? cut + 1 : cut),
          text2: wrapped.slice(cut + 1),
        });
        expect(notificationIn(text)).toEqual(whole);
      }),
      { numRuns: 200 },
    );
  });

  test("a text that filled its box is joined through a word, wherever the box was full", () => {
    fc.assert(
      fc.property(fc.nat(LONGEST_INPUT - 1), (shift) => {
        const before = `${"x".repeat(shift)}\n`;
        const long = before + sampleText;
        const text = sourceText({
          text1: long.slice(0, LONGEST_INPUT),
          text2: long.slice(LONGEST_INPUT, 2 * LONGEST_INPUT),
          text3: long.slice(2 * LONGEST_INPUT),
        });
        expect(notificationIn(text.slice(before.length))).toEqual(published);
      }),
      { numRuns: 300 },
    );
  });

  test("a full box that is the last one may have lost its end, so the rest is asked for", () => {
    const full = sampleText.slice(0, LONGEST_INPUT);
    expect(sourceIn({ text1: full }, true)).toEqual({
      ok: false,
      refusal: { text2: expect.stringContaining("may be missing") },
    });
    expect(sourceIn({ text1: full, text2: full, text3: full, text4: full }, true)).toEqual({
      ok: false,
      refusal: { file: expect.stringContaining("upload the notification") },
    });
  });

  test("a text pasted line by line, its line breaks lost at the cuts, is read as the same", () => {
    const cuts = ["\nProject Code", "\nRemarks", "\n\nPlease refer to the implementation"].map(
      (at) => sampleText.indexOf(at),
    );
    const [first = 0, second = 0, third = 0] = cuts;
    const text = sourceText({
      text1: sampleText.slice(0, first).trim(),
      text2: sampleText.slice(first, second).trim(),
      text3: sampleText.slice(second, third).trim(),
      text4: sampleText.slice(third).trim(),
    });
    expect(notificationIn(text)).toEqual(published);
  });

  test("a file is taken by its id", () => {
    expect(sourceIn({ file: ["F1"], text1: null }, true)).toEqual({
      ok: true,
      value: { kind: "file", fileId: "F1" },
    });
  });

  test.each<[string, Answers]>([
    ["nothing", { file: null, text1: null }],
    ["only white space", { text1: " \n" }],
    ["both a file and a text", { file: ["F1"], text1: sampleText }],
  ])("%s is refused at the first input", (_what, answers) => {
    expect(sourceIn(answers, true)).toMatchObject({
      ok: false,
      refusal: { text1: expect.any(String) },
    });
  });

  test("why nothing was read stands at the input that it came from", () => {
    const why = { kind: "notANotification", reason: { kind: "noFields" } } as const;
    expect(Object.keys(notReadErrors({ kind: "file", fileId: "F1" }, why))).toEqual(["file"]);
    expect(notReadErrors({ kind: "text", text: "x" }, why).text1).toContain("Nothing was changed");
  });
});

describe("the preview", () => {
  test("has an input for every key of the notification's JSON, with the text that reads back", () => {
    const form = previewForm(previewOf(sampleText));
    expect(inputsIn(form).map(({ id }) => id)).toEqual(fieldNames);
    expect(valueAt(form, "closingDates")).toBe("31 March 2023; 30 June 2023");
    expect(form).toMatchObject({
      pointer: { draft: "the-draft", step: "preview" },
      submit: "Publish",
      savesAsYouType: true,
    });
  });

  test("submitted untouched gives the notification as it was read", () => {
    const form = previewForm(previewOf(sampleText));
    const answers = Object.fromEntries(fieldNames.map((id) => [id, valueAt(form, id) ?? null]));
    expect(corrected(published, answers, members)).toEqual({
      notification: published,
      unreadable: [],
    });
  });

  test("shows its closing dates as dates, with weekday, hour and zone, however they are written", () => {
    const written = sampleWith("Closing Date", "2023-03-31 and June 30, 2023");
    expect(listsIn(previewForm(previewOf(written)))).toEqual([
      [
        "The first round closes Fri 31 March 2023, 23:59 Tokyo.",
        "The second round closes Fri 30 June 2023, 23:59 Tokyo.",
      ],
    ]);
  });

  test("lists every doubtful point at its head, with its field, as it stands at the field", () => {
    const doubtful = sampleWith("Timing", "in spring").replace(
      /^Closing Date\t.*$/m,
      "Closing Date\t30 June 2023; 31 March 2023",
    );
    const form = previewForm(previewOf(doubtful));
    const notices = form.parts.flatMap((part) => (part.kind === "notice" ? [part.text] : []));
    const points = listsIn(form)[1] ?? [];
    expect(points.map((point) => point.replace(/^[^:]+: /, ""))).toEqual(notices);
    expect(points.join("\n")).toMatch(/^Timing: .*in spring/);
    expect(points.join("\n")).toContain("\nClosing Date: ");
    expect(textsIn(form)[0]).toContain(`; ${points.length} points to look at.`);
  });

  test("says in one line what was read, and how many points to look at", () => {
    expect(textsIn(previewForm(previewOf(sampleText)))[0]).toBe(
      "Read: 2 closing dates, 4 face-to-face, 10 online; nothing doubtful.",
    );
    const doubtful = previewForm(previewOf(sampleWith("Date of Issue", "31 February 2023")));
    expect(textsIn(doubtful)[0]).toContain("; 1 point to look at.");
  });

  test("an unreadable field is a warning right above an empty input", () => {
    const form = previewForm(previewOf(sampleWith("Timing", "in spring")));
    expect(valueAt(form, "timing")).toBe("");
    expect(partsAbove(form, "timing")).toMatchObject({
      kind: "notice",
      tone: "warning",
      text: expect.stringContaining("in spring"),
    });
  });

  test("an example beneath an input says that it is one", () => {
    const hints = inputsIn(previewForm(previewOf(sampleText.replace("27 December", "2 January"))))
      .map(({ hint }) => hint)
      .filter((hint) => hint?.includes("27 December 2022"));
    expect(hints).toEqual(["Write it like this: 27 December 2022."]);
  });

  test("opened again it shows what was typed, and the error above it", () => {
    const form = previewForm(previewOf(sampleText, { typed: { timing: "all year" } }));
    expect(valueAt(form, "timing")).toBe("all year");
    expect(partsAbove(form, "timing")).toMatchObject({ kind: "notice", tone: "error" });
  });

  test("prose longer than an input is shown whole, in paragraphs, and has no input", () => {
    const long = "A sentence of prose that goes on. ".repeat(200).trim();
    const form = previewForm(previewOf(sampleWith("Background", long)));
    expect(inputsIn(form).map(({ id }) => id)).not.toContain("background");
    const paragraphs = textsIn(form).filter((text) => text.includes("prose that goes on"));
    expect(paragraphs.join("")).toBe(long);
    expect(Math.max(...paragraphs.map(({ length }) => length))).toBeLessThanOrEqual(2500);
  });

  test("of a published code shows each difference, before and after, above the fields", () => {
    const moved = sampleWith("Closing Date", "31 March 2023; 14 July 2023").replace(
      /^Remarks\t.*$/m,
      "Remarks\tnone",
    );
    const form = previewForm(previewOf(moved, { isKnown: true }));
    expect(form.submit).toBe("Publish changes");
    expect(form.parts.find(({ kind }) => kind === "facts")).toMatchObject({
      facts: [
        {
          label: "Closing Date",
          value:
            "Was: Fri 31 March 2023; Fri 30 June 2023\nNow: Fri 31 March 2023; Fri 14 July 2023",
        },
        { label: "Remarks" },
      ],
    });
  });

  test("of what is published already says that nothing differs, and has nothing to submit", () => {
    const form = previewForm(previewOf(sampleText, { isKnown: true }));
    expect(textsIn(form)).toContain("This is already published; nothing differs.");
    expect(form.submit).toBeUndefined();
    expect(inputsIn(form)).toEqual([]);
  });

  test("a difference late in long prose is told where it stands", () => {
    const changed = sampleText.replace("in a later year.", "in a later season.");
    const facts = previewForm(previewOf(changed, { isKnown: true })).parts.flatMap((part) =>
      part.kind === "facts" ? part.facts : [],
    );
    expect(facts).toHaveLength(1);
    expect(facts[0]?.value).toMatch(/^Was: ….*in a later year\.\nNow: ….*in a later season\.$/);
  });
});

describe("errors", () => {
  test("say at their field what is wrong and how to write it", () => {
    const errors = publishErrors([{ field: "closingDates", problem: { kind: "empty" } }]);
    expect(errors.closingDates).toContain("31 March 2023; 30 June 2023");
  });

  test("a closing date that has requests is named with its day", () => {
    expect(roundErrors("2023-06-30", 1).closingDates).toMatch(
      /^1 request was sent for the closing date Fri 30 June 2023/,
    );
  });
});

describe("the answer to Publish", () => {
  const programme = programmeOf2023();
  const answerTo = (
    outcome: "published" | "changed" | "same",
    differences: readonly Difference[] = [],
  ) => ({
    outcome,
    programme,
    differences,
    preview: { members, amendment: null, concerns: [] },
    told: undefined,
  });

  test("a new programme is told with its first closing date, hour and zone within 80 characters", () => {
    const message = publishAnswer(answerTo("published"));
    expect(message.headline).toBe(
      "Published: first round of BCN 2023 closes Fri 31 March, 23:59 Tokyo (23-SN-03-GE-BCN-C).",
    );
  });

  test("closing dates of another year have it, and one that has passed is pointed out again", () => {
    const late = { ...programme, publishedAt: programme.publishedAt.plus({ years: 1 }) };
    const message = publishAnswer({
      ...answerTo("published"),
      programme: late,
      preview: {
        members,
        amendment: null,
        concerns: passedClosingDates([], ["2023-03-31"], "2024-03-20"),
      },
    });
    expect(message.headline).toContain(
      "first round of BCN 2023 closed Fri 31 March 2023, 23:59 Tokyo",
    );
    const told = JSON.stringify(message.parts);
    expect(told).toContain("The second closing date is Fri 30 June 2023.");
    expect(told).toContain("Fri 31 March 2023 has passed already");
  });

  test("a change lists its differences, and the same notification makes no second programme", () => {
    const after = { ...published, localParticipants: { total: 3 } };
    const differences = differencesBetween(published, after);
    const changed = publishAnswer(answerTo("changed", differences));
    expect(changed.parts[0]).toEqual({
      kind: "facts",
      facts: [{ label: "Local Participants", value: "Not Applicable → 3" }],
    });
    const same = publishAnswer(answerTo("same"));
    expect(same.headline).toContain("nothing differs");
    expect(JSON.stringify(same.parts)).toContain("no second programme");
  });
});
