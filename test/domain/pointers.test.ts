import { describe, expect, test } from "vitest";
import {
  organisationId,
  participantId,
  personId,
  programmeId,
  requestId,
  roundId,
} from "../../src/domain/ids.ts";
import { ROLES } from "../../src/domain/people.ts";
import { type Pointed, type PointerKind, pointer, readPointer } from "../../src/domain/pointers.ts";
import { SENT } from "../../src/domain/states.ts";
import fc from "../helpers/fast-check.ts";

const uuid = fc.uuid();
const request = uuid.map(requestId);
const round = uuid.map(roundId);
const person = uuid.map(personId);
const number = fc.nat(999_999_999);
const organisation = fc.constantFrom("FJ", "JP", "APO").map(organisationId);
const day = fc.constantFrom("2023-05-03", "2024-02-29", "2023-12-31");
const plain = fc.record({ id: uuid });

/** Of each kind everything that it can point to: a kind that is added must be added here. */
const pointed: { readonly [Kind in PointerKind]: fc.Arbitrary<Pointed<Kind>> } = {
  request: fc.record({ id: request, version: number }, { requiredKeys: ["id"] }),
  action: fc.record(
    {
      request,
      version: number,
      chosen: organisation,
      side: fc.constantFrom("sender", "host"),
    },
    { requiredKeys: ["request", "version"] },
  ),
  endorsementLetter: fc.record({ request, endorsementLetter: uuid }),
  sentFile: fc.record({ as: fc.constant("letter" as const), file: fc.string() }),
  offeredLetter: fc.record({
    ...{ request, version: number, side: fc.constantFrom("sender", "host"), file: fc.string() },
  }),
  draft: fc.record({ id: request }),
  newRequest: fc.record({ sender: organisation, host: organisation }, { requiredKeys: ["sender"] }),
  step: fc.record({ step: fc.constantFrom("whom", "check") }),
  draftAsSeen: fc.record({ draft: request, seen: number }),
  assignment: fc.record({ request, organisation, version: number }),
  requestPage: fc.record(
    {
      page: number,
      side: fc.constantFrom("sender", "host", "officer"),
      npo: organisation,
      state: fc.constantFrom(...SENT),
      round,
      words: fc.string(),
    },
    { requiredKeys: ["page"] },
  ),
  late: fc.record({ draft: request, round }),
  roundOf: fc.record({ round, npo: organisation }),
  conflict: fc.record(
    {
      field: fc.constantFrom("topic", "startsOn2"),
      item: uuid.map(participantId),
      of: person,
      revision: number,
    },
    { requiredKeys: ["field", "of", "revision"] },
  ),
  account: fc.record({ organisation, person }),
  post: fc.record({ organisation, person, role: fc.constantFrom(...ROLES) }),
  holidays: fc.record({ organisation, first: day, last: day, name: fc.string() }),
  organisation: fc.record({ id: organisation }),
  person: fc.record({ id: person }),
  participant: fc.record({ id: uuid.map(participantId) }),
  programme: fc.record({ id: uuid.map(programmeId) }),
  programmeAsSeen: fc.record({ programme: uuid.map(programmeId), version: number }),
  round: fc.record({ id: round }),
  notification: plain,
  admission: plain,
  invitation: plain,
  workspaceProposal: plain,
  version: fc.record({ seen: number }),
};

const kinds = Object.keys(pointed) as PointerKind[];

