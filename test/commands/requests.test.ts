import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCommands } from "../../src/commands.ts";
import { refused } from "../../src/domain/outcome.ts";
import { pointer } from "../../src/domain/pointers.ts";
import type { Form } from "../../src/forms/form.ts";
import type { Message } from "../../src/messages/message.ts";
import type { Commands, Reply } from "../../src/surfaces/command.ts";
import { SLACK_CAPABILITIES } from "../../src/surfaces/slack/capabilities.ts";
import { accountOf, BEGINNING, type TestContext, testContext } from "../helpers/context.ts";
import { readHere } from "../helpers/reading.ts";
import { sendRequest, writeDraft } from "../helpers/requests.ts";

const FIJI = "FJ-liaison";

let context: TestContext;
let commands: Commands;
beforeAll(async () => {
  context = await testContext();
  commands = makeCommands(context, {
    surface: SLACK_CAPABILITIES,
    readNotification: readHere,
    fetchFile: async () => refused({ kind: "gone" }),
  });
  const by = accountOf(FIJI);
  for (let count = 1; count <= 12; count += 1) {
    await sendRequest(context, {
      ...{ from: "FJ", by, at: BEGINNING.plus({ minutes: count }) },
      answers: count === 3 ? { host: "BD", topic: "Quality of tea" } : {},
    });
  }
  await writeDraft(context, { from: "FJ", by, at: BEGINNING.plus({ hours: 1 }) });
});
afterAll(() => context.close());

const callOf = () => ({
  account: accountOf(FIJI),
  place: { workspace: "T-FJ", kind: "direct" } as const,
  arrival: { at: BEGINNING.plus({ hours: 2 }), delivery: randomUUID(), doneAt: 1 },
});
const said = (reply: Reply): Message => {
  if (reply.kind !== "say") throw new Error(`${reply.kind} in place of words`);
  return reply.message;
};
const type = async (text: string) => said(await commands.typed({ ...callOf(), text }));

const press = (message: Message, label: string): Promise<Reply> => {
  const button = message.buttons.find((one) => one.label === label);
  if (!button) throw new Error(`No button ${label}`);
  return commands.pressed({ ...callOf(), verb: button.verb, id: button.id });
};

const find = async (form: Form, answers: Readonly<Record<string, string | null>>) =>
  said(
    await commands.submitted({
      ...callOf(),
      form: { verb: form.verb, pointer: form.pointer, answers },
    }),
  );

const titles = ({ parts }: Message): string[] =>
  parts.flatMap((part) =>
    part.kind === "item" ? [/BCN-2023-\d+|Draft/.exec(part.title)?.[0] ?? part.title] : [],
  );
const paragraphs = ({ parts }: Message): string[] =>
  parts.flatMap((part) => (part.kind === "paragraph" ? [part.text] : []));
const numbers = (first: number, last: number): string[] =>
  Array.from({ length: first - last + 1 }, (_, at) => `BCN-2023-0${first - at}`).map((text) =>
    text.replace(/-0(\d)$/, "-00$1"),
  );

describe("`requests` shows ten at a time", () => {
  test("drafts first, then the newest, and the others a press away", async () => {
    const first = await type("requests");
    expect(first.headline).toBe("One draft, 12 requests");
    expect(paragraphs(first)).toEqual([
      "1 to 10 of 13: drafts first, then requests, the newest first.",
    ]);
    expect(titles(first)).toEqual(["Draft", ...numbers(12, 4)]);
    const second = said(await press(first, "Next 3"));
    expect(titles(second)).toEqual(numbers(3, 1));
    expect(titles(said(await press(second, "Previous 10")))).toEqual(titles(first));
  });

  test("each with its state", async () => {
    const [, one] = (await type("requests")).parts.filter(({ kind }) => kind === "item");
    expect(JSON.stringify(one)).toContain("Sent; the answer of JPC is asked by");
  });
});

test.each(["1", "#1", "# 1", "001", "BCN-2023-01", "bcn-2023-1", "#BCN-2023-001", "BCN 2023 001"])(
  "`show %s` finds BCN-2023-001",
  async (which) => {
    expect((await type(`show ${which}`)).headline).toContain("BCN-2023-001");
  },
);

test.each(["99", "#99", "BCN-2023-99", "BCN-2023-01x"])(
  "`show %s` says kindly that it isn't there",
  async (which) => {
    expect((await type(`show ${which}`)).headline).toBe("I can't find that among your requests.");
  },
);

