/** The host's answer: from its card, on the cards of the others, and after a no. */
import type { Locator } from "playwright-core";
import { describe, expect, test } from "vitest";
import { expectNoAxeViolations, screenshot } from "./helpers/browser.ts";
import { looksRightOnAPhone, makeStory } from "./helpers/story.ts";
import { answered, closeAnswer, sendRequest, typedIn } from "./helpers/walk.ts";

const story = makeStory();

const JAPAN = "Japan: Japan Productivity Center (JPC)";
const THAILAND = "Thailand: Thailand Productivity Institute (FTPI)";
const FIRST = "BCN-2023-001";
const RECEIVED = "Received, on time: your request to visit";
const ASKED = "NTPC, Fiji would be grateful to visit";
const NEW = "New request";
const NOT_AFTER_ALL = "JPC can't host you after all. Please say what next";
const WAYS_ON = ["Ask FTPI", "Choose another", "Withdraw"];
const OVERTAKEN = "The request has changed since.";
const CAN_HOST = "JPC can host it, Wed 12 – Fri 14 July";
const NOTE = "ยินดีต้อนรับสู่โตเกียว และขอให้เดินทางโดยสวัสดิภาพ";
const REASON = "در این روزها همهٔ کارشناسان ما در سفر هستند.";
const CONFIDENTIAL = "A reorganisation that isn't announced yet.";

/** The message's own id: an edited one keeps it, a new one has another. */
const idOf = (message: Locator) => message.getAttribute("data-ts");

const buttonsOf = (message: Locator): Promise<string[]> =>
  message.getByRole("button").allInnerTexts();

const openAs = async (person: string, conversation: string): Promise<void> => {
  await story.driver.as(person);
  await story.driver.openConversation(conversation);
};

const countOf = (text: string): Promise<number> =>
  story.page.getByRole("article").filter({ hasText: text }).count();

