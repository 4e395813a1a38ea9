import { expect, test } from "vitest";
import { expectNoAxeViolations, screenshot } from "./helpers/browser.ts";
import { makeStory } from "./helpers/story.ts";
import { readNotification, showTop } from "./helpers/walk.ts";

const story = makeStory();

test("publishing a code again shows the differences first", async () => {
  const { driver, page } = story;
  await driver.as("Officer, Secretariat");
  await readNotification(driver);
  await driver.dialog().getByText("This programme is published already.").waitFor();
  await showTop(driver);
  await screenshot(page, "slice-1-publish-differences");
  await expectNoAxeViolations(page);
  await driver.press("Publish changes");
  await driver.dialog().getByText("Changed: BCN 2023 (23-SN-03-GE-BCN-C)").waitFor();
  await screenshot(page, "slice-1-published");
  await driver.press("Close");
  await driver.seesNoDialog();
});

test("what is published already can't be published again, and is one programme", async () => {
  const { driver, page } = story;
  await readNotification(driver);
  await driver.dialog().getByText("This is already published; nothing differs.").waitFor();
  expect(
    await driver
      .dialog()
      .getByRole("button", { name: /^Publish/ })
      .count(),
  ).toBe(0);
  await screenshot(page, "slice-1-publish-same");
  await driver.dialog().locator(".modal-foot").getByRole("button", { name: "Close" }).click();
  await driver.seesNoDialog();

  await driver.type("/bcn closing");
  const closing = driver.message("First round of BCN 2023 closes Fri 31 March, 23:59 Tokyo");
  await closing.waitFor();
  expect(await closing.getByText("First closing date:").count()).toBe(1);
  await screenshot(page, "slice-1-closing");
});
