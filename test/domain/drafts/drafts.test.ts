import { describe, expect, test } from "vitest";
import {
  type Answer,
  type Answers,
  isUntouched,
  mergeSave,
  type SavedAnswers,
  valuesOf,
} from "../../../src/domain/drafts/drafts.ts";
import { draftToJapan, typed } from "../../helpers/builders.ts";
import fc from "../../helpers/fast-check.ts";

const nothing: SavedAnswers = {};

describe("a save of a draft", () => {
  test("that is older never overwrites a newer one", () => {
    const newer = mergeSave(nothing, { topic: "Kaizen" }, 20);

    expect(mergeSave(newer, { topic: "Kai" }, 10)).toEqual(newer);
  });

  test("that comes twice changes nothing", () => {
    const once = mergeSave(nothing, { topic: "Kaizen" }, 20);

    expect(mergeSave(once, { topic: "Kaizen" }, 20)).toBe(once);
  });

  test("keeps what it says nothing of: a missing key never means cleared", () => {
    const before = mergeSave(nothing, { topic: "Kaizen", host: "JP" }, 10);

    expect(valuesOf(mergeSave(before, { host: "BD" }, 20))).toEqual({
      topic: "Kaizen",
      host: "BD",
    });
  });

  test("clears an input that was made empty, and an older value doesn't come back", () => {
    const cleared = mergeSave(typed({ topic: "Kaizen" }, 10), { topic: null }, 30);

    expect(valuesOf(cleared)).toEqual({});
    expect(valuesOf(mergeSave(cleared, { topic: "Kaiz" }, 20))).toEqual({});
  });

  test("may be newer in one field and older in another", () => {
    const before = { ...typed({ topic: "Kaizen" }, 30), ...typed({ host: "BD" }, 10) };

    expect(valuesOf(mergeSave(before, { topic: "Kai", host: "JP" }, 20))).toEqual({
      topic: "Kaizen",
      host: "JP",
    });
  });
});

interface Save {
  readonly answers: Answers;
  readonly savedAt: number;
}

const answer = fc.oneof<fc.Arbitrary<Answer>[]>(
  fc.string({ maxLength: 5 }),
  fc.array(fc.constantFrom("BD", "JP"), { maxLength: 2 }),
  fc.constant(null),
);
const answers = fc.dictionary(fc.constantFrom("topic", "host", "alternatives"), answer);
/** One dispatched action, one `action_ts`: no two saves share it. */
const saves = fc
  .uniqueArray(fc.record({ answers, savedAt: fc.integer({ min: 1, max: 1000 }) }), {
    selector: ({ savedAt }) => savedAt,
    maxLength: 8,
  })
  .chain((inOrder) =>
    fc.record({
      inOrder: fc.constant(inOrder.toSorted((one, other) => one.savedAt - other.savedAt)),
      arriving: fc.shuffledSubarray(inOrder, { minLength: inOrder.length }),
    }),
  );

const mergeAll = (all: readonly Save[]): SavedAnswers =>
  all.reduce((saved, save) => mergeSave(saved, save.answers, save.savedAt), nothing);

describe("whatever the order in which saves arrive", () => {
  test("the draft is the same", () => {
    fc.assert(
      fc.property(saves, ({ inOrder, arriving }) => {
        expect(mergeAll(arriving)).toEqual(mergeAll(inOrder));
      }),
    );
  });

  test("each field has what was typed into it last", () => {
    fc.assert(
      fc.property(saves, ({ inOrder, arriving }) => {
        const merged = mergeAll(arriving);
        const last: Answers = Object.assign({}, ...inOrder.map((save) => save.answers));
        const kept = Object.entries(merged).map(([field, { value }]) => [field, value]);
        expect(Object.fromEntries(kept)).toEqual({ ...last });
      }),
    );
  });
});

describe("an untouched draft", () => {
  const untouched = { answers: nothing, participants: [] };

  test("is one in which nobody has typed, or only cleared", () => {
    expect(isUntouched({ ...draftToJapan(), ...untouched })).toBe(true);
    expect(
      isUntouched({ ...draftToJapan(), ...untouched, answers: typed({ topic: null, host: "" }) }),
    ).toBe(true);
  });

  test("has no participants either", () => {
    expect(isUntouched(draftToJapan())).toBe(false);
    expect(isUntouched({ ...draftToJapan(), answers: nothing })).toBe(false);
  });
});
