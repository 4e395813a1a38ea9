import { describe, expect, test } from "vitest";
import { expectNoAxeViolations, screenshot } from "./helpers/browser.ts";
import { looksRightOnAPhone, makeStory } from "./helpers/story.ts";
import {
  addTraveller,
  answered,
  atStep,
  closeAnswer,
  FOUR_TRAVELLERS,
  fillResult,
  fillWhen,
  fillWhom,
  messageTimes,
  moveDayByDayTo,
  moveToNineInTokyo,
  setClockToSixInTokyo,
  showTop,
  typedIn,
} from "./helpers/walk.ts";

const story = makeStory();

const JAPAN = "Japan: Japan Productivity Center (JPC)";
const THAILAND = "Thailand: Thailand Productivity Institute (FTPI)";
const TOPIC = "How consultants are trained";
const OBJECTIVES = "How a course is built, and how its results are followed up.";
const RECEIVED = "Received, on time: your request to visit JPC, Japan (BCN-2023-001).";
const DETAILS = "BCN-2023-001: NTPC, Fiji to JPC, Japan";
const STRANGER = "I don't know you here yet.";

describe("the sender's liaison", () => {
  test("a form that was closed half-way opens again where it was left, with all that was typed", async () => {
    const { driver, page } = story;
    await driver.as("Liaison, Fiji");
    await driver.type("/bcn request");
    await driver.sees("Request a visit");
    await fillWhom(driver, { host: JAPAN, topic: TOPIC, objectives: OBJECTIVES });
    await driver.choose("Others, if they can't", THAILAND);
    await screenshot(page, "slice-2-step-1");
    await driver.press("Next");
    await atStep(driver, 2);
    await fillWhen(driver, "2023-07-12", "2023-07-11");
    await driver.fill("Working language, interpreter", "English");
    await driver.press("Keep as draft");
    await driver.seesNoDialog();

    await driver.type("/bcn request");
    await driver.dialog().getByText("Welcome back. Here is your draft to JPC").waitFor();
    await atStep(driver, 2);
    expect(await typedIn(driver, "First choice: first day")).toBe("2023-07-12");
    expect(await typedIn(driver, "First choice: last day")).toBe("2023-07-11");
    expect(await typedIn(driver, "Working language, interpreter")).toBe("English");
    await screenshot(page, "slice-2-reopened");
    await driver.press("Back");
    await atStep(driver, 1);
    expect(await typedIn(driver, "Topic")).toBe(TOPIC);
    expect(await typedIn(driver, "What you hope to learn")).toBe(OBJECTIVES);
    await driver.field("Others, if they can't").getByText(THAILAND).first().waitFor();
    await driver.press("Next");
    await atStep(driver, 2);
  });

  test("an activity can't end before it starts: the sentence stands under its last day", async () => {
    const { driver, page } = story;
    await driver.press("Next");
    expect(await driver.fieldError("First choice: last day")).toBe(
      "The last day is before the first. Please choose a later one.",
    );
    await screenshot(page, "slice-2-error");
    await expectNoAxeViolations(page);
    await driver.fill("First choice: last day", "2023-07-14");
    await driver.press("Next");
    await atStep(driver, 3);
  });

  test("four may travel: a fifth is refused until somebody is removed", async () => {
    const { driver, page } = story;
    for (const traveller of FOUR_TRAVELLERS) await addTraveller(driver, traveller);
    await addTraveller(driver, {
      position: "Junior Trainer",
      category: "NPO official",
      part: "Participant",
    });
    await driver.press("Next");
    await driver.dialog().getByText("Up to 4 people may travel; the list has 5.").waitFor();
    await showTop(driver);
    await screenshot(page, "slice-2-fifth-refused");
    await expectNoAxeViolations(page);
    await driver.dialog().getByRole("button", { name: "Remove" }).last().click();
    await driver.sees("Remove this person?");
    await screenshot(page, "slice-2-remove");
    await driver.press("Remove");
    await driver.dialog().getByText("Junior Trainer").waitFor({ state: "detached" });
    await driver.press("Next");
    await atStep(driver, 4);
  });

  test("is shown all of it and its round, and is given a number and a receipt once it is sent", async () => {
    const { driver, page } = story;
    await fillResult(driver, "Our trainers follow up each course after three months.");
    await driver.press("Next");
    await atStep(driver, 5);
    await driver
      .dialog()
      .getByText("Joins the first round, which closes Fri 31 March, 23:59 Tokyo")
      .waitFor();
    await screenshot(page, "slice-2-check");
    await expectNoAxeViolations(page);
    await looksRightOnAPhone(story, "Step 5 of 5: check and send", "slice-6-narrow-check");
    await driver.press("Send request");
    await driver.dialog().getByText(RECEIVED).waitFor();
    await screenshot(page, "slice-2-sent");
    await driver.dialog().locator(".modal-foot").getByRole("button", { name: "Close" }).click();

    await driver.openConversation("BCN");
    await driver.message(RECEIVED).waitFor();
    await driver.pressOn(RECEIVED, "Show");
    await driver.message(DETAILS).getByText("FTPI, Thailand").waitFor();
    await screenshot(page, "slice-2-receipt");
    await expectNoAxeViolations(page);
  });
});

