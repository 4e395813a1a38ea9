import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expectNoAxeViolations, screenshot } from "./helpers/browser.ts";
import { makeStory } from "./helpers/story.ts";

const story = makeStory();
const sample = readFileSync(
  new URL("../../src/local/sample-notification.txt", import.meta.url),
  "utf8",
).replace("High-level officials,", "High-level NPO officials,");

test("a word, a greeting and a mention are heard", async () => {
  const { driver } = story;
  await driver.as("Liaison, Fiji");
  await driver.openConversation("BCN");
  await driver.type("hello");
  await driver.message("Here the word alone is enough").waitFor();
  await driver.type("request");
  await driver.pressOn("the form is ready", "Open the form");
  await driver.sees("Request a visit");
  await driver.press("Close");
  await driver.seesNoDialog();
  await driver.openConversation("bcn");
  await driver.type("@BCN help");
  await driver.message("What you can do now").getByText("Only visible to you").waitFor();
});

test("a notification that is sent as a file, or pasted, leads an officer to its preview", async () => {
  const { driver, page } = story;
  await driver.as("Officer, Secretariat");
  await driver.openConversation("BCN");
  const file = { name: "pn.txt", mimeType: "text/plain", buffer: Buffer.from(sample) };
  await page.locator(".composer input[type=file]").setInputFiles(file);
  await driver.message("pn.txt").waitFor();
  await driver.pressOn("I have read the Project Notification", "Look at it and publish");
  await driver.dialog().getByText("This programme is published already.").waitFor();
  await driver.press("Keep for later");
  await driver.seesNoDialog();
  await screenshot(page, "slice-written");
  await expectNoAxeViolations(page);

  const before = await page.getByRole("button", { name: "Look at it and publish" }).count();
  await driver.type(sample);
  const buttons = page.getByRole("button", { name: "Look at it and publish" });
  await expect.poll(() => buttons.count()).toBe(before + 1);
  await buttons.last().click();
  await driver.sees("Check and publish");
});
