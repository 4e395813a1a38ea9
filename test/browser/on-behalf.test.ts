import { describe, expect, test } from "vitest";
import { expectNoAxeViolations, screenshot } from "./helpers/browser.ts";
import { makeStory } from "./helpers/story.ts";
import {
  addTraveller,
  answered,
  atStep,
  closeAnswer,
  FOUR_TRAVELLERS,
  fillWhen,
  fillWhom,
  sendRequest,
  showTop,
  type Traveller,
} from "./helpers/walk.ts";

const story = makeStory();

const JAPAN = "Japan: Japan Productivity Center (JPC)";
const [TRAVELLER] = FOUR_TRAVELLERS as [Traveller];
const OBJECTIVES = "How a course is built, and how its results are followed up.";
const BANNER = "On behalf of Bangladesh";
const BANGLADESH = "BCN-2023-001: Bangladesh to JPC, Japan";
const FIJI = "BCN-2023-002: NTPC, Fiji to JPC, Japan";
const EVIDENCE = "E-mail of the Liaison Officer";

describe("an officer, on behalf of an NPO that has no chat", () => {
  test("chooses it and notes how they know; what can't be is said at its field", async () => {
    const { driver, page } = story;
    await driver.as("Officer, Secretariat");
    await driver.type("/bcn request");
    await driver.sees("On behalf of an NPO");
    await driver.dialog().getByText("Hong Kong can't be chosen for now").waitFor();
    await driver.choose("NPO", "Bangladesh");
    await driver.fill("How do you know?", EVIDENCE);
    await driver.fill("Of which day?", "2023-03-25");
    await screenshot(page, "behalf-1-npo");
    await expectNoAxeViolations(page);
    await driver.press("Next");
    expect(await driver.fieldError("Of which day?")).toContain("still to come");
    await driver.fill("Of which day?", "2023-03-20");
    await driver.press("Next");
    await driver.sees("Request a visit");
  });

  test("fills in the same five steps, each under the banner, and sends it", async () => {
    const { driver, page } = story;
    const underBanner = () => driver.dialog().getByText(BANNER).waitFor();
    await atStep(driver, 1);
    await underBanner();
    await fillWhom(driver, { host: JAPAN, topic: "Green jobs", objectives: OBJECTIVES });
    await showTop(driver);
    await screenshot(page, "behalf-2-step-1");
    await driver.press("Next");
    await atStep(driver, 2);
    await underBanner();
    await fillWhen(driver, "2023-07-10", "2023-07-12");
    await driver.press("Next");
    await atStep(driver, 3);
    await underBanner();
    await addTraveller(driver, TRAVELLER, "Ministry of Industries");
    await driver.press("Next");
    await atStep(driver, 4);
    await underBanner();
    await driver.fill("What should change at home?", "A plan for two ministries.");
    await driver.press("Next");
    await atStep(driver, 5);
    await underBanner();
    await screenshot(page, "behalf-3-check");
    await driver.press("Change");
    await driver.sees("How do you know?");
    await driver.fill("How do you know?", `${EVIDENCE} and a call`);
    await driver.press("Save");
    await driver.sees("Request a visit");
    await driver.dialog().getByText(`${EVIDENCE} and a call`).waitFor();
    await driver.press("Keep as draft");
    await driver.seesNoDialog();
  });

  test("finds the draft in requests, reopens and sends it", async () => {
    const { driver, page } = story;
    await driver.type("/bcn requests");
    expect(await answered(driver, "Bangladesh: draft to JPC, Japan")).toContain("Green jobs");
    await screenshot(page, "behalf-4-requests");
    await driver.press("Go on with the draft");
    await atStep(driver, 5);
    await driver.press("Send request");
    await driver.dialog().getByText("Received, on time: Bangladesh to visit JPC, Japan").waitFor();
    await screenshot(page, "behalf-5-sent");
    await driver.press("Close");
    await driver.openConversation("BCN");
    await driver.message("Received, on time: Bangladesh").waitFor();
    await driver.pressOn("Received, on time: Bangladesh", "Show");
    expect(await answered(driver, BANGLADESH)).toContain(`${EVIDENCE} and a call`);
    await screenshot(page, "behalf-6-show");
    await closeAnswer(driver);
    await driver.openConversation("bcn-requests");
    await driver.message("New request BCN-2023-001").waitFor();
    expect(await driver.message("New request BCN-2023-001").innerText()).not.toContain(EVIDENCE);
    await screenshot(page, "behalf-7-channel");
  });

  test("the host reads that it came through the Secretariat, and not how the Secretariat knows", async () => {
    const { driver, page } = story;
    await driver.as("Liaison, Japan");
    await driver.openConversation("BCN");
    await driver.message("Bangladesh would be grateful").waitFor();
    await driver.pressOn("Bangladesh would be grateful", "Read");
    const read = await answered(driver, BANGLADESH);
    expect(read).toContain("on behalf of Bangladesh");
    expect(read).not.toContain(EVIDENCE);
    expect(read).not.toContain("Programme officer");
    await screenshot(page, "behalf-8-host");
    await closeAnswer(driver);
  });
});

describe("several people of one NPO", () => {
  test("one takes it, and the card of the other says who it is", async () => {
    const { driver, page } = story;
    await driver.as("Liaison, Fiji");
    await sendRequest(driver, { host: JAPAN, topic: "Kaizen", objectives: OBJECTIVES });
    await driver.openConversation("BCN");
    const card = driver.message("Received, on time: your request");
    await card.getByRole("button", { name: "I'll take it" }).waitFor();

    await driver.as("Backup, Fiji");
    await driver.type("/bcn show BCN-2023-002");
    await answered(driver, FIJI);
    await driver.press("I'll take it");
    await answered(driver, "You handle BCN-2023-002 for NTPC, Fiji now.");
    await screenshot(page, "take-1-backup");
    await closeAnswer(driver);

    await driver.as("Liaison, Fiji");
    await driver.openConversation("BCN");
    await card.getByText("Backup, Fiji").waitFor();
    expect(await card.getByRole("button").allInnerTexts()).not.toContain("I'll take it");
    await screenshot(page, "take-2-card");
  });

  test("hands it to a colleague, who is told", async () => {
    const { driver, page } = story;
    await driver.type("/bcn show BCN-2023-002");
    await answered(driver, FIJI);
    await driver.press("Who handles it?");
    await driver.sees("Who handles it?");
    await driver.choose("Handled by", "Liaison 2, Fiji");
    await screenshot(page, "take-3-assign");
    await driver.press("Save");
    await answered(driver, "Liaison 2, Fiji handles BCN-2023-002 for NTPC, Fiji now.");
    await closeAnswer(driver);
    await driver.as("Liaison 2, Fiji");
    await driver.openConversation("BCN");
    await driver.message("You handle BCN-2023-002 for NTPC, Fiji now.").waitFor();
    await driver.type("/bcn requests");
    await answered(driver, "You handle it.");
    await screenshot(page, "take-4-told");
    await closeAnswer(driver);
  });

  test("the host learns nothing of it", async () => {
    const { driver } = story;
    await driver.as("Liaison, Japan");
    await driver.openConversation("BCN");
    await driver.type("/bcn show BCN-2023-002");
    const read = await answered(driver, FIJI);
    expect(read).toContain("Nobody yet");
    expect(read).not.toMatch(/Liaison.*Fiji|Backup/);
  });
});
