import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { accounts } from "../../src/store/schema.ts";
import {
  eventually,
  inPayload,
  messagePress,
  type Signed,
  send,
  signed,
  textOf,
} from "./helpers/client.ts";
import { type Json, ORGANISATION_CODE, TEAM, type View } from "./helpers/fake-slack.ts";
import { installByOAuth, MANY_WORKSPACES } from "./helpers/install.ts";
import { ADMIN, FIJI, fillIn, openProduct, type Running } from "./helpers/open-product.ts";

const GRID = "E0GRID";
const SECOND = "T0SECOND";
const MALAYSIA = "U0MYLIAISON";
const STRANGER = "I don't know you here yet";
const NOT_INSTALLED = "isn't installed in this workspace any more";

let running: Running;
beforeAll(async () => {
  running = await openProduct({
    enterprise: GRID,
    more: { ...MANY_WORKSPACES, BCN_ADMIN: `slack:${GRID}:${ADMIN}` },
  });
});
afterAll(() => running.close());

/** The same call as Slack sends it where the app is installed for the organisation. */
const wide = ({ body }: Signed, over: Json = {}): Signed => {
  const fields = new URLSearchParams(body);
  const payload = fields.get("payload");
  if (payload) {
    const { view, ...call } = JSON.parse(payload);
    const organisation = { id: GRID, name: "Organisation" };
    const placed = view ? { view: { ...view, app_installed_team_id: GRID } } : {};
    const from = { team: null, enterprise: organisation, is_enterprise_install: true };
    return signed(inPayload({ ...call, ...placed, ...from, ...over }));
  }
  const from = { enterprise_id: GRID, enterprise_name: "Organisation" };
  for (const [name, value] of Object.entries({ ...from, is_enterprise_install: "true", ...over }))
    fields.set(name, String(value));
  return signed(fields.toString());
};

const command = async (user: string, text: string, over: Json = {}): Promise<string> => {
  const call = wide(running.person(user).commandCall(text), over);
  return textOf((await send(running.product.url, call)).json);
};

const tell = async (event: Json, more: Json = {}): Promise<void> => {
  const authorizations = [
    { enterprise_id: GRID, team_id: null, user_id: "U0BOT", is_enterprise_install: true },
  ];
  const told = { type: "event_callback", event_id: "Ev1", authorizations, ...more, event };
  const call = signed(JSON.stringify(told), { type: "application/json" });
  expect((await send(running.product.url, call)).status).toBe(200);
};

const lettersTo = (user: string) =>
  running.slack.posted.filter(({ channel }) => channel === user.replace("U", "D"));

test("an organisation that has the app has it in each of its workspaces", async () => {
  expect(await command(FIJI, "help")).toContain(NOT_INSTALLED);
  await installByOAuth(running, ORGANISATION_CODE);
  expect(await command(FIJI, "help")).toContain("/bcn request");
  expect(await command(FIJI, "help", { team_id: SECOND })).toContain("/bcn request");
  expect(await command("U0NOBODY", "help", { team_id: SECOND })).toContain(STRANGER);
});

test("its administrator's channels are the Secretariat's, in whichever workspace", async () => {
  for (const [team_id, channel_id] of [
    [TEAM, "C0BCN"],
    [SECOND, "C0OTHER"],
  ]) {
    expect(await command(ADMIN, "channel on", { team_id, channel_id })).not.toMatch(/isn't linked/);
    await command(ADMIN, "channel test", { team_id, channel_id });
    await eventually(() => running.slack.posted.find(({ channel }) => channel === channel_id));
  }
});

test("forms open and are answered, and who joins is known in all of it", async () => {
  const admin = running.person(ADMIN);
  const form = await opened(wide(admin.commandCall("invite")));
  const answers = { name: "Liaison, Malaysia", organisation: "MY", role: "liaison" };
  const submitted = await send(running.product.url, wide(admin.submitCall(form, answers)));
  const [code = "none"] = /[0-9A-Z]{4}(?:-[0-9A-Z]{4}){3}/.exec(submitted.text) ?? [];
  await command(MALAYSIA, `join ${code}`, { team_id: SECOND });
  expect(await command(MALAYSIA, "help")).toContain("/bcn request");
  const rows = await running.db.database
    .select()
    .from(accounts)
    .where(eq(accounts.userId, MALAYSIA));
  expect(rows).toMatchObject([{ tenant: SECOND, alsoTenant: GRID }]);
});

const opened = async (call: Signed): Promise<View> => {
  const before = new Set(running.slack.views.keys());
  await send(running.product.url, call);
  return eventually(() => {
    const view = [...running.slack.views.values()].find(({ id }) => !before.has(id));
    return view?.callback_id === "invite" ? view : undefined;
  });
};

test("letters reach who was known by a workspace of it before", async () => {
  const liaison = running.person(FIJI);
  await liaison.submit(await fillIn(liaison));
  await eventually(() => lettersTo(FIJI)[0], "No receipt came");
});

test("a home is drawn for who is known there", async () => {
  const looked = { type: "app_home_opened", user: MALAYSIA, channel: "D1", tab: "home" };
  await tell(looked, { team_id: SECOND });
  const home = await eventually(() => running.slack.homes.get(MALAYSIA));
  expect(textOf(home.blocks)).not.toContain(STRANGER);
});

test("a press names no workspace: the person's own says who they are, another company's user is nobody", async () => {
  const press = (own: string): Signed => {
    const user = { id: MALAYSIA, team_id: own };
    const pressed = messagePress(running.slack, { user: MALAYSIA, verb: "list-requests", id: "" });
    return wide(signed(inPayload({ ...pressed, user })), { user });
  };
  for (const [own, isStranger] of [
    [SECOND, false],
    [GRID, false],
    ["T0OTHER", true],
  ] as const) {
    running.slack.responded.length = 0;
    await send(running.product.url, press(own));
    const told = await eventually(() => running.slack.responded[0]);
    expect(textOf(told).includes(STRANGER), own).toBe(isStranger);
  }
});

test("the installation ends for all of them, also where Slack names no workspace", async () => {
  await tell({ type: "app_uninstalled" }, { event_time: Math.floor(Date.now() / 1000) + 1 });
  await eventually(
    () => running.product.log.find((line) => line.includes("the app was removed")),
    "Not removed",
  );
  expect(await command(MALAYSIA, "help", { team_id: "T0THIRD" })).toContain(NOT_INSTALLED);
});
