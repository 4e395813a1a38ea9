import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeCommands } from "../../src/commands.ts";
import { refused } from "../../src/domain/outcome.ts";
import type { Form } from "../../src/forms/form.ts";
import type { Message, MessagePart } from "../../src/messages/message.ts";
import type { Commands, Reply } from "../../src/surfaces/command.ts";
import { SLACK_CAPABILITIES } from "../../src/surfaces/slack/capabilities.ts";
import { fixture, sampleText, sampleWith } from "../domain/notifications/samples.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../helpers/context.ts";
import { readHere } from "../helpers/reading.ts";

// The database begins with the sample's programme, published.
let context: TestContext;
let commands: Commands;
beforeAll(async () => {
  context = await testContext();
  commands = makeCommands(context, {
    surface: SLACK_CAPABILITIES,
    readNotification: readHere,
    fetchFile: async () => refused({ kind: "gone" }),
  });
});
afterAll(() => context.close());

let moment = 0;
const callOf = (user: string) => ({
  account: accountOf(user),
  place: { workspace: "T-APO", kind: "direct" } as const,
  arrival: { at: BEGINNING, delivery: randomUUID(), doneAt: ++moment },
});

const OFFICER = "APO-officer";
const ANOTHER = "APO-admin";

const said = (reply: Reply): Message => {
  if (reply.kind !== "say") throw new Error(`${reply.kind} in place of words`);
  return reply.message;
};

const formIn = (reply: Reply): Form => {
  if (reply.kind !== "form") throw new Error(`no form: ${JSON.stringify(reply)}`);
  return reply.form;
};

const owed = async (user: string): Promise<Message> =>
  said(await commands.typed({ ...callOf(user), text: "owed" }));

const itemsOf = ({ parts }: Message) =>
  parts.filter((part): part is MessagePart & { kind: "item" } => part.kind === "item");

/** Reads a notification in, types into its preview and closes it, as a person would. */
const keepForLater = async (text: string, answers: Record<string, string>): Promise<void> => {
  const form = { verb: "publish", pointer: { step: "read" }, answers: { text1: "", text2: "" } };
  form.answers = { text1: text.slice(0, 3000), text2: text.slice(3000) };
  const preview = formIn(await commands.submitted({ ...callOf(OFFICER), form }));
  const { verb, pointer } = preview;
  await commands.changed({ ...callOf(OFFICER), form: { verb, pointer, answers } });
};

const publish = async (text: string, user: string): Promise<void> => {
  const answers = { text1: text.slice(0, 3000), text2: text.slice(3000) };
  const form = { verb: "publish", pointer: { step: "read" }, answers };
  const { verb, pointer } = formIn(await commands.submitted({ ...callOf(user), form }));
  await commands.submitted({ ...callOf(user), form: { verb, pointer, answers: {} } });
};

const shownIn = ({ parts }: Form, field: string): unknown =>
  parts.flatMap((part) =>
    "id" in part && part.id === field && "value" in part ? part.value : [],
  )[0];

const keptItem = async (title: string) =>
  itemsOf(await owed(OFFICER)).find((item) => item.title.includes(title));

const goOn = async (title = "Publish"): Promise<Form> => {
  const item = await keptItem(title);
  const { verb, id } = item?.button ?? { verb: "", id: "" };
  return formIn(await commands.pressed({ ...callOf(OFFICER), verb, id }));
};

const discard = async (title = "Publish"): Promise<Message> => {
  const item = await keptItem(title);
  const { verb, id } = item?.more?.[0] ?? { verb: "", id: "" };
  return said(await commands.pressed({ ...callOf(OFFICER), verb, id }));
};