describe.each(kinds)("a pointer to %s", (kind) => {
  // One kind at a time: what it writes is what it reads.
  const any = pointed[kind] as fc.Arbitrary<Pointed<typeof kind>>;

  test("comes back as it was", () => {
    fc.assert(
      fc.property(any, (to) => {
        expect(readPointer(kind, pointer(kind, to))).toEqual(to);
      }),
    );
  });

  test("is what it was written from, or nothing: what is read is written alike", () => {
    fc.assert(
      fc.property(any, fc.nat(), fc.string({ maxLength: 3 }), (to, at, put) => {
        const written = pointer(kind, to);
        const place = at % (written.length + 1);
        const other = written.slice(0, place) + put + written.slice(place + 1);
        const read = readPointer(kind, other);
        if (read) expect(pointer(kind, read)).toBe(inColons(kind, other));
      }),
    );
  });

  test("isn't read from anybody's text, and nothing is thrown", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^(?:[A-Z]{2,3}|\d+)$/.test(text));
        expect(readPointer(kind, text)).toBeUndefined();
      }),
    );
    expect(readPointer(kind, undefined)).toBeUndefined();
    expect(readPointer(kind, "")).toBeUndefined();
  });
});

/** As this release writes what 0.1 has written; a name may hold anything. */
const inColons = (kind: PointerKind, text: string): string =>
  ["draftAsSeen", "conflict"].includes(kind)
    ? text.replaceAll("/", ":")
    : ["late", "roundOf", "programmeAsSeen"].includes(kind)
      ? text.replaceAll(".", ":")
      : text;

const REQUEST = "00000000-0000-4000-8000-000000000001";
const OTHER = "00000000-0000-4000-8000-000000000002";

test("what stands in cards and open forms of 0.1 is read", () => {
  expect(readPointer("request", REQUEST)).toEqual({ id: REQUEST });
  expect(readPointer("assignment", `${REQUEST}:JP:3`)).toEqual({
    ...{ request: REQUEST, organisation: "JP", version: 3 },
  });
  expect(readPointer("draftAsSeen", `${REQUEST}/7`)).toEqual({ draft: REQUEST, seen: 7 });
  expect(readPointer("late", `${REQUEST}.${OTHER}`)).toEqual({ draft: REQUEST, round: OTHER });
  expect(readPointer("roundOf", `${OTHER}.FJ`)).toEqual({ round: OTHER, npo: "FJ" });
  expect(readPointer("programmeAsSeen", `${OTHER}.2`)).toEqual({ programme: OTHER, version: 2 });
  expect(readPointer("conflict", `topic//${OTHER}/17`)).toEqual({
    ...{ field: "topic", of: OTHER, revision: 17 },
  });
  expect(readPointer("conflict", `position/${REQUEST}/${OTHER}/17`)).toEqual({
    ...{ field: "position", item: REQUEST, of: OTHER, revision: 17 },
  });
  expect(readPointer("post", `FJ:${OTHER}:liaison`)).toEqual({
    ...{ organisation: "FJ", person: OTHER, role: "liaison" },
  });
  expect(readPointer("account", `FJ:${OTHER}`)).toEqual({ organisation: "FJ", person: OTHER });
  expect(readPointer("holidays", "FJ:2023-05-03:2023-05-05:A: B")).toEqual({
    ...{ organisation: "FJ", first: "2023-05-03", last: "2023-05-05", name: "A: B" },
  });
});

test.each([
  ["assignment", `${REQUEST}:FJ`],
  ["assignment", `${REQUEST}:FJ:`],
  ["assignment", `${REQUEST}:FJ:-1`],
  ["assignment", `${REQUEST}:FJ:01`],
  ["assignment", `${REQUEST}:fj:1`],
  ["assignment", `${REQUEST}:FJ:1:2`],
  ["assignment", `${REQUEST}/FJ/1`],
  ["request", `${REQUEST}:`],
  ["request", `${REQUEST}:1:2`],
  ["request", `${REQUEST}\n`],
  ["request", REQUEST.toUpperCase().replace("4000", "A000")],
  ["post", `FJ:${OTHER}:owner`],
  ["holidays", "FJ:2023-02-30:2023-03-01:Holiday"],
  ["draftAsSeen", `${REQUEST}.7`],
] as const)("%s isn't read from %j", (kind, text) => {
  expect(readPointer(kind, text)).toBeUndefined();
});
