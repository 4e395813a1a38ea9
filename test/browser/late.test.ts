import { describe, expect, test } from "vitest";
import { expectNoAxeViolations, screenshot } from "./helpers/browser.ts";
import { makeStory } from "./helpers/story.ts";
import {
  addTraveller,
  answered,
  atStep,
  closeAnswer,
  FOUR_TRAVELLERS,
  fillResult,
  fillWhen,
  fillWhom,
  keepDraft,
  setClockToSixInTokyo,
  type Traveller,
} from "./helpers/walk.ts";

const story = makeStory();

const [TRAVELLER] = FOUR_TRAVELLERS as [Traveller];
const OBJECTIVES = "How a course is built, and how its results are followed up.";
const JAPAN = "Japan: Japan Productivity Center (JPC)";
const THAILAND = "Thailand: Thailand Productivity Institute (FTPI)";
const MISSED = "first round of BCN 2023 closed";
const LAST_MISSED = "second round of BCN 2023 closed";
const ASKS = "first round of BCN 2023: please decide.";
const CYCLONE = "A cyclone closed our office for a week.";
const FORCE_MAJEURE = "Force majeure";

/** Fills a request in up to its last step, and keeps it as a draft. */
async function keepWholeDraft(host: string): Promise<void> {
  const { driver } = story;
  await driver.openConversation("BCN");
  await driver.openForm("/bcn request");
  await driver.sees("Request a visit");
  await fillWhom(driver, { host, topic: "Kaizen", objectives: OBJECTIVES });
  await driver.press("Next");
  await atStep(driver, 2);
  await fillWhen(driver, "2023-09-11", "2023-09-13");
  await driver.press("Next");
  await atStep(driver, 3);
  await addTraveller(driver, TRAVELLER);
  await driver.press("Next");
  await atStep(driver, 4);
  await fillResult(driver, "A plan.");
  await driver.press("Next");
  await atStep(driver, 5);
  await keepDraft(driver);
}

describe("the morning after a missed closing date", () => {
  test("whoever holds the draft is asked what next, once, at nine", async () => {
    const { driver, page } = story;
    await driver.as("Liaison, Japan");
    await keepWholeDraft(THAILAND);
    await driver.as("Liaison, Fiji");
    await keepWholeDraft(JAPAN);
    await setClockToSixInTokyo(driver, "2023-04-03");
    await driver.openConversation("BCN");
    await driver.message(MISSED).waitFor();
    await screenshot(page, "late-1-missed");
    await expectNoAxeViolations(page);
    await driver.pressOn(MISSED, "Keep for 30 June");
    await answered(driver, "Kept: your draft to JPC stays as it is.");
    await screenshot(page, "late-2-kept");
    await closeAnswer(driver);
  });

  test("asks the Secretariat, with a reason; a blank one is told at its field", async () => {
    const { driver, page } = story;
    await driver.pressOn(MISSED, "Ask to admit it");
    await driver.sees("Ask to admit it");
    await driver.fill("Why is it late?", " ");
    await driver.press("Ask");
    expect(await driver.fieldError("Why is it late?")).toContain("required");
    await screenshot(page, "late-3-ask");
    await expectNoAxeViolations(page);
    await driver.fill("Why is it late?", CYCLONE);
    await driver.press("Ask");
    await answered(driver, "Asked: the Secretariat");
    await screenshot(page, "late-4-asked");
    await closeAnswer(driver);
  });

  test("afterwards requests, the home and the last step say that it was asked", async () => {
    const { driver, page } = story;
    await driver.type("/bcn requests");
    await answered(driver, "Go on with the draft");
    await screenshot(page, "late-5-requests");
    await driver.press("Go on with the draft");
    await atStep(driver, 5);
    await screenshot(page, "late-6-check");
    await driver.press("Keep as draft");
    await driver.seesNoDialog();
    await driver.openHome();
    await driver.home().getByText("has been asked to admit it late").first().waitFor();
    await screenshot(page, "late-7-home");
    await expectNoAxeViolations(page);
  });
});