test("a notification kept for later is owed, goes on where it was left, and is discarded", async () => {
  await keepForLater(sampleWith("Project Code", "23-SN-07-GE-BCN-C"), { title: "Half typed" });
  const { headline, parts } = await owed(OFFICER);
  expect(headline).toBe("One thing is waiting for you");
  expect(parts).toMatchObject([
    {
      title: "Publish 23-SN-07-GE-BCN-C",
      text: expect.stringContaining("kept it for later"),
      button: { verb: "edit-notification", label: "Go on" },
      more: [{ verb: "discard-notification", confirm: { title: "Discard this notification?" } }],
    },
  ]);
  expect(itemsOf(await owed(ANOTHER))).toEqual([]);
  expect(shownIn(await goOn("23-SN-07-GE-BCN-C"), "title")).toBe("Half typed");

  expect((await discard("23-SN-07-GE-BCN-C")).headline).toBe("The notification is discarded.");
  expect(itemsOf(await owed(OFFICER))).toEqual([]);
});

test("publish offers what was kept, one press goes on with it, and the preview discards it", async () => {
  await keepForLater(sampleWith("Project Code", "23-SN-08-GE-BCN-C"), { title: "Half typed" });
  const typed = async (user: string) =>
    formIn(await commands.typed({ ...callOf(user), text: "publish" }));
  const rows = ({ parts }: Form) => parts.flatMap((part) => (part.kind === "row" ? [part] : []));
  expect(rows(await typed(ANOTHER))).toEqual([]);
  const [kept, another] = rows(await typed(OFFICER));
  expect(another).toBeUndefined();
  expect(kept).toMatchObject({
    title: "Publish 23-SN-08-GE-BCN-C",
    text: expect.stringContaining("kept it for later"),
    button: { verb: "edit-notification", label: "Go on" },
  });
  const { verb, id } = kept?.button ?? { verb: "", id: "" };
  const preview = formIn(await commands.pressed({ ...callOf(OFFICER), verb, id }));
  expect(shownIn(preview, "title")).toBe("Half typed");
  const [button] = preview.parts.flatMap((part) => (part.kind === "buttons" ? part.buttons : []));
  expect(button).toMatchObject({
    label: "Discard",
    confirm: { title: "Discard this notification?" },
  });
  const discarded = await commands.pressed({ ...callOf(OFFICER), verb: "", id: "", ...button });
  expect(said(discarded).headline).toBe("The notification is discarded.");
  expect(rows(await typed(OFFICER))).toEqual([]);
});

test("what would change nothing isn't kept, nor what was published", async () => {
  await keepForLater(sampleText, {});
  expect(itemsOf(await owed(OFFICER))).toEqual([]);
  await publish(sampleWith("Project Code", "23-SN-06-GE-BCN-C"), OFFICER);
  expect(itemsOf(await owed(OFFICER))).toEqual([]);
});

test("an amendment that was kept doesn't put back what was published meanwhile", async () => {
  const text = fixture("addendum.txt");
  await keepForLater(text, { venueCities: "Suva", qualifications: "High-level officials" });
  await publish(sampleWith("Venue City(ies)", "Nadi"), ANOTHER);
  const form = await goOn("Publish Addendum");
  expect(form.parts[0]).toMatchObject({
    kind: "notice",
    text: expect.stringContaining("Here is what would change now"),
  });
  expect(shownIn(form, "qualifications")).toBe("High-level officials");
  await discard("Publish Addendum");
});

test("what is read in again is kept once, as it was read now; what else was kept stays", async () => {
  const text = sampleWith("Project Code", "23-SN-05-GE-BCN-C");
  const addendum = fixture("addendum.txt");
  await keepForLater(text, { title: "First" });
  await keepForLater(addendum, { venueCities: "Suva" });
  await keepForLater(text, { title: "Second" });
  const titles = itemsOf(await owed(OFFICER)).map(({ title }) => title);
  expect(titles).toContain("Publish Addendum 2 to 23-SN-03-GE-BCN-C");
  expect(titles.filter((title) => title.includes("23-SN-05"))).toHaveLength(1);
  expect(shownIn(await goOn("23-SN-05-GE-BCN-C"), "title")).toBe("Second");
});
