import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import {
  type Browsing,
  expectNoAxeViolations,
  expectNoSidewaysScrolling,
  openBrowser,
  screenshot,
} from "./browser.ts";
import { type Driver, openDriver } from "./driver.ts";
import { type Product, startProduct } from "./product.ts";

/** One story on the whole product: each test of the file goes on where the one before it ended. */
export interface Story {
  page: Page;
  driver: Driver;
  browser: Browsing;
  origin: string;
}

export function makeStory(): Story {
  let product: Product | undefined;
  const story = {} as Story;
  beforeAll(async () => {
    [product, story.browser] = await Promise.all([startProduct(), openBrowser()]);
    story.origin = product.origin;
    story.page = await story.browser.page();
    story.driver = await openDriver(story.page, story.origin);
  });
  afterAll(async () => {
    await story.browser?.close();
    const code = await product?.stop();
    expect([code, product?.errors]).toEqual([0, []]);
  });
  return story;
}

/** The same person, conversation and form on a screen of 400 px. */
export async function looksRightOnAPhone(
  { browser, page }: Story,
  shown: string,
  name: string,
): Promise<void> {
  const phone = await browser.page({ width: 400, height: 800 });
  await phone.goto(page.url());
  await phone.getByText(shown).first().waitFor();
  await expectNoSidewaysScrolling(phone);
  await expectNoAxeViolations(phone);
  await screenshot(phone, name);
  await phone.close();
}
