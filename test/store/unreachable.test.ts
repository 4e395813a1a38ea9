import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect, type Database, inTransaction } from "../../src/store/database.ts";
import { type TestDatabase, testDatabase, UNHURRIED } from "../helpers/database.ts";
import { type DatabaseProxy, startDatabaseProxy } from "../helpers/database-proxy.ts";
import { onThisMachine } from "../helpers/on-this-machine.ts";
import { pause } from "../product/helpers/client.ts";

let db: TestDatabase;
let proxy: DatabaseProxy;
let database: Database;
beforeAll(async () => {
  db = await testDatabase();
  await db.database.execute(sql`create table locked (what text)`);
});
afterAll(() => db.close());
beforeEach(async () => {
  proxy = await startDatabaseProxy(db.url);
  database = connect(proxy.url, { max: 4 });
});
afterEach(async () => {
  await database.close();
  await proxy.close();
});

const ask = (): Promise<unknown> => database.execute(sql`select 1`);
/** Milliseconds until it was refused. */
const refusedAfter = async (asked: Promise<unknown>): Promise<number> => {
  const beganMs = performance.now();
  await expect(asked).rejects.toThrow();
  return performance.now() - beganMs;
};
/** As many as callers that don't wait for one another, for so many seconds: how long each waited. */
const askedFor = async (seconds: number): Promise<number[]> => {
  const waits: Promise<number>[] = [];
  for (let place = 0; place < seconds * 20; place += 1) {
    waits.push(refusedAfter(ask()));
    await pause(50);
  }
  return Promise.all(waits);
};
/** What people are told within 3 seconds has to be known a little before. */
const IN_TIME_MS = 2_900;

const TROUBLES = ["mute", "closing", "refusing", "starting", "full"] as const;

describe.each(TROUBLES)("a database that is %s", (trouble) => {
  test("is told in time to each that asks, tried a few times a second, and used as soon as it is back", async () => {
    await Promise.all([ask(), ask(), ask(), ask()]);
    if (trouble === "full") proxy.cut("end");
    await proxy.turn(trouble);
    const before = proxy.attempts();
    const waits = await askedFor(2);
    expect(Math.max(...waits)).toBeLessThan(onThisMachine(IN_TIME_MS));
    expect(proxy.attempts() - before).toBeLessThanOrEqual(12);

    await proxy.turn("well");
    const backMs = performance.now();
    while (!(await ask().then(Boolean, () => false))) await pause(50);
    expect(performance.now() - backMs).toBeLessThan(onThisMachine(4_000));
  });
});

test("a transaction on a connection that goes mute is given up, and nothing of it is kept", async () => {
  const transaction = inTransaction(database, async (tx) => {
    await tx.execute(sql`insert into locked values ('half')`);
    await proxy.turn("mute");
    await tx.execute(sql`select 1`);
  });
  expect(await refusedAfter(transaction)).toBeLessThan(onThisMachine(IN_TIME_MS));
  await proxy.turn("well");
  expect(await database.execute(sql`select what from locked`)).toEqual([]);
});

test("at the limit of its server the pool goes on with the connections that it has", async () => {
  await ask();
  await proxy.turn("full");
  const slow = sql`select pg_sleep(0.05)`;
  await Promise.all(Array.from({ length: 8 }, () => database.execute(slow)));
});

test("waiting for a lock ends, and so does waiting for a connection behind those that wait for it", async () => {
  await db.database.transaction(async (tx) => {
    await tx.execute(sql`lock table locked in access exclusive mode`);
    const waits = await Promise.all(
      Array.from({ length: 12 }, () =>
        refusedAfter(database.execute(sql`select what from locked`)),
      ),
    );
    expect(Math.max(...waits)).toBeLessThan(onThisMachine(2_500));
  });
  expect(await database.execute(sql`select what from locked`)).toEqual([]);
});

test("who is in line for a connection gets it when a transaction ends, in their turn", async () => {
  const alone = connect(db.url, { ...UNHURRIED, max: 1 });
  const ended: number[] = [];
  await Promise.all(
    [1, 2, 3, 4].map((place) =>
      inTransaction(alone, async (tx) => {
        await tx.execute(sql`select pg_sleep(0.02)`);
        ended.push(place);
      }),
    ),
  );
  expect(ended).toEqual([1, 2, 3, 4]);
  await alone.close();
});

test("closing waits for what is running, takes nothing more, and cuts off what doesn't end", async () => {
  // Connected before: closing cuts off what is still connecting.
  await ask();
  const running = database.execute(sql`select pg_sleep(0.3), 1 as one`).then((rows) => rows);
  await pause(50);
  const closed = database.close();
  await expect(ask()).rejects.toThrow();
  expect(await running).toMatchObject([{ one: 1 }]);
  await closed;

  const stuck = connect(db.url, { ...UNHURRIED, max: 1 });
  const cut = expect(stuck.execute(sql`select pg_sleep(30)`)).rejects.toThrow();
  await pause(50);
  await stuck.close();
  await cut;
});
