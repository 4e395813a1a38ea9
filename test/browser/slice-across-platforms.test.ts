/** A request whose parties chat elsewhere: Fiji and the Secretariat in Slack, Japan in Teams. */
import { describe, expect, test } from "vitest";
import { expectNoAxeViolations, screenshot } from "./helpers/browser.ts";
import { looksRightOnAPhone, makeStory } from "./helpers/story.ts";
import {
  answered,
  atStep,
  closeAnswer,
  fillWhen,
  fillWhom,
  keepDraft,
  sendRequest,
  typedIn,
} from "./helpers/walk.ts";

const story = makeStory();

const JAPAN = "Japan: Japan Productivity Center (JPC)";
const FIJI = "Fiji: National Training and Productivity Centre, Fiji National University (NTPC)";
const FIRST = "BCN-2023-001";
const SECOND = "BCN-2023-002";
const TO_JAPAN = "Received, on time: your request to visit JPC, Japan";
const TO_FIJI = "Received, on time: your request to visit NTPC, Fiji";
const JAPAN_ASKED = "NTPC, Fiji would be grateful to visit you";
const FIJI_ASKED = "JPC, Japan would be grateful to visit you";
const NOTE = "Our consultants meet next week; we write to you after that.";
const PEOPLE = [
  "Director, International Cooperation; JPC; head of delegation",
  "Senior Consultant; JPC",
  "Deputy Director; Ministry of Economy, Trade and Industry; policymaker",
].join("\n");

const openAs = async (person: string, conversation: string): Promise<void> => {
  await story.driver.as(person);
  await story.driver.openConversation(conversation);
};

/** Of the newest message that holds this; an edited one keeps it. */
const idOf = (text: string) => story.driver.message(text).getAttribute("data-ts");
const buttonsOf = (text: string): Promise<string[]> =>
  story.driver.message(text).getByRole("button").allInnerTexts();

describe("Fiji, in Slack, asks Japan, in Teams", () => {
  let receipt: string | null;
  let notice: string | null;

  test("the card comes into the chat of Japan's liaison, with all that can be answered", async () => {
    const { driver, page } = story;
    await driver.as("Liaison, Fiji");
    const sent = { host: JAPAN, topic: "Kaizen", objectives: "How wards begin." };
    expect(await sendRequest(driver, sent)).toBe(FIRST);
    await driver.openConversation("BCN");
    await driver.message(TO_JAPAN).waitFor();
    receipt = await idOf(TO_JAPAN);
    await openAs("Officer, Secretariat", "bcn-requests");
    await driver.message(FIRST).waitFor();
    notice = await idOf(FIRST);

    await openAs("Liaison, Japan", "BCN");
    await driver.message(JAPAN_ASKED).waitFor();
    expect(await buttonsOf(JAPAN_ASKED)).toEqual([
      "We can host",
      "We're considering it",
      "Not possible this time",
      "Read",
      "More",
    ]);
    await screenshot(page, "across-1-asked");
    await expectNoAxeViolations(page);
    await looksRightOnAPhone(story, JAPAN_ASKED, "across-1-narrow");
  });

  test("what is wrong in its answer is said beneath the field, and nothing typed is lost", async () => {
    const { driver, page } = story;
    await driver.pressOn(JAPAN_ASKED, "We're considering it");
    await driver.sees("We're considering it");
    await driver.fill("A few words to the sender", NOTE);
    await driver.fill("When will you answer?", "2023-03-17");
    await driver.press("Send answer");
    expect(await driver.fieldError("When will you answer?")).not.toBe("");
    expect(await typedIn(driver, "A few words to the sender")).toBe(NOTE);
    await screenshot(page, "across-2-error");
    await expectNoAxeViolations(page);
    await looksRightOnAPhone(story, "When will you answer?", "across-2-narrow");
    await driver.fill("When will you answer?", "2023-03-30");
    await driver.press("Send answer");
    await answered(driver, "JPC, Japan is considering the request of NTPC, Fiji");
    await screenshot(page, "across-2-answered");
    await closeAnswer(driver);
    await expect.poll(() => buttonsOf(JAPAN_ASKED)).not.toContain("We're considering it");
    await screenshot(page, "across-2-card");
  });

  test("the cards of Fiji and the Secretariat say so where they stand, in Slack", async () => {
    const { page } = story;
    await openAs("Officer, Secretariat", "bcn-requests");
    const card = page.locator(`article[data-ts="${notice}"]`);
    await card.getByText("JPC is considering it").waitFor();
    await screenshot(page, "across-3-secretariat");
    await openAs("Liaison, Fiji", "BCN");
    const own = page.locator(`article[data-ts="${receipt}"]`);
    await own.getByText("JPC is considering it").waitFor();
    await screenshot(page, "across-3-fiji");
  });

  test("Fiji withdraws, and Japan's card in Teams says so and takes no answer any more", async () => {
    const { driver, page } = story;
    await openAs("Liaison, Japan", "BCN");
    const asked = await idOf(JAPAN_ASKED);
    await openAs("Liaison, Fiji", "BCN");
    await driver.pressOn(TO_JAPAN, "More");
    await answered(driver, `What you can do with ${FIRST}`);
    await driver.press("Withdraw");
    await driver.sees("Withdraw this request");
    await driver.fill("Why?", "Our programme was moved to the autumn.");
    await driver.press("Withdraw");
    await answered(driver, "NTPC, Fiji has withdrawn");
    await closeAnswer(driver);

    await openAs("Liaison, Japan", "BCN");
    const card = page.locator(`article[data-ts="${asked}"]`);
    await card
      .getByText(/withdrawn/i)
      .first()
      .waitFor();
    expect(await card.getByRole("button").allInnerTexts()).not.toContain("We can host");
    await screenshot(page, "across-4-withdrawn");
    await expectNoAxeViolations(page);
    await looksRightOnAPhone(story, "withdrawn", "across-4-narrow");
  });
});

