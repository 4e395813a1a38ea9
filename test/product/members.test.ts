import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, inPayload, send, signed, textOf } from "./helpers/client.ts";
import { TEAM, type View } from "./helpers/fake-slack.ts";
import {
  ADMIN,
  addRole,
  FIJI,
  fillIn,
  JAPAN,
  openProduct,
  type Running,
  shown,
  WHOM,
  YEAR,
} from "./helpers/open-product.ts";

const BACKUP = "U0FJBACKUP";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterAll(async () => {
  expect(running.slack.refused).toEqual([]);
  await running.close();
});

/** The button of this verb whose pointer holds the text. */
const pointing = (view: View, verb: string, text: string): View => ({
  ...view,
  blocks: view.blocks.map((block) => ({
    ...block,
    elements: (Array.isArray(block.elements) ? block.elements : []).filter(
      (one: { action_id?: string; value?: string }) =>
        one.action_id !== verb || one.value?.includes(text),
    ),
  })),
});

/** A button on a message that was posted before, pressed now; gives what only the presser reads. */
const pressOnCard = async (user: string, verb: string, value: string): Promise<string> => {
  const before = running.slack.responded.length;
  const call = signed(
    inPayload({
      type: "block_actions",
      user: { id: user, username: "somebody", name: "somebody", team_id: TEAM },
      team: { id: TEAM, domain: "npos" },
      api_app_id: "A0BCN",
      enterprise: null,
      is_enterprise_install: false,
      trigger_id: `${Math.random()}`,
      response_url: running.slack.apiUrl.replace("/api/", "/response"),
      container: { type: "message", message_ts: "1.1", channel_id: "D0CARD" },
      channel: { id: "D0CARD", name: "directmessage" },
      actions: [
        { type: "button", action_id: verb, block_id: "b", value, action_ts: `${Date.now()}` },
      ],
    }),
  );
  expect((await send(running.product.url, call)).status).toBe(200);
  const told = await eventually(() => running.slack.responded[before], "Nothing was said");
  return textOf(told);
};

const draftTopics = async (): Promise<string> =>
  JSON.stringify(await running.db.database.execute(sql`select answers from drafts`));

describe("a role that was taken away counts at the next press", () => {
  test("in a form that is open, on an old card and for a command; nothing is saved", async () => {
    const backup = running.person(BACKUP);
    const admin = running.person(ADMIN);
    const open = await backup.open("request new");
    await backup.type(open, { topic: "Before" });

    const page = await admin.open("members Fiji");
    expect(textOf(page.blocks)).toContain("Backup LO: backup, FJ (holds 1 unsent draft)");
    const after = await admin.press(pointing(page, "remove-role", "backup"), "remove-role");
    expect(textOf(after.blocks)).toContain("is no longer Backup LO of NTPC, Fiji");
    expect(textOf(after.blocks)).toContain("now held by liaison, FJ");
    expect(textOf(after.blocks)).toContain("Backup LO: vacant");

    const next = shown(await backup.submit(open, { ...WHOM, topic: "After" }));
    expect(textOf(next.blocks)).toContain("You have no role here any more");
    expect(await draftTopics()).toContain("Before");
    expect(await draftTopics()).not.toContain("After");

    const draft = JSON.parse(open.private_metadata).draft as string;
    expect(await pressOnCard(BACKUP, "edit-draft", draft)).toContain(
      "You have no role here any more",
    );
    expect((await backup.command("requests")).text).toContain("You have no role here any more");
  });

  test("the last administrator can't be removed, and reads why", async () => {
    const admin = running.person(ADMIN);
    const page = await admin.open("members APO");
    const after = await admin.press(pointing(page, "remove-role", "admin"), "remove-role");
    expect(textOf(after.blocks)).toContain("This is the last administrator.");
  });

  test("an administrator who was removed doesn't come back by a restart", async () => {
    const second = "U0SECOND";
    await addRole(running.context, second, "admin", "APO");
    const page = await running.person(second).open("members APO");
    const rows = await running.db.database.execute<{ person_id: string }>(
      sql`select person_id from accounts where user_id = ${ADMIN}`,
    );
    const person = rows[0]?.person_id ?? "";
    await running.person(second).press(pointing(page, "remove-role", person), "remove-role");
    await running.product.stop();
    await running.restart();
    expect((await running.person(ADMIN).command("members")).text).toContain(
      "no role here any more",
    );
    await addRole(running.context, ADMIN, "admin", "APO");
  }, 120_000);
});

