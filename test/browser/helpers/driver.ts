import type { Locator, Page } from "playwright-core";

/**
 * The page in a person's words. Everything is found by the name that a person sees or hears, so a
 * test that passes also shows that the names are there.
 */
export interface Driver {
  readonly page: Page;
  /** Plays this person, "Liaison, Fiji", in whichever workspace they are, or in Teams. */
  as(person: string, where?: "in Teams"): Promise<void>;
  /** By its name in the sidebar: "bcn", "BCN". */
  openConversation(name: string): Promise<void>;
  /** The bot's home, of whoever is played: a tab in Slack, in Teams the card that "bcn" alone brings. */
  openHome(): Promise<void>;
  /** What stands in it. */
  home(): Locator;
  /** Writes in the composer and sends it; "/bcn help" as one types it in Teams, where one is there. */
  type(text: string): Promise<void>;
  /** Types a word that opens a form; in Teams also presses the button that it brings. */
  openForm(text: string): Promise<void>;
  /** Writes into the modal's field. */
  fill(label: string, text: string): Promise<void>;
  /** Chooses in a select, radio group, checkboxes or multi-select. */
  choose(label: string, option: string): Promise<void>;
  attach(label: string, file: { name: string; text: string }): Promise<void>;
  /** Presses the button of this name: in the open dialog, else the newest on the page. */
  press(button: string): Promise<void>;
  /** Presses a button on the newest message that contains the text. */
  pressOn(text: string, button: string): Promise<void>;
  /** Presses a button that stands beside the text in the open dialog: one row of several. */
  pressBeside(text: string, button: string): Promise<void>;
  /** The newest message that contains the text. */
  message(text: string): Locator;
  /** The topmost dialog. */
  dialog(): Locator;
  /** Waits for a modal of this title. */
  sees(title: string): Promise<void>;
  seesNoDialog(): Promise<void>;
  field(label: string): Locator;
  /** The sentence under a field; waits for it. */
  fieldError(label: string): Promise<string>;
  /** "+1 hour", "+1 day". */
  moveClock(by: "+1 hour" | "+1 day"): Promise<void>;
  /** Tokyo's time, "2023-03-31T09:00". */
  setClock(tokyo: string): Promise<void>;
}

export async function openDriver(page: Page, origin: string): Promise<Driver> {
  await page.goto(origin);
  await page.getByRole("textbox", { name: /^Message / }).waitFor({ state: "attached" });
  return makeDriver(page);
}

function makeDriver(page: Page): Driver {
  const dialog = (): Locator => page.getByRole("dialog").last();
  const field = (label: string): Locator => fieldIn(dialog(), label);
  const message = (text: string): Locator =>
    page.getByRole("article").filter({ hasText: text }).last();
  const composer = (): Locator => page.getByRole("textbox", { name: /^Message / });
  // On a narrow screen it stands in the drawer, out of sight.
  const people = (): Locator => page.getByRole("button", { name: /You are/, includeHidden: true });

  return {
    page,
    dialog,
    field,
    message,
    async as(person, where) {
      await openDrawer(page);
      await goTo(page, person, where);
      await people().filter({ hasText: person }).waitFor({ state: "attached" });
      await composer().waitFor();
    },
    async openConversation(name) {
      await openDrawer(page);
      await page
        .getByRole("navigation", { name: "Conversations" })
        .getByRole("button", { name: conversation(name) })
        .click();
      await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
    },
    async openHome() {
      await this.openConversation("BCN");
      if (await isTeams(page)) await this.type("/bcn");
      else await page.getByRole("tab", { name: "Home" }).click();
      await this.home().waitFor();
    },
    home: () => page.getByRole("tabpanel", { name: "Home" }).or(message("This page renews itself")),
    async type(text) {
      await composer().fill(await asTypedHere(page, text));
      await composer().press("Escape");
      await composer().press("Enter");
    },
    async openForm(text) {
      const buttons = page.getByRole("main").getByRole("button", { name: "Open the form" });
      const before = await buttons.count();
      await this.type(text);
      if (await isTeams(page)) await buttons.nth(before).click();
      await dialog().waitFor();
    },
    async fill(label, text) {
      await field(label).locator("input, textarea").first().fill(text);
    },
    choose: (label, option) => choose(field(label), option),
    async attach(label, { name, text }) {
      const file = { name, mimeType: "text/plain", buffer: Buffer.from(text) };
      await field(label).locator("input[type=file]").setInputFiles(file);
      await field(label)
        .getByRole("button", { name: `Remove ${name}` })
        .waitFor();
    },
    async press(button) {
      const within = (await dialog().count()) > 0 ? dialog() : page.getByRole("main");
      await within.getByRole("button", { name: button, exact: true }).last().click();
    },
    pressOn: (text, button) =>
      message(text).getByRole("button", { name: button, exact: true }).click(),
    pressBeside: (text, button) =>
      dialog()
        .locator(".block-section, .ac-columnSet")
        .filter({ hasText: text })
        .getByRole("button", { name: button, exact: true })
        .click(),
    sees: (title) => page.getByRole("dialog", { name: title }).waitFor(),
    seesNoDialog: () => page.getByRole("dialog").waitFor({ state: "detached" }),
    async fieldError(label) {
      // In a card it is the line beneath the input, in the colour for it; the renderer spaces it out.
      const beneath = field(label)
        .and(page.locator(".card *"))
        .locator(
          `xpath=following-sibling::*[not(${SPACE})][1][.//*[contains(@style, "attention")]]`,
        );
      return (await field(label).getByRole("alert").or(beneath).first().innerText()).trim();
    },
    moveClock: (by) => page.getByRole("button", { name: by }).click(),
    async setClock(tokyo) {
      await page.getByRole("button", { name: "Set…" }).click();
      await page.getByLabel("Date and time in Tokyo").fill(tokyo);
      await page.getByRole("button", { name: "Set the clock" }).click();
    },
  };
}

