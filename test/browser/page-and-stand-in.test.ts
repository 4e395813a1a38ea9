import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { makePageAssets, PAGE_HEADERS } from "../../src/local/page.ts";
import { type LocalSlack, lastPayload, startLocalSlack } from "../local/helpers/local-slack.ts";
import { type Browsing, openBrowser } from "./helpers/browser.ts";
import { type Driver, openDriver } from "./helpers/driver.ts";
import { actions, button, host, input, mrkdwn, plain, textInput } from "./helpers/samples.ts";

/** The page against the real stand-in, a pretended product behind it: the two must mean the same. */
let browser: Browsing;
let slack: LocalSlack;
let page: Page;
let driver: Driver;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  slack = await startLocalSlack();
  page = await browser.page();
  await servePage(page, slack.base);
  driver = await openDriver(page, slack.base);
});
afterEach(async () => {
  await page.close();
  await slack.stop();
});

async function servePage(of: Page, base: string): Promise<void> {
  const assets = makePageAssets();
  await of.route(new RegExp(`^${base}/(assets/.*)?$`), async (route) => {
    const asset = await assets(new URL(route.request().url()).pathname);
    const body = asset && (typeof asset.body === "string" ? asset.body : Buffer.from(asset.body));
    await route.fulfill({
      status: asset ? 200 : 404,
      headers: { ...PAGE_HEADERS, "content-type": asset?.type ?? "text/plain" },
      body: body ?? "",
    });
  });
}

const step = (blocks: object[], title = "Request a visit") => ({
  type: "modal",
  callback_id: "request",
  title: plain(title),
  submit: plain("Next"),
  close: plain("Cancel"),
  notify_on_close: true,
  blocks,
});
const firstStep = step([
  host(),
  textInput("topic", "Topic"),
  input("letter", "Letter", { type: "file_input" }, { optional: true }),
  actions(button("back", "Back")),
]);

/** The product opens the first step on `/bcn request`, refuses "?" and goes on with anything else. */
function pretendProduct(): void {
  slack.answers(async ({ kind, payload }) => {
    if (kind === "command")
      await slack.api("views.open", { trigger_id: payload.trigger_id, view: firstStep });
    if (kind !== "view_submission") return {};
    const { state } = payload.view as {
      state: { values: Record<string, Record<string, { value?: string }>> };
    };
    if (state.values.topic?.topic?.value === "?") {
      return { body: { response_action: "errors", errors: { topic: "That is no topic." } } };
    }
    const next = step(
      [input("language", "Working language", { type: "plain_text_input" })],
      "When and how",
    );
    return { body: { response_action: "update", view: next } };
  });
}
const ofKind = (kind: string) =>
  slack.received.filter((one) => one.kind === kind).map(({ payload }) => payload);

test("a command opens a modal; typing is dispatched; errors stand at their field; the next step follows", async () => {
  pretendProduct();
  await driver.type("/bcn request");
  await driver.sees("Request a visit");
  await driver.choose("NPO you'd like to visit", "Japan – JPC");
  await driver.attach("Letter", { name: "letter.txt", text: "Approved" });
  await driver.fill("Topic", "?");
  await driver.press("Next");
  expect(await driver.fieldError("Topic")).toBe("That is no topic.");
  await driver.fill("Topic", "Kaizen");
  await driver.press("Next");
  await driver.sees("When and how");
  expect(ofKind("block_actions").length).toBeGreaterThanOrEqual(2);
  expect(ofKind("view_submission").at(-1)).toMatchObject({
    view: {
      state: {
        values: {
          host: { host: { type: "static_select", selected_option: { value: "JP" } } },
          topic: { topic: { type: "plain_text_input", value: "Kaizen" } },
          letter: { letter: { type: "file_input", files: [{ name: "letter.txt" }] } },
        },
      },
    },
  });
  await page.keyboard.press("Escape");
  await driver.seesNoDialog();
  await expect.poll(() => ofKind("view_closed")).toHaveLength(1);
});

test("a card's button is pressed, and its edit is seen at once", async () => {
  const posted = await slack.api("chat.postMessage", {
    channel: "C0FJBCN",
    text: "BCN is open",
    blocks: [
      { type: "section", text: mrkdwn("BCN is open") },
      actions(button("start", "Start a request")),
    ],
  });
  expect(posted.ok).toBe(true);
  await driver.pressOn("BCN is open", "Start a request");
  await expect
    .poll(() => lastPayload(slack))
    .toMatchObject({
      type: "block_actions",
      actions: [{ action_id: "start", value: "start-1" }],
    });
  await slack.api("chat.update", {
    channel: "C0FJBCN",
    ts: posted.ts,
    text: "Started",
    blocks: [],
  });
  await driver.message("Started").getByText("(edited)").waitFor();
});

test("a product that fails is said so in words, and what was typed stays", async () => {
  slack.answers(() => ({ status: 500 }));
  await driver.type("/bcn request");
  await driver.message('/bcn failed with the error "dispatch_failed"').waitFor();
  const composer = page.getByRole("textbox", { name: /^Message / });
  await expect.poll(() => composer.inputValue()).toBe("/bcn request");
});

test("people of two workspaces see their own, and the clock is one for all", async () => {
  await driver.type("Good morning");
  await driver.message("Good morning").waitFor();
  await driver.as("Officer, Secretariat");
  await page.getByText("No messages here yet.").waitFor();
  await driver.setClock("2023-03-31T09:00");
  await page.getByText("Fri 31 March").waitFor();
  await driver.as("Liaison, Fiji");
  await driver.message("Good morning").waitFor();
  await page.getByText("Fri 31 March").waitFor();
});
