/** A file in a message: an endorsement letter of a request, to whoever may add one. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { makeCommands } from "../../src/commands.ts";
import { done, refused } from "../../src/domain/outcome.ts";
import { type Answers, isField } from "../../src/forms/form.ts";
import type { Button, Message } from "../../src/messages/message.ts";
import type { Commands, Reply } from "../../src/surfaces/command.ts";
import { SLACK_CAPABILITIES } from "../../src/surfaces/slack/capabilities.ts";
import type { Who } from "../helpers/access/list.ts";
import { makeScene, type Scene } from "../helpers/access/scene.ts";
import { EVIDENCE } from "../helpers/one-request.ts";
import { callOf } from "../helpers/presses.ts";
import { readHere } from "../helpers/reading.ts";

let scene: Scene;
let commands: Commands;
/** By id; what isn't here is gone. */
const files = new Map<string, string>();
let fetched: string[];
beforeAll(async () => {
  scene = await makeScene();
  commands = makeCommands(scene.context, {
    surface: SLACK_CAPABILITIES,
    readNotification: readHere,
    fetchFile: async ({ account }, id) => {
      fetched.push(`${id} for ${account.user}`);
      const text = files.get(id);
      if (text === undefined) return refused({ kind: "gone" });
      return done({ name: "letter.pdf", bytes: Buffer.from(text) });
    },
  });
});
afterAll(() => scene.context.close());
beforeEach(() => {
  fetched = [];
});

const said = (reply: Reply): Message => {
  if (reply.kind !== "say") throw new Error(`${reply.kind} in place of words`);
  return reply.message;
};

const send = async (who: Who, sent: readonly string[], over = {}): Promise<Message> =>
  said(await commands.written({ ...callOf(who), text: "", files: sent, ...over }));

const press = (who: Who, { verb, id }: Button): Promise<Reply> =>
  commands.pressed({ ...callOf(who), verb, id });

const textOf = ({ headline, parts }: Message): string => JSON.stringify([headline, parts]);

const buttonOf = ({ buttons }: Message, label: RegExp): Button => {
  const found = buttons.find((button) => label.test(button.label));
  if (!found) throw new Error(`There is no ${label} among ${JSON.stringify(buttons)}`);
  return found;
};

test("an LO chooses the request that it belongs to, and the file is fetched then", async () => {
  files.set("F1", "%PDF-1.7 one");
  const offered = await send("hostLiaison", ["F1"]);
  expect(offered.headline).toBe("Is this the endorsement letter of one of your requests?");
  expect(fetched).toEqual([]);
  const button = buttonOf(offered, /^BCN-2023-\d{3} from NTPC$|^Choose the request$/);
  if (button.verb === "place-letter") throw new Error("too many for buttons");
  expect(button.confirm?.title).toMatch(/^Add the letter to BCN-2023-\d{3}\?$/);
  const added = said(await press("hostLiaison", button));
  expect(added.headline).toContain("Noted. An endorsement letter has been added");
  expect(fetched).toEqual([`F1 for ${callOf("hostLiaison").account.user}`]);
  // Once more, since the card stays: nothing is added twice.
  const again = said(await press("hostLiaison", button));
  expect(textOf(again)).toContain("This very file is there already");
});

test("a file that is gone, too large in kind or none of a letter's is told in words", async () => {
  const offered = await send("senderBackup", ["F2"]);
  const button = buttonOf(offered, /./);
  const tried = async (): Promise<string> => {
    if (button.verb === "give-letter") return textOf(said(await press("senderBackup", button)));
    const form = await press("senderBackup", button);
    if (form.kind !== "form") throw new Error(form.kind);
    const choice = form.form.parts.find((part) => isField(part) && part.kind === "select");
    const [option] = choice && "options" in choice ? choice.options : [];
    const { verb, pointer } = form.form;
    const answers = { request: option?.value ?? "" };
    return JSON.stringify(
      await commands.submitted({ ...callOf("senderBackup"), form: { verb, pointer, answers } }),
    );
  };
  expect(await tried()).toContain("I can't fetch this file any more. Please send it to me again");
  files.set("F2", "MZ a program");
  expect(await tried()).toContain("none of PDF, Word (DOCX), PNG or JPEG");
});

test("nobody presses it for a request that isn't theirs", async () => {
  const offered = await send("senderLiaison", ["F3"]);
  const id = `${scene.requests.submitted}:2:sender:F3`;
  expect(offered.buttons.length).toBeGreaterThan(0);
  for (const [who, answer] of [
    ["hostLiaison", "for others to do"],
    ["senderHead", "for others to do"],
    ["otherLiaison", "I can't find that"],
    ["stranger", "I don't know you"],
  ] as const) {
    const button = { verb: "give-letter", id, label: "" } as const;
    expect(said(await press(who, button)).headline, who).toContain(answer);
  }
  const unreadable = { verb: "give-letter", id: "F3", label: "" } as const;
  expect(said(await press("senderLiaison", unreadable)).headline).toContain("I can't find that");
  expect(fetched).toEqual([]);
});

