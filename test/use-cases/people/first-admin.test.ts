import { afterEach, beforeEach, expect, test } from "vitest";
import { boundOrganisation } from "../../../src/store/people/workspaces.ts";
import { welcomeFirstAdmin } from "../../../src/use-cases/people/first-admin.ts";
import { identifyPerson } from "../../../src/use-cases/people/identify-person.ts";
import { makeWorkspaceStanding } from "../../../src/use-cases/people/workspace-standing.ts";
import { makeWorkspaces } from "../../../src/use-cases/people/workspaces.ts";
import { type TestContext, testContext } from "../../helpers/context.ts";

const ADMIN = {
  platform: "teams",
  tenant: "aaaaaaaa-0000-4000-8000-00000000000a",
  user: "bbbbbbbb-0000-4000-8000-00000000000b",
} as const;
const THERE = { platform: "teams", id: ADMIN.tenant } as const;

let context: TestContext;
beforeEach(async () => {
  context = await testContext();
});
afterEach(() => context.close());

const workspaces = () => makeWorkspaces(context, [{ id: "test", key: Buffer.alloc(32, 7) }]);

test("an administrator in Teams brings the Secretariat's tenant, approved", async () => {
  await welcomeFirstAdmin(context, workspaces(), ADMIN);
  await welcomeFirstAdmin(context, workspaces(), ADMIN);
  expect((await identifyPerson(context, ADMIN))?.roles).toEqual([
    { organisation: "APO", role: "admin" },
  ]);
  expect(await makeWorkspaceStanding(context, "teams")(ADMIN.tenant)).toBe("open");
  expect(await boundOrganisation(context.database, THERE)).toBe("APO");
});

test("a tenant that was bound otherwise stays so, at each start", async () => {
  await workspaces().bind(THERE, "FJ");
  await welcomeFirstAdmin(context, workspaces(), ADMIN);
  expect(await boundOrganisation(context.database, THERE)).toBe("FJ");
});
