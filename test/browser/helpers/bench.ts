import type { Locator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import type { LocalView } from "../../../src/local/control-types.ts";
import { type Browsing, openBrowser } from "./browser.ts";
import { type Driver, openDriver } from "./driver.ts";
import { type FakeControl, startFakeControl } from "./fake-control.ts";

/** The channel that the first liaison has open. */
export const FIJI_CHANNEL = "C0FJBCN";

/** A fresh fake and a fresh page for each test of a file, in one browser. */
export interface Bench {
  fake: FakeControl;
  page: Page;
  driver: Driver;
  /** What the browser refused or reported, requests to anywhere else among it; empty when a test ends. */
  complaints: string[];
  /** At this place of the address, the first liaison's unless told. */
  open(place?: string): Promise<void>;
  /** Another page in place of the one of the test. */
  turnTo(options: { width?: number; height?: number; dark?: boolean }): Promise<void>;
  show(...views: LocalView[]): Promise<void>;
  composer(): Locator;
  /** The label, or else the text, of what has the focus. */
  focusedLabel(): Promise<string>;
}

export function makeBench(): Bench {
  let browser: Browsing;
  const bench = {} as Bench;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  const turnTo: Bench["turnTo"] = async (options) => {
    await bench.page?.close();
    bench.page = await browser.page(options);
    bench.complaints = complaintsOf(bench.page, bench.fake.origin);
  };
  beforeEach(async () => {
    bench.fake = await startFakeControl();
    await turnTo({});
  });
  afterEach(async () => {
    await bench.page.close();
    await bench.fake.stop();
    expect(bench.complaints).toEqual([]);
  });

  return Object.assign(bench, {
    turnTo,
    async open(place = "") {
      bench.driver = await openDriver(bench.page, `${bench.fake.origin}/${place}`);
    },
    async show(...views: LocalView[]) {
      bench.fake.views = views;
      bench.fake.tell();
      const title = views.at(-1)?.title;
      if (title) await bench.driver.sees(title);
      else await bench.driver.seesNoDialog();
    },
    composer: () => bench.page.getByRole("textbox", { name: /^Message / }),
    focusedLabel: () => bench.page.evaluate(labelOfFocused),
  });
}

function complaintsOf(page: Page, origin: string): string[] {
  const found: string[] = [];
  page.on("pageerror", ({ message }) => void found.push(message));
  page.on("console", (line) => {
    if (line.type() === "error") found.push(line.text());
  });
  page.on("request", (request) => {
    const isOwn = request.url().startsWith(origin) || request.url().startsWith("data:");
    if (!isOwn) found.push(`asked for ${request.url()}`);
  });
  return found;
}

function labelOfFocused(): string {
  const node = document.activeElement;
  const isControl =
    node instanceof HTMLInputElement ||
    node instanceof HTMLSelectElement ||
    node instanceof HTMLTextAreaElement;
  const label = isControl ? node.labels?.[0]?.innerText : undefined;
  return label ?? node?.textContent ?? "";
}
