import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { onThisMachine } from "../helpers/on-this-machine.ts";
import { eventually, pause, send, textOf } from "./helpers/client.ts";
import type { View } from "./helpers/fake-slack.ts";
import { lockTable } from "./helpers/locks.ts";
import { FIJI, openProduct, pointerOf, type Running } from "./helpers/open-product.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterAll(() => running.close());

const answered = async (call: Parameters<typeof send>[1]) => {
  const began = Date.now();
  const { status, json } = await send(running.product.url, call);
  expect(status).toBe(200);
  return { json, ms: Date.now() - began };
};

const storedOf = async (view: View): Promise<string> =>
  JSON.stringify(
    await running.db.database.execute(
      sql`select answers from drafts where request_id = ${pointerOf(view).draft}`,
    ),
  );

test.each(["workspaces", "people", "requests"])(
  "with a lock on %s every call is answered in time, twelve at once too, and what came of it follows",
  async (table) => {
    const liaison = running.person(FIJI);
    const view = await liaison.open("request new");
    running.slack.responded.length = 0;
    // By then the workspace's token has to be read again.
    if (table === "workspaces") await pause(5_100);
    const release = await lockTable(running.db.database, table);
    const topic = `Kaizen, by ${table}`;
    const answers = await Promise.all([
      ...["help", "show 1", "requests"].map((word) => answered(liaison.commandCall(word))),
      ...Array.from({ length: 9 }, () => answered(liaison.typeCall(view, { topic }))),
    ]);
    expect(Math.max(...answers.map(({ ms }) => ms))).toBeLessThan(onThisMachine(2900));
    const atOnce = answers.map(({ json }) => json);
    await eventually(
      () => {
        const told = [...atOnce, ...running.slack.responded, ...running.slack.views.values()];
        // Whoever waited for the lock is told that it took too long.
        return told.some((one) => /\/bcn closing|Sorry, that didn't work/.test(textOf(one)));
      },
      "The answer to help never came",
      30_000,
    ).finally(release);
  },
);

test("what was typed while the drafts were locked is told as unsaved, and saved by the next keystroke", async () => {
  const liaison = running.person(FIJI);
  const view = await liaison.open("request new");
  const release = await lockTable(running.db.database, "drafts");
  const shown = () => running.slack.views.get(view.id);
  const isTold = () => textOf(shown()?.blocks).includes("What you typed last isn't saved yet.");
  const topic = "Quality circles";
  await liaison.type(view, { topic });
  await eventually(isTold, "Nobody was told", 30_000);
  await release();
  expect(await storedOf(view)).not.toContain("Quality");

  // The next keystroke is in another field; Slack sends all that stands in the form.
  const told = shown();
  if (!told) throw new Error("The form is gone");
  await liaison.type(told, { objectives: "How it is done", topic });
  await eventually(() => !isTold(), "The form still says that it isn't saved");
  expect(await storedOf(view)).toMatch(/Quality circles.*How it is done|How it is done.*Quality/);
});