describe("a yes", () => {
  let receipt: string | null;
  let notice: string | null;

  test("is given on the host's card; an error at a field leaves all that was typed", async () => {
    const { driver, page } = story;
    await driver.as("Liaison, Fiji");
    const sent = { host: JAPAN, others: THAILAND, topic: "Kaizen", objectives: "How wards begin." };
    expect(await sendRequest(driver, sent)).toBe(FIRST);
    await driver.openConversation("BCN");
    receipt = await idOf(driver.message(RECEIVED));
    await openAs("Officer, Secretariat", "bcn-requests");
    notice = await idOf(driver.message(NEW));

    // Half past seven in the evening in Suva.
    await driver.setClock("2023-03-20T16:30");
    await openAs("Liaison, Japan", "BCN");
    await screenshot(page, "answer-1-asked");
    expect(await buttonsOf(driver.message(ASKED))).toEqual([
      "We can host",
      "We're considering it",
      "Not possible this time",
      "Read",
      "More",
    ]);
    await driver.pressOn(ASKED, "We can host");
    await driver.sees("We can host");
    await driver.dialog().getByText(`${FIRST}: NTPC, Fiji to JPC, Japan`).waitFor();
    await screenshot(page, "answer-2-form");
    await expectNoAxeViolations(page);
    await driver.fill("A few words to the sender", NOTE);
    await driver.fill("Approved in your NPO by", "President");
    await driver.press("Send answer");
    expect(await driver.fieldError("Their position")).not.toBe("");
    await screenshot(page, "answer-3-error");
    await expectNoAxeViolations(page);
    expect(await typedIn(driver, "A few words to the sender")).toBe(NOTE);
    expect(await typedIn(driver, "Approved in your NPO by")).toBe("President");
    await driver.fill("Their position", "President of JPC");
    await driver.fill("Approved on", "2023-03-20");
    await driver.press("Send answer");
    await driver.dialog().getByText("Noted. JPC, Japan can host NTPC, Fiji").waitFor();
    await screenshot(page, "answer-4-done");
    await driver.press("Close");
    await driver.seesNoDialog();
  });

  test("changes the host's card where it stands: what can't be pressed any more is gone", async () => {
    const { driver, page } = story;
    const card = driver.message(ASKED);
    await card.getByText(CAN_HOST).waitFor();
    await card.getByText("Edited").waitFor();
    expect(await buttonsOf(card)).toEqual(["Add letter", "Read", "I'll take it", "More"]);
    expect(await countOf(ASKED)).toBe(1);
    await screenshot(page, "answer-5-host-card");
  });

  test("changes the Secretariat's card where it stands, and the channel hears of it in a message", async () => {
    const { driver, page } = story;
    await openAs("Officer, Secretariat", "bcn-requests");
    const card = driver.message(NEW);
    await card.getByText(CAN_HOST).waitFor();
    expect(await idOf(card)).toBe(notice);
    expect(await countOf(NEW)).toBe(1);
    const news = driver.message("JPC, Japan can host NTPC, Fiji, Wed 12 – Fri 14 July");
    await news.waitFor();
    expect(await idOf(news)).not.toBe(notice);
    expect(await news.innerText()).not.toContain(NOTE);
    await screenshot(page, "answer-6-secretariat");
    await expectNoAxeViolations(page);
  });

  test("changes Fiji's card in the evening, and is told Fiji the next morning", async () => {
    const { driver, page } = story;
    const news = "JPC, Japan is pleased to host you";
    await openAs("Liaison, Fiji", "BCN");
    const card = driver.message(RECEIVED);
    await card.getByText(CAN_HOST).waitFor();
    expect(await idOf(card)).toBe(receipt);
    expect(await countOf(RECEIVED)).toBe(1);
    expect(await countOf(news)).toBe(0);
    await screenshot(page, "answer-7-fiji-evening");
    await driver.setClock("2023-03-21T06:10");
    await driver.message(news).getByText(NOTE).waitFor();
    expect(await idOf(driver.message(news))).not.toBe(receipt);
    await screenshot(page, "answer-8-fiji-told");
    await expectNoAxeViolations(page);
    await looksRightOnAPhone(story, news, "answer-9-narrow");
  });
});

