import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { homes, teamsConversations, workspaces } from "../../../src/store/schema.ts";
import { subscriptionOf } from "../../../src/store/subscriptions.ts";
import { makeHomes } from "../../../src/use-cases/delivery/homes.ts";
import { makeTeamsConversations } from "../../../src/use-cases/delivery/teams-conversations.ts";
import { subscribeChannel } from "../../../src/use-cases/reminders/subscribe-channel.ts";
import { BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";
import { openLetters } from "../../helpers/letters.ts";

const TENANT = "aaaaaaaa-0000-4000-8000-000000000001";
const PERSON = "bbbbbbbb-0000-4000-8000-000000000002";
const TEAM = "19:team@thread.tacv2";
const serviceUrl = "https://smba.trafficmanager.net/emea/";

let context: TestContext;
let conversations: ReturnType<typeof makeTeamsConversations>;
beforeEach(async () => {
  context = await testContext();
  conversations = makeTeamsConversations(context);
});
afterEach(() => context.close());

const chat = { tenant: TENANT, receiver: PERSON, serviceUrl, conversation: "a:1", member: "29:1" };
const channelOf = (receiver: string) => ({
  ...{ tenant: TENANT, receiver, serviceUrl, conversation: receiver },
  team: TEAM,
});
const writtenAt = async (): Promise<number[]> =>
  (await context.database.select().from(teamsConversations)).map((row) => row.writtenAt.getTime());

describe("where somebody can be written to", () => {
  test("is written when it differs, and not at each call", async () => {
    await conversations.remember([chat]);
    const [before] = await writtenAt();
    context.setSystemTime(context.systemNow().plus({ hours: 1 }));
    await conversations.remember([chat]);
    // What a call doesn't tell stays as it was.
    const { conversation: _, ...fromChannel } = chat;
    await conversations.remember([fromChannel]);
    expect(await writtenAt()).toEqual([before]);
    await conversations.remember([{ ...chat, serviceUrl: `${serviceUrl}new/` }]);
    expect(await writtenAt()).toEqual([context.systemNow().toMillis()]);
    expect(await conversations.find(TENANT, PERSON)).toEqual({
      serviceUrl: `${serviceUrl}new/`,
      conversation: "a:1",
      member: "29:1",
    });
  });

  test("is their tenant's service where they are new, and nothing in a tenant that is", async () => {
    await conversations.remember([chat]);
    expect(await conversations.find(TENANT, "other")).toEqual({ serviceUrl });
    expect(await conversations.find(PERSON, PERSON)).toBeUndefined();
  });

  test("is the same for every process: one forgets, another learns it again", async () => {
    const another = makeTeamsConversations({ ...context });
    await conversations.remember([chat, channelOf("19:b")]);
    await another.forget(TENANT, PERSON);
    expect(await conversations.find(TENANT, PERSON)).toEqual({ serviceUrl });
    await Promise.all([conversations.remember([chat]), another.remember([chat])]);
    expect(await another.find(TENANT, PERSON)).toMatchObject({ conversation: "a:1" });
  });
});

describe("the app was removed", () => {
  const home = { platform: "teams", tenant: TENANT, workspace: TENANT, user: PERSON } as const;

  test("by a person: their home is forgotten with their chat, and nobody else's", async () => {
    await conversations.remember([chat, { ...chat, receiver: "other", conversation: "a:2" }]);
    await makeHomes(context).posted(home, { hash: "1", digest: "d" });
    await makeHomes(context).posted({ ...home, user: "other" }, { hash: "2", digest: "d" });
    await conversations.removed({ tenant: TENANT, receiver: PERSON, at: BEGINNING });
    expect(await conversations.find(TENANT, PERSON)).toEqual({ serviceUrl });
    expect(await context.database.select({ user: homes.userId }).from(homes)).toEqual([
      { user: "other" },
    ]);
  });

  test("from a team: its channels' subscriptions end, and their organisation is told once", async () => {
    await conversations.remember([channelOf("19:a"), channelOf("19:b")]);
    const elsewhere = { ...channelOf("19:c"), team: "19:another" };
    await conversations.remember([elsewhere]);
    for (const conversation of ["19:b", "19:c"]) await subscribe(conversation);
    const removed = { tenant: TENANT, receiver: "19:a", team: TEAM, at: BEGINNING };
    await conversations.removed(removed);
    await conversations.removed(removed);
    expect(await subscribed("19:b")).toBe(false);
    expect(await subscribed("19:c")).toBe(true);
    const told = (await openLetters(context)).filter(({ kind }) => kind === "channelGone");
    expect(told.map(({ conversation }) => conversation)).toEqual(["FJ-liaison"]);
    expect(await conversations.find(TENANT, "19:b")).toEqual({ serviceUrl });
    expect(await conversations.find(TENANT, "19:c")).toMatchObject({ conversation: "19:c" });
  });

  const channel = (conversation: string) =>
    ({ platform: "teams", workspace: TENANT, conversation }) as const;
  const subscribed = async (conversation: string): Promise<boolean> =>
    (await subscriptionOf(context.database, channel(conversation))) !== undefined;
  const subscribe = async (conversation: string): Promise<void> => {
    await context.database
      .insert(workspaces)
      .values({
        platform: "teams",
        ...{ id: TENANT, name: "Fiji", organisationId: "FJ", installedAt: new Date() },
      })
      .onConflictDoNothing();
    const wish = { kind: "subscribe" } as const;
    const interaction = context.interaction("FJ-liaison");
    const done = await subscribeChannel(context, {
      ...interaction,
      channel: channel(conversation),
      wish,
    });
    expect(done.ok).toBe(true);
  };
});

describe("a home that is a message", () => {
  const home = { platform: "teams", tenant: TENANT, workspace: TENANT, user: PERSON } as const;
  const posted = (hash: string) => makeHomes(context).posted(home, { hash, digest: `d${hash}` });
  const take = () => makeHomes(context).take(5, BEGINNING);
  const rows = () => context.database.select().from(homes).where(eq(homes.userId, PERSON));

  test("is drawn anew from then on, and the newest only", async () => {
    expect(await posted("1")).toBeUndefined();
    expect(await take()).toMatchObject([{ hash: "1", digest: "d1" }]);
    expect(await posted("2")).toBe("1");
    expect(await take()).toMatchObject([{ hash: "2", digest: "d2" }]);
  });

  test("is not brought back by whoever was drawing the one before", async () => {
    await posted("1");
    const [older] = await take();
    await posted("2");
    if (!older) throw new Error("It wasn't taken");
    const drawn = { digest: "older", hash: "1", drawnAt: BEGINNING, validUntil: undefined };
    await makeHomes(context).settle(older, drawn);
    await makeHomes(context).forget(older);
    expect(await rows()).toMatchObject([{ hash: "2", digest: "d2", stale: true }]);
  });

  test("that was asked for twice at once is one", async () => {
    const before = await Promise.all([posted("1"), posted("2")]);
    expect(before.filter((hash) => hash !== undefined)).toHaveLength(1);
    expect(await rows()).toHaveLength(1);
  });
});
