/** Japan answers Fiji's request from a button, over the wire. */
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { DateTime } from "../../src/domain/time.ts";
import {
  eventually,
  fieldsOf,
  inPayload,
  messagePress,
  send,
  signed,
  textOf,
} from "./helpers/client.ts";
import type { Json, View } from "./helpers/fake-slack.ts";
import {
  ADMIN,
  BANGLADESH,
  FIJI,
  fillIn,
  JAPAN,
  openProduct,
  RESULT,
  type Running,
  shown,
  TRAVELLER,
  YEAR,
} from "./helpers/open-product.ts";

// The product is another process, and several tests share two cores.
vi.setConfig({ testTimeout: 60_000 });

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterEach(() => {
  // Nothing that was drawn in a test would have been refused by Slack.
  expect(running.slack.refused.splice(0)).toEqual([]);
});
afterAll(() => running.close());

const sent = async (): Promise<string> => {
  const check = await fillIn(running.person(FIJI));
  const receipt = shown(await running.person(FIJI).submit(check));
  return /BCN-\d{4}-\d{3}/.exec(textOf(receipt.blocks))?.[0] ?? "none";
};

const cardOf = async (user: string, number: string): Promise<Json[]> =>
  (await running.person(user).command(`show ${number}`)).json.blocks as Json[];

interface Pressable {
  readonly action_id?: string;
  readonly value?: string;
  readonly text?: { readonly text: string };
}

const buttonsOf = (blocks: readonly Json[]): Pressable[] =>
  blocks.flatMap(({ type, elements }) => (type === "actions" ? (elements as Pressable[]) : []));

const press = async (user: string, { action_id: verb = "", value: id = "" }: Pressable) => {
  const call = signed(inPayload(messagePress(running.slack, { user, verb, id })));
  expect((await send(running.product.url, call)).status).toBe(200);
};

/** Presses the button of that verb on a card, and gives the form that it opens. */
const opened = async (user: string, card: readonly Json[], verb: string): Promise<View> => {
  const before = new Set(running.slack.views.keys());
  const button = buttonsOf(card).find(({ action_id }) => action_id === verb);
  if (!button) throw new Error(`No button ${verb}`);
  await press(user, button);
  return eventually(
    () =>
      [...running.slack.views.values()].find(
        ({ id, callback_id }) => !before.has(id) && callback_id === verb,
      ),
    "No form was opened",
  );
};

/** Who is told of what was done, now or at the next working hour. */
const toldOf = async (number: string): Promise<string[]> => {
  const rows = await running.db.database.execute<{ conversation: string; audience: string }>(sql`
    select letters.conversation, letters.ids->>'audience' as audience from (
      select conversation, ids, kind from outbox
      union all select conversation, ids, duty from reminders
    ) as letters
    join requests on requests.id::text = letters.ids->>'request'
    where letters.kind = 'requestAction' and requests.number = ${number}`);
  return rows.map(({ conversation, audience }) => `${conversation}: ${audience}`).toSorted();
};

test("Japan's LO accepts: a form with what it is about, refusals at their fields, a confirmation, a letter to Fiji", async () => {
  const number = await sent();
  const card = await cardOf(JAPAN, number);
  const labels = buttonsOf(card).map(({ text }) => text?.text);
  expect(labels).toEqual([
    "We can host",
    "We're considering it",
    "Not possible this time",
    "Add letter",
  ]);

  const form = await opened(JAPAN, card, "accept");
  expect(textOf(form.blocks)).toContain(number);
  expect(fieldsOf(form)).toEqual(["dates", "note", "endorsedBy", "endorsedAs", "endorsedOn"]);
  const dates = `${YEAR}-07-10/${YEAR}-07-12`;
  const half = await running.person(JAPAN).submit(form, { dates, endorsedBy: "The President" });
  expect(Object.keys(half.errors)).toEqual(["endorsedAs", "endorsedOn"]);

  const call = running.person(JAPAN).submitCall(form, { dates, note: "You are welcome" });
  const first = await send(running.product.url, call);
  expect(first.text).toContain("Noted. JPC, Japan can host NTPC, Fiji");
  expect((await send(running.product.url, call)).text).toContain("This was done already.");

  expect(textOf(await cardOf(FIJI, number))).toContain("You are welcome");
  // The administrator is the Secretariat's only one, and nobody has subscribed a channel.
  expect(await toldOf(number)).toEqual([`U0ADMIN: secretariat`, `${FIJI}: sender`]);

  // The old button brings the present card.
  const [accept] = buttonsOf(card);
  await press(JAPAN, accept ?? {});
  const answer = await eventually(
    () => running.slack.responded.find((one) => textOf(one).includes("Here is how it stands now")),
    "The present card never came",
  );
  expect(textOf(answer)).toContain("can host NTPC, Fiji");
});

