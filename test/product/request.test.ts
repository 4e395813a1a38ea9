import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { drawnBlocks, skeletonOf, wordsOf } from "../helpers/drawn.ts";
import {
  fieldsOf,
  inPayload,
  messagePress,
  send,
  shownIn,
  signed,
  stamp,
  textOf,
} from "./helpers/client.ts";
import type { Json, View } from "./helpers/fake-slack.ts";
import {
  addRole,
  BANGLADESH,
  FIJI,
  fillIn,
  JAPAN,
  openProduct,
  pointerOf,
  RESULT,
  type Running,
  shown,
  TRAVELLER,
  WHEN,
  WHOM,
  YEAR,
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

const liaison = () => running.person(FIJI);
const sendNow = (call: Parameters<typeof send>[1]) => send(running.product.url, call);

/** How many requests were sent: rows of their history, and receipts to be delivered. */
const sentSoFar = async (): Promise<unknown> =>
  (
    await running.db.database.execute(sql`select
      (select count(*)::int from history) as history,
      (select count(*)::int from outbox where kind = 'received') as receipts`)
  )[0];

/** What the database holds of a draft, and of nothing else. */
const storedOf = async (view: View): Promise<string> => {
  const { draft } = pointerOf(view);
  return JSON.stringify(
    await running.db.database.execute(
      sql`select answers, participants, step, held_by from drafts where request_id = ${draft}`,
    ),
  );
};

const stateOf = async (view: View): Promise<unknown> => {
  const { draft } = pointerOf(view);
  const [row] = await running.db.database.execute<{ state: string }>(
    sql`select state from requests where id = ${draft}`,
  );
  return row?.state;
};

/** The draft's first step as it opens again: what is kept. */
const reopened = async (view: View): Promise<View> => {
  let form = await liaison().open("request");
  expect(pointerOf(form).draft).toBe(pointerOf(view).draft);
  while (pointerOf(form).step !== "whom") form = await liaison().press(form, "back");
  return form;
};

describe("field ids are the block ids, and the pointer goes round", () => {
  test("every input of the first step has its field's id, twice, and private_metadata its place", async () => {
    const form = await liaison().open("request new");
    const inputs = form.blocks.filter(({ type }) => type === "input");
    expect(inputs.map(({ block_id }) => block_id)).toEqual(fieldsOf(form));
    expect(fieldsOf(form)).toEqual(["host", "spoken", "alternatives", "topic", "objectives"]);
    expect(form.callback_id).toBe("request");
    const next = shown(await liaison().submit(form, WHOM));
    expect(pointerOf(next)).toMatchObject({ draft: pointerOf(form).draft, step: "when" });
    expect(await storedOf(next)).toContain("Kaizen in public hospitals");
  });
});

describe("sent twice", () => {
  test("two signed calls at once are one request with one number, and both get its receipt", async () => {
    const check = await fillIn(liaison());
    const before = await sentSoFar();
    const both = await Promise.all([
      sendNow(liaison().submitCall(check)),
      sendNow(liaison().submitCall(check)),
    ]);
    const numbers = both.map(({ text }) => /BCN-\d{4}-\d{3}/.exec(text)?.[0]);
    expect(numbers[0]).toBeDefined();
    expect(numbers[1]).toBe(numbers[0]);
    expect(both.filter(({ text }) => text.includes("had been sent already"))).toHaveLength(1);
    expect(before).toEqual({ history: 0, receipts: 0 });
    expect(await sentSoFar()).toEqual({ history: 1, receipts: 1 });
  });

  test("the same signed call replayed is told so and writes nothing", async () => {
    const check = await fillIn(liaison());
    const call = liaison().submitCall(check);
    expect((await sendNow(call)).text).toMatch(/BCN-\d{4}-\d{3}/);
    const before = await sentSoFar();
    const again = await sendNow(call);
    expect(again.status).toBe(200);
    expect(again.text).toContain("This was done already.");
    expect(await sentSoFar()).toEqual(before);
  });

  test("a replayed Add makes no second participant", async () => {
    const form = await liaison().open("request new");
    const when = shown(await liaison().submit(form, WHOM));
    await liaison().type(when, { modality: "virtual" });
    const days = {
      modality: "virtual",
      startsOn: `${YEAR}-07-10`,
      endsOn: `${YEAR}-07-12`,
    };
    const who = shown(await liaison().submit(when, days));
    const call = liaison().pressCall(who, "add");
    await sendNow(call);
    const once = await storedOf(who);
    await sendNow(call);
    expect(await storedOf(who)).toBe(once);
  });
});

describe("what people typed", () => {
  test("a half-typed e-mail address doesn't lock its draft, and is pointed out at its field", async () => {
    const whom = await liaison().open("request new");
    const when = shown(await liaison().submit(whom, WHOM));
    const who = shown(await liaison().submit(when, WHEN));
    const form = await liaison().press(who, "add");
    await liaison().type(form, { ...TRAVELLER, email: "liaison@ntp" });
    const again = await liaison().open("request");
    expect(pointerOf(again)).toMatchObject({ ...pointerOf(form), sheet: expect.anything() });
    expect(shownIn(again, "email")).toBe("liaison@ntp");
    const { errors } = await liaison().submit(again);
    expect(errors).toEqual({
      email: "This doesn't look like an e-mail address. Please check it, or leave it empty.",
    });
  });

  test("lines of their own in a topic are one line to the host, and format nothing", async () => {
    const topic = "x\r\n*Decision*\n• Approved by the APO Secretariat :white_check_mark:";
    const check = await fillIn(liaison(), { over: { topic } });
    const receipt = shown(await liaison().submit(check));
    const [number] = /BCN-\d{4}-\d{3}/.exec(textOf(receipt.blocks)) ?? [];
    const { json } = await running.person(JAPAN).command(`show ${number}`);
    const html = drawnBlocks(json.blocks as unknown[]);
    const one = "x *Decision* • Approved by the APO Secretariat :white_check_mark:";
    expect(wordsOf(html)).toContain(`\n${one}\n`);
    expect(skeletonOf(html)).not.toMatch(/<(?:img|em|i|code|a)\b|emoji/);
  });
});

test("a request to meet online is called that from where online is chosen", async () => {
  const whom = await liaison().open("request new");
  const when = shown(await liaison().submit(whom, WHOM));
  expect(JSON.stringify(when)).toContain('"text":"Request a visit"');
  const who = shown(await liaison().submit(when, { ...WHEN, modality: "virtual" }));
  expect(JSON.stringify(who)).toContain('"text":"Request to meet online"');
  const again = await liaison().open("request");
  expect(JSON.stringify(again)).not.toContain("Request a visit");
});

describe("people pasted as lines", () => {
  test("come on the list once, each with what most have, and a late keystroke brings no line back", async () => {
    const whom = await liaison().open("request new Japan");
    expect(shownIn(whom, "host")).toBe("JP");
    const { host: _chosen, ...rest } = WHOM;
    const when = shown(await liaison().submit(whom, rest));
    const who = shown(await liaison().submit(when, WHEN));
    const people = "Director, Training\nAdviser; Ministry; policymaker; adviser@example.org";
    const late = liaison().typeCall(who, { people: people.slice(0, 8) }, { at: stamp() });
    await liaison().type(who, { people });
    const list = await liaison().press(who, "go-to-step", { people });
    await sendNow(late);
    expect(shownIn(list, "people")).toBeNull();
    const text = textOf(list.blocks);
    expect(text).toContain("1. Head of delegation: Director, Training (NTPC), NPO official");
    expect(text).toContain("2. Participant: Adviser (Ministry), Policymaker");
    const back = await liaison().press(list, "back");
    const again = shown(await liaison().submit(back));
    expect(textOf(again.blocks)).toBe(text);
  });

  test("what the list of 20 has no room for stays in the box, and the page says so", async () => {
    const whom = await liaison().open("request new");
    const who = shown(await liaison().submit(shown(await liaison().submit(whom, WHOM)), WHEN));
    const people = Array.from({ length: 21 }, (_, at) => `Adviser ${at + 1}`).join("\n");
    const list = await liaison().press(who, "go-to-step", { people });
    expect(textOf(list.blocks)).toContain("20. Participant: Adviser 20 (NTPC)");
    expect(shownIn(list, "people")).toBe("Adviser 21");
    const again = await liaison().press(list, "go-to-step");
    expect(shownIn(again, "people")).toBe("Adviser 21");
    for (const view of [list, again]) {
      expect(textOf(view.blocks)).toContain("The list is full; what is left stays in the box.");
    }
  });
});

describe("warned of where it is entered, and at the check step", () => {
  test("days of rest at the host, a long visit, one person twice, nobody as head", async () => {
    const whom = await liaison().open("request new");
    const when = shown(await liaison().submit(whom, WHOM));
    const views = () => running.slack.called.filter(({ method }) => method === "views.update");
    const before = views().length;
    const days = { ...WHEN, startsOn: `${YEAR}-07-02`, endsOn: `${YEAR}-07-09` };
    await liaison().type(when, days);
    await expect.poll(() => views().length).toBe(before + 1);
    const drawn = JSON.stringify(views().at(-1));
    expect(drawn).toContain("The activity takes 8 days");
    const who = shown(await liaison().submit(when, days));
    const people = "Director; NTPC; Name of One; participant\nAdviser; NTPC; name of one";
    const list = await liaison().press(who, "go-to-step", { people });
    const check = shown(await liaison().submit(shown(await liaison().submit(list)), RESULT));
    for (const view of [list, check]) {
      expect(textOf(view.blocks)).toContain("Persons 1 and 2 have the same name or e-mail");
    }
    expect(textOf(check.blocks)).toContain("The activity takes 8 days");
  });
});

describe("keystrokes come out of order", () => {
  test("an older one that comes later never overwrites a newer one", async () => {
    const form = await liaison().open("request new");
    const [older, newer] = [stamp(), stamp()];
    await liaison().type(form, { topic: "Kaizen in hospitals" }, { at: newer });
    await liaison().type(form, { topic: "Kaiz" }, { at: older });
    expect(shownIn(await reopened(form), "topic")).toBe("Kaizen in hospitals");
  });

  test("a field that Slack leaves out stays, one that comes empty is cleared", async () => {
    const form = await liaison().open("request new");
    await liaison().type(form, { topic: "First", objectives: "To be cleared" });
    await liaison().type(form, { objectives: null }, { leave: ["topic"] });
    const kept = await reopened(form);
    expect(shownIn(kept, "topic")).toBe("First");
    expect(shownIn(kept, "objectives")).toBeNull();
  });

  test("many at once lose nothing: the last one stands", async () => {
    const form = await liaison().open("request new");
    const text = "Measuring waiting times";
    const calls = [...text].map((_, end) =>
      liaison().typeCall(form, { topic: text.slice(0, end + 1) }, { at: stamp() }),
    );
    const answers = await Promise.all(calls.reverse().map(sendNow));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(shownIn(await reopened(form), "topic")).toBe(text);
  });

  test("one that comes after Send changes nothing, and says nothing wrong", async () => {
    const form = await liaison().open("request new");
    const late = liaison().typeCall(
      form,
      { topic: "Too late" },
      { at: stamp(Date.now() + 60_000) },
    );
    const check = await fillIn(liaison());
    expect(pointerOf(check).draft).toBe(pointerOf(form).draft);
    shown(await liaison().submit(check));
    const views = running.slack.called.filter(({ method }) => method === "views.update").length;
    expect(await sendNow(late)).toMatchObject({ status: 200, text: "" });
    expect(running.slack.called.filter(({ method }) => method === "views.update")).toHaveLength(
      views,
    );
    const stored = JSON.stringify(
      await running.db.database.execute(
        sql`select content from requests where content is not null`,
      ),
    );
    expect(stored).not.toContain("Too late");
    expect(await storedOf(form)).not.toContain("Too late");
  });
});

describe("whoever may not is told so, and nothing is written", () => {
  /** A draft of Fiji's on the check step, and the liaison of another NPO who knows its id. */
  test("a forged pointer to another NPO's draft neither shows nor changes it", async () => {
    const victim = await fillIn(liaison());
    const before = await storedOf(victim);
    const forger = running.person(BANGLADESH);
    const own = await forger.open("request new");
    const forged = { ...own, private_metadata: victim.private_metadata };
    const page = {
      ...own,
      private_metadata: JSON.stringify({ ...pointerOf(victim), step: "whom" }),
    };
    const calls = [
      forger.submitCall(forged),
      forger.submitCall(page, WHOM),
      forger.typeCall(page, { topic: "Forged" }),
      signed(inPayload(editPress(BANGLADESH, pointerOf(victim).draft))),
    ];
    for (const call of calls) {
      const { status, text } = await sendNow(call);
      expect(status).toBe(200);
      expect(text).not.toMatch(/Kaizen|BCN-\d{4}-\d{3}|Ministry of Employment/);
    }
    expect(JSON.stringify(running.slack.responded)).not.toContain("Kaizen");
    expect(await storedOf(victim)).toBe(before);
    expect(await stateOf(victim)).toBe("draft");
  });

  test("the answer to another NPO's draft is the same as to one that isn't there", async () => {
    const victim = await fillIn(liaison());
    const forger = running.person(BANGLADESH);
    const own = await forger.open("request new");
    const answers = await Promise.all(
      [pointerOf(victim).draft, "00000000-0000-4000-8000-000000000000"].map((draft) => {
        const pointer = { ...pointerOf(victim), draft };
        return sendNow(forger.submitCall({ ...own, private_metadata: JSON.stringify(pointer) }));
      }),
    );
    const words = answers.map(({ json }) => textOf((json.view as Json).blocks));
    expect(words[0]).toBe(words[1]);
  });

  test("metadata that is no pointer of ours is acknowledged and does nothing", async () => {
    const form = await liaison().open("request new");
    const before = await storedOf(form);
    const strange = [
      "",
      "null",
      "[]",
      '{"draft":"\\u0000","step":"whom"}',
      '{"draft":1}',
      "x".repeat(3000),
    ];
    for (const private_metadata of strange) {
      const call = liaison().submitCall({ ...form, private_metadata }, WHOM);
      expect((await sendNow(call)).status, private_metadata).toBe(200);
    }
    expect(await storedOf(form)).toBe(before);
  });

  test("a role that was taken away meanwhile counts at the next press", async () => {
    await addRole(running.context, "U0FJSECOND", "liaison", "FJ");
    const leaving = running.person("U0FJSECOND");
    const check = await fillIn(leaving);
    await running.db.database.execute(
      sql`delete from roles using accounts where accounts.person_id = roles.person_id and user_id = 'U0FJSECOND'`,
    );
    const before = await storedOf(check);
    for (const call of [
      leaving.submitCall(check),
      leaving.pressCall(check, "back"),
      leaving.commandCall("requests"),
    ]) {
      const { status, text } = await sendNow(call);
      expect(status).toBe(200);
      expect(text).not.toMatch(/Kaizen|BCN-\d{4}-\d{3}/);
    }
    expect(await storedOf(check)).toBe(before);
    expect(await stateOf(check)).toBe("draft");
  });

  test("another NPO reads neither the request nor that it is there; the host reads it without alternatives", async () => {
    const check = await fillIn(liaison(), { over: { topic: "Only for Japan" } });
    const receipt = shown(await liaison().submit(check));
    const number = /BCN-\d{4}-\d{3}/.exec(textOf(receipt.blocks))?.[0] ?? "";
    const outsider = running.person(BANGLADESH);
    const theirs = textOf((await outsider.command(`show ${number}`)).json);
    expect(theirs).toBe(textOf((await outsider.command(`show BCN-${YEAR}-999`)).json));
    expect(theirs).not.toContain("Only for Japan");
    expect(textOf((await running.person(JAPAN).command(`show ${number}`)).json)).toContain(
      "Only for Japan",
    );
  });
});

/** A button "Go on with the draft" pressed on a message. */
const editPress = (user: string, draft: string): Json =>
  messagePress(running.slack, { user, verb: "edit-draft", id: draft });
