/** What a second surface relies on, tried with Teams, which can do nothing of what Slack can. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { makeCommands } from "../../src/commands.ts";
import { organisationId } from "../../src/domain/ids.ts";
import { refused } from "../../src/domain/outcome.ts";
import { type Answers, type Form, isField } from "../../src/forms/form.ts";
import type { Button, Message } from "../../src/messages/message.ts";
import { draftsOf } from "../../src/store/requests/drafts.ts";
import type { Capabilities, Commands, Reply } from "../../src/surfaces/command.ts";
import { SLACK_CAPABILITIES } from "../../src/surfaces/slack/capabilities.ts";
import { TEAMS_CAPABILITIES } from "../../src/surfaces/teams/capabilities.ts";
import { words } from "../../src/words/en.ts";
import { WHO, type Who } from "../helpers/access/list.ts";
import { makeScene, type Scene } from "../helpers/access/scene.ts";
import { everyForm, everyHome, everyMessage } from "../helpers/everything-said.ts";
import {
  callOf,
  everyOpening,
  everyPress,
  type Interaction,
  type Opening,
} from "../helpers/presses.ts";
import { readHere } from "../helpers/reading.ts";

let scene: Scene;
let slack: Commands;
let minimal: Commands;
let otherwiseMinimal: Commands;
let stacking: Commands;
beforeAll(async () => {
  scene = await makeScene();
  // Each invitation has a code of its own.
  const context = { ...scene.context, newSalt: () => randomBytes(32).toString("hex") };
  const commandsFor = (surface: Capabilities) =>
    makeCommands(context, {
      surface,
      readNotification: readHere,
      fetchFile: async () => refused({ kind: "gone" }),
    });
  slack = commandsFor(SLACK_CAPABILITIES);
  minimal = commandsFor(TEAMS_CAPABILITIES);
  otherwiseMinimal = commandsFor({
    ...TEAMS_CAPABILITIES,
    takesFilesInForms: true,
    answersInChannels: true,
  });
  stacking = commandsFor({ ...SLACK_CAPABILITIES, stacksForms: true });
});
afterAll(() => scene.context.close());

const said = (reply: Reply): Message => {
  if (reply.kind !== "say") throw new Error(`${reply.kind} in place of words`);
  return reply.message;
};

const formIn = (reply: Reply): Form => {
  if (reply.kind !== "form") throw new Error(`no form: ${JSON.stringify(reply)}`);
  return reply.form;
};

const wordsOf = ({ parts }: Form): string => JSON.stringify(parts);

/** Where a form is redrawn is no part of what it says. */
const standing = ({ pointer: { sheet: _, ...pointer }, ...form }: Form) => ({ ...form, pointer });

const buttonsIn = (value: unknown): string[] => {
  if (typeof value !== "object" || value === null) return [];
  const inner = Object.values(value).flatMap(buttonsIn);
  const isButton = "verb" in value && "id" in value && !("url" in value);
  return isButton ? [String((value as Button).verb), ...inner] : inner;
};

const people = WHO.filter((who) => !who.startsWith("former"));

