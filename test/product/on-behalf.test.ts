import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { eventually, inPayload, messagePress, send, signed, textOf } from "./helpers/client.ts";
import type { Json, View } from "./helpers/fake-slack.ts";
import {
  ADMIN,
  BANGLADESH,
  FIJI,
  JAPAN,
  openProduct,
  pointerOf,
  RESULT,
  type Running,
  shown,
  TRAVELLER,
  WHEN,
  WHOM,
} from "./helpers/open-product.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterEach(() => {
  // Nothing that was drawn in a test would have been refused by Slack.
  expect(running.slack.refused.splice(0)).toEqual([]);
});
afterAll(() => running.close());

const EVIDENCE = { evidence: "E-mail of the Liaison Officer", evidenceOn: "2023-03-20" };
const officer = () => running.person(ADMIN);
const sendNow = (call: Parameters<typeof send>[1]) => send(running.product.url, call);

/** On the check step of a request for Bangladesh; `steps` are all the forms before it. */
const filledIn = async (): Promise<{ check: View; steps: View[] }> => {
  const choose = await officer().open("request");
  const whom = shown(await officer().submit(choose, { organisation: "BD", ...EVIDENCE }));
  const when = shown(await officer().submit(whom, WHOM));
  const who = shown(await officer().submit(when, WHEN));
  const participant = await officer().press(who, "add");
  const filled = shown(await officer().submit(participant, TRAVELLER));
  const result = shown(await officer().submit(filled));
  const check = shown(await officer().submit(result, RESULT));
  return { check, steps: [whom, when, who, participant, result] };
};

/** A button of a message in a channel, pressed. */
const pressOnMessage = async (user: string, verb: string, id: string): Promise<string> => {
  const before = running.slack.responded.length;
  const drawn = formsFromNowOn();
  const { status, text } = await sendNow(
    signed(inPayload(messagePress(running.slack, { user, verb, id }))),
  );
  expect([status, text]).toEqual([200, ""]);
  return eventually(() => {
    const answer = running.slack.responded[before];
    if (answer) expect(answer).toMatchObject({ response_type: "ephemeral" });
    return (answer && textOf((answer as Json).blocks)) || drawn();
  });
};

/** What a form says that was opened since: where a reply takes more than a moment it comes in one. */
const formsFromNowOn = () => {
  const before = new Set(running.slack.views.keys());
  return (): string | undefined => {
    const form = [...running.slack.views.values()].find(({ id }) => !before.has(id));
    const text = form && textOf(form.blocks);
    return text && !text.startsWith("One moment, please") ? text : undefined;
  };
};

test("an officer sends for an NPO: the banner on every step, the receipt, the NPO told", async () => {
  const { check, steps } = await filledIn();
  for (const step of [...steps, check]) expect(textOf(step.blocks)).toContain("On behalf of");
  for (const step of [...steps.slice(-1), check])
    expect(textOf(step.blocks)).toContain("Approved in Bangladesh by");
  expect(textOf(check.blocks)).toContain(EVIDENCE.evidence);
  const sent = textOf(shown(await officer().submit(check)).blocks);
  expect(sent).toMatch(/Received, on time: Bangladesh to visit JPC, Japan \(BCN-\d{4}-001\)/);
  const [row] = await running.db.database.execute(
    sql`select action, organisation_id from history where request_id = ${pointerOf(check).draft}`,
  );
  expect(row).toEqual({ action: "submit-on-behalf", organisation_id: "BD" });

  const number = /BCN-\d{4}-\d{3}/.exec(sent)?.[0] ?? "";
  const read = async (user: string) => {
    const drawn = formsFromNowOn();
    const { json } = await running.person(user).command(`show ${number}`);
    return textOf(json) || eventually(drawn);
  };
  expect(await read(BANGLADESH)).toContain(EVIDENCE.evidence);
  expect(await read(JAPAN)).toContain("APO Secretariat, on behalf of Bangladesh");
  expect(await read(JAPAN)).not.toContain(EVIDENCE.evidence);
  expect(await read(FIJI)).toContain("I can't find that");
});

test("the form is an officer's: one that another sends in is refused, and nothing is begun", async () => {
  const form = await officer().open("request");
  const drafts = async () =>
    running.db.database.execute(sql`select count(*)::int from requests where state = 'draft'`);
  const before = await drafts();
  const forged = running.person(FIJI).submitCall(form, { organisation: "BD", ...EVIDENCE });
  expect((await sendNow(forged)).text).toContain("sent by an NPO's Liaison Officer");
  expect(await drafts()).toEqual(before);
});

test("evidence that is missing is said at its field", async () => {
  const form = await officer().open("request");
  const { errors } = await officer().submit(form, { organisation: "BD", evidence: " " });
  expect(Object.keys(errors).sort()).toEqual(["evidence", "evidenceOn"]);
});

test("a draft on behalf of an NPO is hidden from its host and from third NPOs, forged pointer or not", async () => {
  const { check } = await filledIn();
  for (const user of [JAPAN, FIJI]) {
    const own = await running.person(user).open("request new");
    const forged = { ...own, private_metadata: check.private_metadata };
    const { text } = await sendNow(running.person(user).submitCall(forged));
    expect(text).not.toMatch(/Kaizen|Bangladesh|E-mail/);
    expect(await pressOnMessage(user, "edit-draft", pointerOf(check).draft)).not.toMatch(
      /Kaizen|Bangladesh|E-mail/,
    );
  }
});

test("I'll take it on a card: a wrong press gets a sentence that only its presser sees", async () => {
  const { check } = await filledIn();
  await officer().submit(check);
  const pointer = (side: string, version = 0) => `${pointerOf(check).draft}:${side}:${version}`;
  expect(await pressOnMessage(FIJI, "take", pointer("APO"))).toContain("I can't find that");
  expect(await pressOnMessage("U0NOBODY", "take", pointer("APO"))).toContain("don't know you");
  expect(await pressOnMessage(JAPAN, "take", pointer("APO"))).toContain("people of that side");
  expect(await pressOnMessage(ADMIN, "take", pointer("APO"))).toContain("You handle BCN-");
  expect(await pressOnMessage(JAPAN, "take", pointer("JP"))).toContain(": you handle BCN-");
  expect(await pressOnMessage(JAPAN, "take", pointer("JP", 7))).toContain(": you handle BCN-");
});
