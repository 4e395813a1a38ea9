/** The LO and the backup of Fiji in one draft, each on a screen of their own. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { expectNoAxeViolations, screenshot } from "./helpers/browser.ts";
import { type Driver, openDriver } from "./helpers/driver.ts";
import { makeStory } from "./helpers/story.ts";
import { atStep, fillWhen, showTop, typedIn } from "./helpers/walk.ts";

const story = makeStory();

const JAPAN = "Japan: Japan Productivity Center (JPC)";
const TOPIC = "How consultants are trained";
const OFFER = "Liaison, Fiji has begun a request already.";

let lo: Driver;
let backup: Driver;
beforeAll(async () => {
  lo = story.driver;
  backup = await openDriver(await story.browser.page(), story.origin);
  await lo.as("Liaison, Fiji");
  await backup.as("Backup, Fiji");
});
afterAll(() => backup?.page.close());

describe("the LO and the backup", () => {
  test("share a draft: the backup is offered what the LO has begun", async () => {
    await lo.type("/bcn request");
    await lo.sees("Request a visit");
    await lo.choose("NPO you'd like to visit or meet", JAPAN);
    await types(lo, "Topic", TOPIC);

    await backup.type("/bcn request");
    await backup.message(OFFER).getByText("Draft to JPC, Japan").waitFor();
    await screenshot(backup.page, "two-1-offer");
    await expectNoAxeViolations(backup.page);
    await backup.pressOn(OFFER, "Open it");
    await backup.dialog().getByText("that Liaison, Fiji has begun").waitFor();
    expect(await typedIn(backup, "Topic")).toBe(TOPIC);
    await screenshot(backup.page, "two-1-opened");
  });

  test("see at Next what the other added, and lose nothing of what either typed", async () => {
    await lo.choose("Have you already spoken with them?", "Not yet");
    await types(backup, "What you hope to learn", "How results are followed up.");
    expect(await typedIn(lo, "What you hope to learn")).toBe("");
    await types(lo, "What you hope to learn", "How a course is built.");
    await lo.press("Next");
    await atStep(lo, 2);
    await lo
      .dialog()
      .getByText("Backup, Fiji changed meanwhile: What you hope to learn.")
      .waitFor();
    await showTop(lo);
    await screenshot(lo.page, "two-2-meanwhile");
  });

  test("choose by one press between two values of a field", async () => {
    await lo.press("Back");
    await atStep(lo, 1);
    await lo.dialog().getByText("Backup, Fiji typed this here at the same time").waitFor();
    await lo.dialog().getByRole("button", { name: "Keep mine" }).scrollIntoViewIfNeeded();
    await screenshot(lo.page, "two-3-both-values");
    await expectNoAxeViolations(lo.page);
    await lo.press("Use this one");
    await lo.dialog().getByText("typed this here").waitFor({ state: "detached" });
    expect(await typedIn(lo, "What you hope to learn")).toBe("How results are followed up.");
    await lo.press("Next");
    await atStep(lo, 2);
    await fillWhen(lo, "2023-07-12", "2023-07-14");
  });

  test("are told of a second draft to the same host where it is chosen", async () => {
    await backup.press("Keep as draft");
    await backup.dialog().waitFor({ state: "hidden" });
    await backup.type("/bcn request new");
    await backup.sees("Request a visit");
    await backup.choose("NPO you'd like to visit or meet", JAPAN);
    await backup.dialog().getByText("has a draft to JPC, Japan too").waitFor();
    await screenshot(backup.page, "two-4-twin");
    await expectNoAxeViolations(backup.page);
    await backup.fill("Topic", "Another one");
    await backup.press("Open that draft");
    await backup.dialog().getByText("that Liaison, Fiji has begun").waitFor();
    await backup.press("Keep as draft");
    await backup.dialog().waitFor({ state: "hidden" });
    await backup.type("/bcn requests");
    await backup.message("2 drafts").getByText("Held by you").waitFor();
    await backup.message("2 drafts").getByText("Held by Liaison, Fiji").waitFor();
    await screenshot(backup.page, "two-4-list");
  });

  test("discard a draft after a question, and whoever has it open is told by whom", async () => {
    await backup.message("2 drafts").getByRole("button", { name: "Discard" }).last().click();
    await backup.sees("Discard this draft?");
    await screenshot(backup.page, "two-5-question");
    await expectNoAxeViolations(backup.page);
    await backup.press("Discard");
    await backup.message("The draft is discarded.").waitFor();
    await lo.fill("Working language, interpreter", "English");
    await lo.dialog().getByText("Backup, Fiji discarded this draft.").waitFor();
    await screenshot(lo.page, "two-5-discarded");
  });
});

/** Types it and waits until it is saved: it is sent a moment after the last character. */
async function types(driver: Driver, label: string, text: string): Promise<void> {
  const isSaved = driver.page.waitForResponse((response) =>
    Boolean(response.request().postData()?.includes(text)),
  );
  await driver.fill(label, text);
  await isSaved;
}
