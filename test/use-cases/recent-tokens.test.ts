import { afterAll, beforeEach, expect, test } from "vitest";
import { removeInstallation } from "../../src/store/workspaces.ts";
import { makeWorkspaces } from "../../src/use-cases/workspaces.ts";
import { type TestHouse, testHouse } from "../helpers/house.ts";

const KEYS = [{ id: "test", key: Buffer.alloc(32, 7) }] as const;
const FIJI = { platform: "slack", id: "T-FJ" } as const;
const installation = (token: string) =>
  ({ ...FIJI, name: "FJ", token, botUserId: "UBOT", botId: null }) as const;

const house: TestHouse = await testHouse();
afterAll(() => house.close());

/** Two processes on one database. */
const [here, there] = [makeWorkspaces(house, [...KEYS]), makeWorkspaces(house, [...KEYS])];
const secondsLater = (seconds: number) => house.setSystemTime(house.systemNow().plus({ seconds }));

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
  await removeInstallation(house.database, FIJI, house.systemNow().toJSDate());
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
