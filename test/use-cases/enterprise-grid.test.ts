import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Account, personByAccount } from "../../src/store/people/people.ts";
import { boundOrganisation } from "../../src/store/people/workspaces.ts";
import { accounts, workspaces as installed } from "../../src/store/schema.ts";
import { makeHomes } from "../../src/use-cases/delivery/homes.ts";
import { startRequest } from "../../src/use-cases/drafts/start-request.ts";
import { typeInDraft } from "../../src/use-cases/drafts/type-in-draft.ts";
import { welcomeFirstAdmin } from "../../src/use-cases/people/first-admin.ts";
import { identifyPerson } from "../../src/use-cases/people/identify-person.ts";
import { invitePerson } from "../../src/use-cases/people/invite.ts";
import { joinWithCode } from "../../src/use-cases/people/join.ts";
import { giveRole } from "../../src/use-cases/people/people.ts";
import { makeWorkspaces } from "../../src/use-cases/people/workspaces.ts";
import { BEGINNING, type TestContext, testContext } from "../helpers/context.ts";

let context: TestContext;
beforeAll(async () => {
  context = await testContext();
});
afterAll(() => context.close());

const KEYS = [{ id: "test", key: Buffer.alloc(32, 7) }] as const;
const GRID = "E-GRID";
const by = (tenant: string, user: string, alsoTenant?: string): Account => ({
  platform: "slack",
  tenant,
  user,
  ...(alsoTenant ? { alsoTenant } : {}),
});

/** A press, as far as any use case asks who it is. */
const press = (account: Account) => identifyPerson(context, account);
const rowsOf = (user: string) =>
  context.database.select().from(accounts).where(eq(accounts.userId, user));
const give = (user: string, tenant: string, name: string, workspace?: string) =>
  giveRole(context, {
    name,
    role: "liaison",
    organisation: "FJ",
    account: { ...by(tenant, user), workspace },
  });
const install = (id: string, enterpriseId?: string) =>
  makeWorkspaces(context, [...KEYS]).install({
    ...{ platform: "slack", id, name: id, token: `xoxb-${id}`, botUserId: "UBOT", botId: null },
    enterpriseId,
  });

describe("a person whose workspace joins a Grid organisation", () => {
  test("stays the same person, in the same record, and is found by either from then on", async () => {
    const before = await press(by("T-FJ", "FJ-liaison"));
    const after = await press(by("T-FJ", "FJ-liaison", GRID));
    expect(after?.id).toBe(before?.id);
    for (const seen of [
      by(GRID, "FJ-liaison"),
      by("T-FJ", "FJ-liaison"),
      by("T-OTHER-OF-GRID", "FJ-liaison", GRID),
    ]) {
      expect((await press(seen))?.id).toBe(before?.id);
    }
    expect(await rowsOf("FJ-liaison")).toMatchObject([
      { tenant: "T-FJ", alsoTenant: GRID, workspace: "T-FJ" },
    ]);
    expect(after?.roles).toHaveLength(1);
  });

  test("is found at a keystroke too, the first time that both are seen", async () => {
    const page = await startRequest(context, { ...context.interaction("FJ-backup"), afresh: true });
    if (!page.ok) throw new Error(page.refusal.kind);
    const typed = await typeInDraft(context, {
      ...{ account: by("T-FJ", "FJ-backup", GRID), at: BEGINNING, delivery: randomUUID() },
      ...{ draft: page.value.draft.id, page: page.value.draft.page, typedAt: 1 },
      answers: { topic: "Kaizen" },
    });
    expect(typed.ok).toBe(true);
    expect((await press(by(GRID, "FJ-backup")))?.name).toBe("backup, FJ");
  });

  test("of whom only the organisation was known gets letters by the workspace whose app was called", async () => {
    await give("U1", GRID, "Known by the organisation");
    expect(await rowsOf("U1")).toMatchObject([{ tenant: GRID, workspace: GRID }]);
    await press(by("T-NEW", "U1", GRID));
    expect(await rowsOf("U1")).toMatchObject([
      { tenant: GRID, alsoTenant: "T-NEW", workspace: "T-NEW" },
    ]);
    expect(await press(by("T-NEW", "U1"))).toBeDefined();
  });
});

describe("nobody is taken for somebody else", () => {
  test("the same user id of another workspace or organisation is a stranger", async () => {
    await give("U2", "T-ONE", "Of one");
    await press(by("T-ONE", "U2", "E-ONE"));
    for (const other of [by("T-TWO", "U2"), by("E-TWO", "U2"), by("T-TWO", "U2", "E-TWO")]) {
      expect(await press(other)).toBeUndefined();
    }
  });

  test("where both keys have a record, the own workspace's counts, with its roles alone", async () => {
    await give("U3", "E-THREE", "By the organisation");
    await give("U3", "T-THREE", "By the workspace");
    const found = await personByAccount(context.database, by("T-THREE", "U3", "E-THREE"));
    expect(found).toMatchObject({ name: "By the workspace", roles: [{ organisation: "FJ" }] });
    expect((await personByAccount(context.database, by("E-THREE", "U3")))?.name).toBe(
      "By the organisation",
    );
  });
});

test("who joins by a code in a Grid workspace is known in all of the organisation, and once", async () => {
  const invited = async (role: string) => {
    const made = await invitePerson(context, {
      ...context.interaction("APO-officer"),
      ...{ name: "Joined", organisation: "BD", role },
    });
    if (!made.ok) throw new Error(made.refusal.kind);
    return made.value.code;
  };
  const join = (account: Account, code: string) =>
    joinWithCode(context, {
      ...{ account, at: BEGINNING, delivery: randomUUID(), code },
      workspace: account.tenant,
    });
  const first = await join(by("T-BD2", "U4", "E-BD"), await invited("backup"));
  expect(first.ok).toBe(true);
  expect((await press(by("T-BD3", "U4", "E-BD")))?.name).toBe("Joined");
  expect(await rowsOf("U4")).toHaveLength(1);
});

