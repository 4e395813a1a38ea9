import { expect, test } from "vitest";
import { screenshot } from "./helpers/browser.ts";
import { chooseByArrows, enterOn, typeInto } from "./helpers/keys.ts";
import { makeStory } from "./helpers/story.ts";
import { atStep } from "./helpers/walk.ts";

const story = makeStory();

test("a request can be written and sent by keyboard alone", async () => {
  const { driver, page } = story;
  await page.keyboard.type("/bcn req");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await driver.sees("Request a visit");
  await atStep(driver, 1);
  await typeInto(page, "NPO you'd like to visit or meet", "Jap");
  await chooseByArrows(page, "Yes", "Not yet");
  await typeInto(page, "Topic", "Kaizen in public hospitals");
  await typeInto(page, "What you hope to learn", "How wards begin.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("How they keep it up.");
  await screenshot(page, "slice-5-keyboard-step-1");
  await enterOn(page, "Next");

  await atStep(driver, 2);
  await chooseByArrows(page, "Face-to-face", "Online");
  // The same number as day and month: read alike whichever the browser asks for first.
  await typeInto(page, "First choice: first day", "07072023");
  await typeInto(page, "First choice: last day", "07072023");
  await typeInto(page, "Hours, if online", "10:00–12:00");
  await enterOn(page, "Next");

  await atStep(driver, 3);
  await enterOn(page, "Add a person");
  await driver
    .dialog()
    .getByText(/^Step 3 of 5: person \d+$/)
    .waitFor();
  await typeInto(page, "Position", "Director, Training");
  // Filled in already, as most have it: Tab leads to what is chosen.
  await chooseByArrows(page, "NPO official", "High-level official");
  await enterOn(page, "Save");
  await atStep(driver, 3);
  await driver.dialog().getByText("Director, Training").waitFor();
  await enterOn(page, "Next");

  await atStep(driver, 4);
  await typeInto(page, "What should change at home?", "Two wards begin with Kaizen.");
  await enterOn(page, "Next");
  await atStep(driver, 5);
  await driver.dialog().getByText("7 July 2023").waitFor();
  await screenshot(page, "slice-5-keyboard-check");
  await enterOn(page, "Send request");
  await driver
    .dialog()
    .getByText("Received, on time: your request to meet JPC, Japan online (BCN-2023-001).")
    .waitFor();

  await page.keyboard.press("Escape");
  await driver.seesNoDialog();
  const composer = page.getByRole("textbox", { name: /^Message / });
  await expect.poll(() => composer.evaluate((node) => node === document.activeElement)).toBe(true);
});
