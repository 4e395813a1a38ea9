import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually, send, signed, textOf } from "./helpers/client.ts";
import { type Json, OAUTH_CODE, TEAM } from "./helpers/fake-slack.ts";
import { installByOAuth, MANY_WORKSPACES } from "./helpers/install.ts";
import { FIJI, openProduct, type Running } from "./helpers/open-product.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct({ more: MANY_WORKSPACES });
});
afterAll(() => running.close());

const help = async () => textOf((await running.person(FIJI).command("help")).json);
const NOT_INSTALLED = "isn't installed in this workspace any more";
const HELP = "/bcn request";

const nowSeconds = () => Math.floor(Date.now() / 1000);

const DONE = "the app was removed from a workspace";
const NOTHING_CHANGES = "a removal that changes nothing";
const linesWith = (text: string): number =>
  running.product.log.filter((line) => line.includes(text)).length;

/** As Slack tells of it, handled when this returns. */
const tell = async (event: Json, at: number, told: string): Promise<void> => {
  const before = linesWith(told);
  const call = { type: "event_callback", team_id: TEAM, event_id: "Ev1", event_time: at, event };
  const body = JSON.stringify(call);
  const { status } = await send(running.product.url, signed(body, { type: "application/json" }));
  expect(status).toBe(200);
  await eventually(() => linesWith(told) > before || undefined, `Not told: ${told}`);
};

const REVOKED = { type: "tokens_revoked", tokens: { oauth: ["U0ADMIN"], bot: ["U0BOT"] } };

test("a state of OAuth's is good once, also in a process that began after its use", async () => {
  const again = await installByOAuth(running, OAUTH_CODE);
  expect(await help()).toContain(HELP);
  expect(await again()).toBe(400);
  await running.product.stop();
  await running.restart();
  expect(await again()).toBe(400);
  expect(await help()).toContain(HELP);
});

test("a removal counts at the next call, in whichever order its two events come", async () => {
  const removedAt = nowSeconds() + 1;
  await tell(REVOKED, removedAt, DONE);
  expect(await help()).toContain(NOT_INSTALLED);
  await tell({ type: "app_uninstalled" }, removedAt, NOTHING_CHANGES);
});

test("an event of before that comes after the app was installed anew removes nothing", async () => {
  const removedAt = nowSeconds() - 60;
  await installByOAuth(running, OAUTH_CODE);
  await tell({ type: "app_uninstalled" }, removedAt, NOTHING_CHANGES);
  await tell(REVOKED, removedAt, NOTHING_CHANGES);
  expect(await help()).toContain(HELP);
});

test("one person's own token that is revoked says nothing about the workspace", async () => {
  const body = JSON.stringify({
    ...{ type: "event_callback", team_id: TEAM, event_id: "Ev2", event_time: nowSeconds() + 1 },
    event: { type: "tokens_revoked", tokens: { oauth: ["U0ADMIN"] } },
  });
  await send(running.product.url, signed(body, { type: "application/json" }));
  await tell({ type: "app_uninstalled" }, nowSeconds() - 60, NOTHING_CHANGES);
  expect(await help()).toContain(HELP);
});
