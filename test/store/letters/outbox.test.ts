import { randomUUID } from "node:crypto";
import { isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { DateTime } from "../../../src/domain/time.ts";
import { connect, type Database, inTransaction } from "../../../src/store/database.ts";
import { claimLetters } from "../../../src/store/letters/claim-letters.ts";
import {
  holdLetters,
  type Letter,
  post,
  releaseLetter,
  settleLetter,
} from "../../../src/store/letters/outbox.ts";
import { outbox } from "../../../src/store/schema.ts";
import { type TestDatabase, testDatabase, UNHURRIED } from "../../helpers/database.ts";

let db: TestDatabase;
let second: Database;
beforeAll(async () => {
  db = await testDatabase();
  second = connect(db.url, UNHURRIED);
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
  claimLetters(on, {
    lease: randomUUID(),
    now,
    leaseSeconds: 45,
    most,
    secondsBetween: { slack: 1 },
  });

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
        "reason",
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

describe("of one conversation", () => {
  test("one letter is taken, also when two processes ask at the same moment", async () => {
    await Promise.all([take(NOON), take(NOON, second)]);
    for (let round = 0; round < 60; round += 1) {
      await post(db.database, [letter(`${round}a`, "C1"), letter(`${round}b`, "C1")], NOON);
      const turns = await Promise.all([take(at(1)), take(at(1), second)]);
      expect(turns.flat()).toHaveLength(1);
      await db.database.delete(outbox);
    }
  });

  test("one letter is taken, also when an earlier one is committed while a process is taking", async () => {
    await slowClaimOf("b");
    try {
      const first = await inTransaction(second, async (tx) => {
        await post(tx, [letter("a", "C1")], NOON);
        await post(db.database, [letter("b", "C1")], NOON);
        const taking = take(at(1));
        await expect.poll(sleepers).toBe(1);
        return { taking };
      });
      expect(await take(at(1), second)).toEqual([]);
      expect((await first.taking).map(({ key }) => key)).toEqual(["b"]);
    } finally {
      await db.database.execute(sql`drop function slow cascade`);
    }
  });

  const slowClaimOf = async (key: string): Promise<void> => {
    await db.database.execute(sql`create function slow() returns trigger language plpgsql as
      $$ begin perform pg_sleep(1); return new; end $$`);
    await db.database.execute(sql`create trigger slow before update on outbox for each row
      when (new.key = ${sql.raw(`'${key}'`)}) execute function slow()`);
  };

  const sleepers = async (): Promise<number> =>
    (
      await second.execute(
        sql`select 1 from pg_stat_activity where datname = current_database() and wait_event = 'PgSleep'`,
      )
    ).length;

  test("however many wait, another conversation's letter is taken in the same turn", async () => {
    const many = Array.from({ length: 230 }, (_, index) => letter(`x${index}`, "X"));
    await post(db.database, many, NOON);
    await post(db.database, [letter("y", "Y")], at(1));
    expect(await keysTaken(at(2))).toEqual(["x0", "y"]);
  });

  const sendAll = async (keys: readonly string[], from: number): Promise<string[]> => {
    const order: string[] = [];
    for (let turn = 0; order.length < keys.length && turn < 50; turn += 1) {
      for (const taken of await take(at(from + turn * 2))) {
        order.push(taken.key);
        await settleLetter(db.database, taken, sent, at(from + turn * 2));
      }
    }
    return order;
  };

  test("letters go out in the order in which they were written, also after a pause", async () => {
    const keys = Array.from({ length: 12 }, (_, index) => `k${index}`);
    const letters = keys.map((key) => letter(key, "C1"));
    await post(db.database, letters.slice(0, 6), NOON);
    await post(db.database, letters.slice(6), NOON);
    await holdLetters(db.database, letter("any"), { scope: "workspace", until: at(30) });
    expect(await sendAll(keys, 30)).toEqual(keys);
  });

  test("a later letter waits for an earlier one that is to be tried again", async () => {
    await post(db.database, [letter("a", "C1"), letter("b", "C1")], NOON);
    const back = { availableAt: at(64), uncertain: true, reason: "http_500" };
    await releaseLetter(db.database, one(await take(NOON)), back, NOON);
    expect(await keysTaken(at(63))).toEqual([]);
    expect(await sendAll(["a", "b"], 64)).toEqual(["a", "b"]);
  });

  test("one that was tried ten times lets the next pass, and is still taken in its own time", async () => {
    await post(db.database, [letter("a", "C1"), letter("b", "C1"), letter("c", "C1")], NOON);
    for (let tries = 1; tries <= 10; tries += 1) {
      expect(await openAt(tries * 10)).toBe("a");
    }
    expect(await keysTaken(at(109.5))).toEqual(["b"]);
    expect(await keysTaken(at(170))).toEqual(["a"]);
  });

  /** The key that is taken then, and given back for ten seconds. */
  const openAt = async (seconds: number): Promise<string> => {
    const taken = one(await take(at(seconds)));
    const back = { availableAt: at(seconds + 10), uncertain: true, reason: "fault" };
    await releaseLetter(db.database, taken, back, at(seconds));
    return taken.key;
  };
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
    expect(await keysTaken(at(30))).toEqual(["told"]);
  });

  test("a workspace that is told to wait waits as a whole, the others go on", async () => {
    const told = letter("told", "C1");
    await post(db.database, [told, letter("waits", "C2"), letter("goes", "C1", "T2")], NOON);
    await holdLetters(db.database, told, { scope: "workspace", until: at(30) });
    expect(await keysTaken(at(1))).toEqual(["goes"]);
    expect(await keysTaken(at(30))).toEqual(["told", "waits"]);
  });

  test("a pause that began while a letter was on its way isn't shortened by giving it back", async () => {
    await post(db.database, [letter("a", "C1"), letter("b", "C2")], NOON);
    const [first, other] = await take(NOON);
    if (!first || !other) throw new Error("not both were taken");
    await holdLetters(db.database, first, { scope: "workspace", until: at(600) });
    const back = { availableAt: at(2), uncertain: true, reason: "http_500" };
    await releaseLetter(db.database, other, back, at(1));
    await releaseLetter(db.database, first, { ...back, availableAt: at(600) }, at(1));
    expect(await take(at(599))).toEqual([]);
    expect(await keysTaken(at(600))).toEqual(["a", "b"]);
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
