import { describe, expect, test } from "vitest";
import type { Button } from "../../src/messages/message.ts";
import { makeBench } from "./helpers/bench.ts";
import { expectNoAxeViolations, screenshot } from "./helpers/browser.ts";
import { CHANNEL, CHAT } from "./helpers/fake-control.ts";
import { message } from "./helpers/samples.ts";
import { dialogOf, IN_CHANNEL, IN_CHAT, posted, typed } from "./helpers/teams-samples.ts";

const bench = makeBench();
const PRESS = "/_local/press";

const button = (label: string, more: Partial<Button> = {}): Button => ({
  verb: "take",
  id: "r-1",
  label,
  ...more,
});

async function inChat(...messages: ReturnType<typeof posted>[]): Promise<void> {
  bench.fake.messages.set(CHAT, messages);
  await bench.open(IN_CHAT);
}

const buttonNamed = (name: string) => bench.page.getByRole("button", { name, exact: true });

const isFocused = (name: string) =>
  expect.poll(() => buttonNamed(name).evaluate((node) => node.matches(":focus"))).toBe(true);

describe("a card", () => {
  test("sends a button's action as it stands there, once while it is being answered", async () => {
    const card = posted({ headline: "A request", buttons: [button("Take it"), button("Other")] });
    await inChat(card);
    const held: (() => void)[] = [];
    bench.fake.on(PRESS, () => new Promise((resolve) => held.push(() => resolve({ ok: true }))));
    await buttonNamed("Take it").click();
    await expect.poll(() => held.length).toBe(1);
    expect(await buttonNamed("Take it").getAttribute("aria-busy")).toBe("true");
    await screenshot(bench.page, "teams-card-busy");
    await buttonNamed("Take it").click();
    await buttonNamed("Other").click();
    held[0]?.();
    await expect.poll(() => buttonNamed("Take it").getAttribute("aria-busy")).toBe(null);
    const { body } = card.card as { body: { actions?: object[] }[] };
    const [action] = body.flatMap(({ actions = [] }) => actions);
    expect(bench.fake.sent(PRESS)).toMatchObject([
      { conversation: CHAT, ts: card.ts, action, inputs: {} },
    ]);
    await buttonNamed("Other").click();
    await expect.poll(() => held.length).toBe(2);
    held[1]?.();
  });

  test("asks first where a button has a question, and never loses the focus", async () => {
    const confirm = {
      title: "Withdraw it?",
      text: "The host is told.",
      yes: "Yes, withdraw",
      no: "",
    };
    await inChat(posted({ headline: "A request", buttons: [button("Withdraw", { confirm })] }));
    await buttonNamed("Withdraw").press("Enter");
    await bench.page.getByText("The host is told.").waitFor();
    expect(await buttonNamed("Withdraw").getAttribute("aria-expanded")).toBe("true");
    expect(bench.fake.sent(PRESS)).toEqual([]);
    await expectNoAxeViolations(bench.page);
    await screenshot(bench.page, "teams-card-question");
    await bench.page.keyboard.press("Tab");
    await isFocused("Yes, withdraw");
    await bench.page.keyboard.press("Enter");
    await expect.poll(() => bench.fake.sent(PRESS)).toHaveLength(1);
    await isFocused("Yes, withdraw");
  });

  test("keeps the focus on the same button when it is edited, and shows what was answered", async () => {
    const card = posted({ headline: "A request", buttons: [button("Remind"), button("Take it")] });
    await inChat(card);
    bench.fake.on(PRESS, () => {
      const edited = posted({
        headline: "A request, yours",
        buttons: [button("Give it away"), button("Take it")],
      });
      const note = "It is yours now.";
      bench.fake.messages.set(CHAT, [{ ...card, card: edited.card, edited: true, note }]);
    });
    await buttonNamed("Take it").press("Enter");
    const told = bench.driver.message("A request, yours");
    await told.getByText("Only you see this: It is yours now.").waitFor();
    await told.getByText("Edited").waitFor();
    await isFocused("Take it");
  });

  test("shows markup that was let through, as Teams would, and none in a run of text", async () => {
    const alive = "**Free** [visits](https://elsewhere.example)";
    const card = {
      type: "AdaptiveCard",
      version: "1.5",
      body: [
        { type: "TextBlock", text: alive, wrap: true },
        { type: "RichTextBlock", inlines: [{ type: "TextRun", text: alive }] },
      ],
    };
    await inChat(message("", { card }));
    const link = bench.page.getByRole("link", { name: "visits" });
    await link.waitFor();
    expect(await link.count()).toBe(1);
    expect(await bench.page.locator(".ac-textBlock b").innerText()).toBe("Free");
    expect(await bench.page.locator(".ac-richTextBlock").innerText()).toBe(alive);
  });

  test("opens an address itself", async () => {
    const url = `${bench.fake.origin}/#/elsewhere`;
    await inChat(posted({ headline: "Read", buttons: [button("Open it", { url })] }));
    const link = bench.page.getByRole("link", { name: "Open it" });
    const [other] = await Promise.all([bench.page.waitForEvent("popup"), link.click()]);
    await other.waitForURL(url);
    await other.close();
    expect(bench.fake.sent(PRESS)).toEqual([]);
  });

  test("says in words when the app could not be reached", async () => {
    await inChat(posted({ headline: "A request", buttons: [button("Take it")] }));
    bench.fake.on(PRESS, () => ({ ok: true, ack: "Unable to reach app. Please try again." }));
    await buttonNamed("Take it").click();
    await bench.page.getByText("Unable to reach app. Please try again.").waitFor();
  });
});

