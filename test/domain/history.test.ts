import { describe, expect, test } from "vitest";
import {
  commitmentTo,
  firstBroken,
  type HistoryEntry,
  nextEntry,
  type PayloadOf,
} from "../../src/domain/history.ts";

const actions = ["start-draft", "submit", "change-roster", "submit"];
const payloads = actions.map((action, index) => ({
  payload: { action, topic: `Topic ${index}`, dates: { endsOn: "2023-07-12" } },
  salt: `salt ${index}`,
}));

const entryOf = (action: string, index: number) => ({
  requestId: "request-1",
  at: `2023-03-20T03:00:0${index}.000Z`,
  action,
  personId: "liaison-FJ",
  organisationId: "FJ",
  commitment: commitmentTo(payloads[index]?.payload, payloads[index]?.salt ?? ""),
});

const chain: HistoryEntry[] = [];
for (const [index, action] of actions.entries()) {
  chain.push(nextEntry(chain.at(-1), entryOf(action, index)));
}

const kept: PayloadOf = ({ ordinal }) => payloads[ordinal - 1];
const withEntry = (ordinal: number, change: Partial<HistoryEntry>) =>
  chain.map((entry) => (entry.ordinal === ordinal ? { ...entry, ...change } : entry));

const brokenAt = (ordinal: number, why: "gap" | "hash" | "payload") => ({
  requestId: "request-1",
  ordinal,
  why,
});

test("a chain is numbered from 1, and as it was written it holds", () => {
  expect(chain.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
  expect(firstBroken(chain, kept)).toBeUndefined();
  expect(firstBroken([], kept)).toBeUndefined();
});

describe("a change to what was written is found", () => {
  test.each([
    ["at", "2023-03-20T03:00:09.000Z"],
    ["action", "withdraw"],
    ["personId", "liaison-JP"],
    ["personId", null],
    ["organisationId", "JP"],
    ["requestId", "request-2"],
    ["commitment", commitmentTo("something else", "salt 1")],
    ["hash", "0".repeat(64)],
  ])("%s changed to %s", (field, value) => {
    const requestId = field === "requestId" ? "request-2" : "request-1";

    expect(firstBroken(withEntry(2, { [field]: value }), kept)).toEqual({
      ...brokenAt(2, "hash"),
      requestId,
    });
  });

  test("a letter moved from one field to its neighbour", () => {
    const moved = { action: "submitl", personId: "iaison-FJ" };

    expect(firstBroken(withEntry(2, moved), kept)).toEqual(brokenAt(2, "hash"));
  });

  test("the payload or its salt", () => {
    const changed =
      (change: object): PayloadOf =>
      (entry) => {
        const whole = kept(entry);
        return whole && entry.ordinal === 3 ? { ...whole, ...change } : whole;
      };

    expect(firstBroken(chain, changed({ payload: "other" }))).toEqual(brokenAt(3, "payload"));
    expect(firstBroken(chain, changed({ salt: "other" }))).toEqual(brokenAt(3, "payload"));
  });

  test("an entry written anew with its own hash breaks the next one", () => {
    const forged = nextEntry(chain[0], { ...entryOf("submit", 1), personId: "liaison-JP" });

    expect(firstBroken(withEntry(2, forged), kept)).toEqual(brokenAt(3, "hash"));
  });
});

describe("a missing entry is found", () => {
  test.each([
    ["the first", 1, 2],
    ["one in between", 2, 3],
  ])("%s", (_title, missing, found) => {
    const rest = chain.filter(({ ordinal }) => ordinal !== missing);

    expect(firstBroken(rest, kept)).toEqual(brokenAt(found, "gap"));
  });

  test("also when the rest is numbered anew", () => {
    const rest = chain
      .filter(({ ordinal }) => ordinal !== 2)
      .map((entry, index) => ({ ...entry, ordinal: index + 1 }));

    expect(firstBroken(rest, kept)).toEqual(brokenAt(2, "hash"));
  });

  test("and so are entries in another order", () => {
    expect(firstBroken(chain.toReversed(), kept)).toEqual(brokenAt(4, "gap"));
  });
});

describe("erasing", () => {
  test("a payload keeps the chain valid", () => {
    const erased: PayloadOf = (entry) => (entry.ordinal === 2 ? undefined : kept(entry));

    expect(firstBroken(chain, erased)).toBeUndefined();
    expect(firstBroken(chain, () => undefined)).toBeUndefined();
  });

  test("a payload doesn't hide a changed entry", () => {
    expect(firstBroken(withEntry(2, { action: "withdraw" }), () => undefined)).toEqual(
      brokenAt(2, "hash"),
    );
  });
});

describe("a commitment", () => {
  test("doesn't depend on the order of keys, which the database doesn't keep", () => {
    const one = { topic: "Kaizen", dates: { startsOn: "a", endsOn: "b" }, list: [1, 2] };
    const other = { list: [1, 2], dates: { endsOn: "b", startsOn: "a" }, topic: "Kaizen" };

    expect(commitmentTo(one, "salt")).toBe(commitmentTo(other, "salt"));
  });

  test("depends on the order of a list", () => {
    expect(commitmentTo([1, 2], "salt")).not.toBe(commitmentTo([2, 1], "salt"));
  });

  test("to the same payload tells nothing without the salt", () => {
    expect(commitmentTo("Kaizen", "one")).not.toBe(commitmentTo("Kaizen", "other"));
  });
});