describe("where several years have a number 1", () => {
  let many: TestContext;
  let here: Commands;
  beforeAll(async () => {
    many = await testContext();
    here = makeCommands(many, {
      surface: SLACK_CAPABILITIES,
      readNotification: readHere,
      fetchFile: async () => refused({ kind: "gone" }),
    });
    const by = accountOf(FIJI);
    await sendRequest(many, { from: "FJ", by, at: BEGINNING });
    // Next year's was sent before this one, which was admitted late.
    await many.database.execute(sql`update requests set number = 'BCN-2024-001'`);
    await many.database.execute(sql`update request_counters set last = 0`);
    await sendRequest(many, { from: "FJ", by, at: BEGINNING.plus({ minutes: 1 }) });
    // Nobody of Fiji's may read it.
    await many.database.execute(sql`update request_counters set last = 0`);
    const bangladesh = accountOf("BD-liaison");
    await many.database.execute(
      sql`update requests set number = 'BCN-2022-001' where number = 'BCN-2023-001'`,
    );
    await sendRequest(many, { from: "BD", by: bangladesh, at: BEGINNING.plus({ minutes: 2 }) });
  });
  afterAll(() => many.close());
  const typeHere = async (text: string) => said(await here.typed({ ...callOf(), text }));

  test("`show 1` shows the newest year's, and leads to the others that one may read", async () => {
    const newest = await typeHere("show 1");
    expect(newest.headline).toContain("BCN-2024-001");
    expect(paragraphs(newest)).toContain("There is also BCN-2022-001.");
    expect(JSON.stringify(newest)).not.toContain("BCN-2023-001");
    const button = newest.buttons.find(({ label }) => label === "Show BCN-2022-001");
    const { verb, id } = button ?? { verb: "", id: "" };
    const other = said(await here.pressed({ ...callOf(), verb, id }));
    expect(other.headline).toContain("BCN-2022-001");
    expect(JSON.stringify(other)).not.toContain("There is also");
    expect((await typeHere("show BCN-2022-001")).headline).toContain("BCN-2022-001");
  });

  test("`take 1` takes none before it is clear which", async () => {
    const asked = await typeHere("take 1");
    expect(asked.headline).toContain("BCN-2024-001");
    expect(paragraphs(asked)).toContain("There is also BCN-2022-001.");
    expect((await typeHere("take BCN-2022-1")).headline).toContain(
      "You handle BCN-2022-001 for NTPC, Fiji now.",
    );
  });
});

describe("`requests` finds", () => {
  test.each([
    ["Bangladesh", ["BCN-2023-003"]],
    ["TEA quality", ["BCN-2023-003"]],
    ["bcn-2023-007", ["BCN-2023-007"]],
    ["first round bangladesh waiting", ["BCN-2023-003"]],
    ["second round", []],
    ["declined", []],
  ])("what has the words %s", async (words, found) => {
    expect(titles(await type(`requests ${words}`))).toEqual(found);
  });

  test("nothing kindly, with the way back to all", async () => {
    const none = await type("requests zebra");
    expect(none.headline).toBe("None of your requests fits");
    expect(paragraphs(none)[0]).toBe('Asked for: "zebra".');
    expect(said(await press(none, "All")).headline).toBe("One draft, 12 requests");
  });

  test("by NPO, state and round that are chosen in a form, page by page", async () => {
    const reply = await press(await type("requests"), "Find");
    if (reply.kind !== "form") throw new Error("no form");
    const { form } = reply;
    const choices = Object.fromEntries(
      form.parts.flatMap((part) =>
        part.kind === "select" ? [[part.id, part.options.map(({ label }) => label)]] : [],
      ),
    );
    expect(choices).toEqual({
      npo: ["Any", "Bangladesh", "JPC, Japan", "NTPC, Fiji"],
      state: ["Any", "Sent, waiting for the host"],
      round: ["Any", "First round of BCN 2023"],
    });
    const round = form.parts.flatMap((part) =>
      part.kind === "select" && part.id === "round" ? [part.options[1]?.value ?? ""] : [],
    )[0];
    const found = await find(form, {
      npo: "JP",
      state: "submitted",
      round: round ?? "",
      words: "",
    });
    expect(found.headline).toBe("11 fit");
    expect(paragraphs(found)[0]).toBe(
      "Asked for: JPC, Japan; Sent, waiting for the host; first round of BCN 2023.",
    );
    expect(titles(said(await press(found, "Next 1")))).toEqual(["BCN-2023-001"]);
    const tea = await find(form, { npo: "any", state: "any", round: "any", words: "tea" });
    expect(titles(tea)).toEqual(["BCN-2023-003"]);
  });

  test("on the side that was listed, as *All* in the home lists it", async () => {
    const id = pointer("requestPage", { page: 1, side: "host" });
    const toUs = said(await commands.pressed({ ...callOf(), verb: "list-requests", id }));
    expect(toUs.headline).toBe("None of your requests fits");
    const reply = await press(toUs, "Find");
    if (reply.kind !== "form") throw new Error("no form");
    const found = await find(reply.form, { npo: "JP", state: "x", round: "any", words: " " });
    expect(paragraphs(found)[0]).toBe("Asked for: to us; JPC, Japan.");
    expect(found.headline).toBe("None of your requests fits");
  });
});
