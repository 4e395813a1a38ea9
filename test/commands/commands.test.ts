import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCommands } from "../../src/commands.ts";
import { refused } from "../../src/domain/outcome.ts";
import type { Message } from "../../src/messages/message.ts";
import { allProgrammes } from "../../src/store/programmes/programmes.ts";
import { roundRefusals } from "../../src/store/schema.ts";
import type { Place, Reply } from "../../src/surfaces/command.ts";
import { SLACK_CAPABILITIES } from "../../src/surfaces/slack/capabilities.ts";
import { command, drawCommands } from "../../src/words/typed-command.ts";
import { accountOf, BEGINNING, type TestContext, testContext, tokyo } from "../helpers/context.ts";
import fc from "../helpers/fast-check.ts";
import { readHere } from "../helpers/reading.ts";
import { writeDraft } from "../helpers/requests.ts";

let context: TestContext;
let commands: ReturnType<typeof makeCommands>;
beforeAll(async () => {
  context = await testContext();
  commands = makeCommands(context, {
    surface: SLACK_CAPABILITIES,
    readNotification: readHere,
    fetchFile: async () => refused({ kind: "gone" }),
  });
});
afterAll(() => context.close());

const callOf = (user: string, place: Place = { workspace: "T-FJ", kind: "direct" }) => ({
  account: accountOf(user),
  place,
  arrival: { at: BEGINNING, delivery: randomUUID(), doneAt: 1 },
});

const type = (user: string, text: string, place?: Place): Promise<Reply> =>
  commands.typed({ ...callOf(user, place), text });

const said = (reply: Reply): Message => {
  if (reply.kind !== "say") throw new Error(`${reply.kind} in place of words`);
  return reply.message;
};

const headline = async (user: string, text: string, place?: Place): Promise<string> =>
  said(await type(user, text, place)).headline;

test.each([
  ["bcn help", [], "help"],
  ["Good morning!", [], "help"],
  ["/bcn Requests Japan", [], "requests"],
  ["requets", [], "requets"],
  ["here it is", ["F1"], "publish"],
  ["Project Code: 23-SN-03-GE-BCN-C\n".repeat(5), [], "publish"],
])("written “%s” with files %o counts as %s", (text, files, verb) => {
  expect(commands.verbOf({ text, files })).toBe(verb);
});

/** The words that help offers. */
const offered = async (user: string, text = "help"): Promise<string[]> =>
  said(await type(user, text)).parts.flatMap((part) =>
    part.kind === "list"
      ? part.items.map((item) => /^bcn (\w+)/.exec(drawCommands(item, "bcn "))?.[1] ?? "")
      : [],
  );

describe("help lists what this person may, and nothing else", () => {
  test("a liaison and a backup request, read and subscribe; they don't publish", async () => {
    const words = [
      "request",
      "requests",
      "show",
      "owed",
      "take",
      "closing",
      "channel",
      "calendar",
      "members",
    ];
    expect(await offered("FJ-liaison")).toEqual([...words, "invite", "join", "help"]);
    expect(await offered("FJ-backup")).toEqual([...words, "join", "help"]);
  });

  test("a head reads", async () => {
    const words = await offered("FJ-head");
    expect(words).toEqual(expect.arrayContaining(["requests", "show", "closing", "help"]));
    expect(words).not.toContain("request");
    expect(words).not.toContain("take");
    expect(words).not.toContain("publish");
    expect(words).not.toContain("channel");
  });

  test("an officer and an administrator publish, and request on behalf of an NPO", async () => {
    for (const user of ["APO-officer", "APO-admin"]) {
      const words = await offered(user);
      expect(words).toEqual(
        expect.arrayContaining(["publish", "channel", "request", "requests", "take"]),
      );
    }
  });

  test("a stranger is told kindly that they aren't known, and of no word but join", async () => {
    const { headline: first, parts } = said(await type("FJ-stranger", "help"));
    expect(first).toBe("I don't know you here yet.");
    expect(drawCommands(JSON.stringify(parts), "bcn ").match(/bcn \w+/g)).toEqual(["bcn join"]);
  });

  test("nothing typed is help too; capitals and spaces don't matter", async () => {
    const words = await offered("FJ-liaison");
    for (const text of ["", "   ", "HELP", "  help  me"]) {
      expect(await offered("FJ-liaison", text)).toEqual(words);
    }
    expect(await headline("FJ-liaison", " CLOSING ")).toContain("closes Fri 31 March");
  });
});

