import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect, type Database, inTransaction } from "../../src/store/database.ts";
import { people } from "../../src/store/schema.ts";
import { type TestDatabase, testDatabase, UNHURRIED } from "../helpers/database.ts";

let db: TestDatabase;
/** Two connections: whatever goes on at once has to share them. */
let database: Database;
beforeAll(async () => {
  db = await testDatabase();
  database = connect(db.url, { ...UNHURRIED, max: 2 });
});
afterAll(async () => {
  await database.close();
  await db.close();
});

const bare = { toString: null, valueOf: null };
const throwing = {
  toString: () => {
    throw new Error("no text");
  },
};
const NONE: readonly (readonly [string, unknown])[] = [
  ["undefined", undefined],
  ["an object", { some: "thing" }],
  ["an object without a text", bare],
  ["an object whose text throws", throwing],
  ["a list", ["U1"]],
  ["a symbol", Symbol("U1")],
  ["a function", () => "U1"],
  ["a date that is none", new Date("the 31st")],
  ["NUL in a text", "U\u0000"],
];

type Askable = Pick<Database, "execute" | "select">;
const askFor = (at: Askable, value: unknown) =>
  at
    .select({ id: people.id })
    .from(people)
    .where(eq(people.name, value as string));
const echo = async (at: Askable, value: string | number | null): Promise<unknown> => {
  const [row] = await at.execute(sql`select ${value}::text as said`);
  return row?.said;
};

describe.each(NONE)("a value that is %s", (_, value) => {
  test("is refused, and not told", async () => {
    const refused: unknown = await askFor(database, value).catch((cause: unknown) => cause);
    expect(refused).toBeInstanceOf(Error);
    // Drizzle's own message has the values; the log leaves them out.
    expect(String((refused as Error).cause)).not.toMatch(/U1|some|31st/);
  });

  test("spoils no statement beside it: each of the others has its own answer", async () => {
    const asked = Array.from({ length: 60 }, (_, place) =>
      place % 4 === 3 ? askFor(database, value).then(() => "answered") : echo(database, place),
    );
    const ended = await Promise.allSettled(asked);
    expect(ended.map((one) => (one.status === "fulfilled" ? one.value : "refused"))).toEqual(
      ended.map((_, place) => (place % 4 === 3 ? "refused" : String(place))),
    );
  });

  test("spoils none that was sent together with it in one transaction", async () => {
    const said = await inTransaction(database, async (tx) => {
      const broken = askFor(tx, value).catch(() => "refused");
      return Promise.all([echo(tx, "before"), broken, echo(tx, "after"), echo(tx, null)]);
    });
    expect(said).toEqual(["before", "refused", "after", null]);
  });
});

test("more values than a statement can have are refused, and spoil nothing", async () => {
  const many = sql.join(
    Array.from({ length: 65_534 }, (_, place) => sql`${place}`),
    sql`, `,
  );
  const asked = database.execute(sql`select 1 where 0 in (${many})`);
  const beside = echo(database, "beside");
  await expect(asked).rejects.toMatchObject({ cause: { name: "TypeError" } });
  expect(await beside).toBe("beside");
});

test("what PostgreSQL refuses itself spoils nothing either", async () => {
  const refused = [
    sql`select ${"\ud800"}::jsonb`,
    sql`select ${'"\\ud800"'}::jsonb`,
    sql`select ${"12:00"}::timestamptz(3) - ${"tomorrow or so"}::timestamptz`,
    sql`select ${new Date(8.64e15)}::timestamptz`,
    sql`select ${1e300}::int`,
    sql`select ${Number.NaN}::int`,
    sql`select ${true}::date`,
  ];
  for (const broken of refused) {
    const [before, none, after] = await Promise.allSettled([
      echo(database, "before"),
      database.execute(broken),
      echo(database, "after"),
    ]);
    expect(none.status).toBe("rejected");
    expect([before, after]).toMatchObject([{ value: "before" }, { value: "after" }]);
  }
});

test("every kind of value that has a text arrives as what it is", async () => {
  const at = new Date("2023-03-31T14:59:59.123Z");
  const [row] = await database.execute(sql`
    select ${"Fiji, 'quoted' \\ \u{1f1eb}\u{1f1ef}"}::text as text, ${7}::int as whole, ${0.25}::float8 as part,
      ${9_007_199_254_740_993n} as big, ${true} as yes, ${false} as no, ${null}::text as none,
      ${at} as at, ${JSON.stringify({ a: [1, null] })}::jsonb ->> 'a' as json,
      ${"half \ud83c."}::text as half`);
  expect(row).toEqual({
    text: "Fiji, 'quoted' \\ \u{1f1eb}\u{1f1ef}",
    whole: 7,
    part: 0.25,
    big: "9007199254740993",
    yes: true,
    no: false,
    none: null,
    at,
    json: "[1, null]",
    half: "half \ufffd.",
  });
});

test("a transaction has its session for itself, however many there are", async () => {
  const sessions = await Promise.all(
    Array.from({ length: 12 }, () =>
      inTransaction(database, async (tx) => {
        const own = sql`select pg_backend_pid() as pid, txid_current()::text as id`;
        const [first] = await tx.execute(own);
        await tx.execute(sql`select pg_sleep(0.01)`);
        const [second] = await tx.execute(own);
        expect(second).toEqual(first);
        return first?.id;
      }),
    ),
  );
  expect(new Set(sessions).size).toBe(12);
});