describe("Japan, in Teams, asks Fiji, in Slack", () => {
  const REMINDER = "closes in 7 days";

  test("its channel is told of the closing date, and a request begins there", async () => {
    const { driver, page } = story;
    await driver.setClock("2023-03-24T09:00");
    await openAs("Liaison, Japan", "bcn");
    await driver.message(REMINDER).waitFor();
    await screenshot(page, "across-5-reminder");
    await expectNoAxeViolations(page);
    await driver.pressOn(REMINDER, "Start a request");
    await driver.sees("Request a visit");
    await atStep(driver, 1);
    await fillWhom(driver, { host: FIJI, topic: "Training of trainers", objectives: "How." });
    await driver.press("Next");
    await atStep(driver, 2);
    await fillWhen(driver, "2023-08-14", "2023-08-16");
    await screenshot(page, "across-5-when");
    await keepDraft(driver);
  });

  test("its form is saved and closed, opened again by the card, and takes people who are pasted", async () => {
    const { driver, page } = story;
    await driver.pressOn(REMINDER, "Start a request");
    await atStep(driver, 2);
    expect(await typedIn(driver, "First choice: first day")).toBe("2023-08-14");
    await screenshot(page, "across-6-reopened");
    await driver.press("Next");
    await atStep(driver, 3);
    await driver.fill("Or paste people, one on a line", PEOPLE);
    await driver.press("Add these people");
    await driver.dialog().getByText("Senior Consultant").last().waitFor();
    await screenshot(page, "across-6-who");
    await expectNoAxeViolations(page);
    await looksRightOnAPhone(story, "Senior Consultant", "across-6-narrow");
    await driver.press("Next");
    await atStep(driver, 4);
    await driver.fill("What should change at home?", "Our trainers work in pairs.");
    await driver.press("Next");
    await atStep(driver, 5);
    await screenshot(page, "across-6-check");
    await expectNoAxeViolations(page);
    await looksRightOnAPhone(story, "Step 5 of 5: check and send", "across-6-narrow-check");
    await driver.press("Send request");
    await driver.dialog().getByText(TO_FIJI).waitFor();
    await screenshot(page, "across-6-sent");
    await driver.press("Close");
    await driver.seesNoDialog();
  });

  test("Fiji's answer in Slack changes Japan's receipt in Teams, and Japan is told", async () => {
    const { driver, page } = story;
    await driver.openConversation("BCN");
    await driver.message(TO_FIJI).waitFor();
    const own = await idOf(TO_FIJI);
    await screenshot(page, "across-7-receipt");
    await openAs("Liaison, Fiji", "BCN");
    await driver.pressOn(FIJI_ASKED, "We can host");
    await driver.sees("We can host");
    await driver.press("Send answer");
    await answered(driver, "NTPC, Fiji can host JPC, Japan");
    await closeAnswer(driver);
    await openAs("Liaison, Japan", "BCN");
    await page
      .locator(`article[data-ts="${own}"]`)
      .getByText("NTPC can host it, Mon 14 – Wed 16 August")
      .waitFor();
    await driver.message("NTPC, Fiji is pleased to host you").waitFor();
    await screenshot(page, "across-7-told");
    await expectNoAxeViolations(page);
    await looksRightOnAPhone(story, "is pleased to host you", "across-7-narrow");
  });
});

describe("a liaison who is in Teams and in Slack", () => {
  test("comes in by a code of the Secretariat's, and is the same person in both", async () => {
    const { driver, page } = story;
    await driver.as("Officer, Secretariat");
    await driver.type("/bcn members Japan");
    await driver.dialog().waitFor();
    await screenshot(page, "across-8-members");
    await driver.dialog().getByRole("button", { name: "Add a chat account" }).first().click();
    const code = driver.dialog().getByText("/bcn join ").first();
    await code.waitFor();
    await screenshot(page, "across-8-code");
    const [join = ""] = /\/bcn join \S+/.exec(await code.innerText()) ?? [];
    await driver.press("Close");
    await driver.seesNoDialog();
    await driver.as("Colleague, Fiji");
    await driver.type(join);
    await answered(driver, "this chat account is yours too");
    await screenshot(page, "across-8-joined");
    await closeAnswer(driver);
  });

  test("acts in Slack, and the card in Teams changes with it", async () => {
    const { driver, page } = story;
    await driver.type(`/bcn show ${SECOND}`);
    await answered(driver, `${SECOND}: JPC, Japan to NTPC, Fiji`);
    await screenshot(page, "across-9-show");
    await driver.press("Withdraw");
    await driver.sees("Withdraw this request");
    await driver.fill("Why?", "Our budget was cut.");
    await driver.press("Withdraw");
    await answered(driver, "JPC, Japan has withdrawn");
    await closeAnswer(driver);
    await openAs("Liaison, Japan", "BCN");
    await expect.poll(() => buttonsOf(TO_FIJI)).not.toContain("Withdraw");
    await driver
      .message(TO_FIJI)
      .getByText(/withdrawn/i)
      .first()
      .waitFor();
    await screenshot(page, "across-9-both");
  });
});
