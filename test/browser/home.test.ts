import { describe, expect, test } from "vitest";
import { expectNoAxeViolations, expectNoSidewaysScrolling, screenshot } from "./helpers/browser.ts";
import { makeStory } from "./helpers/story.ts";
import {
  addTraveller,
  answered,
  atStep,
  closeAnswer,
  FOUR_TRAVELLERS,
  fillWhen,
  fillWhom,
} from "./helpers/walk.ts";

const story = makeStory();
const JAPAN = "Japan: Japan Productivity Center (JPC)";
const [traveller] = FOUR_TRAVELLERS;

const opened = async (person: string): Promise<void> => {
  await story.driver.as(person);
  await story.driver.openHome();
};

const shows = (text: string | RegExp): Promise<void> =>
  story.driver.home().getByText(text).first().waitFor();

describe("the home", () => {
  test("of a liaison with nothing yet says what to do", async () => {
    await opened("Liaison, Japan");
    await shows("Nothing is waiting for you");
    await shows("Requests to JPC");
    await screenshot(story.page, "home-liaison-empty");
    await expectNoAxeViolations(story.page);
  });

  test("of a stranger is the friendly sentence", async () => {
    await opened("Colleague, Fiji");
    await shows("I don't know you here yet.");
    expect(await story.driver.home().getByRole("button").allInnerTexts()).toEqual([
      "I have a code",
    ]);
    await screenshot(story.page, "home-stranger");
  });

  test("starts a request; what is begun waits there until it is sent", async () => {
    const { driver, page } = story;
    await opened("Liaison, Fiji");
    await driver.press("Start a request");
    await driver.sees("Request a visit");
    await fillWhom(driver, { host: JAPAN, topic: "Kaizen", objectives: "How wards begin." });
    await driver.press("Next");
    await atStep(driver, 2);
    await driver.press("Keep as draft");
    await driver.seesNoDialog();
    await shows("Send your draft to JPC, Japan");
    await shows(/BCN 2023 closes Fri 31 March, 23:59 Tokyo \(Sat 1 April, 02:59 Suva\)/);
    await screenshot(page, "home-liaison-draft");

    await driver.press("Go on with the draft");
    await atStep(driver, 2);
    await fillWhen(driver, "2023-07-12", "2023-07-14");
    await driver.press("Next");
    await atStep(driver, 3);
    if (traveller) await addTraveller(driver, traveller);
    await driver.press("Next");
    await atStep(driver, 4);
    await driver.fill("What should change at home?", "Two wards begin.");
    await driver.press("Next");
    await atStep(driver, 5);
    await driver.press("Send request");
    await driver.dialog().getByText("Received, on time").waitFor();
    await story.page.keyboard.press("Escape");
    await driver.seesNoDialog();
    await shows("Their answer is asked by Tue 4 April.");
    await shows("You have sent a request in this round.");
    await screenshot(page, "home-liaison-sent");
  });

  test("of the host, a card in Teams, has the answer that it owes, and shows the request", async () => {
    const { driver, page } = story;
    await opened("Liaison, Japan");
    await shows("One thing is waiting for you");
    await shows("Requests to JPC: first round of BCN 2023");
    await screenshot(page, "home-host");
    await driver.home().getByRole("button", { name: "Show" }).first().click();
    await answered(driver, "BCN-2023-001: NTPC, Fiji to JPC, Japan");
    await screenshot(page, "home-host-show");
    await closeAnswer(driver);
    await driver.openConversation("bcn");
    await driver.type("/bcn owed");
    await driver.message("I've answered you in our chat").waitFor();
    await driver.openConversation("BCN");
    await driver.message("Answer NTPC, Fiji (BCN-2023-001)").waitFor();
  });

  test("says when a closing date has passed, by itself", async () => {
    const { driver } = story;
    await opened("Officer, Secretariat");
    await shows("One request sent.");
    await screenshot(story.page, "home-officer");
    await driver.setClock("2023-04-05T09:00");
    await driver.home().getByText("First closing date").waitFor({ state: "detached" });
    await shows("Second closing date");
    await opened("Liaison, Japan");
    await shows("Your answer was kindly asked by Tue 4 April. It is still welcome.");
  });

  test("fits a telephone", async () => {
    const { page } = story;
    await page.setViewportSize({ width: 400, height: 800 });
    await expectNoSidewaysScrolling(page);
    await expectNoAxeViolations(page);
    await screenshot(page, "home-narrow");
  });
});