test("nobody of the host is here: an officer finds its telephone number and what to say, notes it as passed on, and owes nothing more", async () => {
  const person = running.person(ADMIN);
  const owed = async () => textOf((await person.command("owed")).json.blocks);
  await running.db.database.execute(
    sql`update organisations set telephone = '+856 21 000000' where id = 'LA'`,
  );
  const check = await fillIn(running.person(FIJI), { over: { host: "LA" } });
  const receipt = textOf(shown(await running.person(FIJI).submit(check)).blocks);
  const number = /BCN-\d{4}-\d{3}/.exec(receipt)?.[0] ?? "none";
  expect(receipt).toContain("the APO Secretariat passes your request on");
  expect(await owed()).toContain(`Pass ${number} on to`);
  expect(await owed()).toContain("Telephone: +856 21 000000.");

  const form = await opened(ADMIN, await cardOf(ADMIN, number), "pass-on");
  expect(textOf(form.blocks)).toContain("+856 21 000000");
  expect(textOf(form.blocks)).toContain("NTPC, Fiji would be grateful to visit you");
  expect(fieldsOf(form)).toEqual(["passedTo", "passedOn"]);
  expect(Object.keys((await person.submit(form, {})).errors)).toEqual(["passedTo"]);
  const passedOn = DateTime.now().setZone("Asia/Tokyo").toISODate();
  const answers = { passedTo: "Their director, by telephone", passedOn };
  const done = textOf(shown(await person.submit(form, answers)).blocks);
  expect(done).toContain("has passed the request of NTPC, Fiji on to");

  expect(await owed()).not.toContain(number);
  const card = await cardOf(FIJI, number);
  expect(textOf(card)).toContain("Their director, by telephone");
  expect(textOf(card)).toContain("Passed on to");
  expect(await toldOf(number)).toEqual([`${ADMIN}: secretariat`, `${FIJI}: sender`]);
  // The answer is still to be noted.
  const verbs = buttonsOf(await cardOf(ADMIN, number)).map(({ action_id }) => action_id);
  expect(verbs).toContain("accept");
  expect(verbs).not.toContain("pass-on");
});

test("names that were to follow: Fiji adds them from its card, Japan reads them and is told", async () => {
  const { name: _name, email: _email, ...traveller } = TRAVELLER;
  const check = await fillIn(running.person(FIJI), { people: 2, traveller });
  const receipt = textOf(shown(await running.person(FIJI).submit(check)).blocks);
  const number = /BCN-\d{4}-\d{3}/.exec(receipt)?.[0] ?? "none";
  expect(receipt).toContain(
    "When the missing names are known, press Add names on the request's card.",
  );
  expect(receipt).not.toContain("Nothing more to do now");

  const form = await opened(FIJI, await cardOf(FIJI, number), "add-names");
  const fields = fieldsOf(form);
  expect(fields).toContain("name2");
  const none = await running.person(FIJI).submit(form, {});
  expect(none.errors).toEqual({
    [fields[0] ?? ""]: "Please write one name or e-mail address at least.",
  });
  const answers = Object.fromEntries(
    fields.map((id) => [id, id.startsWith("name") ? `Name ${id}` : `${id}@example.org`]),
  );
  const done = textOf(shown(await running.person(FIJI).submit(form, answers)).blocks);
  expect(done).toContain("NTPC, Fiji has added names to its request to JPC, Japan");

  const card = await cardOf(JAPAN, number);
  expect(textOf(card)).toContain("Name name2, email2@example.org");
  expect(textOf(card)).not.toContain("name follows");
  expect(await toldOf(number)).toEqual([`${ADMIN}: secretariat`, `${JAPAN}: host`]);
  const own = buttonsOf(await cardOf(FIJI, number)).map(({ action_id }) => action_id);
  expect(own).not.toContain("add-names");
});

const PDF = Buffer.from("%PDF-1.7\nAn endorsement letter");

/** What the form says at its file. */
const refusedFile = async (form: View, name: string, bytes: Uint8Array, saidBytes?: number) => {
  running.slack.files.set("F1", { name, bytes, ...(saidBytes ? { saidBytes } : {}) });
  return (await running.person(FIJI).submit(form, { letter: "F1" })).errors;
};

