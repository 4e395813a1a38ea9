import { existsSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import { type Driver, isTeams } from "./driver.ts";

/** What an input takes (docs/platform-limits.md). */
const LONGEST_INPUT = 3000;

export interface Traveller {
  position: string;
  category: "High-level official" | "Policymaker" | "NPO official";
  part: "Head of delegation" | "Participant" | "Standby participant";
}

/** Four people who travel, as many as a face-to-face activity takes. */
export const FOUR_TRAVELLERS: readonly Traveller[] = [
  { position: "Director, Training", category: "NPO official", part: "Head of delegation" },
  { position: "Permanent Secretary", category: "High-level official", part: "Participant" },
  { position: "Adviser, Productivity Policy", category: "Policymaker", part: "Participant" },
  { position: "Senior Trainer", category: "NPO official", part: "Participant" },
];

/**
 * The notification that is pasted: the real one where it lies beside the project; else the sample
 * that is published at the start, with one sentence changed, so that there is a difference to see.
 */
function notificationToPaste(): readonly string[] {
  const real = new URL("../../../../shared/notifications/23-SN-03-GE-BCN-C.txt", import.meta.url);
  const sample = new URL("../../../src/local/sample-notification.txt", import.meta.url);
  const text = existsSync(real)
    ? readFileSync(real, "utf8")
    : readFileSync(sample, "utf8").replace("High-level officials,", "High-level NPO officials,");
  return [text.slice(0, LONGEST_INPUT), text.slice(LONGEST_INPUT)];
}

/** Opens the form and has the pasted notification read. */
export async function readNotification(driver: Driver): Promise<void> {
  const [first = "", second = ""] = notificationToPaste();
  await driver.type("/bcn publish");
  await driver.sees("Publish a programme");
  await driver.fill("Or paste the notification", first);
  await driver.fill("Its text, part 2", second);
  await driver.press("Read it");
  await driver.sees("Check and publish");
}

/** Waits until the form "Request a visit" shows this step. */
export const atStep = (driver: Driver, step: 1 | 2 | 3 | 4 | 5): Promise<void> =>
  driver.dialog().getByText(`Step ${step} of 5: `).waitFor();

/** Scrolls the open form to what stands above its first field. */
export const showTop = (driver: Driver): Promise<void> =>
  driver
    .dialog()
    .locator(".modal-body")
    .evaluate((body) => body.scrollTo(0, 0));

/** Closes the form, with what is typed kept. */
export async function keepDraft(driver: Driver): Promise<void> {
  if (await isTeams(driver.page)) {
    await driver.press("Save and close");
    await driver.dialog().getByText("It's saved, and opens where you left it.").waitFor();
    await driver.press("Close");
  } else await driver.press("Keep as draft");
  await driver.seesNoDialog();
}

export const typedIn = (driver: Driver, label: string): Promise<string> =>
  driver.field(label).locator("input, textarea").first().inputValue();

export async function fillWhom(
  driver: Driver,
  { host, topic, objectives }: { host: string; topic: string; objectives: string },
): Promise<void> {
  await driver.choose("NPO you'd like to visit or meet", host);
  await driver.choose("Have you already spoken with them?", "Yes");
  await driver.fill("Whom, and when", "Their Liaison Officer, on 3 March");
  await driver.fill("Topic", topic);
  await driver.fill("What you hope to learn", objectives);
}

export async function fillWhen(driver: Driver, startsOn: string, endsOn: string): Promise<void> {
  await driver.choose("Face-to-face, online or both", "Face-to-face");
  await driver.fill("First choice: first day", startsOn);
  await driver.fill("First choice: last day", endsOn);
}

export async function addTraveller(
  driver: Driver,
  { position, category, part }: Traveller,
  organisation = "NTPC",
): Promise<void> {
  await driver.press("Add a person");
  await driver
    .dialog()
    .getByText(/^Step 3 of 5: person \d+$/)
    .waitFor();
  await driver.fill("Position", position);
  await driver.fill("Organisation", organisation);
  await driver.choose("High-level official, policymaker or NPO official", category);
  await driver.choose("Head of delegation, participant or standby", part);
  await driver.press("Save");
  await atStep(driver, 3);
  await driver.dialog().getByText(position).last().waitFor();
}

export async function fillResult(driver: Driver, outcomes: string): Promise<void> {
  await driver.fill("What should change at home?", outcomes);
  await driver.fill("Approved in your NPO by", "Head, Fiji");
  await driver.fill("Their position", "Head of NTPC");
  await driver.fill("Approved on", "2023-03-17");
}

/** Fills in a whole request for one traveller and sends it; gives its number. */
export async function sendRequest(
  driver: Driver,
  asked: { host: string; others?: string; topic: string; objectives: string },
): Promise<string> {
  const [traveller] = FOUR_TRAVELLERS;
  await driver.openForm("/bcn request new");
  await driver.sees("Request a visit");
  await fillWhom(driver, asked);
  if (asked.others) await driver.choose("Others, if they can't", asked.others);
  await driver.press("Next");
  await atStep(driver, 2);
  await fillWhen(driver, "2023-07-12", "2023-07-14");
  await driver.press("Next");
  await atStep(driver, 3);
  if (traveller) await addTraveller(driver, traveller);
  await driver.press("Next");
  await atStep(driver, 4);
  await fillResult(driver, "A plan.");
  await driver.press("Next");
  await atStep(driver, 5);
  await driver.press("Send request");
  const sent = driver.dialog().getByText("Received, on time");
  const [number] = /BCN-\d{4}-\d{3}/.exec(await sent.innerText()) ?? [];
  await driver.press("Close");
  await driver.seesNoDialog();
  if (!number) throw new Error("It was given no number");
  return number;
}

/** "Fri 24 March 09:00" of each message in the open conversation that holds the text, oldest first. */
export async function messageTimes(driver: Driver, text: string, zone: string): Promise<string[]> {
  const instants = await driver.page
    .getByRole("article")
    .filter({ hasText: text })
    .evaluateAll((found) => found.map((one) => one.querySelector("time")?.dateTime ?? ""));
  return instants.map((instant) => dayAndTime(instant, zone));
}

function dayAndTime(instant: string, zone: string): string {
  const parts = new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).formatToParts(new Date(instant));
  const of = (type: string): string => parts.find((one) => one.type === type)?.value ?? "";
  return `${of("weekday")} ${of("day")} ${of("month")} ${of("hour")}:${of("minute")}`;
}