describe("the composer", () => {
  test("offers the bot's own list by a button and while one types", async () => {
    await inChat(posted({ headline: "Good morning" }));
    await buttonNamed("View prompts").click();
    await bench.page.getByRole("option", { name: /requests/ }).waitFor();
    await screenshot(bench.page, "teams-prompts");
    await expectNoAxeViolations(bench.page);
    await bench.page.keyboard.press("ArrowDown");
    await bench.page.keyboard.press("Enter");
    expect(await bench.composer().inputValue()).toBe("request ");
    await bench.composer().fill("h");
    await bench.page.keyboard.press("Enter");
    expect(await bench.composer().inputValue()).toBe("help ");
    await bench.page.keyboard.press("Enter");
    await expect
      .poll(() => bench.fake.sent("/_local/message"))
      .toMatchObject([{ conversation: CHAT, text: "help" }]);
  });

  test("sends a whole word at the first Enter, also where a longer one begins so", async () => {
    await inChat();
    await bench.composer().fill("request");
    await bench.page.keyboard.press("Enter");
    await expect
      .poll(() => bench.fake.sent("/_local/message"))
      .toMatchObject([{ text: "request" }]);
  });

  test("mentions the bot in a channel", async () => {
    await bench.open(IN_CHANNEL);
    await bench.composer().fill("@b");
    await bench.page.keyboard.press("Enter");
    await bench.composer().pressSequentially("he");
    await bench.page.keyboard.press("Enter");
    expect(await bench.composer().inputValue()).toBe("@BCN help ");
    await bench.page.keyboard.press("Enter");
    await expect
      .poll(() => bench.fake.sent("/_local/message"))
      .toMatchObject([{ conversation: CHANNEL, text: "@BCN help" }]);
  });

  test("sends a file to the bot", async () => {
    await inChat(posted({ headline: "Good morning" }));
    const file = { name: "letter.txt", mimeType: "text/plain", buffer: Buffer.from("Approved") };
    await bench.page.locator(".composer input[type=file]").setInputFiles(file);
    await expect
      .poll(() => bench.fake.sent("/_local/message"))
      .toMatchObject([{ conversation: CHAT, files: ["F1"] }]);
  });
});

test("an extension is chosen by keyboard; its form gives the focus back when it is closed", async () => {
  await inChat(posted({ headline: "Good morning" }));
  bench.fake.on("/_local/extension", () => {
    bench.fake.teams.dialog = dialogOf(null, { message: "Not now." });
  });
  bench.fake.on("/_local/dialog/close", () => {
    bench.fake.teams.dialog = null;
  });
  await buttonNamed("Actions and apps").press("Enter");
  await bench.page.getByRole("menuitem", { name: "Request a visit" }).waitFor();
  await expectNoAxeViolations(bench.page);
  await screenshot(bench.page, "teams-extension");
  await bench.page.keyboard.press("Enter");
  await bench.driver.sees("Request a visit");
  expect(bench.fake.sent("/_local/extension")).toMatchObject([
    { conversation: CHAT, command: "request" },
  ]);
  await bench.page.keyboard.press("Escape");
  await bench.driver.seesNoDialog();
  await isFocused("Actions and apps");
});