describe("where a typed word opens no form", () => {
  test.each(Object.keys(words.chat.help.words))("%s is answered in words", async (word) => {
    for (const who of people) {
      const reply = await minimal.typed({ ...callOf(who), text: word });
      expect(reply.kind, who).toBe("say");
    }
  });

  test.each([
    ["senderLiaison", "request new"],
    ["officer", "request"],
    ["officer", "publish"],
    ["officer", "members"],
    ["officer", "calendar Fiji"],
    ["officer", "admit"],
    ["senderLiaison", "invite"],
    ["stranger", "join"],
  ] as const)("%s, %s: the answer's button brings the form that Slack opens", async (who, text) => {
    const message = said(await minimal.typed({ ...callOf(who), text }));
    const [button] = message.buttons;
    expect(button?.label).toBe("Open the form");
    const { verb = "", id = "" } = button ?? {};
    expect(minimal.opensForm(verb)).toBe(true);
    const opened = formIn(await minimal.pressed({ ...callOf(who), verb, id }));
    const there = formIn(await slack.typed({ ...callOf(who), text }));
    expect(message.headline).toContain(there.title);
    expect([opened.verb, opened.title]).toEqual([there.verb, there.title]);
    // A request has a page of its own each time, and a notification's file isn't asked for here.
    if (!["request new", "publish"].includes(text))
      expect(standing(opened)).toEqual(standing(there));
  });

  test("a draft that was begun by a word is the one that the button opens, as often as it is pressed", async () => {
    const count = async () => (await draftsOf(scene.context.database, organisationId("BD"))).length;
    const message = said(await minimal.typed({ ...callOf("otherLiaison"), text: "request" }));
    const begun = await count();
    const { verb = "", id = "" } = message.buttons[0] ?? {};
    for (let press = 0; press < 2; press += 1) {
      const form = formIn(await minimal.pressed({ ...callOf("otherLiaison"), verb, id }));
      expect(form.pointer.step).toBe("whom");
    }
    expect(await count()).toBe(begun);
  });

  test("what isn't a pointer of ours opens nothing, and what isn't theirs is refused", async () => {
    for (const id of ["", "x", "[]", '["request"]', '["constructor",{}]', '["loading",{}]', "{"]) {
      const press = { ...callOf("senderLiaison"), verb: "open-form", id };
      expect(await minimal.pressed(press), id).toEqual({ kind: "nothing" });
    }
    // Escapes of JSON, which pass where the signs themselves don't.
    for (const item of ["\\u0000", "\\ud800"]) {
      const press = { ...callOf("officer"), verb: "open-form" };
      const id = `["request",{"step":"read","item":"${item}","draft":"${item}"}]`;
      expect(await minimal.pressed({ ...press, id }), id).toEqual({ kind: "nothing" });
    }
    const pointer = { draft: scene.requests.draft, step: "whom" };
    const id = JSON.stringify(["request", pointer]);
    const press = { ...callOf("otherLiaison"), verb: "open-form", id };
    expect(said(await minimal.pressed(press)).headline).toContain("can't be changed");
  });
});

test("what is typed into a draft that is gone is said when the form is closed with it", async () => {
  const pointer = { draft: scene.requests.draft, step: "whom" };
  const call = { ...callOf("otherLiaison"), form: { verb: "request", pointer, answers: {} } };
  expect(await minimal.changed(call)).toEqual({ kind: "nothing" });
  const closed = said(
    await minimal.changed({ ...callOf("otherLiaison"), form: call.form, closes: true }),
  );
  expect(closed.headline).toContain("can't be changed");
});

describe("every word of every role is answered by the same row", () => {
  /** What a form shows only because each keystroke is told, or isn't: notes, and inputs that matter by now. */
  const told = (form: Form) => {
    const { parts, savesAsYouType: _, ...rest } = standing(form);
    const isOfSaving = (part: Form["parts"][number]): boolean =>
      part.kind === "quiet" && /saved/.test(part.text);
    return { ...rest, parts: parts.filter((part) => !isOfSaving(part)) };
  };

  test.each([...Object.keys(words.chat.help.words), "hello", "requets", "show BCN-2023-001"])(
    "%s",
    async (text) => {
      const kinds = new Set<string>();
      for (const who of WHO) {
        // What it begins is begun by then, and stands there for both.
        await slack.typed({ ...callOf(who), text });
        const there = await slack.typed({ ...callOf(who), text });
        const here = await otherwiseMinimal.typed({ ...callOf(who), text });
        kinds.add(there.kind);
        if (there.kind !== "form") {
          expect(here, who).toEqual(there);
          continue;
        }
        const { headline, parts: words, buttons } = said(here);
        expect(headline, who).toContain(there.form.title);
        const { verb = "", id = "" } = buttons[0] ?? {};
        const form = formIn(await otherwiseMinimal.pressed({ ...callOf(who), verb, id }));
        const [ours, theirs] = [told(form), told(there.form)];
        const fields = theirs.parts.filter(isField).map((field) => field.id);
        const shown = ours.parts.filter((part) => !isField(part) || fields.includes(part.id));
        const notes = words.flatMap((part) => (part.kind === "notice" ? [part.text] : []));
        const standsHere = JSON.stringify(shown);
        // Said beside the button already.
        const expected = theirs.parts.filter(
          (part) =>
            part.kind !== "notice" || !notes.includes(part.text) || standsHere.includes(part.text),
        );
        expect({ ...ours, parts: shown }, who).toEqual({ ...theirs, parts: expected });
      }
      expect(kinds.has("nothing")).toBe(false);
    },
  );
});

