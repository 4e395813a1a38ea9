import { describe, expect, test } from "vitest";
import {
  changesSince,
  resolveConflict,
  type Screen,
  typeInto,
  withoutParticipant,
} from "../../../src/domain/drafts/draft-editing.ts";
import {
  type Answers,
  type Draft,
  type SavedAnswers,
  valuesOf,
} from "../../../src/domain/drafts/drafts.ts";
import type { FormSnapshot } from "../../../src/domain/drafts/form-snapshots.ts";
import { digestOf } from "../../../src/domain/drafts/form-snapshots.ts";
import { type PersonId, participantId } from "../../../src/domain/ids.ts";
import {
  draftToJapan,
  fiji,
  liaisonOfFiji,
  officer,
  person,
  typed,
} from "../../helpers/builders.ts";
import fc from "../../helpers/fast-check.ts";

const LO = liaisonOfFiji.id;
const BACKUP = person("backup", fiji).id;
const OFFICER = officer.id;

const FIELDS = ["topic", "objectives", "language"] as const;
const EMPTY: Answers = { topic: null, objectives: null, language: null };

const draft = (answers: Answers = {}): Draft => ({
  ...draftToJapan(),
  answers: typed(answers),
  page: "whom",
});

/** The page as the draft fills it now, on one person's screen. */
const drawn = (from: Draft, id: string, item?: string): FormSnapshot => {
  const saved: SavedAnswers =
    from.participants.find((one) => one.id === item)?.answers ?? from.answers;
  const shown: Answers = { ...(item ? {} : EMPTY), ...valuesOf(saved) };
  const digests = Object.entries(shown).map(([field, value]) => [field, digestOf(value)]);
  return { id, revision: from.revision, shown: Object.fromEntries(digests) };
};

const screen = (
  by: PersonId,
  snapshot: FormSnapshot | undefined,
  answers: Answers,
  typedAt: number,
) =>
  ({
    by,
    page: "whom",
    item: undefined,
    answers,
    typedAt,
    at: 1_000 * typedAt,
    snapshot,
  }) as Screen;

const topicOf = ({ answers }: Draft) => answers.topic?.value;
const othersOf = ({ answers }: Draft, field = "topic") =>
  (answers[field]?.others ?? []).map(({ by, value }) => [by, value]);

describe("two people with the same page open", () => {
  const empty = draft();
  const [los, backups] = [drawn(empty, "of-lo"), drawn(empty, "of-backup")];

  test("one types the topic, the other the objectives: both are kept, none overwrites with what stood there", () => {
    const one = typeInto(empty, screen(LO, los, { ...EMPTY, topic: "Kaizen" }, 1));
    const both = typeInto(one, screen(BACKUP, backups, { ...EMPTY, objectives: "See it" }, 2));
    expect(valuesOf(both.answers)).toEqual({ topic: "Kaizen", objectives: "See it" });
    expect(othersOf(both)).toEqual([]);
  });

  test("both type the topic: the later value counts, the other is kept beneath with who and when", () => {
    const one = typeInto(empty, screen(LO, los, { ...EMPTY, topic: "Kaizen" }, 1));
    const both = typeInto(one, screen(BACKUP, backups, { ...EMPTY, topic: "Green jobs" }, 2));
    expect(topicOf(both)).toBe("Green jobs");
    expect(both.answers.topic?.others).toMatchObject([{ by: LO, value: "Kaizen", at: 1_000 }]);
  });

  test("both type the same: it is kept once", () => {
    const one = typeInto(empty, screen(LO, los, { ...EMPTY, topic: "Kaizen" }, 1));
    const both = typeInto(one, screen(BACKUP, backups, { ...EMPTY, topic: " Kaizen " }, 2));
    expect(othersOf(both)).toEqual([]);
  });

  test("what was typed and taken back yields to what a colleague typed", () => {
    const one = typeInto(empty, screen(LO, los, { ...EMPTY, topic: "K" }, 1));
    const two = typeInto(one, screen(BACKUP, backups, { ...EMPTY, topic: "Green jobs" }, 2));
    const back = typeInto(two, screen(LO, los, EMPTY, 3));
    expect(topicOf(back)).toBe("Green jobs");
    expect(othersOf(back)).toEqual([]);
  });
});

