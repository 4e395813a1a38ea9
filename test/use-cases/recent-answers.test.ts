import { sql } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { removeInstallation } from "../../src/store/people/workspaces.ts";
import { makeWorkspaces } from "../../src/use-cases/people/workspaces.ts";
import { makeRecentAnswers } from "../../src/use-cases/recent-answers.ts";
import { type TestContext, testContext } from "../helpers/context.ts";
import { onThisMachine } from "../helpers/on-this-machine.ts";

const KEYS = [{ id: "test", key: Buffer.alloc(32, 7) }] as const;
const FIJI = { platform: "slack", id: "T-FJ" } as const;
const installation = (token: string) =>
  ({ ...FIJI, name: "FJ", token, botUserId: "UBOT", botId: null }) as const;

const context: TestContext = await testContext();
afterAll(() => context.close());

/** Two processes on one database. */
const [here, there] = [makeWorkspaces(context, [...KEYS]), makeWorkspaces(context, [...KEYS])];
const secondsLater = (seconds: number) =>
  context.setSystemTime(context.systemNow().plus({ seconds }));

beforeEach(async () => {
  secondsLater(60);
  await here.install(installation("xoxb-first"));
});

test("a removed workspace's calls find no token any more", async () => {
  expect(await here.recentToken(FIJI)).toBe("xoxb-first");
  await here.remove(FIJI);
  expect(await here.recentToken(FIJI)).toBeUndefined();
});

test("what another process removed is gone here after five seconds", async () => {
  expect(await here.recentToken(FIJI)).toBe("xoxb-first");
  await there.remove(FIJI);
  secondsLater(5);
  expect(await here.recentToken(FIJI)).toBeUndefined();
});

test("within five seconds the database isn't asked again", async () => {
  await here.recentToken(FIJI);
  await removeInstallation(context.database, FIJI, context.systemNow().toJSDate());
  secondsLater(4.9);
  expect(await here.recentToken(FIJI)).toBe("xoxb-first");
});

test("a clock that was set back makes nothing last longer", async () => {
  await here.recentToken(FIJI);
  await there.remove(FIJI);
  secondsLater(-3_600);
  expect(await here.recentToken(FIJI)).toBeUndefined();
});

test("an installation counts at the next call, wherever it was made", async () => {
  await here.remove(FIJI);
  expect(await here.recentToken(FIJI)).toBeUndefined();
  await there.install(installation("xoxb-second"));
  expect(await here.recentToken(FIJI)).toBe("xoxb-second");
});

test("a renewed token counts at once in the process that was told of it", async () => {
  await here.recentToken(FIJI);
  await here.install(installation("xoxb-second"));
  expect(await here.recentToken(FIJI)).toBe("xoxb-second");
});

describe("while the database can't say", () => {
  /** A database that answers, then hangs or fails. */
  const tokens = () => {
    let find: () => Promise<string | undefined> = async () => "xoxb-first";
    const recent = makeRecentAnswers({ find: () => find(), systemNow: context.systemNow });
    const from = (next: typeof find) => {
      find = next;
    };
    return { ask: () => recent.find(FIJI), from };
  };
  const never = () => new Promise<undefined>(() => undefined);
  const away = () => Promise.reject(new Error("the database is away"));
  const soon = <Value>(asked: Promise<Value>) =>
    Promise.race([
      asked,
      new Promise((late) => setTimeout(() => late("not soon"), onThisMachine(700))),
    ]);

  test("a table that is locked keeps nobody waiting for a token that was known", async () => {
    await here.recentToken(FIJI);
    secondsLater(60);
    await context.database.transaction(async (other) => {
      await other.execute(sql`lock table workspaces in access exclusive mode`);
      expect(await soon(here.recentToken(FIJI))).toBe("xoxb-first");
    });
  });

  test.each([
    ["hangs", never],
    ["fails", away],
  ])("an older token serves where it %s, for five minutes", async (_, wrong) => {
    const { ask, from } = tokens();
    await ask();
    from(wrong);
    secondsLater(299);
    expect(await soon(ask())).toBe("xoxb-first");
    secondsLater(1);
    expect(await soon(ask().catch(() => "fault"))).toBe(wrong === never ? "not soon" : "fault");
  });

  test("what it says at last counts at once: a removed workspace has no token", async () => {
    const { ask, from } = tokens();
    await ask();
    let say: (token: undefined) => void = () => undefined;
    from(
      () =>
        new Promise((resolve) => {
          say = resolve;
        }),
    );
    secondsLater(60);
    expect(await ask()).toBe("xoxb-first");
    say(undefined);
    await Promise.resolve();
    from(async () => undefined);
    expect(await ask()).toBeUndefined();
    from(never);
    expect(await soon(ask())).toBe("not soon");
  });

  test("a question that hangs is asked again after five seconds", async () => {
    const { ask, from } = tokens();
    from(never);
    void ask();
    from(async () => "xoxb-second");
    secondsLater(4);
    expect(await soon(ask())).toBe("not soon");
    secondsLater(1);
    expect(await soon(ask())).toBe("xoxb-second");
  });
});