describe("a form anew", () => {
  test("every form has a place from which it can be had", () => {
    const drawn = everyForm({ line: "x", lines: "x" });
    const known = { ...everyOpening(scene), join: { verb: "join" } };
    const others = ["loading", "amendment", "publish, without files"];
    const expected = Object.keys(drawn).filter((name) => !others.includes(name));
    expect(Object.keys(known).toSorted()).toEqual(expected.toSorted());
  });

  test("is the form of that verb and step, drawn twice alike, and uses no call up", async () => {
    const openings: [string, Opening][] = Object.entries(everyOpening(scene));
    for (const [name, { who, verb, pointer, at }] of openings) {
      const call = { ...callOf(who, at), verb, pointer };
      const form = formIn(await slack.again(call));
      expect(form.verb, name).toBe(verb);
      const step = pointer.step === "participant" ? "who" : pointer.step;
      expect(form.pointer.step, name).toBe(step);
      expect(formIn(await slack.again(call)), name).toEqual(form);
    }
  });

  test("is given to nobody who has no right to it", async () => {
    for (const [name, { verb, pointer }] of Object.entries(everyOpening(scene))) {
      for (const who of ["stranger", "formerOfficer", "formerSenderLiaison"] as const) {
        const reply = await slack.again({ ...callOf(who), verb, pointer });
        expect(reply.kind, `${name} by ${who}`).toBe("say");
      }
    }
    const { preview, askAdmission, correctMember } = everyOpening(scene);
    const others: readonly (readonly [Who, typeof preview | typeof askAdmission])[] = [
      ["admin", preview],
      ["senderLiaison", preview],
      ["otherLiaison", askAdmission],
      ["senderLiaison", correctMember],
    ];
    for (const [who, { verb, pointer }] of others) {
      expect((await slack.again({ ...callOf(who), verb, pointer })).kind, who).toBe("say");
    }
  });

  test("of a form or a step that there isn't, is nothing", async () => {
    for (const [verb, pointer] of [
      ["unknown", {}],
      ["constructor", {}],
      ["request", { step: "nowhere" }],
    ] as const) {
      expect(await slack.again({ ...callOf("officer"), verb, pointer })).toEqual({
        kind: "nothing",
      });
    }
  });
});

test("a page that saves what is typed says itself what is missing: a platform may send it empty", async () => {
  const told: string[] = [];
  for (const [name, { who, verb, pointer, at }] of Object.entries<Opening>(everyOpening(scene))) {
    const call = () => ({ ...callOf(who, at), verb, pointer });
    if (name === "add-letter") continue;
    const form = formIn(await minimal.again(call()));
    const asked = form.parts.filter(isField);
    if (!form.savesAsYouType || !asked.some(({ required }) => required)) continue;
    const answers = Object.fromEntries(asked.map(({ id }) => [id, null]));
    const sent = { ...call(), form: { verb, pointer: form.pointer, answers } };
    const reply = await minimal.submitted(sent);
    if (reply.kind !== "errors") throw new Error(`${name}: ${reply.kind} in place of errors`);
    const fields = asked.map(({ id }) => id);
    expect(
      Object.keys(reply.errors).filter((id) => !fields.includes(id)),
      name,
    ).toEqual([]);
    told.push(name);
  }
  expect(told).toEqual(expect.arrayContaining(["request, whom", "request, when", "preview"]));
});

describe("where forms take no files", () => {
  test("the form for a notification says how to send it, and takes what is pasted", async () => {
    const call = { ...callOf("officer"), verb: "publish", id: "new" };
    const form = formIn(await minimal.pressed(call));
    expect(form.parts.some(({ kind }) => kind === "file")).toBe(false);
    expect(wordsOf(form)).toContain("as a file in our chat");
    expect(wordsOf(form)).not.toMatch(/upload|Recommended/i);
    const submit = (answers: Answers) => {
      const { verb, pointer } = form;
      return minimal.submitted({ ...callOf("officer"), form: { verb, pointer, answers } });
    };
    const full = "x".repeat(3000);
    const boxes = { text1: full, text2: full, text3: full, text4: full };
    for (const answers of [{}, { text1: full }, boxes]) {
      const reply = await submit(answers);
      expect(reply.kind).toBe("errors");
      expect(JSON.stringify(reply)).toContain("file in our chat");
      expect(JSON.stringify(reply)).not.toContain("upload");
    }
  });

  test("Add letter says how to send it, to whoever may add it", async () => {
    const press = (who: Who, side: string) =>
      minimal.pressed({
        ...{ ...callOf(who), verb: "add-letter" },
        id: `${scene.requests.submitted}:2:${side}`,
      });
    const own = said(await press("senderLiaison", "sender"));
    expect(own.headline).toMatch(/^Please send me the letter of BCN-\d{4}-\d{3} as a file/);
    expect(JSON.stringify(own.parts)).toContain("of your requests");
    const officers = said(await press("officer", "host"));
    expect(JSON.stringify(officers.parts)).toContain("press It's an endorsement letter");
    expect(said(await press("otherLiaison", "sender")).headline).toContain("I can't find that");
    expect(said(await press("senderHead", "sender")).headline).toContain("for others to do");
  });
});