test("wrong guesses count for the person, in whichever of the organisation's workspaces", async () => {
  const guess = (tenant: string) =>
    joinWithCode(context, {
      ...{ account: by(tenant, "U5", "E-GUESS"), at: BEGINNING, delivery: randomUUID() },
      ...{ code: "NONSENSE", workspace: tenant },
    });
  for (const left of [4, 3, 2, 1, 0]) {
    expect(await guess(`T-${left}`)).toMatchObject({ refusal: { guessesLeft: left } });
  }
  expect(await guess("T-FRESH")).toMatchObject({ refusal: { kind: "tooManyGuesses" } });
});

describe("an administrator named by their Grid organisation", () => {
  const ADMIN = { platform: "slack", tenant: "E-APO", user: "U-ADMIN" } as const;
  const workspaces = () => makeWorkspaces(context, [...KEYS]);
  const boundTo = (id: string) => boundOrganisation(context.database, { platform: "slack", id });

  test("is reached by the workspace of it that installs the app, and that is the Secretariat's", async () => {
    await welcomeFirstAdmin(context, workspaces(), ADMIN);
    await install("T-APO-1", "E-APO");
    await welcomeFirstAdmin(context, workspaces(), ADMIN);
    expect(await boundTo("T-APO-1")).toBe("APO");
    expect(await rowsOf("U-ADMIN")).toMatchObject([{ workspace: "T-APO-1" }]);
    expect((await press(by("T-APO-1", "U-ADMIN", "E-APO")))?.roles).toMatchObject([
      { role: "admin" },
    ]);
  });

  test("brings only the first workspace of it, and none where one is linked already", async () => {
    context.setSystemTime(context.systemNow().plus({ minutes: 1 }));
    await install("T-APO-2", "E-APO");
    await welcomeFirstAdmin(context, workspaces(), ADMIN);
    expect(await boundTo("T-APO-2")).toBeUndefined();
  });

  test("finds the workspace at once where it is there before", async () => {
    await install("T-LATE-1", "E-LATE");
    await welcomeFirstAdmin(context, workspaces(), { ...ADMIN, tenant: "E-LATE", user: "U-LATE" });
    expect(await rowsOf("U-LATE")).toMatchObject([{ workspace: "T-LATE-1" }]);
    expect(await boundTo("T-LATE-1")).toBe("APO");
  });

  test("an installation tells its organisation anew", async () => {
    await install("T-LATE-1");
    const rows = await context.database
      .select()
      .from(installed)
      .where(eq(installed.id, "T-LATE-1"));
    expect(rows).toMatchObject([{ enterpriseId: null }]);
  });
});

test("the home of somebody known by their organisation is theirs, told by user and workspace alone", async () => {
  await install("T-HOME", "E-HOME");
  await give("U6", "E-HOME", "At home");
  const homes = makeHomes(context);
  await homes.open({ ...by("T-HOME", "U6"), workspace: "T-HOME" });
  const taken = await homes.take(20, BEGINNING);
  const home = taken.find(({ user }) => user === "U6");
  if (!home) throw new Error("The home isn't to be drawn");
  expect((await homes.compose(home, BEGINNING)).validUntil).toBeDefined();
  await homes.settle(home, { digest: "d", hash: null, drawnAt: BEGINNING, validUntil: undefined });
  // What changes for their NPO makes it old.
  await give("U7", "T-FJ", "Somebody new");
  expect((await homes.take(20, BEGINNING)).map(({ user }) => user)).toContain("U6");
});

describe("an installation for a whole organisation", () => {
  const wide = { platform: "slack", id: "E-WIDE" } as const;
  const within = (id: string) => ({ platform: "slack", id }) as const;
  const workspaces = () => makeWorkspaces(context, [...KEYS]);
  const tokenOf = async (id: string) => (await workspaces().find(within(id)))?.token;

  test("is used for a workspace from its first call on, and for none of another organisation", async () => {
    await install("E-WIDE");
    expect(await tokenOf("T-WIDE-1")).toBeUndefined();
    expect(await workspaces().recentTokenWithin(wide, "T-WIDE-1")).toBe("xoxb-E-WIDE");
    expect(await tokenOf("T-WIDE-1")).toBe("xoxb-E-WIDE");
    expect(await tokenOf("T-WIDE-2")).toBeUndefined();
    expect(await boundOrganisation(context.database, within("T-WIDE-1"))).toBeUndefined();
  });

  test("gives way to the workspace's own, and takes its place when that is removed", async () => {
    await install("T-WIDE-3", "E-WIDE");
    await workspaces().recentTokenWithin(wide, "T-WIDE-3");
    expect(await tokenOf("T-WIDE-3")).toBe("xoxb-T-WIDE-3");
    await workspaces().remove(within("T-WIDE-3"));
    expect(await tokenOf("T-WIDE-3")).toBe("xoxb-E-WIDE");
  });

  test("ends for all that had it by it", async () => {
    await workspaces().remove(wide);
    expect([await tokenOf("T-WIDE-1"), await tokenOf("T-WIDE-3")]).toEqual([undefined, undefined]);
    expect(await workspaces().recentTokenWithin(wide, "T-WIDE-1")).toBeUndefined();
  });
});
