import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { DateTime } from "../../src/domain/time.ts";
import { eventually, inPayload, messagePress, send, signed, textOf } from "./helpers/client.ts";
import type { Json, View } from "./helpers/fake-slack.ts";
import {
  ADMIN,
  addRole,
  FIJI,
  fillIn,
  JAPAN,
  openProduct,
  pointerOf,
  type Running,
  shown,
} from "./helpers/open-product.ts";

const OFFICER = "U0OFFICER";
const CYCLONE = "A cyclone closed our office for a week.";
const FORCE_MAJEURE = "Force majeure";
/** What only the sender and the Secretariat may learn. */
const SECRETS = /cyclone|majeure|hot springs/i;

let running: Running;
beforeAll(async () => {
  running = await openProduct();
  await addRole(running.context, OFFICER, "officer", "APO");
});
afterEach(() => {
  // Nothing that was drawn in a test would have been refused by Slack.
  expect(running.slack.refused.splice(0)).toEqual([]);
});
afterAll(() => running.close());

const sendNow = (call: Parameters<typeof send>[1]) => send(running.product.url, call);

/** Both closing dates pass while somebody has the last step open. */
const closeAllRounds = async () => {
  const lastWeek = DateTime.utc().minus({ days: 8 });
  await running.db.database.execute(sql`
    update rounds set closes_on =
      (${lastWeek.toISODate()}::date + number * interval '1 day')::date`);
};

const buttonOf = (user: string, verb: string, id: string) =>
  signed(inPayload(messagePress(running.slack, { user, verb, id })));

/** A form that was opened since; one that still says "One moment" isn't there yet. */
const formsFromNowOn = () => {
  const before = new Set(running.slack.views.keys());
  return (): View | undefined =>
    [...running.slack.views.values()].find(
      ({ id, blocks }) => !before.has(id) && !textOf(blocks).startsWith("One moment, please"),
    );
};

const openFromMessage = async (user: string, verb: string, value: string): Promise<View> => {
  const opened = formsFromNowOn();
  expect((await sendNow(buttonOf(user, verb, value))).status).toBe(200);
  return eventually(opened, `No form for ${verb}`);
};

/** What is answered to a press on a message, in whichever place. */
const answerTo = async (user: string, verb: string, value: string): Promise<string> => {
  const before = running.slack.responded.length;
  const opened = formsFromNowOn();
  expect((await sendNow(buttonOf(user, verb, value))).status).toBe(200);
  return eventually(() => {
    const answer = running.slack.responded[before] as Json | undefined;
    return (answer && textOf(answer.blocks)) || textOf(opened()?.blocks ?? []) || undefined;
  });
};

const typed = async (user: string, text: string): Promise<string> => {
  const opened = formsFromNowOn();
  const { json } = await running.person(user).command(text);
  return textOf(json) || eventually(() => textOf(opened()?.blocks ?? []) || undefined);
};

const admissionOf = async (draft: string) => {
  const rows = await running.db.database.execute(
    sql`select id, admitted_why from late_admissions where request_id = ${draft}`,
  );
  return rows[0] as { id: string; admitted_why: string | null } | undefined;
};

test("missed, asked, read, admitted once by two officers at once, sent: admitted late", async () => {
  const fiji = running.person(FIJI);
  const check = await fillIn(fiji);
  const { draft } = pointerOf(check);
  await closeAllRounds();

  const missed = shown(await fiji.submit(check));
  expect(textOf(missed.blocks)).toContain("Ask to admit it");
  const asking = await fiji.press(missed, "ask-late-admission");
  expect(Object.keys((await fiji.submit(asking, { reason: "  " })).errors)).toEqual(["reason"]);
  const asked = fiji.submitCall(asking, { reason: CYCLONE });
  const answers = await Promise.all([sendNow(asked), sendNow(asked)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  const admission = await eventually(() => admissionOf(draft));
  expect(admission.admitted_why).toBeNull();
  expect(await typed(FIJI, "requests")).toContain("has been asked to admit it late");

  for (const officer of [ADMIN, OFFICER]) {
    expect(await typed(officer, "owed")).toContain("NTPC, Fiji asks to admit a late request");
  }
  const read = await openFromMessage(OFFICER, "read", draft);
  expect(textOf(read.blocks)).toContain("It is complete.");

  const forms = [
    await openFromMessage(ADMIN, "admit-late", admission.id),
    await openFromMessage(OFFICER, "admit-late", admission.id),
  ] as const;
  expect(textOf(forms[1].blocks)).toContain(CYCLONE);
  const calls = [
    running.person(ADMIN).submitCall(forms[0], { reason: FORCE_MAJEURE }),
    running.person(OFFICER).submitCall(forms[1], { reason: "Another reason" }),
  ];
  const both = await Promise.all(calls.map(sendNow));
  const texts = both.map(({ json }) => textOf(json));
  expect(texts.filter((text) => text.includes("Admitted: NTPC, Fiji"))).toHaveLength(1);
  expect(texts.filter((text) => text.includes("This changed a moment ago"))).toHaveLength(1);
  expect(await typed(ADMIN, "owed")).toContain("Nothing is waiting for you");
  expect(await typed(FIJI, "owed")).toContain("has admitted it to the second round");

  const back = await openFromMessage(FIJI, "edit-draft", draft);
  expect(textOf(back.blocks)).toContain("Joins the second round");
  const sent = shown(await fiji.submit(back));
  expect(textOf(sent.blocks)).toMatch(/admitted late/i);
});

test("the host and third NPOs learn nothing of a late draft, and admit nothing", async () => {
  const { draft } = await askedDraft();
  const admission = await eventually(() => admissionOf(draft));
  for (const user of [JAPAN, "U0BDLIAISON"]) {
    expect(await answerTo(user, "read", draft)).not.toMatch(SECRETS);
    expect(await answerTo(user, "admit-late", admission.id)).toContain("nothing to admit");
    expect(await typed(user, "owed")).not.toMatch(SECRETS);
    expect(await typed(user, "requests")).not.toMatch(SECRETS);
  }
  const form = await openFromMessage(ADMIN, "admit-late", admission.id);
  const forged = running.person(JAPAN).submitCall(form, { reason: "Please" });
  expect((await sendNow(forged)).text).not.toMatch(SECRETS);
  expect((await admissionOf(draft))?.admitted_why).toBeNull();
  const posted = JSON.stringify(running.slack.posted.filter(isForOthers));
  expect(posted).not.toMatch(SECRETS);
});

const isForOthers = ({ channel }: { readonly channel: string }): boolean =>
  ![FIJI, ADMIN, OFFICER].some((user) => channel.includes(user));

const askedDraft = async (): Promise<{ draft: string }> => {
  const fiji = running.person(FIJI);
  await running.db.database.execute(sql`
    update rounds set closes_on = ${DateTime.utc().plus({ days: 30 }).toISODate()}
    where number = 2`);
  const check = await fillIn(fiji, { over: { topic: "Service in hot springs" } });
  await closeAllRounds();
  const asking = await fiji.press(shown(await fiji.submit(check)), "ask-late-admission");
  await sendNow(fiji.submitCall(asking, { reason: CYCLONE }));
  return pointerOf(check);
};