test("a letter that was to follow: whoever reads the request gets it as a direct message, and a former host no later one", async () => {
  const endorsed = {
    endorsedBy: "The director",
    endorsedAs: "Director",
    endorsedOn: new Date().toISOString().slice(0, 10),
  };
  const check = await fillIn(running.person(FIJI), { result: { ...RESULT, ...endorsed } });
  const receipt = textOf(shown(await running.person(FIJI).submit(check)).blocks);
  const number = /BCN-\d{4}-\d{3}/.exec(receipt)?.[0] ?? "none";
  expect(receipt).toContain(
    "A letter of approval may follow: press Add letter on the request's card.",
  );
  expect(receipt).not.toContain("Nothing more to do now");

  const form = await opened(FIJI, await cardOf(FIJI, number), "add-letter");
  expect(await refusedFile(form, "letter.pdf", Buffer.from("MZ a programme"))).toEqual({
    letter: expect.stringContaining("none of PDF, Word (DOCX), PNG or JPEG"),
  });
  const tooMuch = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024)]);
  expect(await refusedFile(form, "letter.pdf", tooMuch, 5)).toEqual({
    letter: "This file is larger than 10 MB. Please choose a smaller one.",
  });
  running.slack.files.set("F2", { name: "whatever.txt", bytes: PDF });
  const done = await running.person(FIJI).submit(form, { letter: "F2" });
  expect(textOf(shown(done).blocks)).toContain("An endorsement letter has been added");
  expect(await toldOf(number)).toEqual([`${ADMIN}: secretariat`, `${JAPAN}: host`]);

  const read = async (user: string) => {
    const card = await cardOf(user, number);
    const before = running.slack.shared.length;
    for (const button of buttonsOf(card)) {
      if (button.action_id === "read-letter") await press(user, button);
    }
    return eventually(() => running.slack.shared.slice(before)[0], "No file came");
  };
  const name = `${number}-NTPC.pdf`;
  const text = `Endorsement letter of NTPC (${number})`;
  for (const user of [JAPAN, ADMIN, FIJI]) {
    const channel = user.replace(/^U/, "D");
    expect(await read(user)).toEqual({ channel, name, text, bytes: PDF });
  }
  expect(textOf(await cardOf(JAPAN, number))).toContain("PDF, added on");

  const decline = await opened(JAPAN, await cardOf(JAPAN, number), "decline");
  await running.person(JAPAN).submit(decline, {});
  const choose = await opened(FIJI, await cardOf(FIJI, number), "choose-host");
  await running.person(FIJI).submit(choose, { host: "BD", spoken: "no" });
  const another = await opened(FIJI, await cardOf(FIJI, number), "add-letter");
  // The largest that there can be.
  const bytes = Buffer.concat([PDF, Buffer.alloc(10 * 1024 * 1024 - PDF.length)]);
  running.slack.files.set("F3", { name: "scan.pdf", bytes });
  const added = await running.person(FIJI).submit(another, { letter: "F3" });
  expect(textOf(shown(added).blocks)).toContain("An endorsement letter has been added");
  const lettersOf = async (user: string) =>
    buttonsOf(await cardOf(user, number)).filter(({ action_id }) => action_id === "read-letter");
  expect(await lettersOf(BANGLADESH)).toHaveLength(2);
  expect(await lettersOf(JAPAN)).toHaveLength(1);
  // The later one, pressed by whoever stood before it.
  const later = (await lettersOf(BANGLADESH))[1] ?? {};
  let before = running.slack.shared.length;
  await press(BANGLADESH, later);
  const came = await eventually(() => running.slack.shared[before], "No file came");
  expect(Buffer.compare(came.bytes, bytes)).toBe(0);
  before = running.slack.shared.length;
  await press(JAPAN, later);
  await eventually(
    () => running.slack.responded.find((one) => textOf(one).includes("I can't find that")),
    "The former host wasn't answered",
  );
  expect(running.slack.shared).toHaveLength(before);
});

test("after a no Fiji asks Bangladesh from its card; Japan's card has no way to what came later", async () => {
  const number = await sent();
  const decline = await opened(JAPAN, await cardOf(JAPAN, number), "decline");
  const reasons = { reason: "Our hall is being rebuilt", confidential: "A strike" };
  const declined = shown(await running.person(JAPAN).submit(decline, reasons));
  expect(textOf(declined.blocks)).toContain("Until another NPO is asked");

  const card = await cardOf(FIJI, number);
  expect(textOf(card)).toContain("Our hall is being rebuilt");
  expect(textOf(card)).not.toContain("A strike");
  const choose = await opened(FIJI, card, "choose-host");
  const chosen = await running.person(FIJI).submit(choose, { host: "BD", spoken: "no" });
  expect(textOf(shown(chosen).blocks)).toContain("NTPC, Fiji asks Bangladesh now");

  const toNew = await cardOf(BANGLADESH, number);
  expect(buttonsOf(toNew).map(({ action_id }) => action_id)).toContain("accept");
  expect(textOf(toNew)).not.toMatch(/rebuilt|strike|Japan|JPC/);
  const toFormer = await cardOf(JAPAN, number);
  expect(textOf(toFormer)).not.toContain("Bangladesh");
  expect(buttonsOf(toFormer)).toEqual([]);
});
