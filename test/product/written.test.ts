/** What people write to the bot in their own words: in its direct conversation, and by a mention. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { makeDocx } from "../documents/make-docx.ts";
import { sampleText } from "../domain/notifications/samples.ts";
import { onThisMachine } from "../helpers/on-this-machine.ts";
import {
  eventCall,
  eventually,
  inPayload,
  messageEvent,
  messagePress,
  send,
  shownIn,
  signed,
  textOf,
} from "./helpers/client.ts";
import type { Json, View } from "./helpers/fake-slack.ts";
import { ADMIN, FIJI, openProduct, type Running } from "./helpers/open-product.ts";

let running: Running;
beforeAll(async () => {
  running = await openProduct();
});
afterAll(() => running.close());
beforeEach(() => {
  running.slack.posted.length = 0;
  running.slack.whispered.length = 0;
});

const tell = async (event: Json, retry = 0): Promise<void> => {
  expect((await send(running.product.url, eventCall(event, retry))).status).toBe(200);
};

/** The one answer in the direct conversation to what is written there. */
const write = async (user: string, text: string, event: Json = {}) => {
  const before = running.slack.posted.length;
  await tell(messageEvent(user, text, event));
  const isTheirs = ({ channel }: { channel: string }) => channel === user.replace(/^U/, "D");
  return eventually(() => running.slack.posted.slice(before).find(isTheirs), "No answer");
};

/** After what was told so far was handled: another's message is answered, and nothing before it. */
const allAnswers = async () => {
  const { ts } = await write("U0NOBODY", "hello");
  return running.slack.posted.filter((one) => one.ts !== ts);
};

const file = (name: string, bytes: Uint8Array): Json => {
  const id = `F0WRITTEN${running.slack.files.size}`;
  running.slack.files.set(id, { name, bytes });
  return { subtype: "file_share", files: [{ id, name, mode: "hosted" }], upload: false };
};

const press = async (user: string, message: { blocks: Json[] }): Promise<View> => {
  const { action_id: verb, value: id } = buttonIn(message);
  const before = new Set(running.slack.views.keys());
  const call = messagePress(running.slack, { user, verb: String(verb), id: String(id) });
  expect((await send(running.product.url, signed(inPayload(call)))).status).toBe(200);
  return eventually(() => [...running.slack.views.values()].find(({ id }) => !before.has(id)));
};

const buttonIn = ({ blocks }: { blocks: Json[] }): Json =>
  blocks
    .flatMap(({ elements }) => (elements as Json[]) ?? [])
    .find(({ type }) => type === "button") ?? {};

describe("in the direct conversation", () => {
  test.each(["help", "Help!", "hello", "Good morning", "bcn help", "<@U0BOT> help"])(
    "%s gets what one can do, and that the word alone is enough",
    async (text) => {
      const { channel, blocks, text: headline } = await write(FIJI, text);
      expect([channel, headline]).toEqual(["D0FJLIAISON", "What you can do now"]);
      expect(textOf(blocks)).toContain(
        "Here the word alone is enough: help in place of /bcn help.",
      );
      expect(textOf(blocks)).toContain("/bcn request");
      expect(textOf(blocks)).not.toContain("Project Notification, check it");
    },
  );

  test("any command works without its slash", async () => {
    expect((await write(FIJI, "closing")).text).toContain(" closes ");
    expect((await write(FIJI, "Show BCN-2023-999.")).text).toContain("I can't find that");
    const ready = await write(FIJI, "request");
    expect(ready.text).toContain("the form is ready");
    expect((await press(FIJI, ready)).callback_id).toBe("request");
  });

  test("what isn't a word is answered with what one can do", async () => {
    expect((await write(FIJI, "closng")).text).toBe(
      'I don\'t know "closng". Did you mean /bcn closing?',
    );
    const { text, blocks } = await write(FIJI, "how can we go and see Japan?");
    expect(text).toBe("I know single words only, so I didn't understand that.");
    expect(textOf(blocks)).toContain("/bcn request");
  });

  test("a stranger is told how to come in, whatever they write or send", async () => {
    for (const [text, event] of [
      ["hello", {}],
      [sampleText, {}],
      ["", file("pn.txt", Buffer.from("x"))],
    ] as const)
      expect((await write("U0NOBODY", text, event)).text).toBe("I don't know you here yet.");
  });

  test("who writes faster than Slack lets us answer is answered all the same", async () => {
    running.slack.order({ method: "chat.postMessage", kind: "429", retryAfter: 1 });
    expect((await write(FIJI, "help")).text).toBe("What you can do now");
  });

  test.each<[string, Json]>([
    ["", {}],
    [", also where it was sent to the conversation too", { subtype: "thread_broadcast" }],
  ])("it is answered in the thread in which it was written%s", async (_, event) => {
    await write(FIJI, "help", { thread_ts: "1700000000.000100", ...event });
    expect(running.slack.called.at(-1)?.args).toMatchObject({ thread_ts: "1700000000.000100" });
  });

  test("a row of dots that never ends in one holds nobody up", async () => {
    const begun = performance.now();
    await write(FIJI, `help ${".".repeat(120_000)}x`);
    expect(performance.now() - begun).toBeLessThan(onThisMachine(2000));
  });

  test("Slack tells of it again when it didn't hear us: answered once", async () => {
    const event = messageEvent(FIJI, "help");
    await Promise.all([tell(event), tell(event, 1)]);
    await eventually(() => running.slack.posted[0]);
    await tell(event, 2);
    expect(await allAnswers()).toHaveLength(1);
    // The same words written again are another message.
    await write(FIJI, "help");
  });

  test.each<[string, Json]>([
    ["the bot's own", { bot_id: "B0BOT", app_id: "A0BCN", user: "U0BOT" }],
    ["the bot's own file", { user: "U0BOT", subtype: "file_share", files: [{ id: "F0LETTER" }] }],
    ["another bot's", { bot_id: "B0OTHER", subtype: "bot_message", user: undefined }],
    ["Slackbot's", { user: "USLACKBOT" }],
    ["an edit", { subtype: "message_changed", message: { text: "help" }, user: undefined }],
    ["an edited one", { edited: { user: FIJI, ts: "1700000000.000200" } }],
    ["a deletion", { subtype: "message_deleted", deleted_ts: "1700000000.000200" }],
    ["a channel's", { channel_type: "channel", channel: "C0BCN" }],
  ])("%s isn't answered", async (_, event) => {
    await tell(messageEvent(FIJI, "help", event));
    expect(await allAnswers()).toEqual([]);
    expect(running.slack.whispered).toEqual([]);
  });
});

