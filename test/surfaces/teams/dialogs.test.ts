import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Form } from "../../../src/forms/form.ts";
import { labels } from "../../../src/messages/answers.ts";
import type { Pressed, Reply, Submitted } from "../../../src/surfaces/command.ts";
import { aForm, said } from "../slack/harness.ts";
import { partsOf, textOf } from "./check-card.ts";
import { anInvoke, post, type Surface, startSurface } from "./harness.ts";
import { APP_ID, LIAISON, TENANT } from "./microsoft.ts";

type Json = Record<string, unknown>;

let surface: Surface;
let pressed: Pressed[];
let submitted: Submitted[];
let changed: Submitted[];
let reply: () => Promise<Reply>;
let again: () => Promise<Reply>;

const form: Form = aForm({
  parts: [
    { kind: "text", id: "topic", label: "Topic", required: true, maxLength: 150 },
    { kind: "text", id: "aims", label: "Aims", required: false, maxLength: 3000, multiline: true },
    { kind: "date", id: "from", label: "From", required: false },
    {
      kind: "multiSelect",
      id: "ways",
      label: "Ways",
      required: false,
      atMost: 2,
      options: ["face", "online"].map((value) => ({ value, label: value })),
    },
    { kind: "buttons", buttons: [{ verb: "back", id: "1", label: "Back" }] },
  ],
});

beforeEach(async () => {
  [pressed, submitted, changed] = [[], [], []];
  again = async () => ({ kind: "form", form });
  reply = async () => ({ kind: "form", form });
  const tell =
    <Call>(list: Call[]) =>
    (call: Call) => {
      list.push(call);
      return reply();
    };
  surface = await startSurface({
    calls: {
      pressed: (call) => tell(pressed)(call),
      submitted: (call) => tell(submitted)(call),
      changed: (call) => tell(changed)(call),
      again: () => again(),
    },
    deps: { answerWithinMs: 2000 },
  });
});
afterEach(async () => {
  expect(surface.service.problems).toEqual([]);
  await surface.close();
});

let count = 0;
const invoke = (name: string, value: Json, over: Json = {}) => {
  count += 1;
  return post(surface, { ...anInvoke(surface, name, value), id: `f:${count}`, ...over });
};

const open = (over: Json = {}) =>
  invoke(
    "task/fetch",
    { data: { verb: "start-draft", id: "new", msteams: { type: "task/fetch" } } },
    over,
  );

/** What stands in the dialog. */
const pageOf = ({ json }: { readonly json: Json }) => {
  const { task } = json as {
    task: { type: string; value: { title: string; card: { content: Json } } };
  };
  expect(task.type).toBe("continue");
  return { title: task.value.title, card: task.value.card.content };
};

/** Presses what has this title, with what stands in the inputs. */
const press = (card: Json, title: string, inputs: Json = {}, over: Json = {}) => {
  const button = partsOf(card).find(
    (part) => part.title === title && part.type === "Action.Submit",
  );
  if (!button) throw new Error(`There is no ${title}`);
  return invoke("task/submit", { data: { ...(button.data as Json), ...inputs } }, over);
};

test("a button that opens a form brings it in a dialog", async () => {
  const { title, card } = pageOf(await open());
  expect(title).toBe("Request a visit");
  expect(textOf(card)).toMatch(
    /^Topic \*\nAims\nFrom\nWays\nface\nonline\nBack\nNext\nSave and close$/,
  );
  expect(pressed).toMatchObject([
    {
      account: { platform: "teams", tenant: TENANT, user: LIAISON },
      place: { workspace: TENANT, conversation: "a:liaison", kind: "direct" },
      verb: "start-draft",
      id: "new",
    },
  ]);
});

test("the main button sends all answers of the page; an input that is empty or missing is empty", async () => {
  const { card } = pageOf(await open());
  const inputs = { topic: "Kaizen\nin hospitals", aims: "One\nTwo", from: "", ways: "face,online" };
  pageOf(await press(card, "Next", inputs));
  await press(card, "Next", { from: "2023-06-28" });
  expect(submitted.map((call) => call.form)).toEqual([
    {
      verb: "request",
      pointer: { draft: "d1", step: "1" },
      answers: {
        topic: "Kaizen in hospitals",
        aims: "One\nTwo",
        from: null,
        ways: ["face", "online"],
      },
    },
    {
      verb: "request",
      pointer: { draft: "d1", step: "1" },
      answers: { topic: null, aims: null, from: "2023-06-28", ways: null },
    },
  ]);
  expect(submitted[0]?.place).toEqual({ workspace: TENANT, kind: "none" });
});

test("any other button sends them too, with its own verb and pointer", async () => {
  const { card } = pageOf(await open());
  await press(card, "Back", { topic: "Kaizen" });
  expect(pressed.at(-1)).toMatchObject({
    verb: "back",
    id: "1",
    form: { verb: "request", answers: { topic: "Kaizen" } },
  });
});

