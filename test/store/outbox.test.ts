import { randomUUID } from "node:crypto";
import { isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DateTime } from "../../src/domain/time.ts";
import { connect, type Database, inTransaction } from "../../src/store/database.ts";
import {
  claimLetters,
  holdLetters,
  type Letter,
  post,
  releaseLetter,
  settleLetter,
} from "../../src/store/outbox.ts";
import { outbox } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase } from "../helpers/database.ts";

let db: TestDatabase;
let second: Database;
beforeAll(async () => {
  db = await testDatabase();
  second = connect(db.url);
});
beforeEach(async () => {
  await db.database.delete(outbox);
});
afterAll(async () => {
  await second.close();
  await db.close();
});

const NOON = DateTime.fromISO("2026-11-24T12:00:00Z");
const at = (seconds: number): DateTime => NOON.plus({ seconds });

const letter = (key: string, conversation = key, workspace = "T1"): Letter => ({
  id: randomUUID(),
  key,
  kind: "test",
  ids: {},
  platform: "slack",
  workspace,
  conversation,
});

const take = (now: DateTime, on: Database = db.database, most = 50) =>
  claimLetters(on, { lease: randomUUID(), now, leaseSeconds: 45, most, secondsBetween: 1 });

const keysTaken = async (now: DateTime): Promise<string[]> =>
  (await take(now)).map(({ key }) => key).sort();

const openKeys = async (): Promise<string[]> =>
  (await db.database.select().from(outbox).where(isNull(outbox.settled))).map(({ key }) => key);

const sent = { settled: "sent", reference: "C1:1.1" } as const;

const one = <Item>(items: readonly Item[]): Item => {
  const [first, ...others] = items;
  if (!first || others.length > 0) throw new Error(`${items.length} items in place of one`);
  return first;
};

