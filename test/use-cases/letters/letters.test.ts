import { describe, expect, test } from "vitest";
import {
  idsToStore,
  type LetterKind,
  letters,
  readLetter,
  readReceiver,
} from "../../../src/use-cases/letters/letters.ts";

const uuid = (last: number): string => `00000000-0000-4000-8000-00000000000${last}`;
const request = uuid(1);
const draft = uuid(2);
const round = uuid(3);
const admission = uuid(4);
const programme = uuid(5);
const person = uuid(6);
const subscription = uuid(7);

const toPerson = { person, organisation: "FJ" };
const toChannel = { subscription, organisation: "APO" };

/** As they are stored, by 0.1 as well, in the outbox and among those that wait. */
const stored: { readonly [Kind in LetterKind]: Readonly<Record<string, string>> } = {
  received: { request, ...toPerson },
  sentForYou: { request, ...toPerson },
  hostAsked: { request, ...toPerson },
  requestCard: { request, ...toChannel },
  requestAction: {
    ...{ request, action: "accept", doneAt: "1680000000000", audience: "sender" },
    ...toPerson,
  },
  doneForYou: { request, action: "accept", doneAt: "1680000000000", ...toPerson },
  endorsementLetter: { request, endorsementLetter: draft, askedAt: "1680000000000", ...toPerson },
  handlerSettled: { request, side: "FJ", ...toPerson },
  closing: { programme, round, day: "2023-03-31", subscription },
  closingMissed: { draft, round, day: "2023-03-31", holder: person, ...toPerson },
  draftDiscarded: { draft, host: "JP", has: "begun", ...toPerson },
  admissionAsked: { admission, ...toChannel },
  admissionGranted: { admission, ...toPerson },
  admittedInAdvance: { admission, ...toPerson },
  programmeNews: { programme, version: "2", ...toPerson },
  whomToTell: { programme, version: "2", npoes: "NP,MN", ...toPerson },
  personJoined: { joined: person, role: "backup", member: "FJ", what: "role", ...toPerson },
  roleEnded: { role: "backup", ...toPerson },
  draftsHandedOver: { former: person, role: "liaison", drafts: "3", ...toPerson },
  workspaceProposed: { proposal: uuid(8), ...toPerson },
  workspaceDecided: { proposal: uuid(8), ...toPerson },
  unreachable: { unreachable: person, ...toChannel },
  channelGone: { ...toPerson },
  test: { subscription },
};

describe.each(Object.entries(stored))("a stored row of the kind %s", (kind, ids) => {
  test("is read, and would be stored alike", () => {
    const read = readLetter({ kind, ids });
    expect(read).toMatchObject({ ok: true, value: { kind } });
    expect(read.ok && idsToStore(read.value.ids)).toEqual(ids);
  });

  test.each(Object.keys(letters[kind as LetterKind].ids.shape))(
    "without its %s is refused with the reason",
    (name) => {
      const { [name]: _, ...rest } = ids;
      expect(readLetter({ kind, ids: rest })).toEqual({
        ok: false,
        refusal: `${kind} has wrong ids: ${name}`,
      });
      expect(readLetter({ kind, ids: { ...ids, [name]: "?" } }).ok).toBe(false);
    },
  );
});

test("a row of a kind that this release doesn't know is refused, and one of an object's own too", () => {
  for (const kind of ["decided", "constructor", "toString", ""]) {
    expect(readLetter({ kind, ids: {} })).toEqual({
      ok: false,
      refusal: `no letter is of the kind ${kind}`,
    });
  }
});

test("a receiver that can't be read is nobody", () => {
  expect(readReceiver({ person, organisation: "FJ", request })).toEqual(toPerson);
  expect(readReceiver({ person: "somebody", organisation: "FJ" })).toEqual({});
});