test("who has no such request, and who adds none, is told so, and nothing is fetched", async () => {
  expect((await send("otherLiaison", ["F1"])).headline).toBe(
    "No request takes an endorsement letter from you now.",
  );
  const head = await send("senderHead", ["F1"]);
  expect(head.headline).toBe("Project Notifications are published by the APO Secretariat.");
  expect(textOf(head)).toContain("added by the Liaison Officer of its NPO, who sends me the file");
  expect((await send("stranger", ["F1"])).headline).toBe("I don't know you here yet.");
  expect(fetched).toEqual([]);
});

test("an officer's file is read as a notification first; what is none can be somebody's letter", async () => {
  files.set("F4", "%PDF-1.7 four");
  const notRead = await send("officer", ["F4"]);
  expect(notRead.headline).toBe("I couldn't take this as a Project Notification.");
  const reply = await press("officer", buttonOf(notRead, /^It's an endorsement letter$/));
  if (reply.kind !== "form") throw new Error(`${reply.kind} in place of a form`);
  const { verb, pointer, parts } = reply.form;
  const select = parts.find((part) => isField(part) && part.id === "request");
  const options = select && "options" in select ? select.options : [];
  const chosen = options.find(
    ({ value, label }) =>
      value === `${scene.requests.submitted}:2:sender` && /: letter of NTPC$/.test(label),
  );
  expect(chosen).toBeDefined();
  const submit = (answers: Answers) =>
    commands.submitted({ ...callOf("officer"), form: { verb, pointer, answers } });
  expect(await submit({ ...EVIDENCE })).toEqual({
    kind: "errors",
    errors: { request: "Please choose the request." },
  });
  const request = chosen?.value ?? "";
  const unproven = await submit({ request });
  expect(unproven).toMatchObject({ kind: "errors", errors: { evidence: expect.any(String) } });
  expect(said(await submit({ request, ...EVIDENCE })).headline).toContain(
    "An endorsement letter has been added",
  );
});

test("an officer whose file is gone isn't asked whether it is a letter", async () => {
  const gone = await send("officer", ["F9"]);
  expect(textOf(gone)).toContain("couldn't fetch this file");
  expect(gone.buttons).toEqual([]);
});

test.each([
  ["several files", { files: ["F1", "F2"] }, "Please send one file at a time."],
  [
    "a file and a picture",
    { files: ["F1"], notTaken: "picture" },
    "Please send one file at a time.",
  ],
  ["a picture", { notTaken: "picture" }, "I can't take a picture that is pasted into a message."],
  ["a file where others read", { notTaken: "elsewhere" }, "Please send me files in our own chat."],
])("%s: said to officers and LOs alike, and nothing is fetched", async (_what, over, headline) => {
  for (const who of ["officer", "senderLiaison"] as const)
    expect((await send(who, [], over)).headline).toBe(headline);
  expect((await send("stranger", [], over)).headline).toBe("I don't know you here yet.");
  expect(fetched).toEqual([]);
});

test("an offered letter is given to whoever may read it when they take it, and to nobody else", async () => {
  const id = `${scene.requests.submitted}:${scene.endorsementLetter}`;
  const take = (who: Who, letter = id) => commands.offeredFile({ ...callOf(who), id: letter });
  for (const who of ["senderLiaison", "senderHead", "hostLiaison", "officer"] as const) {
    const taken = await take(who);
    if (taken.kind !== "file") throw new Error(`${who}: ${taken.message.headline}`);
    expect(taken.file).toMatchObject({ id, name: expect.stringMatching(/^BCN-2023-\d{3}-.*pdf$/) });
    expect(taken.file.bytes.length).toBeGreaterThan(0);
  }
  const another = `${scene.requests.submitted}:${scene.requests.submitted}`;
  for (const [who, letter, answer] of [
    ["otherLiaison", id, "I can't find that"],
    ["stranger", id, "I don't know you"],
    ["formerOfficer", id, "You have no role here any more"],
    ["senderLiaison", another, "I can't find that"],
    ["senderLiaison", "F1", "I can't find that"],
  ] as const) {
    const taken = await take(who, letter);
    if (taken.kind !== "say") throw new Error(`${who} was given it`);
    expect(taken.message.headline).toContain(answer);
  }
});