describe("an answer taken back", () => {
  test("stands behind More, and an old button brings the present card", async () => {
    const { driver, page } = story;
    await driver.setClock("2023-03-22T10:00");
    await openAs("Liaison, Japan", "BCN");
    const old = await shownBeside(`${FIRST}: NTPC, Fiji to JPC, Japan`);
    await screenshot(page, "answer-10-show");

    await driver.pressOn(ASKED, "More");
    await answered(driver, `What you can do with ${FIRST}`);
    await screenshot(page, "answer-11-more");
    await driver.press("We can't host after all");
    await driver.sees("We can't host after all");
    await driver.fill("Why, for the Secretariat only", CONFIDENTIAL);
    await driver.fill("Why, for the sender", " ");
    await driver.press("Send answer");
    expect(await driver.fieldError("Why, for the sender")).not.toBe("");
    expect(await typedIn(driver, "Why, for the Secretariat only")).toBe(CONFIDENTIAL);
    await driver.fill("Why, for the sender", REASON);
    await screenshot(page, "answer-12-decline");
    await expectNoAxeViolations(page);
    await driver.press("Send answer");
    await answered(driver, "JPC, Japan can't host NTPC, Fiji after all");
    await screenshot(page, "answer-13-declined");
    await closeAnswer(driver);

    await old.getByRole("button", { name: "We can't host after all" }).click();
    const now = await answered(driver, "Here is how it stands now.");
    expect(now).toMatch(/This changed at 10:\d\d: JPC, Japan can't host NTPC, Fiji after all/);
    expect(now).toContain(REASON);
    await screenshot(page, "answer-14-changed");
    await closeAnswer(driver);
  });

  test("leaves its sender three ways on, and keeps what is for the Secretariat only from it", async () => {
    const { driver, page } = story;
    await openAs("Liaison, Fiji", "BCN");
    await driver.message(NOT_AFTER_ALL).getByText(REASON).waitFor();
    expect(await driver.message(NOT_AFTER_ALL).innerText()).not.toContain(CONFIDENTIAL);
    expect(await buttonsOf(driver.message(NOT_AFTER_ALL))).toEqual([...WAYS_ON, "Show", "More"]);
    await screenshot(page, "answer-15-fiji-asked");
    await looksRightOnAPhone(story, NOT_AFTER_ALL, "answer-15-narrow");
    await expectNoAxeViolations(page);
    // The news of the yes stands there, and has no button of then.
    await driver.message(OVERTAKEN).waitFor();
    expect(await driver.message(OVERTAKEN).innerText()).toContain("is pleased to host you");
    expect(await buttonsOf(driver.message(OVERTAKEN))).toEqual(["Show"]);
    await driver.openHome();
    await driver.home().getByRole("button", { name: "Choose another" }).waitFor();
    await screenshot(page, "answer-16-fiji-home");
    await expectNoAxeViolations(page);

    await openAs("Officer, Secretariat", "bcn-requests");
    await driver.message("A reason for the Secretariat only is noted.").waitFor();
    await screenshot(page, "answer-17-secretariat");
    expect(await page.getByRole("log").innerText()).not.toContain(CONFIDENTIAL);
  });

  test("another NPO is asked from its news, which then has no button of before", async () => {
    const { driver, page } = story;
    await openAs("Liaison, Fiji", "BCN");
    await driver.pressOn(NOT_AFTER_ALL, "Choose another");
    await driver.sees("Ask another NPO");
    await driver.choose(
      "NPO you'd like to visit or meet",
      "Islamic Republic of Iran: National Iranian Productivity Organization (NIPO)",
    );
    await screenshot(page, "answer-18-choose");
    await expectNoAxeViolations(page);
    await driver.press("Close");
    await driver.seesNoDialog();
    await driver.pressOn(NOT_AFTER_ALL, "Ask FTPI");
    await driver.sees("Ask another NPO");
    await driver.dialog().getByText(`${FIRST}: NTPC, Fiji to JPC, Japan`).waitFor();
    await driver.choose("Have you already spoken with them?", "Not yet");
    await screenshot(page, "answer-19-ask");
    await driver.press("Ask this NPO");
    await answered(driver, "NTPC, Fiji asks FTPI, Thailand now");
    await screenshot(page, "answer-20-asked");
    await closeAnswer(driver);
    await expect.poll(() => countOf(OVERTAKEN), { timeout: 10_000, interval: 20 }).toBe(2);
    await screenshot(page, "answer-21-overtaken");
    expect(await driver.message(NOT_AFTER_ALL).innerText()).toContain(REASON);
    expect(await buttonsOf(driver.message(NOT_AFTER_ALL))).toEqual(["Show"]);
  });
});

describe("a no of an NPO that has no chat", () => {
  test("is noted by an officer on the channel's card, with how they know", async () => {
    const { driver, page } = story;
    await openAs("Officer, Secretariat", "bcn-requests");
    await screenshot(page, "answer-22-unreachable");
    await driver.pressOn(`Please pass on ${FIRST}`, "FTPI can't host");
    await driver.sees("Not possible this time");
    await driver.dialog().getByText("On behalf of FTPI, Thailand").waitFor();
    await driver.dialog().getByText("The NPO reads this").waitFor();
    await driver.fill("How do you know?", "E-mail of the Liaison Officer");
    await driver.fill("Of which day?", "2023-03-22");
    await screenshot(page, "answer-23-behalf");
    await expectNoAxeViolations(page);
    await driver.press("Send answer");
    await answered(driver, "FTPI, Thailand can't host NTPC, Fiji this time");
    await closeAnswer(driver);
  });

  test("the next host is asked in its own chat, as if it were the first", async () => {
    const { driver, page } = story;
    await openAs("Liaison, Fiji", "BCN");
    const news = "FTPI can't host you this time.";
    await driver.message(news).waitFor();
    await screenshot(page, "answer-24-second-no");
    await driver.pressOn(news, "Choose another");
    await driver.sees("Ask another NPO");
    await driver.choose("NPO you'd like to visit or meet", JAPAN);
    await driver.choose("Have you already spoken with them?", "Not yet");
    await driver.press("Ask this NPO");
    await answered(driver, "NTPC, Fiji asks JPC, Japan now");
    await closeAnswer(driver);
    await openAs("Liaison, Japan", "BCN");
    const card = driver.message(ASKED);
    await card.getByRole("button", { name: "We can host" }).waitFor();
    await screenshot(page, "answer-25-asked-again");
    // The card of before says that a newer one stands below.
    await expect.poll(() => countOf(ASKED), { timeout: 10_000, interval: 20 }).toBe(1);
    expect(await card.innerText()).not.toMatch(/FTPI|Thailand/);
  });
});

describe("a letter that follows", () => {
  const letter = "Endorsement letter of NTPC";

  test("is added from show; a file that is none is refused at its field", async () => {
    const { driver, page } = story;
    await openAs("Liaison, Fiji", "BCN");
    const card = await shownBeside(`${FIRST}: NTPC, Fiji to JPC, Japan`);
    await card.getByRole("button", { name: "Add letter" }).click();
    await driver.sees("Add letter");
    await driver.attach("Endorsement letter", { name: "letter.pdf", text: "No letter at all" });
    await driver.press("Add letter");
    expect(await driver.fieldError("Endorsement letter")).toContain("none of PDF, Word");
    await screenshot(page, "letter-1-refused");
    await expectNoAxeViolations(page);
    await driver.dialog().getByRole("button", { name: "Remove letter.pdf" }).click();
    await driver.attach("Endorsement letter", { name: "letter.pdf", text: "%PDF-1.7 a letter" });
    await driver.press("Add letter");
    await driver.dialog().getByText("An endorsement letter has been added").waitFor();
    await screenshot(page, "letter-2-added");
    await driver.press("Close");
    await driver.seesNoDialog();
  });

  test("comes to the host as a direct message, and can be opened there", async () => {
    const { driver, page } = story;
    await openAs("Liaison, Japan", "BCN");
    const news = driver.message("NTPC, Fiji has added its endorsement letter");
    await news.waitFor();
    // What it can answer stands on its card.
    expect(await news.getByRole("button").allInnerTexts()).toEqual(["Show", "More"]);
    const card = await shownBeside(letter);
    await screenshot(page, "letter-3-show");
    await card.getByRole("button", { name: "Letter of NTPC" }).click();
    const file = `${FIRST}-NTPC.pdf`;
    await driver.message(file).getByText(letter).waitFor();
    await screenshot(page, "letter-4-offered");
    await driver.pressOn(file, "Allow");
    const link = page.getByRole("link", { name: file });
    await link.waitFor();
    await driver.message(`I have put ${file} into your files.`).waitFor();
    await screenshot(page, "letter-4-came");
    await expectNoAxeViolations(page);
    const address = await link.evaluate((one) => (one as HTMLAnchorElement).href);
    expect(await (await page.request.get(address)).text()).toBe("%PDF-1.7 a letter");
  });
});

/** The answer to `show` as a message: where it took a moment it came in a form, and is asked again. */
async function shownBeside(headline: string): Promise<Locator> {
  const { driver, page } = story;
  for (;;) {
    await driver.type(`/bcn show ${FIRST}`);
    await answered(driver, headline);
    if ((await driver.dialog().count()) === 0) break;
    await closeAnswer(driver);
  }
  return page.locator(`article[data-ts="${await idOf(driver.message(headline))}"]`);
}
