import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { boundOrganisation } from "../../src/store/people/workspaces.ts";
import { workspaces } from "../../src/store/schema.ts";
import { eventually, inPayload, messagePress, send, signed, textOf } from "./helpers/client.ts";
import { TEAM } from "./helpers/fake-slack.ts";
import { ADMIN, FIJI, openProduct, type Running, shown } from "./helpers/open-product.ts";

const NEW = "U0FJNEW";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
  // As a workspace is in which nobody of the Secretariat is at home.
  const { database } = running.db;
  await database.update(workspaces).set({ organisationId: null }).where(eq(workspaces.id, TEAM));
});
afterAll(async () => {
  expect(running.slack.refused).toEqual([]);
  await running.close();
});

const said = async (user: string, text: string): Promise<string> =>
  textOf((await running.person(user).command(text)).json);

const press = async (verb: string, id: string): Promise<string> => {
  const before = running.slack.responded.length;
  const call = messagePress(running.slack, { user: ADMIN, verb, id });
  expect((await send(running.product.url, signed(inPayload(call)))).status).toBe(200);
  return textOf(await eventually(() => running.slack.responded[before], "Nothing was said"));
};

const pointerOf = (verb: string, json: object): string => {
  const found: string[] = [];
  JSON.stringify(json, (_key, part) => {
    if (part?.action_id === verb) found.push(part.value);
    return part;
  });
  return found.join();
};

const invite = async (): Promise<string> => {
  const admin = running.person(ADMIN);
  const form = await admin.open("invite");
  const wish = { name: "Second backup, Fiji", organisation: "FJ", role: "backup" };
  const made = shown(await admin.submit(form, wish));
  return /join ([\w-]+)/.exec(textOf(made.blocks))?.[1] ?? "";
};

test("the first who joins in a workspace asks for it, an officer approves, and channels get news", async () => {
  expect(await said(FIJI, "channel on")).toContain("It is asked when somebody joins here");
  const welcome = await said(NEW, `join ${await invite()}`);
  expect(welcome).toContain("has been asked to approve this workspace");
  expect(await said(FIJI, "channel on")).toContain("It has been asked to, for NTPC, Fiji.");

  const { json } = await running.person(ADMIN).command("owed");
  expect(textOf(json)).toContain("for NTPC, Fiji, or refuse it");
  const proposal = pointerOf("approve-workspace", json);
  const done = await press("approve-workspace", proposal);
  expect(done).toContain("Approved: channels of the Slack workspace");
  expect(await press("refuse-workspace", proposal)).toContain("has approved");

  const there = { platform: "slack", id: TEAM } as const;
  expect(await boundOrganisation(running.db.database, there)).toBe("FJ");
  expect(await said(FIJI, "channel on")).toContain("NTPC, Fiji");
  expect(await said(ADMIN, "owed")).not.toContain("or refuse it");
});
