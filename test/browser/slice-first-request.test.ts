import { expect, test } from "vitest";
import { expectNoAxeViolations, expectNoSidewaysScrolling, screenshot } from "./helpers/browser.ts";
import type { Driver } from "./helpers/driver.ts";
import { makeStory } from "./helpers/story.ts";
import { atStep, fillResult, fillWhen, showTop } from "./helpers/walk.ts";

const story = makeStory();

/** The most that a first request of four people may take. */
const MOST_INTERACTIONS = 25;

const PEOPLE = [
  "Director, Training",
  "Permanent Secretary; Ministry of Employment; high-level official",
  "Adviser, Productivity Policy; Ministry of Employment; policymaker",
  "Senior Trainer; standby",
].join("\n");

/** The same driver, which counts each press, choice and field that is typed into. */
function counting(driver: Driver): { driver: Driver; count: () => number } {
  let count = 0;
  const counted = <Args extends unknown[]>(act: (...given: Args) => Promise<void>) => {
    return (...given: Args) => {
      count += 1;
      return act(...given);
    };
  };
  const { type, fill, choose, press, pressBeside } = driver;
  const acts = { type, fill, choose, press, pressBeside };
  const all = Object.entries(acts).map(([name, act]) => [name, counted(act as never)]);
  return { driver: { ...driver, ...Object.fromEntries(all) }, count: () => count };
}

test("a first request of four people is sent in 25 interactions at the most", async () => {
  const { page } = story;
  const { driver, count } = counting(story.driver);
  await driver.as("Liaison, Fiji");
  await driver.type("/bcn request Japan");
  await atStep(driver, 1);
  expect(await driver.field("Whom, and when").count()).toBe(0);
  await driver.choose("Have you already spoken with them?", "Yes");
  await driver.field("Whom, and when").waitFor();
  await driver.fill("Whom, and when", "Their Liaison Officer, on 3 March");
  await driver.fill("Topic", "How consultants are trained");
  await driver.fill("What you hope to learn", "How a course is built.");
  await screenshot(page, "first-1-whom");
  await driver.press("Next");
  await atStep(driver, 2);
  await fillWhen(driver, "2023-07-12", "2023-07-14");
  await driver.press("Next");
  await atStep(driver, 3);
  await driver.fill("Or paste people, one on a line", PEOPLE);
  await screenshot(page, "first-3-paste");
  await driver.press("Add these people");
  await driver.dialog().getByText("Standby participant: Senior Trainer").waitFor();
  await showTop(driver);
  await screenshot(page, "first-3-who");
  await driver.press("Next");
  await atStep(driver, 4);
  await fillResult(driver, "Our trainers follow up each course.");
  await driver.press("Next");
  await atStep(driver, 5);
  await expectNoAxeViolations(page);
  await screenshot(page, "first-5-check");
  const text = await driver.dialog().innerText();
  for (const label of ["NPO you'd like to visit or meet", "Topic", "What should change at home?"]) {
    expect(text).toContain(label);
  }
  expect(text).toContain("Head of delegation: Director, Training (NTPC), NPO official");
  expect(text).toContain(
    "Participant: Permanent Secretary (Ministry of Employment), High-level official",
  );
  await driver.press("Send request");
  await driver.dialog().getByText("Received, on time").waitFor();
  expect(count()).toBeLessThanOrEqual(MOST_INTERACTIONS);
  await driver.press("Close");
  await driver.seesNoDialog();
});

test("one after another, each with what most have, takes no more", async () => {
  const { page } = story;
  const { driver, count } = counting(story.driver);
  await driver.type("/bcn request Thailand");
  await atStep(driver, 1);
  await driver.choose("Have you already spoken with them?", "Not yet");
  await driver.fill("Topic", "Productivity in hospitals");
  await driver.fill("What you hope to learn", "How waiting times are measured.");
  await driver.press("Next");
  await atStep(driver, 2);
  await fillWhen(driver, "2023-08-15", "2023-08-17");
  await driver.press("Next");
  await atStep(driver, 3);
  await driver.press("Add a person");
  for (const place of [1, 2, 3, 4]) {
    await driver.dialog().getByText(`Step 3 of 5: person ${place}`).waitFor();
    await driver.fill("Position", `Trainer ${place}`);
    if (place === 2) await screenshot(page, "first-3-person");
    await driver.press(place < 4 ? "Save and add another" : "Save");
  }
  await driver.dialog().getByText("Trainer 4").waitFor();
  await driver.press("Next");
  await atStep(driver, 4);
  await driver.fill("What should change at home?", "A plan.");
  await driver.press("Next");
  await atStep(driver, 5);
  expect(count() + 1).toBeLessThanOrEqual(MOST_INTERACTIONS);
});

test("each line of the check step leads to its step in one press, and from there back in one", async () => {
  const { driver, page, browser } = story;
  await driver.pressBeside("What should change at home?", "Change");
  await atStep(driver, 4);
  await driver.fill("What should change at home?", "Another plan.");
  await driver.press("To the check step");
  await atStep(driver, 5);
  await driver.dialog().getByText("Another plan.").waitFor();
  await driver.pressBeside("Trainer 3", "Change");
  await driver.dialog().getByText("Step 3 of 5: person 3").waitFor();
  await driver.press("To the check step");
  await atStep(driver, 5);
  const phone = await browser.page({ width: 400, height: 800 });
  await phone.goto(page.url());
  await phone.getByText("Step 5 of 5").waitFor();
  await expectNoSidewaysScrolling(phone);
  await screenshot(phone, "first-5-narrow");
  await phone.close();
});

test("a visit on the host's weekend and one person twice are told where they are entered", async () => {
  const { driver, page, browser } = story;
  await driver.pressBeside("First choice", "Change");
  await atStep(driver, 2);
  await driver.fill("First choice: first day", "2023-08-12");
  await driver.dialog().getByText("Sat 12 August is a weekend day or holiday").waitFor();
  await driver.dialog().getByText("The activity takes 6 days").waitFor();
  await driver.dialog().getByText("Sat 12 – Thu 17 August 2023").waitFor();
  await screenshot(page, "first-2-warned");
  await driver.press("Next");
  await atStep(driver, 3);
  await driver.fill("Or paste people, one on a line", "Trainer; NTPC; Name\nTrainer; NTPC; Name");
  await driver.press("Add these people");
  await driver.dialog().getByText("Persons 5 and 6 have the same name or e-mail: Name").waitFor();
  await showTop(driver);
  await screenshot(page, "first-3-twice");
  const phone = await browser.page({ width: 400, height: 800 });
  await phone.goto(page.url());
  await phone.getByText("Persons 5 and 6").waitFor();
  await expectNoSidewaysScrolling(phone);
  await screenshot(phone, "first-3-narrow");
  await phone.close();
});