describe("whoever saw a colleague's value and typed another one", () => {
  const before = draft({ topic: "Kaizen" });
  const los = drawn(draft(), "of-lo");
  const first = typeInto(draft(), screen(LO, los, { ...EMPTY, topic: "Kaizen" }, 1));
  const backups = drawn(first, "of-backup");
  const better = { ...EMPTY, topic: "Kaizen in hospitals" };
  const second = typeInto(first, screen(BACKUP, backups, better, 2));

  test("has replaced it: there is nothing to choose", () => {
    expect(topicOf(second)).toBe("Kaizen in hospitals");
    expect(othersOf(second)).toEqual([]);
  });

  test("isn't overwritten when the colleague goes on in another field of the page", () => {
    const third = typeInto(
      second,
      screen(LO, los, { ...EMPTY, topic: "Kaizen", language: "English" }, 3),
    );
    expect(valuesOf(third.answers)).toEqual({ ...valuesOf(second.answers), language: "English" });
    expect(othersOf(third)).toEqual([]);
  });

  test("is asked when the colleague goes on in the same field", () => {
    const third = typeInto(second, screen(LO, los, { ...EMPTY, topic: "Kaizen at schools" }, 3));
    expect(topicOf(third)).toBe("Kaizen at schools");
    expect(othersOf(third)).toEqual([[BACKUP, "Kaizen in hospitals"]]);
  });

  test("may also have cleared it", () => {
    const cleared = typeInto(before, screen(BACKUP, drawn(before, "b"), EMPTY, 2));
    expect(valuesOf(cleared.answers)).toEqual({});
  });
});

describe("one person", () => {
  test("is in no conflict with themselves on two devices: what they typed last counts", () => {
    const empty = draft();
    const [desk, phone] = [drawn(empty, "desk"), drawn(empty, "phone")];
    const one = typeInto(empty, screen(LO, desk, { ...EMPTY, topic: "Kaizen" }, 1));
    const two = typeInto(one, screen(LO, phone, { ...EMPTY, objectives: "See it" }, 2));
    const three = typeInto(two, screen(LO, phone, { ...EMPTY, topic: "Lean" }, 3));
    expect(topicOf(three)).toBe("Lean");
    expect(othersOf(three)).toEqual([]);
  });

  test("keeps a choice of several, in whatever order a platform lists it", () => {
    const chosen = draft({ alternatives: ["TH", "KR"] });
    const snapshot = drawn(chosen, "s");
    const save = screen(LO, snapshot, { ...EMPTY, alternatives: ["KR", "TH"] }, 5);
    expect(typeInto(chosen, save).answers).toBe(chosen.answers);
  });
});

describe("a field with two values", () => {
  const empty = draft();
  const [los, backups] = [drawn(empty, "of-lo"), drawn(empty, "of-backup")];
  const one = typeInto(empty, screen(LO, los, { ...EMPTY, topic: "Kaizen" }, 1));
  const two = typeInto(one, screen(BACKUP, backups, { ...EMPTY, topic: "Green jobs" }, 2));
  const press = screen(LO, drawn(two, "later"), { ...EMPTY, topic: "Green jobs" }, 9);
  const revision = two.answers.topic?.others?.[0]?.revision ?? 0;
  const choice = { field: "topic", of: LO, revision, pressedAt: 9 } as const;

  test("is settled by one press, either way", () => {
    const used = resolveConflict(two, { ...choice, wish: "use" }, press);
    expect([topicOf(used), othersOf(used)]).toEqual(["Kaizen", []]);
    const kept = resolveConflict(two, { ...choice, wish: "keep" }, press);
    expect([topicOf(kept), othersOf(kept)]).toEqual(["Green jobs", []]);
  });

  test("isn't settled by a press on a value that has changed since", () => {
    const three = typeInto(two, screen(LO, los, { ...EMPTY, topic: "Kaizen 2" }, 1.5));
    const used = resolveConflict(three, { ...choice, wish: "keep" }, press);
    expect(othersOf(used)).toEqual([[LO, "Kaizen 2"]]);
  });
});

describe("a participant whom one removes and another edits", () => {
  const full = draftToJapan();
  const id = participantId("traveller-2");
  const backups = drawn(full, "of-backup", id);
  const values = valuesOf(full.participants[1]?.answers ?? {});
  const edit = (typedAt: number): Screen => ({
    ...screen(BACKUP, backups, { ...values, position: "Rector" }, typedAt),
    page: "participant",
    item: id,
  });
  const remove = (by = LO, at = 5) => screen(by, drawn(full, "list"), {}, at);

  test("comes back, with all that stood on the editor's screen", () => {
    const removed = withoutParticipant(full, id, remove());
    if (!removed) throw new Error("not removed");
    expect(removed.participants).toHaveLength(3);
    const back = typeInto(removed, edit(6)).participants.find((one) => one.id === id);
    expect(valuesOf(back?.answers ?? {})).toEqual({ ...values, position: "Rector" });
  });

  test("isn't removed unseen", () => {
    expect(withoutParticipant(typeInto(full, edit(4)), id, remove())).toBeUndefined();
  });

  test("stays removed when nothing was changed, and against late calls of the one who removed them", () => {
    const removed = withoutParticipant(full, id, remove(BACKUP)) ?? full;
    const unchanged: Screen = { ...edit(6), answers: values };
    expect(typeInto(removed, unchanged).participants).toHaveLength(3);
    expect(typeInto(removed, edit(4)).participants).toHaveLength(3);
    expect(typeInto(removed, edit(6)).participants).toHaveLength(4);
  });

  test("is told of to the colleague, as are changed fields", () => {
    const removed = withoutParticipant(full, id, remove()) ?? full;
    expect(changesSince(removed, BACKUP, full.revision)).toEqual([
      { by: LO, fields: [], places: [], removed: 1, broughtBack: 0 },
    ]);
    expect(changesSince(typeInto(full, edit(4)), LO, full.revision)).toEqual([
      { by: BACKUP, fields: [], places: [2], removed: 0, broughtBack: 0 },
    ]);
    expect(changesSince(typeInto(removed, edit(6)), BACKUP, full.revision)).toEqual([
      { by: LO, fields: [], places: [], removed: 0, broughtBack: 1 },
    ]);
    expect(changesSince(removed, LO, full.revision)).toEqual([]);
  });
});