describe("members and calendars over the wire", () => {
  test("a correction is checked at its field, saved, and refused when somebody was faster", async () => {
    const admin = running.person(ADMIN);
    const page = await admin.open("members JPC");
    const form = await admin.press(page, "correct-member");
    const wrong = await admin.submit(form, { zone: "Atlantis" });
    expect(JSON.stringify(wrong.errors)).toContain("I don't know this time zone.");
    const saved = shown(await admin.submit(form, { telephone: "+81 3 0000 0000" }));
    expect(textOf(saved.blocks)).toContain("Saved. Telephone: +81 3 0000 0000 (was none).");
    const late = shown(await admin.submit(form, { telephone: "+81 3 1111 1111" }));
    expect(textOf(late.blocks)).toContain("It changed meanwhile");
    const again = shown(await admin.submit(late, { acronym: "JPC2" }));
    expect(textOf(again.blocks)).toContain("Acronym: JPC2 (was JPC).");
  });

  test("an LO sees their own, and not how to correct it", async () => {
    const page = await running.person(JAPAN).open("members");
    const text = textOf(page.blocks);
    expect(text).toContain("Liaison Officer: liaison, JP (you)");
    expect(text).toContain("Backup LO: vacant");
    expect(JSON.stringify(page.blocks)).not.toContain("correct-member");
  });

  test("a pasted list is refused at its lines, then taken, and its inputs are empty again", async () => {
    const liaison = running.person(JAPAN);
    const form = await liaison.open("calendar");
    expect(textOf(form.blocks)).toContain("None is noted yet");
    const lines = `${YEAR}-05-03 Constitution Day\nnonsense`;
    expect((await liaison.submit(form, { lines })).errors).toMatchObject({
      "lines:1": expect.stringContaining("Line 2: Please begin with a day"),
    });
    const taken = shown(
      await liaison.submit(form, { lines: `${YEAR}-05-03 Constitution Day`, name: null }),
    );
    expect(textOf(taken.blocks)).toContain("1 day added.");
    expect(textOf(taken.blocks)).toContain(`Constitution Day`);
    expect(JSON.stringify(taken.blocks)).not.toContain('"lines:1"');
    const removed = await liaison.press(taken, "remove-holiday");
    expect(textOf(removed.blocks)).toContain("1 day removed.");
  });
});

test("an account that Slack refuses for good is marked and reported; a press makes it alive", async () => {
  const liaison = running.person(FIJI);
  const check = await fillIn(liaison);
  running.slack.order({
    method: "chat.postMessage",
    channel: FIJI,
    kind: "refused",
    error: "user_disabled",
  });
  shown(await liaison.submit(check));
  const reports = () =>
    running.db.database.execute(sql`
      select 1 from outbox where kind = 'unreachable'
      union all select 1 from reminders where duty = 'unreachable'`);
  await eventually(
    async () => (await reports()).length > 0 || undefined,
    "Nobody was told",
    30_000,
  );
  const admin = running.person(ADMIN);
  const unreachable = "Liaison Officer: liaison, FJ (can't be reached in chat any more";
  expect(textOf((await admin.open("members FJ")).blocks)).toContain(unreachable);
  await liaison.command("requests");
  expect(textOf((await admin.open("members FJ")).blocks)).not.toContain(unreachable);
});