describe("what is posted", () => {
  test("stays away when its transaction fails", async () => {
    const failing = inTransaction(db.database, async (tx) => {
      await post(tx, [letter("a")], NOON);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    expect(await keysTaken(at(1))).toEqual([]);
  });

  test("is there once for each key, ever, also after it was sent", async () => {
    await post(db.database, [letter("a")], NOON);
    await post(db.database, [letter("a")], NOON);
    await settleLetter(db.database, one(await take(NOON)), sent, NOON);
    await post(db.database, [letter("a")], at(5));
    expect(await keysTaken(at(10))).toEqual([]);
    expect(await openKeys()).toEqual([]);
  });

  test("holds no text: kind, ids and receiver only", async () => {
    await post(db.database, [letter("a")], NOON);
    const { id: _, ...told } = one(await take(NOON));
    expect(Object.keys(told).sort()).toEqual(
      [
        "attempts",
        "conversation",
        "firstTriedAt",
        "ids",
        "key",
        "kind",
        "lease",
        "platform",
        "uncertain",
        "workspace",
      ].sort(),
    );
  });
});

describe("a lease", () => {
  test("keeps a letter from everybody else until it runs out", async () => {
    await post(db.database, [letter("a")], NOON);
    expect(one(await take(NOON))).toMatchObject({ attempts: 1, uncertain: false });
    expect(await take(at(44), second)).toEqual([]);
  });

  test("that ran out is taken over, and the letter's fate is uncertain: it may have arrived", async () => {
    await post(db.database, [letter("a")], NOON);
    const lost = one(await take(NOON));
    const taken = one(await take(at(46), second));
    expect(taken).toMatchObject({ attempts: 2, uncertain: true });
    expect(taken.firstTriedAt.toMillis()).toBe(NOON.toMillis());
    await settleLetter(db.database, lost, { settled: "refused", reason: "too late" }, at(47));
    expect(await openKeys()).toEqual(["a"]);
    await settleLetter(db.database, taken, sent, at(48));
    expect(await openKeys()).toEqual([]);
  });

  test("is held by one of many that ask at once", async () => {
    const letters = Array.from({ length: 40 }, (_, index) => letter(`k${index}`));
    await post(db.database, letters, NOON);
    const turns = await Promise.all(
      Array.from({ length: 8 }, (_, turn) => take(NOON, turn % 2 ? second : db.database, 10)),
    );
    const keys = turns.flat().map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const rest = await take(NOON);
    expect(new Set([...keys, ...rest.map(({ key }) => key)]).size).toBe(40);
  });
});

describe("a conversation's pace", () => {
  test("one letter at a time, the oldest first, the others in their own time", async () => {
    await post(db.database, [letter("first", "C1")], NOON);
    await post(db.database, [letter("later", "C1"), letter("elsewhere", "C2")], at(0.5));
    expect(await keysTaken(at(1))).toEqual(["elsewhere", "first"]);
    expect(await keysTaken(at(5))).toEqual([]);
  });

  test("a second passes between two messages, from the end of the first one's try", async () => {
    await post(db.database, [letter("a", "C1")], NOON);
    await post(db.database, [letter("b", "C1")], at(0.1));
    const first = one(await take(at(1)));
    await settleLetter(db.database, first, sent, at(1.4));
    expect(await keysTaken(at(2.3))).toEqual([]);
    expect(await keysTaken(at(2.4))).toEqual(["b"]);
  });

  test("the same conversation id in another workspace is another conversation", async () => {
    await post(db.database, [letter("a", "C1", "T1"), letter("b", "C1", "T2")], NOON);
    expect(await keysTaken(NOON)).toEqual(["a", "b"]);
  });

  test("what needed no message prolongs no wait", async () => {
    await post(db.database, [letter("a", "C1")], NOON);
    await post(db.database, [letter("b", "C1")], at(0.1));
    await settleLetter(db.database, one(await take(at(1))), { settled: "needless" }, at(1.9));
    expect(await keysTaken(at(2))).toEqual(["b"]);
  });
});

describe("given back", () => {
  test("it comes again at its time; an uncertain one stays uncertain", async () => {
    await post(db.database, [letter("a")], NOON);
    const back = { availableAt: at(10), uncertain: true, reason: "500" };
    await releaseLetter(db.database, one(await take(NOON)), back, at(1));
    expect(await take(at(9))).toEqual([]);
    const again = one(await take(at(10)));
    expect(again).toMatchObject({ attempts: 2, uncertain: true });
    const calm = { availableAt: at(20), uncertain: false, reason: "429" };
    await releaseLetter(db.database, again, calm, at(11));
    expect(one(await take(at(20))).uncertain).toBe(true);
  });

  test("one that was only told to wait is certain not to have arrived", async () => {
    await post(db.database, [letter("a")], NOON);
    const back = { availableAt: at(10), uncertain: false, reason: "429" };
    await releaseLetter(db.database, one(await take(NOON)), back, NOON);
    expect(one(await take(at(10))).uncertain).toBe(false);
  });

  test("a conversation that is told to wait waits with all its letters, its neighbours don't", async () => {
    const told = letter("told", "C1");
    await post(db.database, [told, letter("waits", "C1"), letter("goes", "C2")], NOON);
    await holdLetters(db.database, told, { scope: "conversation", until: at(30) });
    expect(await keysTaken(at(1))).toEqual(["goes"]);
    const [first, ...others] = await keysTaken(at(30));
    expect(["told", "waits"]).toContain(first);
    expect(others).toEqual([]);
  });

  test("a workspace that is told to wait waits as a whole, the others go on", async () => {
    const told = letter("told", "C1");
    await post(db.database, [told, letter("waits", "C2"), letter("goes", "C1", "T2")], NOON);
    await holdLetters(db.database, told, { scope: "workspace", until: at(30) });
    expect(await keysTaken(at(1))).toEqual(["goes"]);
    expect(await keysTaken(at(30))).toEqual(["told", "waits"]);
  });

  test("a wait never brings a letter forward", async () => {
    const slow = letter("slow", "C1");
    await post(db.database, [slow], NOON);
    const back = { availableAt: at(300), uncertain: true, reason: "500" };
    await releaseLetter(db.database, one(await take(NOON)), back, NOON);
    await holdLetters(db.database, slow, { scope: "workspace", until: at(5) });
    expect(await take(at(299))).toEqual([]);
  });
});
