import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  FIJI,
  type Json,
  type LocalSlack,
  OFFICER,
  startLocalSlack,
} from "./helpers/local-slack.ts";

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startLocalSlack();
});
afterEach(() => slack.stop());

const type = (text: string, as = FIJI, conversation = "C0FJBCN") =>
  slack.post("/_local/message", { as, conversation, text });

const messages = async (as = FIJI, conversation = "C0FJBCN"): Promise<Json[]> =>
  (await slack.get(`/_local/messages?as=${as}&conversation=${conversation}`)).messages as Json[];

describe("a command", () => {
  test("reaches the product signed, with who, where and what", async () => {
    await type("/bcn request Japan");
    const [command] = slack.received;
    expect(command?.genuine).toBe(true);
    expect(command?.payload).toMatchObject({
      command: "/bcn",
      text: "request Japan",
      team_id: "T0NTPCFIJI",
      user_id: "U0FJLIAISON",
      channel_id: "C0FJBCN",
      channel_name: "bcn",
    });
  });

  test("is answered for the person alone, unless the answer says in_channel", async () => {
    slack.answers(() => ({ body: { text: "Only for you" } }));
    await type("/bcn help");
    slack.answers(() => ({ body: { text: "For all", response_type: "in_channel" } }));
    await type("/bcn help");
    expect((await messages()).map(({ text, ephemeral }) => [text, ephemeral])).toEqual([
      ["Only for you", true],
      ["For all", false],
    ]);
    expect((await messages("T0NTPCFIJI:U0FJHEAD" as typeof FIJI)).map(({ text }) => text)).toEqual([
      "For all",
    ]);
  });

  test("that nobody acknowledges within three seconds ends in operation_timeout", async () => {
    slack.answers(() => ({ silent: true }));
    const { body } = await type("/bcn help");
    expect(body.ack).toBe('/bcn failed with the error "operation_timeout"');
    expect((await messages()).at(-1)).toMatchObject({ authorName: "Slackbot", text: body.ack });
  });

  test("that is answered with an error status ends in dispatch_failed", async () => {
    slack.answers(() => ({ status: 500 }));
    expect((await type("/bcn help")).body.ack).toContain("dispatch_failed");
  });

  test("whose answer breaks a limit is refused, and the reason stands in the log", async () => {
    const header = { type: "header", text: { type: "plain_text", text: "x".repeat(151) } };
    slack.answers(() => ({ body: { text: "x", blocks: [header] } }));
    expect((await type("/bcn help")).body.ack).toContain("failed");
    expect(slack.logged.join()).toContain("must be less than 151 characters");
  });

  test("that Slack does not know never reaches the product", async () => {
    expect((await type("/nonsense")).body.ack).toContain("not a valid command");
    expect(slack.received).toEqual([]);
  });
});

describe("an ordinary message", () => {
  test("in the direct conversation reaches the product as an event", async () => {
    await type("hello & <!channel>", FIJI, "D0FJLIAISON");
    await expect.poll(() => slack.received.length).toBe(1);
    expect(slack.received[0]?.payload).toMatchObject({
      type: "event_callback",
      event: { type: "message", channel_type: "im", text: "hello &amp; &lt;!channel&gt;" },
    });
  });

  test("with a file tells of it as Slack does, and is one without a word too", async () => {
    const sent = await fetch(`${slack.base}/_local/files?as=${FIJI}&name=pn.txt`, {
      method: "POST",
      headers: { "content-type": "text/plain" },
      body: "Project Notification",
    });
    const { id } = (await sent.json()) as Json;
    const message = { as: FIJI, conversation: "D0FJLIAISON", text: "" };
    await slack.post("/_local/message", { ...message, files: [id] });
    await expect.poll(() => slack.received.length).toBe(1);
    expect(slack.received[0]?.payload).toMatchObject({
      event: { type: "message", subtype: "file_share", text: "", files: [{ id, name: "pn.txt" }] },
    });
    const { messages } = await slack.get(`/_local/messages?as=${FIJI}&conversation=D0FJLIAISON`);
    expect((messages as Json[]).at(-1)).toMatchObject({ files: [{ name: "pn.txt" }] });
    const unknown = await slack.post("/_local/message", { ...message, files: ["F0NONE"] });
    expect(unknown.body.error).toBe("file_not_found");
  });

  test("in a channel reaches the product only when it mentions the bot", async () => {
    await type("lunch?");
    await type("@BCN when do you close?");
    await expect.poll(() => slack.received.length).toBe(1);
    expect(slack.received[0]?.payload).toMatchObject({
      event: { type: "app_mention", text: "<@U0FJBCNBOT> when do you close?" },
    });
  });

  test("of a direct conversation is seen by its own person only", async () => {
    await type("hello", FIJI, "D0FJLIAISON");
    expect(
      (await slack.post("/_local/read", { as: OFFICER, conversation: "D0FJLIAISON" })).status,
    ).toBe(404);
  });

  test("an event without an answer is retried at once, after one and after five minutes, and then given up", async () => {
    slack.answers(() => ({ status: 500 }));
    await type("hello", FIJI, "D0FJLIAISON");
    for (const [index, wait] of [0, 60_000, 300_000].entries()) {
      await expect.poll(() => slack.later.length).toBe(index + 1);
      expect(slack.later[index]?.afterMs).toBe(wait);
      slack.later[index]?.run();
      await expect.poll(() => slack.received.length).toBe(index + 2);
      expect(slack.received.at(-1)?.headers["x-slack-retry-num"]).toBe(String(index + 1));
      expect(slack.received.at(-1)?.headers["x-slack-retry-reason"]).toBe("http_error");
    }
    const ids = slack.received.map(({ payload }) => payload.event_id);
    expect(new Set(ids).size).toBe(1);
    expect(slack.later).toHaveLength(3);
  });
});

describe("unread marks", () => {
  test("count what others wrote until the conversation is read", async () => {
    await type("first");
    await type("second");
    const unread = async () =>
      ((await slack.get("/_local/state?as=T0NTPCFIJI:U0FJHEAD")).conversations as Json[])[0]
        ?.unread;
    expect(await unread()).toBe(2);
    await slack.post("/_local/read", { as: "T0NTPCFIJI:U0FJHEAD", conversation: "C0FJBCN" });
    expect(await unread()).toBe(0);
  });
});
