import type { Page } from "playwright-core";

/** More than a form has controls. */
const MOST_TABS = 80;

/** Presses Tab until the control of this name has the focus, required or optional. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if ((await focusedName(page)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached "${name}"`);
}

/** Goes to the field by Tab and types into it; in a list of choices that chooses by first letters. */
export async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.type(text);
}

/** Goes to the button by Tab and presses it. */
export async function enterOn(page: Page, name: string): Promise<void> {
  await tabTo(page, name);
  await page.keyboard.press("Enter");
}

/** Goes to the group of choices by Tab, down by arrows to the one of this name. */
export async function chooseByArrows(page: Page, first: string, name: string): Promise<void> {
  await tabTo(page, first);
  await page.keyboard.press("Space");
  for (let presses = 0; (await focusedName(page)) !== name; presses += 1) {
    if (presses === MOST_TABS) throw new Error(`The arrows never reached "${name}"`);
    await page.keyboard.press("ArrowDown");
  }
}

const focusedName = async (page: Page): Promise<string> =>
  (await page.evaluate(nameOfFocused)).replace(/ \(optional\)$/, "").trim();

function nameOfFocused(): string {
  const node = document.activeElement;
  const isControl =
    node instanceof HTMLInputElement ||
    node instanceof HTMLSelectElement ||
    node instanceof HTMLTextAreaElement;
  return isControl ? (node.labels?.[0]?.textContent ?? "") : (node?.textContent ?? "");
}
