import { expect, test } from "vitest";
import { expectNoAxeViolations, expectNoSidewaysScrolling, screenshot } from "./helpers/browser.ts";
import { enterOn } from "./helpers/keys.ts";
import { makeStory } from "./helpers/story.ts";
import { atStep, fillWhen, fillWhom, typedIn } from "./helpers/walk.ts";

/** Japan's liaison in Teams, on the whole product: each test goes on where the one before it ended. */
const story = makeStory();

const FIJI = "Fiji: National Training and Productivity Centre, Fiji National University (NTPC)";

test("types help, and reads what can be done", async () => {
  const { driver, page } = story;
  await driver.as("Liaison, Japan", "in Teams");
  await driver.openConversation("BCN");
  await driver.type("/bcn help");
  await driver.message("What you can do now").getByText("closing dates").waitFor();
  await screenshot(page, "teams-story-help");
  await expectNoAxeViolations(page);
  await expectNoSidewaysScrolling(page);
});

test("opens the form from a typed word, and is told beneath each field what is missing", async () => {
  const { driver, page } = story;
  await driver.type("/bcn request");
  await driver.pressOn("Open the form", "Open the form");
  await driver.sees("Request a visit");
  await atStep(driver, 1);
  await expectNoAxeViolations(page);
  await driver.press("Next");
  expect(await driver.fieldError("Topic")).toBe("Please fill this in.");
  await screenshot(page, "teams-story-missing");
});

test("goes through its pages and back, with what was filled in kept", async () => {
  const { driver, page } = story;
  await fillWhom(driver, {
    host: FIJI,
    topic: "Kaizen in small firms",
    objectives: "How, and with whom",
  });
  await driver.press("Next");
  await atStep(driver, 2);
  await fillWhen(driver, "2023-07-12", "2023-07-14");
  await driver.press("Next");
  await atStep(driver, 3);
  await screenshot(page, "teams-story-who");
  await driver.press("Back");
  await atStep(driver, 2);
  expect(await typedIn(driver, "First choice: first day")).toBe("2023-07-12");
  await driver.press("Back");
  await atStep(driver, 1);
  expect(await typedIn(driver, "Topic")).toBe("Kaizen in small firms");
});

test("saves and closes it by keyboard alone, and finds it where it was left", async () => {
  const { driver, page } = story;
  await enterOn(page, "Save and close");
  await driver.dialog().getByText("It's saved, and opens where you left it.").waitFor();
  await screenshot(page, "teams-story-saved");
  await page.keyboard.press("Escape");
  await driver.seesNoDialog();
  await driver.type("/bcn request");
  await driver.press("Open the form");
  await atStep(driver, 1);
  expect(await typedIn(driver, "Topic")).toBe("Kaizen in small firms");
  await page.keyboard.press("Escape");
  await driver.seesNoDialog();
});

test("mentions the bot in a channel, and is answered alone", async () => {
  const { driver, page } = story;
  await driver.openConversation("bcn");
  await driver.type("/bcn help");
  await page.locator(".replies").getByText("I've answered you in our chat").waitFor();
  await screenshot(page, "teams-story-channel");
  await driver.openConversation("BCN");
  const answers = page.getByRole("article").filter({ hasText: "What you can do now" });
  await expect.poll(() => answers.count()).toBe(2);
});

test("has all of it on a phone", async () => {
  const { driver, page } = story;
  await page.setViewportSize({ width: 400, height: 800 });
  await expectNoSidewaysScrolling(page);
  await expectNoAxeViolations(page);
  await screenshot(page, "teams-story-narrow");
  await driver.press("Open the form");
  await atStep(driver, 1);
  await expectNoSidewaysScrolling(page);
  await expectNoAxeViolations(page);
  await screenshot(page, "teams-story-narrow-form");
  const choices = driver.dialog().locator(".ac-choiceSetInput-multiSelect label");
  const cut = choices.evaluateAll((all) => all.filter((one) => one.scrollWidth > one.clientWidth));
  expect(await cut).toHaveLength(0);
  expect(await choices.count()).toBeGreaterThan(10);
  await page.keyboard.press("Escape");
  await driver.seesNoDialog();
});

test("removes the app, adds it again, and is welcomed", async () => {
  const { page } = story;
  const welcome = page.getByRole("article", { name: /One thing is waiting for you/ });
  const before = await welcome.count();
  await page.getByRole("button", { name: "Remove BCN from my chats" }).click();
  await page.getByRole("button", { name: "Add BCN to my chats" }).click();
  await page.getByRole("button", { name: "Remove BCN from my chats" }).waitFor();
  await expect.poll(() => welcome.count()).toBe(before + 1);
  await screenshot(page, "teams-story-welcome");
});
