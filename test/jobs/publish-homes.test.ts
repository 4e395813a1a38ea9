import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { organisationId } from "../../src/domain/ids.ts";
import { makePublishHomes, type PublishHomes } from "../../src/jobs/publish-homes.ts";
import type { HomeToPublish, Published } from "../../src/messages/home/home-publishing.ts";
import { inTransaction } from "../../src/store/database.ts";
import { markHomesStale } from "../../src/store/home/home-marks.ts";
import { homes as homesTable } from "../../src/store/schema.ts";
import { makeHomes } from "../../src/use-cases/delivery/homes.ts";
import { accountOf, BEGINNING, type TestContext, testContext, tokyo } from "../helpers/context.ts";
import { logTo } from "../helpers/log.ts";

const START = tokyo("2026-11-24T12:00");
const ok = (digest = "d1"): Published => ({ kind: "published", digest, hash: "h1" });

let context: TestContext;
let warned: string[];
let asked: HomeToPublish[];
let answer: (given: HomeToPublish) => Published | Promise<Published>;
let job: PublishHomes;
beforeEach(async () => {
  context = await testContext();
  context.setSystemTime(START);
  [warned, asked, answer] = [[], [], () => ok()];
  job = jobOf();
});
afterEach(() => context.close());

const jobOf = (): PublishHomes => {
  return makePublishHomes({
    homes: makeHomes(context),
    publishers: {
      slack: async (given) => {
        asked.push(given);
        return answer(given);
      },
    },
    programmeNow: () => BEGINNING,
    systemNow: context.systemNow,
    log: logTo(({ text }) => void warned.push(text)),
  });
};

const look = (...users: string[]) =>
  Promise.all(
    users.map((user) =>
      makeHomes(context).open({ ...accountOf(user), workspace: `T-${user.split("-")[0]}` }),
    ),
  );

const change = () =>
  inTransaction(context.database, (tx) => markHomesStale(tx, [organisationId("FJ")]));

/** Whose homes this tick was for. */
const tick = async (): Promise<string[]> => {
  const before = asked.length;
  await job.turn();
  await job.idle();
  return asked
    .slice(before)
    .map(({ user }) => user)
    .toSorted();
};

const secondsLater = (seconds: number) => context.setSystemTime(START.plus({ seconds }));

test("a home is published once, with what its person may see, and again when something changes", async () => {
  await look("FJ-liaison");
  expect(await tick()).toEqual(["FJ-liaison"]);
  expect(asked[0]).toMatchObject({ workspace: "T-FJ", digest: null, hash: null });
  expect(asked[0]?.home.headline).toBe("Nothing is waiting for you");
  expect(await tick()).toEqual([]);
  await change();
  expect(await tick()).toEqual(["FJ-liaison"]);
  expect(asked[1]).toMatchObject({ digest: "d1", hash: "h1" });
});

describe("when Slack doesn't take it", () => {
  test("a 429 keeps the whole workspace waiting for as long as Slack says, and no other one", async () => {
    await look("FJ-liaison");
    answer = () => ({
      kind: "later",
      afterSeconds: 30,
      scope: "workspace",
      reason: "rate_limited",
    });
    await tick();
    await look("FJ-head", "JP-liaison");
    answer = () => ok();
    expect(await tick()).toEqual(["FJ-head", "JP-liaison"]);
    secondsLater(29);
    expect(await tick()).toEqual([]);
    secondsLater(30);
    expect(await tick()).toEqual(["FJ-liaison"]);
  });

  test("what is final for this person is forgotten, until they look again", async () => {
    await look("FJ-liaison");
    answer = () => ({ kind: "refused", reason: "invalid_arguments" });
    await tick();
    expect(await context.database.select().from(homesTable)).toEqual([]);
    await change();
    expect(await tick()).toEqual([]);
    answer = () => ok();
    await look("FJ-liaison");
    expect(await tick()).toEqual(["FJ-liaison"]);
  });

  test("what may pass is noted, tried once more, and then left until they look again", async () => {
    await look("FJ-liaison");
    answer = () => ({ kind: "refused", reason: "missing_scope", onceMoreAfterSeconds: 600 });
    await tick();
    expect(warned).toEqual(["a home was refused, and is tried once more"]);
    secondsLater(599);
    expect(await tick()).toEqual([]);
    secondsLater(600);
    expect(await tick()).toEqual(["FJ-liaison"]);
    expect(await context.database.select().from(homesTable)).toEqual([]);
    await change();
    secondsLater(6000);
    expect(await tick()).toEqual([]);
    expect(warned.slice(1)).toEqual(["a home was refused"]);
  });

  test("a conflict that stays is met less and less often", async () => {
    await look("FJ-liaison");
    answer = () => ({ kind: "conflict" });
    const at: number[] = [];
    for (let second = 0; second <= 40; second += 1) {
      secondsLater(second);
      if ((await tick()).length > 0) at.push(second);
    }
    expect(at).toEqual([0, 1, 5, 13, 29]);
  });

  test("something else that stands there is drawn over, without the mark that we knew", async () => {
    await look("FJ-liaison");
    await tick();
    await change();
    answer = () => ({ kind: "conflict" });
    await tick();
    answer = () => ok();
    expect(await tick()).toEqual(["FJ-liaison"]);
    expect(asked.at(-1)).toMatchObject({ hash: null, digest: null });
  });

  test("after a lost answer it is tried again, each time later; then it counts from anew", async () => {
    await look("FJ-liaison");
    answer = () => ({ kind: "unknown", reason: "http_500" });
    await tick();
    secondsLater(1);
    expect(await tick()).toEqual([]);
    secondsLater(2);
    expect(await tick()).toEqual(["FJ-liaison"]);
    secondsLater(5);
    expect(await tick()).toEqual([]);
    secondsLater(6);
    answer = () => ok();
    expect(await tick()).toEqual(["FJ-liaison"]);
    const [{ attempts } = { attempts: -1 }] = await context.database.select().from(homesTable);
    expect(attempts).toBe(0);
  });

  test("a fault of one home is noted and holds up no other", async () => {
    await look("FJ-liaison", "JP-liaison");
    answer = ({ user }) => {
      if (user === "FJ-liaison") throw new Error("a bug");
      return ok();
    };
    expect(await tick()).toEqual(["FJ-liaison", "JP-liaison"]);
    expect(warned).toEqual(["a home could not be drawn"]);
    secondsLater(2);
    answer = () => ok();
    expect(await tick()).toEqual(["FJ-liaison"]);
  });

  test("a home that hangs takes the room of one; two processes draw none twice", async () => {
    await look("FJ-liaison", "FJ-head", "JP-liaison");
    let release = (): void => undefined;
    const hanging = new Promise<void>((done) => {
      release = done;
    });
    answer = async () => {
      await hanging;
      return ok();
    };
    const other = jobOf();
    const taken = [await job.turn(), await other.turn(), await job.turn()];
    expect(taken).toEqual([3, 0, 0]);
    release();
    await job.idle();
    expect(await tick()).toEqual([]);
  });
});

test("at most twenty are drawn at once", async () => {
  await look(...Array.from({ length: 25 }, (_, index) => `FJ-${index}`));
  expect(await tick()).toHaveLength(20);
  expect(await tick()).toHaveLength(5);
});
