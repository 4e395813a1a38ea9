import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expectNoAxeViolations, expectNoSidewaysScrolling, screenshot } from "./helpers/browser.ts";
import { makeStory } from "./helpers/story.ts";
import {
  addTraveller,
  answered,
  atStep,
  FOUR_TRAVELLERS,
  fillResult,
  fillWhen,
  fillWhom,
  moveDayByDayTo,
} from "./helpers/walk.ts";

/** The walk of README, with the files that it names. */
const story = makeStory();
const root = new URL("../../", import.meta.url);
const walk = readFileSync(new URL("README.md", root), "utf8");

/** "notification.txt" and its text, as a step of the walk names it. */
function fileOfStep(step: number): { name: string; text: string } {
  const line = walk.split("\n").find((one) => one.startsWith(`${step}. **`)) ?? "";
  const path = /`([\w./-]+\.txt)`/.exec(line)?.[1];
  if (!path) throw new Error(`Step ${step} names no file`);
  return { name: path.replace(/^.*\//, ""), text: readFileSync(new URL(path, root), "utf8") };
}

test("what can be tried fits the first view, on a desktop and a phone", async () => {
  const { page } = story;
  for (const width of [400, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.getByText("Three stories to try").waitFor();
    await page.getByText("You can leave a story half-way").scrollIntoViewIfNeeded();
    await screenshot(page, `first-view-${width}`);
    await expectNoSidewaysScrolling(page);
    await expectNoAxeViolations(page);
  }
});

test("1: the officer's file changes what is published, and is published by one press", async () => {
  const { driver, page } = story;
  await driver.press("Publish a programme as Officer, Secretariat");
  await driver.sees("Publish a programme");
  await driver.attach("Recommended: the file (PDF, DOCX or text)", fileOfStep(1));
  await driver.press("Read it");
  await driver.dialog().getByText("2 fields differ").waitFor();
  await screenshot(page, "readme-1-differences");
  await driver.press("Publish changes");
  await driver.dialog().getByText("Changed: BCN 2023 (23-SN-03-GE-BCN-C), 2 fields.").waitFor();
  await driver.press("Close");
  await driver.seesNoDialog();
});

test("2: a request is left half-way, goes on where it was, and is sent", async () => {
  const { driver, page } = story;
  await driver.as("Liaison, Fiji");
  await driver.press("Request a visit as Liaison, Fiji");
  await driver.sees("Request a visit");
  await fillWhom(driver, {
    host: "Japan: Japan Productivity Center (JPC)",
    topic: "Kaizen in public hospitals",
    objectives: "How teams are formed, and what the first hundred days look like.",
  });
  await driver.press("Next");
  await atStep(driver, 2);
  await page.keyboard.press("Escape");
  await driver.seesNoDialog();
  await driver.type("/bcn request");
  await driver.dialog().getByText("Welcome back. Here is your draft to JPC").waitFor();
  await fillWhen(driver, "2023-07-12", "2023-07-14");
  await driver.press("Next");
  await atStep(driver, 3);
  for (const traveller of FOUR_TRAVELLERS) await addTraveller(driver, traveller);
  await driver.press("Next");
  await atStep(driver, 4);
  await fillResult(driver, "Two hospitals run teams of their own.");
  await driver.press("Next");
  await atStep(driver, 5);
  await driver.press("Send request");
  await driver.dialog().getByText("Received, on time").waitFor();
  await driver.press("Close");
  await driver.seesNoDialog();
});

test("3: the host's story leads to the card, and its button to the answer", async () => {
  const { driver, page } = story;
  await driver.as("Liaison, Japan");
  await driver.openConversation("BCN");
  const asked = "NTPC, Fiji would be grateful to visit";
  await driver.message(asked).waitFor();
  // What README shows: docs/picture.png.
  await page.setViewportSize({ width: 1280, height: 640 });
  await page.mouse.move(0, 0);
  await screenshot(page, "readme-picture");
  await page.setViewportSize({ width: 1280, height: 800 });
  await driver.openConversation("bcn");
  await driver.press("See what is waiting as Liaison, Japan");
  await driver.message("One thing is waiting for you").waitFor();
  await driver.pressOn(asked, "We can host");
  await driver.sees("We can host");
  await driver.dialog().getByRole("radio").first().check();
  await driver.press("Send answer");
  await driver.dialog().getByText("Noted. JPC, Japan can host NTPC, Fiji").waitFor();
});

test("4: the backup takes the request, which Fiji sees and Japan doesn't", async () => {
  const { driver, page } = story;
  await page.keyboard.press("Escape");
  await driver.seesNoDialog();
  await driver.as("Backup, Fiji");
  await driver.type("/bcn take 1");
  await driver.message("You handle BCN-2023-001 for NTPC, Fiji now.").waitFor();
  await driver.as("Liaison 2, Fiji");
  await driver.type("/bcn show 1");
  await driver.message("Handled by: Backup, Fiji").waitFor();
  await driver.as("Liaison, Japan");
  await driver.openConversation("BCN");
  await driver.type("/bcn show 1");
  const shown = await answered(driver, "BCN-2023-001: NTPC, Fiji to JPC, Japan");
  expect(shown).not.toContain("Backup, Fiji");
});

test("5: Japan's channel is told that the round closes, Fiji's isn't", async () => {
  const { driver, page } = story;
  await driver.as("Liaison, Japan");
  await driver.openConversation("bcn");
  // News that waits until the 24th would be that morning's reminder too.
  await moveDayByDayTo(driver, "Wed 22 March");
  await driver.message("BCN 2023: Overseas Participants is now 8 virtual").waitFor();
  await moveDayByDayTo(driver, "Fri 24 March");
  await driver
    .message("First round of BCN 2023 closes in 7 days, Fri 31 March, 23:59 Tokyo.")
    .waitFor();
  await screenshot(page, "readme-5-japan");
  await driver.as("Liaison, Fiji");
  await driver.openConversation("bcn");
  await driver.message("BCN 2023: Overseas Participants is now 8 virtual").waitFor();
  expect(await page.getByRole("log").innerText()).not.toContain("closes in 7 days");
});

test("6: the addendum shows old and new", async () => {
  const { driver, page } = story;
  await driver.as("Officer, Secretariat");
  await driver.type("/bcn publish");
  await driver.sees("Publish a programme");
  await driver.attach("Recommended: the file (PDF, DOCX or text)", fileOfStep(6));
  await driver.press("Read it");
  await driver
    .dialog()
    .getByText("Addendum 2 to BCN 2023 (23-SN-03-GE-BCN-C) changes 2 fields")
    .waitFor();
  await screenshot(page, "readme-6-addendum");
});