describe("the others", () => {
  test("the Secretariat's channel has a card without names; an officer's details have all", async () => {
    const { driver, page } = story;
    await driver.as("Officer, Secretariat");
    await driver.openConversation("bcn-requests");
    const card = "New request BCN-2023-001: NTPC, Fiji to JPC, Japan, Wed 12 – Fri 14 July.";
    await driver.message(card).waitFor();
    expect(await driver.message(card).innerText()).not.toContain("Head, Fiji");
    await screenshot(page, "slice-3-secretariat-card");
    await driver.pressOn(card, "Show");
    await driver.message(DETAILS).getByText("Only visible to you").waitFor();
    await driver.message(DETAILS).getByText("FTPI, Thailand").waitFor();
    await screenshot(page, "slice-3-secretariat-details");
  });

  test("the host's liaison is asked directly, and never sees who else might host", async () => {
    const { driver, page } = story;
    await driver.as("Liaison, Japan");
    await driver.openConversation("BCN");
    const asked =
      "NTPC, Fiji would be grateful to visit you, Wed 12 – Fri 14 July, 4 people (BCN-2023-001).";
    await driver.message(asked).waitFor();
    await screenshot(page, "slice-3-host-asked");
    await driver.pressOn(asked, "Read");
    const details = await answered(driver, DETAILS);
    expect(details).toContain(OBJECTIVES);
    expect(details).not.toMatch(/FTPI|Thailand|can't/);
    await screenshot(page, "slice-3-host-details");
    await looksRightOnAPhone(story, OBJECTIVES, "slice-6-narrow-details");
    await closeAnswer(driver);
  });

  test("a colleague without a role is told kindly whom to ask, and nothing else", async () => {
    const { driver, page } = story;
    await driver.as("Colleague, Fiji");
    await driver.type("/bcn show BCN-2023-001");
    await driver.message(STRANGER).waitFor();
    expect(await page.getByRole("log").innerText()).not.toContain("Japan");
  });
});

/** The closing-date row of the reminders table for 2023; both closing dates are Fridays. */
const REMINDED = [
  { day: "Fri 24 March", iso: "2023-03-24", fijiToo: false },
  { day: "Fri 31 March", iso: "2023-03-31", fijiToo: false },
  { day: "Wed 31 May", iso: "2023-05-31", fijiToo: true },
  { day: "Fri 23 June", iso: "2023-06-23", fijiToo: true },
  { day: "Fri 30 June", iso: "2023-06-30", fijiToo: true },
];
const REMINDER = "is told of closing dates";

describe("closing-date reminders", () => {
  test("come at each channel's own nine o'clock, once, and not where a request was sent", async () => {
    const { driver, page } = story;
    await setClockToSixInTokyo(driver, "2023-03-21");
    for (const reminded of REMINDED) await walkTo(reminded);

    expect(await reminderTimes("Liaison, Japan", "Asia/Tokyo")).toEqual(
      REMINDED.map(({ day }) => `${day} 09:00`),
    );
    await screenshot(page, "slice-4-reminders-japan");
    expect(await reminderTimes("Liaison, Fiji", "Pacific/Fiji")).toEqual(
      REMINDED.filter(({ fijiToo }) => fijiToo).map(({ day }) => `${day} 09:00`),
    );
    await screenshot(page, "slice-4-reminders-fiji");
  });

  test("begin a request for a liaison, and for nobody else who presses", async () => {
    const { driver, page } = story;
    await driver.as("Colleague, Fiji");
    await driver.openConversation("bcn");
    await driver.pressOn(REMINDER, "Start a request");
    await driver.message(STRANGER).getByText("Only visible to you").waitFor();
    await driver.seesNoDialog();
    await screenshot(page, "slice-4-stranger");
  });
});

/** On by whole days at six in Tokyo, nine in Suva; on the day itself until nine in Tokyo. */
async function walkTo({ day, iso, fijiToo }: (typeof REMINDED)[number]): Promise<void> {
  const { driver } = story;
  await moveDayByDayTo(driver, day);
  if (fijiToo) await seesReminderOf("Liaison, Fiji", iso);
  await moveToNineInTokyo(driver);
  await seesReminderOf("Liaison, Japan", iso);
  await setClockToSixInTokyo(driver, dayAfter(iso));
}

async function seesReminderOf(person: string, day: string): Promise<void> {
  await story.driver.as(person);
  await story.driver.openConversation("bcn");
  const newest = story.driver.message(REMINDER).locator(`time[datetime^="${day}"]`);
  await newest.first().waitFor({ state: "attached" });
}

async function reminderTimes(person: string, zone: string): Promise<string[]> {
  await story.driver.as(person);
  await story.driver.openConversation("bcn");
  await story.driver.message(REMINDER).waitFor();
  return messageTimes(story.driver, REMINDER, zone);
}

const dayAfter = (day: string): string =>
  new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
