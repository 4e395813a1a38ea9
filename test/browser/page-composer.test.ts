import { beforeEach, describe, expect, test } from "vitest";
import { makeBench } from "./helpers/bench.ts";
import { screenshot } from "./helpers/browser.ts";

const bench = makeBench();
const said = () => bench.fake.sent("/_local/message").map(({ text }) => text);

describe("the composer", () => {
  beforeEach(() => bench.open());

  test("completes the bot's words by keyboard alone and sends on Enter", async () => {
    await bench.composer().pressSequentially("/bcn re");
    expect(await bench.page.getByRole("option").allInnerTexts()).toHaveLength(2);
    await screenshot(bench.page, "page-completion");
    await bench.page.keyboard.press("ArrowDown");
    await bench.page.keyboard.press("Tab");
    expect(await bench.composer().inputValue()).toBe("/bcn requests ");
    await bench.page.keyboard.press("Enter");
    await expect.poll(said).toEqual(["/bcn requests"]);
    expect(await bench.composer().inputValue()).toBe("");
  });

  test("sends a whole word at once, although a longer one begins with it", async () => {
    await bench.composer().pressSequentially("/bcn request");
    await bench.page.keyboard.press("Enter");
    await expect.poll(said).toEqual(["/bcn request"]);
  });

  test("Shift and Enter begin a new line; Escape puts the suggestions away", async () => {
    await bench.composer().pressSequentially("one");
    await bench.page.keyboard.press("Shift+Enter");
    await bench.composer().pressSequentially("two");
    await bench.page.keyboard.press("Enter");
    await expect.poll(said).toEqual(["one\ntwo"]);
    await bench.composer().pressSequentially("/bcn");
    await bench.page.keyboard.press("Escape");
    expect(await bench.page.getByRole("option").count()).toBe(0);
  });

  test("keeps what was written when it could not be sent, and says so", async () => {
    bench.fake.on("/_local/message", () => ({ error: "operation_timeout" }));
    await bench.driver.type("/bcn help");
    await bench.page.getByText("The app did not answer in time").waitFor();
    await expect.poll(() => bench.composer().inputValue()).toBe("/bcn help");
    // The browser itself notes the refused request.
    bench.complaints.length = 0;
  });
});
