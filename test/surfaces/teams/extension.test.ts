/** The message extension: its command opens the form for a request as a dialog. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Pressed, Reply, Submitted } from "../../../src/surfaces/command.ts";
import { aForm, said } from "../slack/harness.ts";
import { partsOf, problemsOf, textOf } from "./check-card.ts";
import { anInvoke, post, type Surface, startSurface } from "./harness.ts";
import { LIAISON, TENANT } from "./microsoft.ts";

type Json = Record<string, unknown>;

let surface: Surface;
let pressed: Pressed[];
let submitted: Submitted[];
let reply: () => Promise<Reply>;
const form = aForm({
  parts: [{ kind: "text", id: "topic", label: "Topic", required: true, maxLength: 150 }],
});

const start = (answerWithinMs: number) =>
  startSurface({
    calls: {
      pressed: (call) => {
        pressed.push(call);
        return reply();
      },
      submitted: (call) => {
        submitted.push(call);
        return reply();
      },
    },
    deps: { answerWithinMs },
  });

beforeEach(async () => {
  [pressed, submitted] = [[], []];
  reply = async () => ({ kind: "form", form });
  surface = await start(2000);
});
afterEach(async () => {
  expect(surface.service.problems).toEqual([]);
  // Where it is called others read along: nothing is posted.
  expect(surface.service.posted).toEqual([]);
  await surface.close();
});

let count = 0;
const invoke = (what: "fetchTask" | "submitAction", value: Json, over: Json = {}) => {
  count += 1;
  const call = anInvoke(surface, `composeExtension/${what}`, value);
  return post(surface, { ...call, id: `f:${count}`, ...over });
};

const REQUEST = { commandId: "request", commandContext: "compose", context: { theme: "dark" } };
const MESSAGE = "Words that somebody else wrote";
const FROM_A_MESSAGE = {
  ...REQUEST,
  commandContext: "message",
  messagePayload: { id: "1700", body: { contentType: "html", content: MESSAGE } },
};
const channel = {
  conversation: { id: "19:npos@thread.tacv2", conversationType: "channel", tenantId: TENANT },
};

const cardOf = ({ json }: { readonly json: Json }): Json => {
  const { task } = json as { task: { type: string; value: { card: { content: Json } } } };
  expect(task.type).toBe("continue");
  const { content } = task.value.card;
  expect(problemsOf(content, true)).toEqual([]);
  return content;
};

const buttonIn = (card: Json, title: string): Json => {
  const found = partsOf(card).find((part) => part.title === title);
  return (found?.data ?? {}) as Json;
};

describe.each([
  ["the box in which one writes", REQUEST, {}],
  ["a message in a channel", FROM_A_MESSAGE, channel],
])("from %s", (_where, value, over) => {
  test("the form opens at once, for whoever asked alone", async () => {
    expect(textOf(cardOf(await invoke("fetchTask", value, over)))).toContain("Topic *");
    expect(pressed).toMatchObject([
      { account: { tenant: TENANT, user: LIAISON }, verb: "start-draft", id: "new" },
    ]);
    expect(pressed[0]?.place).toEqual({ workspace: TENANT, kind: "none" });
    expect(JSON.stringify([pressed, surface.log.lines])).not.toContain(MESSAGE);
  });

  test("its buttons send what is filled in, and bring the next page or close it", async () => {
    const card = cardOf(await invoke("fetchTask", value, over));
    const data = { ...buttonIn(card, "Next"), topic: "Kaizen" };
    cardOf(await invoke("submitAction", { ...value, data }, over));
    expect(submitted).toMatchObject([
      { form: { verb: "request", answers: { topic: "Kaizen" } }, place: { kind: "none" } },
    ]);
    reply = async () => ({ kind: "close" });
    const closed = await invoke("submitAction", { ...value, data }, over);
    expect([closed.status, closed.text]).toEqual([200, ""]);
  });
});

test("who can't send a request reads why in the dialog", async () => {
  reply = async () => ({ kind: "say", message: said("I don't know you here yet.") });
  expect(textOf(cardOf(await invoke("fetchTask", REQUEST)))).toBe("I don't know you here yet.");
});

test("told of again with the same id it is run once", async () => {
  const again = { id: "f:again" };
  const both = await Promise.all([
    invoke("fetchTask", REQUEST, again),
    invoke("fetchTask", REQUEST, again),
  ]);
  expect(both[0]).toEqual(both[1]);
  expect(pressed).toHaveLength(1);
});

test("what takes longer is asked for again by its button", async () => {
  await surface.close();
  surface = await start(100);
  let answer: (reply: Reply) => void = () => undefined;
  const late = new Promise<Reply>((resolve) => {
    answer = resolve;
  });
  reply = () => late;
  const waiting = cardOf(await invoke("fetchTask", REQUEST));
  expect(textOf(waiting)).toBe("One moment, please …\nLook again");
  answer({ kind: "form", form });
  const data = buttonIn(waiting, "Look again");
  expect(textOf(cardOf(await invoke("submitAction", { ...REQUEST, data })))).toContain("Topic *");
});

test.each(["fetchTask", "submitAction"] as const)(
  "%s of another command is answered with a sentence",
  async (what) => {
    const { status, json } = await invoke(what, { ...REQUEST, commandId: "constructor", data: {} });
    expect([status, json]).toEqual([
      200,
      { task: { type: "message", value: "This button does nothing any more." } },
    ]);
    expect([...pressed, ...submitted]).toEqual([]);
  },
);

test.each([
  ["fetchTask", {}],
  ["fetchTask", { commandId: 7 }],
  ["submitAction", {}],
  ["submitAction", REQUEST],
  ["submitAction", { ...REQUEST, data: { verb: "submit", form: "request", id: "" } }],
] as const)(
  "%s with a value that isn't ours is refused, and run by nobody",
  async (what, value) => {
    expect(await invoke(what, value)).toMatchObject({ status: 400, text: "" });
    expect([...pressed, ...submitted]).toEqual([]);
  },
);

test("a stranger to Microsoft's keys opens nothing", async () => {
  const call = anInvoke(surface, "composeExtension/fetchTask", REQUEST);
  expect((await post(surface, call, "Bearer a.b.c")).status).toBe(401);
  expect(pressed).toEqual([]);
});