const SPACE = '@aria-hidden="true"';

/** On a narrow screen the conversations stand behind the menu button. */
async function openDrawer(page: Page): Promise<void> {
  const menu = page.getByRole("button", { name: /^Menu/, expanded: false });
  if ((await menu.count()) > 0) await menu.click();
}

/** A field by its label, required ("*", in Teams) or "(optional)" (in Slack). */
function fieldIn(within: Locator, label: string): Locator {
  const name = new RegExp(`^\\s*${escaped(label)}( \\(optional\\)| \\*)?\\s*$`);
  const labels = within.page().locator("label, legend").filter({ hasText: name });
  return within.locator(".field, .card div:has(> label.ac-richTextBlock)").filter({ has: labels });
}

export const isTeams = async (page: Page): Promise<boolean> =>
  (await page.locator(".app[data-platform=teams]").count()) > 0;

/** In Teams one is alone with the bot, or mentions it. */
async function asTypedHere(page: Page, text: string): Promise<string> {
  if (!(await isTeams(page))) return text;
  const isChat = (await page.locator("[data-kind=im]").count()) > 0;
  return isChat ? text.replace(/^\/(bcn )?/, "") : text.replace("/bcn", "@BCN");
}

async function choose(field: Locator, option: string): Promise<void> {
  const select = field.locator("select");
  if ((await select.count()) > 0) await select.selectOption({ label: option });
  else await field.getByLabel(option, { exact: true }).check();
}

/** Through the workspace switcher and the "You are" menu, as a person would. */
async function goTo(page: Page, person: string, where = ""): Promise<void> {
  const mine = page.getByRole("button", { name: /You are/ });
  const workspaces = page.getByRole("navigation", { name: "Workspaces" }).getByRole("button");
  for (let index = 0; index < (await workspaces.count()); index += 1) {
    const name = (await workspaces.nth(index).getAttribute("aria-label")) ?? "";
    if (!name.endsWith(where)) continue;
    if ((await workspaces.nth(index).getAttribute("aria-current")) !== "true") {
      await openDrawer(page);
      await workspaces.nth(index).click();
      await page
        .locator(`nav li:nth-child(${index + 1}) [aria-current=true]`)
        .waitFor({ state: "attached" });
    }
    await openDrawer(page);
    await mine.click();
    const found = page.getByRole("menuitemradio", { name: person });
    if ((await found.count()) > 0) return found.click();
    await page.keyboard.press("Escape");
  }
  throw new Error(`Nobody here is called "${person}"`);
}

/** The unread count stands in the name too. */
const conversation = (name: string): RegExp => new RegExp(`^${escaped(name)}(\\s*\\d+ unread)?$`);

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
