import { describe, expect, test } from "vitest";
import {
  ATTENDANCES,
  type Attendance,
  capProblem,
  PARTS,
  type PartInDelegation,
} from "../../../src/domain/requests/participants.ts";
import fc from "../../helpers/fast-check.ts";

const caps = { virtual: 10, faceToFace: 4 };

const people = (
  count: number,
  attendance: Attendance = "travels",
  part: PartInDelegation = "participant",
) => Array.from({ length: count }, () => ({ part, attendance }));

const head = people(1, "travels", "head");
const standby = (count: number) => people(count, "travels", "standby");
const online = (count: number) => people(count, "online");

describe("a face-to-face activity takes four", () => {
  test("the head of delegation is one of the four", () => {
    expect(capProblem([...head, ...people(3)], "faceToFace", caps)).toBeUndefined();
    expect(capProblem([...head, ...people(4)], "faceToFace", caps)).toEqual({
      kind: "tooManyTravel",
      most: 4,
      count: 5,
    });
  });

  test("standby participants don't count", () => {
    expect(capProblem([...people(4), ...standby(3)], "faceToFace", caps)).toBeUndefined();
  });

  test("who was marked as online before the modality changed travels too", () => {
    expect(capProblem(online(5), "faceToFace", caps)).toEqual({
      kind: "tooManyTravel",
      most: 4,
      count: 5,
    });
  });
});

describe("a virtual activity takes ten", () => {
  test("ten are welcome, eleven too many, and nobody travels", () => {
    expect(capProblem(people(10), "virtual", caps)).toBeUndefined();
    expect(capProblem(people(11), "virtual", caps)).toEqual({
      kind: "tooManyInAll",
      most: 10,
      count: 11,
    });
  });

  test("standby participants don't count", () => {
    expect(capProblem([...people(10), ...standby(1)], "virtual", caps)).toBeUndefined();
  });
});

describe("with both parts at most four travel and ten take part in all", () => {
  test.each([
    ["four travel, six online", [...people(4), ...online(6)], undefined],
    ["ten online", online(10), undefined],
    ["five travel", people(5), { kind: "tooManyTravel", most: 4, count: 5 }],
    [
      "four travel, seven online",
      [...people(4), ...online(7)],
      { kind: "tooManyInAll", most: 10, count: 11 },
    ],
    [
      "four travel, six online, two standby",
      [...people(4), ...online(6), ...standby(2)],
      undefined,
    ],
  ])("%s", (_title, roster, expected) => {
    expect(capProblem(roster, "both", caps)).toEqual(expected);
  });
});

test("the caps are the programme's, not constants", () => {
  expect(capProblem(people(3), "faceToFace", { virtual: 10, faceToFace: 2 })).toEqual({
    kind: "tooManyTravel",
    most: 2,
    count: 3,
  });
  expect(capProblem(people(3), "faceToFace", { virtual: 2, faceToFace: 4 })).toBeUndefined();
});

const roster = fc.array(
  fc.record({ part: fc.constantFrom(...PARTS), attendance: fc.constantFrom(...ATTENDANCES) }),
  { maxLength: 14 },
);
const modality = fc.constantFrom("faceToFace" as const, "virtual" as const, "both" as const);

test("taking someone off a roster that is within the caps never breaks them", () => {
  fc.assert(
    fc.property(roster, modality, fc.nat(), (all, which, place) => {
      fc.pre(all.length > 0 && capProblem(all, which, caps) === undefined);
      expect(capProblem(all.toSpliced(place % all.length, 1), which, caps)).toBeUndefined();
    }),
  );
});

test("adding a standby participant never changes the answer", () => {
  fc.assert(
    fc.property(roster, modality, (all, which) => {
      expect(capProblem([...all, ...standby(1)], which, caps)).toEqual(
        capProblem(all, which, caps),
      );
    }),
  );
});