describe("a word that isn't known", () => {
  test("gets the nearest one that this person may use, and the list", async () => {
    expect(await headline("FJ-liaison", "reqest")).toBe(
      `I don't know "reqest". Did you mean ${command("request")}?`,
    );
    expect(await headline("FJ-liaison", "closng date")).toContain(`${command("closing")}?`);
    expect(await offered("FJ-liaison", "reqest")).toContain("request");
  });

  test("never suggests what the person may not do", async () => {
    expect(await headline("FJ-liaison", "publsh")).toBe('I don\'t know "publsh".');
    expect(await headline("APO-officer", "publsh")).toContain(`${command("publish")}?`);
  });

  test.each(["cancel", "cancl", "chancel", "stop", "discrad", "withdrw"])(
    "that may mean to take something away, such as %s, gets no suggestion",
    async (typed) => {
      expect(await headline("FJ-liaison", typed)).toBe(`I don't know "${typed}".`);
    },
  );

  test("that is nearer to a harmless one still gets it", async () => {
    expect(await headline("FJ-liaison", "chanel")).toContain(`${command("channel")}?`);
  });

  test("that is like none is said to be unknown", async () => {
    expect(await headline("FJ-liaison", "zebra")).toBe('I don\'t know "zebra".');
  });
});

const pressed = (user: string, { buttons }: Message, label: string): Promise<Reply> => {
  const button = buttons.find((one) => one.label === label);
  if (!button) throw new Error(`No button ${label}`);
  return commands.pressed({ ...callOf(user), verb: button.verb, id: button.id });
};

describe("a button stands beside the words", () => {
  test("a stranger's opens the form for the code", async () => {
    for (const text of ["help", "requests", "owed", "zebra"]) {
      const reply = await pressed(
        "FJ-stranger",
        said(await type("FJ-stranger", text)),
        "I have a code",
      );
      expect(reply).toMatchObject({ kind: "form", form: { verb: "join" } });
    }
  });

  test("an officer's help publishes, begins on behalf of an NPO, and invites", async () => {
    const help = said(await type("APO-officer", "help"));
    for (const [label, verb] of [
      ["Publish a programme", "publish"],
      ["Start for an NPO", "on-behalf"],
      ["Invite someone", "invite"],
    ] as const) {
      expect(await pressed("APO-officer", help, label)).toMatchObject({ form: { verb } });
    }
  });

  test("a liaison's help starts a request, lists and invites; a head's lists", async () => {
    const help = said(await type("FJ-liaison", "help"));
    expect(help.buttons.map(({ label }) => label)).toEqual([
      "Start a request",
      "Requests",
      "Invite someone",
    ]);
    expect(await pressed("FJ-liaison", help, "Invite someone")).toMatchObject({
      form: { verb: "invite" },
    });
    expect(said(await pressed("FJ-liaison", help, "Requests")).headline).toBeTruthy();
    const ofHead = said(await type("FJ-head", "help"));
    expect(ofHead.buttons.map(({ label }) => label)).toEqual(["Requests"]);
  });
});