describe("whether a button opens a form", () => {
  test("every button that is ever drawn is pressed here", () => {
    const written = { line: "x", lines: "x" };
    const drawn = new Set([
      ...buttonsIn(everyMessage(written)),
      ...buttonsIn(everyForm(written)),
      ...buttonsIn(everyHome(written)),
    ]);
    const pressed = Object.keys(everyPress(scene));
    expect([...drawn].filter((verb) => !pressed.includes(verb))).toEqual([]);
    expect(drawn.size).toBeGreaterThan(25);
  });

  test("is known before it is pressed: no press says otherwise, by whomever", async () => {
    const presses: [string, Interaction][] = Object.entries(everyPress(scene));
    for (const [verb, { id, ...press }] of presses) {
      for (const who of people.filter((one) => one !== press.who)) {
        const reply = await slack.pressed({ ...press, ...callOf(who), verb, id: `${id}x` });
        if (reply.kind === "form") expect(slack.opensForm(verb), `${verb} by ${who}`).toBe(true);
      }
      const reply = await slack.pressed({ ...press, ...callOf(press.who, press.at), verb, id });
      expect(reply.kind === "form", `${verb}: ${JSON.stringify(reply)}`).toBe(
        slack.opensForm(verb),
      );
      expect(reply.kind, verb).not.toBe("nothing");
    }
    expect(slack.opensForm("unknown")).toBe(false);
  });
});

describe("a form that another form's button opened", () => {
  const openedFrom = async (commands: Commands) => {
    const form = { verb: "members", pointer: { step: "member", item: "FJ" }, answers: {} };
    const press = { ...callOf("officer"), verb: "calendar", id: "FJ", form };
    return formIn(await commands.pressed(press));
  };

  test("leads back where forms take each other's place, also when it was drawn anew", async () => {
    const calendar = await openedFrom(slack);
    const back = calendar.parts.flatMap((part) => (part.kind === "buttons" ? part.buttons : []));
    expect(back.at(-1)).toMatchObject({ verb: "open-form", label: "Back" });
    const open = { verb: "calendar", pointer: calendar.pointer, answers: {} };
    const redrawn = formIn(await slack.again({ ...callOf("officer"), ...open }));
    expect(redrawn.parts.at(-1)).toEqual(calendar.parts.at(-1));
    const press = { ...callOf("officer"), verb: "open-form", id: back.at(-1)?.id ?? "" };
    const member = formIn(await slack.pressed({ ...press, form: open }));
    expect(member.pointer).toEqual({ step: "member", item: "FJ" });
  });

  test("needs no such button where it lies on top", async () => {
    expect(wordsOf(await openedFrom(stacking))).not.toContain("open-form");
  });
});

test("a form says how it is saved: as one types, or by a press", async () => {
  const { verb, pointer } = everyOpening(scene)["request, whom"];
  const page = { ...callOf("senderLiaison"), verb, pointer };
  expect(wordsOf(formIn(await slack.again(page)))).toContain("Everything you type is saved");
  expect(wordsOf(formIn(await minimal.again(page)))).toContain("with each button");
  const preview = { ...callOf("officer"), ...everyOpening(scene).preview };
  expect(wordsOf(formIn(await slack.again(preview)))).toContain("saved as you go");
  expect(wordsOf(formIn(await minimal.again(preview)))).toContain("when you save the form");
});

test("where no home is always there, nothing typed brings it, and help is still a word", async () => {
  const bare = said(await minimal.typed({ ...callOf("senderLiaison"), text: " " }));
  expect(bare.headline).toMatch(/waiting for you/);
  expect(JSON.stringify(bare)).toContain("Closing dates");
  expect(JSON.stringify(bare)).not.toContain("renews itself");
  const help = words.chat.help.headline;
  const typed = { ...callOf("senderLiaison"), text: "help" };
  const [onMinimal, onSlack] = [
    said(await minimal.typed(typed)),
    said(await slack.typed({ ...callOf("senderLiaison"), text: " " })),
  ];
  for (const message of [onMinimal, onSlack])
    expect(message.parts).toContainEqual(expect.objectContaining({ kind: "list", title: help }));
});