test("a reply goes into the thread of its post; Escape gives the focus back", async () => {
  const root = posted({ headline: "A request" });
  bench.fake.messages.set(CHANNEL, [root]);
  await bench.open(IN_CHANNEL);
  bench.fake.on("/_local/message", ({ text, root }) => {
    const answer = typed(String(text), { root: String(root) });
    bench.fake.messages.set(CHANNEL, [...(bench.fake.messages.get(CHANNEL) ?? []), answer]);
  });
  await buttonNamed("Reply").click();
  const reply = bench.page.getByRole("textbox", { name: "Reply in this thread" });
  expect(await reply.evaluate((node) => node.matches(":focus"))).toBe(true);
  await reply.fill("I'll take it");
  await reply.press("Enter");
  await bench.page.locator(".replies").getByText("I'll take it").waitFor();
  expect(bench.fake.sent("/_local/message")).toMatchObject([
    { conversation: CHANNEL, text: "I'll take it", root: root.ts },
  ]);
  await reply.press("Escape");
  await isFocused("Reply");
});

test("a file that the bot offers is allowed or declined once", async () => {
  const consent = {
    name: "Requests to Japan, 2023.csv",
    size: 20_480,
    description: "The list that you asked for.",
  };
  const offer = message("", { consent: { ...consent, state: "asked" } });
  await inChat(offer);
  bench.fake.on("/_local/consent", ({ accept }) => {
    const state = accept ? ("accepted" as const) : ("declined" as const);
    bench.fake.messages.set(CHAT, [{ ...offer, consent: { ...consent, state } }]);
  });
  await screenshot(bench.page, "teams-consent");
  await expectNoAxeViolations(bench.page);
  await buttonNamed("Allow").click();
  await bench.page.getByText("You allowed this file.").waitFor();
  expect(bench.fake.sent("/_local/consent")).toMatchObject([
    { conversation: CHAT, ts: offer.ts, accept: true },
  ]);
  expect(await buttonNamed("Decline").count()).toBe(0);
});

test("one changes between Slack and Teams by the tiles, which say which is which", async () => {
  await bench.open();
  await buttonNamed("JPC, Japan, in Teams").click();
  await bench.page.getByRole("heading", { level: 1, name: "BCN" }).waitFor();
  await bench.page.getByText("Microsoft Teams").waitFor();
  await bench.driver.as("Backup, Japan", "in Teams");
  await bench.page.getByText("Microsoft Teams").waitFor();
  await bench.driver.as("Liaison, Fiji");
  await bench.page.getByRole("heading", { level: 1, name: "bcn" }).waitFor();
  await bench.page.getByRole("heading", { name: "NTPC, Fiji", exact: true }).waitFor();
});

test("the app is added where it isn't yet, and taken away", async () => {
  const [channel] = bench.fake.teams.conversations;
  if (channel) channel.isInstalled = false;
  await bench.open(IN_CHANNEL);
  bench.fake.on("/_local/install", ({ remove }) => {
    if (channel) channel.isInstalled = !remove;
  });
  await buttonNamed("Add BCN to this team").click();
  await buttonNamed("Remove BCN from this team").click();
  await buttonNamed("Add BCN to this team").waitFor();
  expect(bench.fake.sent("/_local/install")).toMatchObject([
    { conversation: CHANNEL, remove: false },
    { conversation: CHANNEL, remove: true },
  ]);
  await bench.driver.openConversation("BCN");
  await buttonNamed("Remove BCN from my chats").click();
  await expect
    .poll(() => bench.fake.sent("/_local/install").at(-1))
    .toMatchObject({ remove: true });
  expect(bench.fake.sent("/_local/install").at(-1)).not.toHaveProperty("conversation");
});

test.each([
  ["wide", {}],
  ["narrow", { width: 400 }],
] as const)("an empty chat tells stories, in Slack and in Teams: %s", async (name, options) => {
  await bench.turnTo(options);
  await bench.open(IN_CHAT);
  await bench.page.getByText("No messages here yet.").waitFor();
  await screenshot(bench.page, `teams-stories-${name}`);
  await expectNoAxeViolations(bench.page);
  await bench.page.getByRole("button", { name: /^See what is waiting/ }).click();
  await bench.page.getByRole("heading", { level: 1, name: "BCN" }).waitFor();
  await expect
    .poll(() => bench.fake.sent("/_local/message"))
    .toMatchObject([{ text: "owed", conversation: CHAT }]);
});