/** What one person does on one snapshot: each step is a call that carries the whole page. */
interface Step {
  readonly who: number;
  readonly field: (typeof FIELDS)[number];
  readonly text: string | null;
}
const PEOPLE = [LO, BACKUP, OFFICER];
const steps = (withTakingBack: boolean) =>
  fc.array(
    fc.record({
      who: fc.nat(PEOPLE.length - 1),
      field: fc.constantFrom(...FIELDS),
      text: withTakingBack ? fc.option(fc.constant("x"), { freq: 3, nil: null }) : fc.constant("x"),
    }),
    { maxLength: 9 },
  );

const callsOf = (
  given: readonly Step[],
  snapshots: readonly FormSnapshot[],
  people = PEOPLE,
): Screen[] => {
  const pages = snapshots.map(() => ({ ...EMPTY }) as Record<string, string | null>);
  return given.map(({ who, field, text }, index) => {
    // Each typing makes another text: what somebody typed can be told from all else.
    const page = pages[who] ?? {};
    page[field] = text === null ? null : `${who} typed ${index}`;
    return screen(people[who] ?? LO, snapshots[who], { ...page }, index + 1);
  });
};

const withArrivals = (withTakingBack: boolean) =>
  steps(withTakingBack).chain((given) =>
    fc.record({
      given: fc.constant(given),
      arriving: fc.shuffledSubarray([...given.keys(), ...given.keys()], {
        minLength: 2 * given.length,
      }),
    }),
  );

const told = ({ answers }: Draft) =>
  Object.fromEntries(
    FIELDS.map((field) => [
      field,
      [answers[field]?.value ?? null, ...othersOf({ ...draft(), answers }, field)],
    ]),
  );

describe("whatever people type on pages they opened at the same time", () => {
  const start = draft();
  const snapshots = PEOPLE.map((_, who) => drawn(start, `sheet-${who}`));
  const run = (calls: readonly Screen[]) => calls.reduce(typeInto, start);
  const at = (calls: readonly Screen[], order: readonly number[]) =>
    order.flatMap((index) => calls[index] ?? []);

  test("the draft is the same in every order of arrival, and when calls come twice", () => {
    fc.assert(
      fc.property(withArrivals(true), ({ given, arriving }) => {
        const calls = callsOf(given, snapshots);
        expect(told(run(at(calls, arriving)))).toEqual(told(run(calls)));
      }),
    );
  });

  test("all that somebody typed last in a field is its value or kept beneath it; what nobody typed is nowhere", () => {
    fc.assert(
      fc.property(withArrivals(true), ({ given, arriving }) => {
        const calls = callsOf(given, snapshots);
        const merged = run(at(calls, arriving));
        for (const field of FIELDS) {
          const last = PEOPLE.flatMap(
            (_, who) =>
              calls.filter((_call, index) => given[index]?.who === who).at(-1)?.answers[field] ??
              [],
          );
          const { value = null, others = [] } = merged.answers[field] ?? {};
          const kept = [value, ...others.map((one) => one.value)].filter((one) => one !== null);
          expect(kept.toSorted()).toEqual(last.toSorted());
        }
      }),
    );
  });

  /** A device's own calls in their order, those of several devices mixed. */
  const inOrderOfEach = (given: readonly Step[], mixed: readonly number[]): number[] => {
    const once = [...new Set(mixed)];
    const queues = PEOPLE.map((_, who) =>
      once.filter((at) => given[at]?.who === who).sort((a, b) => a - b),
    );
    return once.flatMap((at) => queues[given[at]?.who ?? 0]?.shift() ?? []);
  };

  test("one person on three devices: what was typed last in each field counts, alone", () => {
    const own = PEOPLE.map(() => LO);
    fc.assert(
      fc.property(withArrivals(false), ({ given, arriving }) => {
        const calls = callsOf(given, snapshots, own);
        const merged = run(at(calls, [...inOrderOfEach(given, arriving), ...arriving]));
        for (const field of FIELDS) {
          const last = given.findLastIndex((step) => step.field === field);
          const expected = last < 0 ? null : `${given[last]?.who} typed ${last}`;
          expect([merged.answers[field]?.value ?? null, othersOf(merged, field)]).toEqual([
            expected,
            [],
          ]);
        }
      }),
    );
  });
});