test("answers that no page asked for, no days and no lists are none", async () => {
  const { card } = pageOf(await open());
  const odd = { from: "2023-02-30", ways: ["face"], role: "officer", topic: "a\0\ud800" };
  await press(card, "Next", odd);
  expect(submitted[0]?.form.answers).toEqual({
    topic: "a\uFFFD\uFFFD",
    aims: null,
    from: null,
    ways: null,
  });
});

test("errors are shown below their inputs on the same page, with all that was typed", async () => {
  const { card } = pageOf(await open());
  reply = async () => ({
    kind: "errors",
    errors: { topic: "Please say a topic.", other: "And this." },
  });
  const page = pageOf(await press(card, "Next", { topic: "x", aims: "Mine", ways: "online" })).card;
  expect(textOf(page)).toMatch(/And this\.\nTopic \*\nx\nPlease say a topic\.\nAims\nMine\n/);
  const [ways] = partsOf(page).filter(({ id }) => id === "ways");
  expect(ways?.value).toBe("online");
});

describe("an input that must be filled in", () => {
  test("and isn't is told below it; the form isn't sent, and any other button is pressed all the same", async () => {
    const unsaved = { ...form, savesAsYouType: false };
    reply = async () => ({ kind: "form", form: unsaved });
    again = reply;
    const { card } = pageOf(await open());
    const page = pageOf(await press(card, "Next", { topic: " ", aims: "Mine" })).card;
    expect(textOf(page)).toMatch(/^Topic \*\n.*Please fill this in\.\nAims\nMine\n/s);
    expect(submitted).toEqual([]);
    await press(page, "Back", { topic: "" });
    expect(pressed.at(-1)?.verb).toBe("back");
    await press(page, "Next", { topic: "Kaizen" });
    expect(submitted).toHaveLength(1);
  });

  test("in a form that saves what is typed is the form's own affair", async () => {
    const { card } = pageOf(await open());
    await press(card, "Next", { aims: "Mine" });
    expect(submitted[0]?.form.answers).toMatchObject({ topic: null, aims: "Mine" });
  });
});

describe("Save and close", () => {
  const saved = { task: { type: "message", value: "It's saved, and opens where you left it." } };

  test.each([
    ["nothing is to be said of it", { kind: "nothing" }],
    ["the page would be drawn anew", { kind: "form", form }],
  ] as const)("saves what is typed and closes, also where %s", async (_, answer) => {
    const { card } = pageOf(await open());
    reply = async () => answer;
    const { json } = await press(card, "Save and close", { topic: "Kaizen" });
    expect(json).toEqual(saved);
    expect(changed[0]).toMatchObject({ closes: true, form: { answers: { topic: "Kaizen" } } });
  });

  test("says why it could not be saved", async () => {
    const { card } = pageOf(await open());
    reply = async () => ({ kind: "say", message: said("Backup, Fiji discarded this draft.") });
    const { card: page } = pageOf(await press(card, "Save and close", {}));
    expect(textOf(page)).toContain("Backup, Fiji discarded this draft.");
  });
});

test("a form that ends with words shows them in its place, without words it closes", async () => {
  const { card } = pageOf(await open());
  reply = async () => ({ kind: "close", message: said("It is sent.") });
  expect(textOf(pageOf(await press(card, "Next")).card)).toBe("It is sent.");
  reply = async () => ({ kind: "close" });
  expect(await press(card, "Next")).toMatchObject({ status: 200, text: "" });
});

