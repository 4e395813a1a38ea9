import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, expect, test } from "vitest";
import { organisationId } from "../../../src/domain/ids.ts";
import { personByAccount } from "../../../src/store/people/people.ts";
import { insertProposal } from "../../../src/store/people/workspace-proposals.ts";
import { knowTenant } from "../../../src/store/people/workspaces.ts";
import { workspaces } from "../../../src/store/schema.ts";
import { decideWorkspace } from "../../../src/use-cases/people/workspace-proposals.ts";
import { makeWorkspaceStanding } from "../../../src/use-cases/people/workspace-standing.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../../helpers/context.ts";

const TENANT = "aaaaaaaa-0000-4000-8000-00000000000a";
const there = { platform: "teams", id: TENANT } as const;

let context: TestContext;
beforeEach(async () => {
  context = await testContext();
});
afterEach(() => context.close());

const propose = async (): Promise<string> => {
  const { database } = context;
  const person = await personByAccount(database, accountOf("FJ-backup"));
  if (!person) throw new Error("The database isn't furnished");
  await knowTenant(database, there, BEGINNING.toJSDate());
  const id = randomUUID();
  await insertProposal(database, {
    ...{ id, platform: "teams", workspace: TENANT, name: TENANT, role: "backup", isClosed: true },
    ...{ organisation: organisationId("FJ"), joinedBy: person.id, proposedAt: BEGINNING },
    decided: null,
  });
  return id;
};

const decide = (proposal: string, decision: "approved" | "refused") =>
  decideWorkspace(context, { ...context.interaction("APO-officer"), proposal, decision });

test("an approval counts at the next call in any process, and so does a refusal", async () => {
  const [here, elsewhere] = [
    makeWorkspaceStanding(context, "teams"),
    makeWorkspaceStanding(context, "teams"),
  ];
  const everywhere = async () => [await here(TENANT), await elsewhere(TENANT)];
  expect(await everywhere()).toEqual(["unknown", "unknown"]);
  const first = await propose();
  expect(await everywhere()).toEqual(["asked", "asked"]);
  await decide(first, "refused");
  expect(await everywhere()).toEqual(["unknown", "unknown"]);
  await decide(await propose(), "approved");
  expect(await everywhere()).toEqual(["open", "open"]);
});

test("that it may be used is remembered for five seconds", async () => {
  const standingOf = makeWorkspaceStanding(context, "teams");
  await decide(await propose(), "approved");
  expect(await standingOf(TENANT)).toBe("open");
  await context.database.update(workspaces).set({ organisationId: null });
  expect(await standingOf(TENANT)).toBe("open");
  context.setSystemTime(context.systemNow().plus({ seconds: 5 }));
  expect(await standingOf(TENANT)).toBe("unknown");
});