test("`closing` says of a round that is over what was sent, and of one ahead what isn't yet", async () => {
  const datesAt = async (day: string): Promise<string> => {
    const arrival = { at: tokyo(`${day}T12:00`), delivery: randomUUID(), doneAt: 1 };
    const text = "closing";
    return JSON.stringify(
      said(await commands.typed({ ...callOf("JP-liaison"), arrival, text })).parts,
    );
  };
  const [june, july] = [await datesAt("2023-06-01"), await datesAt("2023-07-05")];
  expect(june).toMatch(/First closing date, passed: [^"]+","text":"No request was sent\."/);
  expect(june).toMatch(/Second closing date: [^"]+","text":"No request sent yet\."/);
  expect(july).not.toContain("No request sent yet");
});

test("`channel` takes the hour alone as after `on`", async () => {
  const place: Place = { workspace: "T-FJ", conversation: "C-HOUR", kind: "channel" };
  for (const text of ["channel 10:00", "channel 10", "channel on 10:00"]) {
    expect(await headline("FJ-liaison", text, place)).toBe(
      await headline("FJ-liaison", "channel on 10", place),
    );
  }
  expect(await headline("FJ-liaison", "channel 7:00", place)).toContain("hour from 8 to 17");
});

describe("owed", () => {
  test("tells a liaison, a head and a stranger what is waiting for them", async () => {
    expect(await headline("FJ-liaison", "owed")).toBe("Nothing is waiting for you");
    expect(await headline("FJ-head", "owed")).toBe("You read along for NTPC, Fiji");
    expect(await headline("X-somebody", "owed")).toBe("I don't know you here yet.");
  });

  test("has the draft that isn't sent, with the button that opens it", async () => {
    await writeDraft(context, { from: "BD", by: accountOf("BD-liaison"), at: BEGINNING });
    const message = said(await type("BD-liaison", "owed"));
    expect(message.headline).toBe("One thing is waiting for you");
    expect(message.parts).toMatchObject([{ kind: "item", button: { verb: "edit-draft" } }]);
  });
});

describe("whatever somebody types", () => {
  test("is answered in words or with a form, never with a fault", async () => {
    const word = fc.constantFrom(
      "help",
      "requests",
      "show",
      "owed",
      "closing",
      "channel",
      "publish",
      "x",
    );
    const line = fc.oneof(
      fc.string(),
      fc.tuple(word, fc.string()).map((both) => both.join(" ")),
    );
    await fc.assert(
      fc.asyncProperty(
        line,
        fc.constantFrom("FJ-liaison", "APO-officer", "X"),
        async (text, user) => {
          expect(["say", "form"]).toContain((await type(user, text)).kind);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe("a word beyond one's role is refused in a sentence that says whom to ask", () => {
  test("request by a head, publish by a liaison, take by a head", async () => {
    expect(await headline("FJ-head", "take 1")).toContain("can't find that");
    expect(await headline("FJ-head", "request")).toContain("Liaison Officer");
    expect(await headline("FJ-liaison", "publish")).toContain("APO Secretariat");
  });

  test("a channel of another organisation, a workspace that isn't linked, no channel at all", async () => {
    const inFiji: Place = { workspace: "T-FJ", conversation: "C-FJ", kind: "channel" };
    expect(await headline("JP-liaison", "channel on", inFiji)).toContain("its own people");
    const unlinked: Place = { workspace: "T-NEW", conversation: "C1", kind: "channel" };
    expect(await headline("FJ-liaison", "channel on", unlinked)).toContain(
      "approved this workspace",
    );
    expect(await headline("FJ-liaison", "channel on")).toContain("in the channel");
  });

  test("a number that isn't theirs is the same sentence as one that doesn't exist", async () => {
    expect(await headline("BD-liaison", "show BCN-2023-001")).toBe(
      await headline("BD-liaison", "show BCN-2099-999"),
    );
  });
});

describe("a channel's hour", () => {
  const inFiji: Place = { workspace: "T-FJ", conversation: "C-FJ", kind: "channel" };

  test("is from 8 to 17, however it is written", async () => {
    for (const hour of ["8", "08", "08:00", "17", "17:00"]) {
      expect(await headline("FJ-liaison", `channel on ${hour}`, inFiji)).toContain("gets news");
    }
    for (const hour of ["7", "18", "0", "24", "9.5", "nine", "-9", "1e1"]) {
      expect(await headline("FJ-liaison", `channel on ${hour}`, inFiji)).toContain("from 8 to 17");
    }
  });

  test("off ends it, and what isn't known of a channel says what can be typed", async () => {
    expect(await headline("FJ-liaison", "channel off", inFiji)).toContain("no more news");
    expect(await headline("FJ-liaison", "channel off", inFiji)).toContain("no news");
    expect(await headline("FJ-liaison", "channel onn", inFiji)).toContain("don't know that word");
  });
});

describe("a press that means nothing here", () => {
  test("an unknown button or form is acknowledged without a word", async () => {
    const press = { ...callOf("FJ-liaison"), verb: "approve", id: "x" };
    expect(await commands.pressed(press)).toEqual({ kind: "nothing" });
    const form = { verb: "unknown", pointer: {}, answers: {} };
    expect(await commands.submitted({ ...callOf("FJ-liaison"), form })).toEqual({
      kind: "nothing",
    });
    expect(await commands.changed({ ...callOf("FJ-liaison"), form })).toEqual({ kind: "nothing" });
  });

  test("verbs of objects' own, such as constructor, are no buttons", async () => {
    for (const verb of ["constructor", "__proto__", "toString"]) {
      const press = { ...callOf("FJ-liaison"), verb, id: "x" };
      expect(await commands.pressed(press)).toEqual({ kind: "nothing" });
      expect(["say", "form"]).toContain((await type("FJ-liaison", verb)).kind);
    }
  });

  test("a pointer that is no id gets the sentence for what isn't there", async () => {
    for (const [verb, id] of [
      ["read", "nonsense"],
      ["edit-draft", "nonsense"],
      ["not-this-round", "nonsense.FJ"],
      ["edit-draft", randomUUID()],
      ["not-this-round", `${randomUUID()}.FJ`],
      ["read", randomUUID()],
    ] as const) {
      const reply = await commands.pressed({ ...callOf("FJ-liaison"), verb, id });
      expect(said(reply).headline, verb).toMatch(/can't/);
    }
  });

  test("'Not this round' is said for one's own NPO only, whatever the button points at", async () => {
    const [programme] = await allProgrammes(context.database);
    const round = programme?.rounds[0]?.id ?? "";
    const refusals = () => context.database.select().from(roundRefusals);
    const pressFor = async (npo: string) => {
      const press = { ...callOf("FJ-liaison"), verb: "not-this-round", id: `${round}.${npo}` };
      return said(await commands.pressed(press)).headline;
    };
    for (const npo of ["JP", "APO", "XX"]) {
      expect(await pressFor(npo), npo).toContain("Liaison Officer");
    }
    for (const npo of ["constructor", ""]) {
      expect(await pressFor(npo), npo).toMatch(/can't/);
    }
    expect(await refusals()).toEqual([]);
    expect(await pressFor("FJ")).toContain("Noted");
    expect(await refusals()).toMatchObject([{ organisationId: "FJ", roundId: round }]);
  });
});

describe("help begins with what is owed", () => {
  let owing: TestContext;
  let here: typeof commands;
  beforeAll(async () => {
    owing = await testContext();
    here = makeCommands(owing, {
      surface: SLACK_CAPABILITIES,
      readNotification: readHere,
      fetchFile: async () => refused({ kind: "gone" }),
    });
  });
  afterAll(() => owing.close());
  const ask = async (user: string, text = "help") =>
    said(await here.typed({ ...callOf(user), text }));
  const draft = (host: string) =>
    writeDraft(owing, {
      ...{ from: "FJ", by: accountOf("FJ-liaison"), at: BEGINNING },
      answers: { host },
    });

  test("nothing is owed: the words alone", async () => {
    const { headline: first, parts } = await ask("FJ-liaison");
    expect(first).toBe("What you can do now");
    expect(parts.map(({ kind }) => kind)).toEqual(["list"]);
  });

  test("one thing: it stands first, with its button, and the words below", async () => {
    const { id } = await draft("JP");
    const { headline: first, parts, buttons } = await ask("FJ-liaison");
    expect(first).toBe("One thing is waiting for you");
    expect(parts).toMatchObject([
      { kind: "item", title: "Send your draft to JPC, Japan", button: { verb: "edit-draft", id } },
      { kind: "line" },
      { kind: "list", title: "What you can do now" },
    ]);
    expect(buttons.map(({ label }) => label)).toContain("Start a request");
  });

  test("several: how many, the most urgent, and where the others are", async () => {
    await draft("TH");
    const { headline: first, parts } = await ask("FJ-liaison", "hello");
    expect(first).toBe("2 things are waiting for you");
    expect(parts.filter(({ kind }) => kind === "item")).toHaveLength(1);
    expect(drawCommands(JSON.stringify(parts), "/bcn ")).toContain(
      "This is the most urgent. All 2: /bcn owed.",
    );
  });

  test("a colleague owes nothing of it, and a word that isn't known is answered alone", async () => {
    expect((await ask("FJ-backup")).headline).toBe("What you can do now");
    const unknown = await ask("FJ-liaison", "requets");
    expect(unknown.headline).toContain("I don't know");
    expect(unknown.parts.map(({ kind }) => kind)).toEqual(["list"]);
  });
});
