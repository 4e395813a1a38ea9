import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { expectNoAxeViolations, screenshot } from "./helpers/browser.ts";
import { makeStory } from "./helpers/story.ts";
import { showTop, typedIn } from "./helpers/walk.ts";

const story = makeStory();

const addendum = readFileSync(
  new URL("../fixtures/notifications/addendum.txt", import.meta.url),
  "utf8",
);

const paste = async (text: string): Promise<void> => {
  const { driver } = story;
  await driver.type("/bcn publish");
  await driver.sees("Publish a programme");
  await driver.fill("Or paste the notification", text);
  await driver.press("Read it");
};

test("an addendum to a programme that isn't published is refused at its text", async () => {
  const { driver, page } = story;
  await driver.as("Officer, Secretariat");
  await paste(addendum.replace("23-SN-03", "22-SN-03"));
  expect(await driver.fieldError("Or paste the notification")).toContain(
    "If 23-SN-03-GE-BCN-C is meant",
  );
  await screenshot(page, "amend-unknown-programme");
  await driver.fill("Or paste the notification", "Pancakes: flour, milk, eggs.");
  await driver.press("Read it");
  await driver.dialog().getByText("doesn't look like a Project Notification").waitFor();
  await driver.press("Cancel");
  await driver.seesNoDialog();
});

test("an addendum shows what it would change, its fields first, and is published", async () => {
  const { driver, page } = story;
  await paste(addendum);
  await driver.sees("Check and publish");
  await driver
    .dialog()
    .getByText("Addendum 2 to BCN 2023 (23-SN-03-GE-BCN-C) changes 2 fields")
    .waitFor();
  await showTop(driver);
  await screenshot(page, "amend-preview");
  await expectNoAxeViolations(page);
  expect(await typedIn(driver, "Closing Date")).toBe("31 March 2023; 14 July 2023");
  await driver.field("Closing Date").scrollIntoViewIfNeeded();
  await screenshot(page, "amend-preview-fields");
  await driver.press("Publish the change");
  await driver.dialog().getByText("Changed: BCN 2023 (23-SN-03-GE-BCN-C), 2 fields.").waitFor();
  await screenshot(page, "amend-published");
  await driver.press("Close");
  await driver.seesNoDialog();
});

test("the next morning Fiji's liaison hears what changed, and can begin or read on", async () => {
  const { driver, page } = story;
  await driver.setClock("2023-03-21T09:00");
  await driver.as("Liaison, Fiji");
  await driver.openConversation("BCN");
  const news = driver.message("BCN 2023: the second round now closes Fri 14 July, 23:59 Tokyo.");
  await news.getByText("Fri 31 March 2023; Fri 14 July 2023").waitFor();
  await screenshot(page, "amend-told");
  await expectNoAxeViolations(page);
  await news.getByRole("button", { name: "Read notification" }).click();
  await page.getByText("Version 2: Addendum 2").waitFor();
  await screenshot(page, "amend-read-notification");
});