describe("an officer", () => {
  test("reads the draft that asks, and admits it with a reason", async () => {
    const { driver, page } = story;
    await driver.as("Officer, Secretariat");
    await driver.type("/bcn owed");
    await answered(driver, "waiting for you");
    await screenshot(page, "late-8-owed");
    await closeAnswer(driver);
    await driver.setClock("2023-04-03T10:00");
    await driver.openConversation("bcn-requests");
    await driver.message(ASKS).waitFor();
    expect(await driver.message(ASKS).innerText()).toContain(CYCLONE);
    await screenshot(page, "late-9-card");
    await driver.pressOn(ASKS, "Read the draft");
    await driver.sees("Draft");
    await driver.dialog().getByText(OBJECTIVES).waitFor();
    await screenshot(page, "late-10-draft");
    await expectNoAxeViolations(page);
    await driver.press("Admit it");
    await driver.sees("Admit a late request");
    await driver.fill("Why do you admit it?", FORCE_MAJEURE);
    await screenshot(page, "late-11-admit");
    await driver.press("Admit");
    await answered(driver, "Admitted: NTPC, Fiji may send this request");
    await screenshot(page, "late-12-admitted");
    await closeAnswer(driver);
  });

  test("who presses the old card is told that it was admitted", async () => {
    const { driver, page } = story;
    await driver.pressOn(ASKS, "Admit it");
    await answered(driver, "This changed a moment ago: it was admitted");
    await screenshot(page, "late-13-second");
    await closeAnswer(driver);
  });
});

describe("whoever asked", () => {
  test("is told, finishes and sends; the receipt says that it was admitted late", async () => {
    const { driver, page } = story;
    await driver.as("Liaison, Fiji");
    await driver.openConversation("BCN");
    await driver.message("Admitted: you may still send").waitFor();
    await screenshot(page, "late-14-told");
    await driver.pressOn("Admitted: you may still send", "Finish and send");
    await atStep(driver, 5);
    await screenshot(page, "late-15-check");
    await driver.press("Send request");
    await driver.dialog().getByText("BCN-2023-001").first().waitFor();
    await screenshot(page, "late-16-sent");
    expect(await driver.dialog().innerText()).toContain("admitted late");
    await driver.press("Close");
  });
});

describe("after the last closing date", () => {
  test("the last step offers to ask for admission", async () => {
    const { driver, page } = story;
    await setClockToSixInTokyo(driver, "2023-07-03");
    await driver.as("Liaison, Japan");
    await driver.setClock("2023-07-03T10:00");
    await driver.openConversation("BCN");
    await driver.message(LAST_MISSED).waitFor();
    await screenshot(page, "late-17-last-missed");
    await driver.type("/bcn requests");
    await answered(driver, "Go on with the draft");
    await driver.press("Go on with the draft");
    await atStep(driver, 5);
    await screenshot(page, "late-18-no-round");
    await driver.press("Ask to admit it");
    await driver.sees("Ask to admit it");
    await screenshot(page, "late-19-ask-inside");
    await driver.fill("Why is it late?", CYCLONE);
    await driver.press("Ask");
    await answered(driver, "Asked: the Secretariat");
    await screenshot(page, "late-20-asked-inside");
    await closeAnswer(driver);
  });

  test("an officer admits in advance, with and without chat; the NPO is told", async () => {
    const { driver, page } = story;
    await driver.as("Officer, Secretariat");
    await driver.type("/bcn admit");
    await driver.sees("Admit late, in advance");
    await screenshot(page, "late-21-advance");
    await expectNoAxeViolations(page);
    await driver.choose("NPO", "Bangladesh");
    await driver.choose("Round", "BCN 2023, second round: Fri 30 June");
    await driver.fill("Why do you admit it?", FORCE_MAJEURE);
    await driver.press("Admit");
    await answered(driver, "Bangladesh may send late");
    await screenshot(page, "late-22-advance-no-chat");
    await closeAnswer(driver);
    await driver.type("/bcn admit");
    await driver.sees("Admit late, in advance");
    await driver.choose("NPO", "NTPC, Fiji");
    await driver.choose("Round", "BCN 2023, second round: Fri 30 June");
    await driver.fill("Why do you admit it?", FORCE_MAJEURE);
    await driver.press("Admit");
    await answered(driver, "NTPC, Fiji may send late");
    await closeAnswer(driver);
    await driver.as("Liaison, Fiji");
    await driver.openConversation("BCN");
    await driver.message("you may still send after").waitFor();
    await screenshot(page, "late-23-told");
    await driver.type("/bcn closing");
    await answered(driver, "The Secretariat lets you send after this date, too.");
    await screenshot(page, "late-24-closing");
  });
});