describe("a mention in a channel", () => {
  const mention = { type: "app_mention", channel_type: undefined, channel: "C0BCN" };

  test("is answered to the asker alone, in their thread", async () => {
    await tell(messageEvent(FIJI, "<@U0BOT> help", { ...mention, thread_ts: "1700000000.000100" }));
    const answer = await eventually(() => running.slack.whispered[0]);
    expect(answer).toMatchObject({
      channel: "C0BCN",
      user: FIJI,
      text: "What you can do now",
      thread_ts: "1700000000.000100",
    });
    expect(textOf(answer.blocks)).not.toContain("the word alone");
    expect(await allAnswers()).toEqual([]);
  });

  test("takes the same words: channel is about that channel", async () => {
    await tell(messageEvent(FIJI, "<@U0BOT> channel", mention));
    const answer = await eventually(() => running.slack.whispered[0]);
    expect(answer.text).toBe("News for APO Secretariat is set up by its own people.");
  });
});

describe("a Project Notification", () => {
  const TEXT = sampleText;
  const inSlacksText = TEXT.replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");

  test("pasted by an officer is read, and the button opens the preview that /bcn publish opens", async () => {
    const answer = await write(ADMIN, inSlacksText);
    expect(answer.text).toMatch(
      /^I have read the Project Notification .*Nothing is published yet\.$/,
    );
    expect(buttonIn(answer)).toMatchObject({ text: { text: "Look at it and publish" } });
    const preview = await press(ADMIN, answer);
    // As often as it is wanted: what was read is kept.
    expect(textOf((await press(ADMIN, answer)).blocks)).toBe(textOf(preview.blocks));
    const officer = running.person(ADMIN);
    const { name, bytes } = { name: "pn.txt", bytes: Buffer.from(TEXT) };
    running.slack.files.set("F0FORM", { name, bytes });
    const { view } = await officer.submit(await officer.open("publish"), { file: "F0FORM" });
    expect(textOf(preview.blocks)).toBe(textOf(view?.blocks));
    expect(shownIn(preview, "projectCode")).toBe(shownIn(view as View, "projectCode"));
  });

  test("is read from a text file and from a Word file, whatever is written beside it", async () => {
    const word = await makeDocx(TEXT.split("\n"));
    for (const sent of [file("pn.txt", Buffer.from(TEXT)), file("pn.docx", word)]) {
      const answer = await write(ADMIN, "here it is", sent);
      expect(answer.text).toContain("I have read the Project Notification");
      expect((await press(ADMIN, answer)).callback_id).toBe("publish");
    }
  });

  test("told of again is read once", async () => {
    const event = messageEvent(ADMIN, inSlacksText);
    await Promise.all([tell(event), tell(event, 1)]);
    await eventually(() => running.slack.posted[0]);
    await tell(event, 2);
    expect(await allAnswers()).toHaveLength(1);
  });

  test("that can't be read is told with the reason and the way on", async () => {
    const minutes = Array.from({ length: 9 }, (_, line) => `Minutes of a meeting, line ${line}`);
    for (const [text, event, why] of [
      [minutes.join("\n"), {}, "too few of its labels"],
      ["", file("pn.pdf", Buffer.from("%PDF-1.7 broken")), "may be damaged"],
      ["", { subtype: "file_share", files: [{ id: "F0GONE" }] }, "couldn't fetch this file"],
    ] as const) {
      const answer = await write(ADMIN, text, event);
      expect(answer.text).toBe("I couldn't take this as a Project Notification.");
      expect(textOf(answer.blocks)).toContain(why);
      expect(textOf(answer.blocks)).toContain("type /bcn publish");
    }
    const two = { subtype: "file_share", files: [{ id: "F1" }, { id: "F2" }] };
    expect((await write(ADMIN, "", two)).text).toBe("Please send one file at a time.");
  });

  test("pasted by somebody who may not publish is kindly told whose it is", async () => {
    const { text: headline, blocks } = await write(FIJI, inSlacksText);
    expect(headline).toBe("Project Notifications are published by the APO Secretariat.");
    expect(textOf(blocks)).toContain("Please send it to a programme officer.");
  });

  test("sent by them as a file is not fetched: no request of theirs takes a letter", async () => {
    const before = running.slack.called.length;
    const { text } = await write(FIJI, "", file("pn.txt", Buffer.from(TEXT)));
    expect(text).toBe("No request takes an endorsement letter from you now.");
    const called = running.slack.called.slice(before).map(({ method }) => method);
    expect(called).not.toContain("files.info");
  });
});

test("all that was said was as Slack takes it", () => {
  expect(running.slack.refused).toEqual([]);
});