const clockText = (driver: Driver): Promise<string> =>
  driver.page.getByRole("region", { name: "Programme time" }).innerText();

/** Sets the clock to this day of Tokyo, "2023-03-21", at six: it is nine in Suva. */
export async function setClockToSixInTokyo(driver: Driver, day: string): Promise<void> {
  await driver.setClock(`${day}T06:00`);
  await expect.poll(() => clockText(driver)).toMatch(/\b06:00\s+Tokyo/);
}

/** Presses "+1 hour" until it is nine in Tokyo. */
export const moveToNineInTokyo = (driver: Driver): Promise<void> =>
  moveUntil(driver, "+1 hour", /\b09:00\s+Tokyo/);

/** Presses "+1 day" until the clock shows this day, such as "Fri 24 March". */
export const moveDayByDayTo = (driver: Driver, day: string): Promise<void> =>
  moveUntil(driver, "+1 day", new RegExp(day));

/** Longer than from one reminder to the next. */
const MOST_MOVES = 100;

async function moveUntil(driver: Driver, by: "+1 hour" | "+1 day", shown: RegExp): Promise<void> {
  for (let moves = 0; moves < MOST_MOVES; moves += 1) {
    const before = await clockText(driver);
    if (shown.test(before)) return;
    await driver.moveClock(by);
    await expect.poll(() => clockText(driver), { interval: 20 }).not.toBe(before);
  }
  throw new Error(`The clock never showed ${shown.source}`);
}

/** What the bot answered: beside the conversation, or in a form's place where it took a moment. */
export async function answered(driver: Driver, text: string): Promise<string> {
  await driver
    .message(text)
    .or(driver.dialog().filter({ hasText: text }))
    .first()
    .waitFor();
  const isInForm = (await driver.dialog().filter({ hasText: text }).count()) > 0;
  return (isInForm ? driver.dialog() : driver.message(text)).innerText();
}

export async function closeAnswer(driver: Driver): Promise<void> {
  if ((await driver.dialog().count()) > 0) await driver.press("Close");
  await driver.seesNoDialog();
}