describe("a fault", () => {
  const fails = async (): Promise<Reply> => {
    throw new Error("The database is away");
  };

  test("leaves the page with all that was typed, and says that it isn't saved yet", async () => {
    const { card } = pageOf(await open());
    reply = fails;
    const page = pageOf(await press(card, "Next", { topic: "Kaizen" })).card;
    expect(textOf(page)).toMatch(/It isn't saved yet: reference 7F3K\.\nTopic \*\nKaizen/);
  });

  test("in drawing the page too is told in its place, and never that it stays there", async () => {
    const { card } = pageOf(await open());
    [reply, again] = [fails, fails];
    const page = pageOf(await press(card, "Next", { topic: "Kaizen" })).card;
    expect(textOf(page)).toBe("Sorry, that didn't work: reference 7F3K.");
  });

  test("in opening a form is told in a dialog", async () => {
    reply = fails;
    expect(textOf(pageOf(await open()).card)).toBe("Sorry, that didn't work: reference 7F3K.");
  });
});

describe("Teams tells of a press again while it waits", () => {
  test("the same id is run once, and both are answered alike", async () => {
    const answers: ((reply: Reply) => void)[] = [];
    reply = () => new Promise((resolve) => void answers.push(resolve));
    const [first, second] = [open({ id: "f:same" }), open({ id: "f:same" })];
    await expect.poll(() => pressed.length).toBe(1);
    const other = open({
      id: "f:same",
      conversation: { id: "a:2", conversationType: "personal", tenantId: TENANT },
    });
    await expect.poll(() => pressed.length).toBe(2);
    for (const answer of answers) answer({ kind: "form", form });
    for (const one of [await first, await other])
      expect(textOf(pageOf(one).card)).not.toContain("Look again");
    expect((await first).json).toEqual((await second).json);
  });
});

describe("what takes longer than Teams waits", () => {
  let slow: Surface;
  let done: (reply: Reply) => void;
  beforeEach(async () => {
    const late = new Promise<Reply>((resolve) => {
      done = resolve;
    });
    slow = await startSurface({ calls: { pressed: () => late }, deps: { answerWithinMs: 100 } });
  });
  afterEach(() => slow.close());

  const openSlow = () =>
    post(slow, anInvoke(slow, "task/fetch", { data: { verb: "start-draft", id: "new" } }));
  const lookAgain = (card: Json, over: Json = {}) => {
    const button = partsOf(card).find(({ title }) => title === "Look again");
    count += 1;
    const told = anInvoke(slow, "task/submit", { data: button?.data });
    return post(slow, { ...told, id: `f:${count}`, ...over });
  };

  test("is answered with One moment, whose button brings it as soon as it is there", async () => {
    const waiting = pageOf(await openSlow()).card;
    expect(textOf(waiting)).toBe("One moment, please …\nLook again");
    const still = pageOf(await lookAgain(waiting)).card;
    expect(textOf(still)).toBe("One moment, please …\nLook again");
    done({ kind: "form", form });
    expect(pageOf(await lookAgain(still)).title).toBe("Request a visit");
  });

  test("is for whoever asked, and nobody else", async () => {
    const waiting = pageOf(await openSlow()).card;
    done({ kind: "say", message: said("Their secret") });
    const from = { id: "29:stranger", aadObjectId: APP_ID };
    const refused = await lookAgain(waiting, { from });
    expect(refused.json).toMatchObject({ task: { value: labels.nothingDone } });
    expect(textOf(pageOf(await lookAgain(waiting)).card)).toBe("Their secret");
  });
});

describe("a button that opens no form", () => {
  const execute = (over: Json = {}) =>
    invoke(
      "adaptiveCard/action",
      { action: { type: "Action.Execute", verb: "read", data: { id: "r1" } } },
      over,
    );

  test("is answered in the personal chat, and with a sentence for whoever pressed", async () => {
    reply = async () => ({ kind: "say", message: said("It stands so") });
    expect((await execute()).json).toEqual({
      statusCode: 200,
      type: "application/vnd.microsoft.activity.message",
      value: "The answer is below.",
    });
    expect(pressed).toMatchObject([{ verb: "read", id: "r1" }]);
    expect(textOf(surface.service.posted[0]?.activity)).toBe("It stands so");
  });

  test("in a channel isn't answered there", async () => {
    reply = async () => ({ kind: "say", message: said("It stands so") });
    const conversation = {
      id: "19:npos@thread.tacv2",
      conversationType: "channel",
      tenantId: TENANT,
    };
    const { json } = await execute({ conversation });
    expect(json.value).toBe("I've answered you in our chat.");
    expect(surface.service.posted.map(({ conversation: to }) => to)).toEqual(["a:liaison"]);
    expect(pressed[0]?.place.kind).toBe("channel");
  });

  test("in a channel by who hasn't the app is answered with how to add it", async () => {
    reply = async () => ({ kind: "say", message: said("It stands so") });
    surface.service.faults.push({ status: 403, code: "ForbiddenOperationException" });
    const conversation = {
      id: "19:npos@thread.tacv2",
      conversationType: "channel",
      tenantId: TENANT,
    };
    expect((await execute({ conversation })).json.value).toBe("Please add BCN for yourself.");
    expect(surface.service.posted).toEqual([]);
  });

  test("whose answer can't be said is a fault, and not said to be below", async () => {
    reply = async () => ({ kind: "say", message: said("It stands so") });
    surface.service.faults.push({ status: 403, code: "ConversationBlockedByUser" });
    expect((await execute()).json.value).toContain("Sorry, that didn't work");
  });

  test("of another time says so; a fault has its reference", async () => {
    reply = async () => ({ kind: "nothing" });
    expect((await execute()).json.value).toBe("This button does nothing any more.");
    reply = async () => {
      throw new Error("The database is away");
    };
    await execute();
    expect(textOf(surface.service.posted[0]?.activity)).toContain("reference 7F3K");
  });
});

test.each([
  ["task/fetch", {}],
  ["task/fetch", { data: { verb: "request" } }],
  ["task/fetch", { data: { verb: "Words that somebody wrote", id: "" } }],
  ["task/submit", { data: { verb: "submit", form: "request", id: "" } }],
  [
    "task/submit",
    {
      data: {
        verb: "submit",
        form: "request",
        id: "",
        pointer: "{}",
        saves: true,
        needed: [],
        asked: [["__proto__", "one"]],
      },
    },
  ],
  ["adaptiveCard/action", { action: { verb: "read" } }],
])("%s with a value that isn't ours is refused, and run by nobody", async (name, value) => {
  expect(await invoke(name, value)).toMatchObject({ status: 400, text: "" });
  expect([...pressed, ...submitted]).toEqual([]);
});

test.each(["toString", "composeExtension/query", "signin/verifyState"])(
  "the invoke %s is none of ours",
  async (name) => {
    expect((await invoke(name, {})).status).toBe(501);
  },
);
