import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accounts, subscriptions } from "../../src/store/schema.ts";
import { giveRole } from "../../src/use-cases/people/people.ts";
import { eventually, inPayload, messagePress, send, signed, textOf } from "./helpers/client.ts";
import { TEAM } from "./helpers/fake-slack.ts";
import { ADMIN, FIJI, openProduct, type Running } from "./helpers/open-product.ts";

const GRID = "E0GRID";
const STRANGER = "I don't know you here yet";

let running: Running;
beforeAll(async () => {
  running = await openProduct({
    enterprise: GRID,
    more: { BCN_ADMIN: `slack:${GRID}:${ADMIN}` },
  });
});
afterAll(() => running.close());

/** As Slack sends it from a workspace of a Grid organisation. */
const command = async (user: string, text: string): Promise<string> => {
  const { body } = running.person(user).commandCall(text);
  const fields = new URLSearchParams(body);
  fields.set("enterprise_id", GRID);
  fields.set("enterprise_name", "Organisation");
  return textOf((await send(running.product.url, signed(fields.toString()))).json);
};

const rowsOf = (user: string) =>
  running.db.database.select().from(accounts).where(eq(accounts.userId, user));

test("an administrator who is named by the organisation is one, in a workspace that is linked", async () => {
  expect(await command(ADMIN, "help")).toContain("/bcn publish");
  expect(await command(ADMIN, "channel on")).not.toMatch(/approved this workspace/);
  expect(await rowsOf(ADMIN)).toMatchObject([{ tenant: GRID, alsoTenant: TEAM, workspace: TEAM }]);
});

test("a person who came in before the workspace joined the organisation is still who they were", async () => {
  expect(await command(FIJI, "help")).toContain("/bcn request");
  expect(await rowsOf(FIJI)).toMatchObject([{ tenant: TEAM, alsoTenant: GRID, workspace: TEAM }]);
  expect(textOf((await running.person(FIJI).command("help")).json)).toContain("/bcn request");
});

test("another company's user of the same id, in a shared channel, is nobody", async () => {
  const press = messagePress(running.slack, { user: FIJI, verb: "read", id: randomUUID() });
  const foreign = { ...press, user: { id: FIJI, team_id: "T0OTHER" }, enterprise: { id: GRID } };
  running.slack.responded.length = 0;
  await send(running.product.url, signed(inPayload(foreign)));
  const told = await eventually(() => running.slack.responded[0]);
  expect(textOf(told)).toContain(STRANGER);
});

test("a guest in a shared channel is who their own workspace says, and gets nothing of what is the channel's", async () => {
  const guest = {
    platform: "slack",
    tenant: "T0JPC",
    user: "U0GUEST",
    workspace: "T0JPC",
  } as const;
  const given = { name: "Liaison, Japan", role: "liaison", organisation: "JP" } as const;
  await giveRole(running.context, { ...given, account: guest });
  const mention = {
    ...{
      type: "event_callback",
      team_id: "T0JPC",
      event_id: "EvGuest",
      is_ext_shared_channel: true,
    },
    authorizations: [{ enterprise_id: GRID, team_id: TEAM, user_id: "U0BOT", is_bot: true }],
    event: {
      ...{ type: "app_mention", user: guest.user, channel: "C0SHARED", ts: "1769220155.940449" },
      ...{ text: "<@U0BOT> channel on", team: "T0JPC", user_team: "T0JPC", source_team: "T0JPC" },
    },
  };
  const call = signed(JSON.stringify(mention), { type: "application/json" });
  await send(running.product.url, call);
  const told = await eventually(() =>
    running.slack.whispered.find(({ channel }) => channel === "C0SHARED"),
  );
  expect(textOf(told)).toContain("is set up by its own people");
  expect(await running.db.database.select().from(subscriptions)).not.toContainEqual(
    expect.objectContaining({ conversation: "C0SHARED" }),
  );
  expect(await rowsOf(guest.user)).toMatchObject([{ tenant: "T0JPC", alsoTenant: null }]);
});

test("their home is drawn for them, told by user and workspace alone", async () => {
  const opened = {
    type: "event_callback",
    team_id: TEAM,
    event_id: "Ev1",
    event: { type: "app_home_opened", user: ADMIN, channel: "D1", tab: "home" },
  };
  const body = JSON.stringify(opened);
  await send(running.product.url, signed(body, { type: "application/json" }));
  const home = await eventually(() => running.slack.homes.get(ADMIN));
  expect(textOf(home.blocks)).not.toContain(STRANGER);
});
