import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import axe from "axe-core";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";

export interface Browsing {
  /** A page of this size, 1280 × 800 unless told. */
  page(options?: { width?: number; height?: number; dark?: boolean }): Promise<Page>;
  close(): Promise<void>;
}

/** What headless Chromium needs when it runs as root without a desktop (docs/toolchain). */
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--lang=en-GB",
];

/** Debian's Chromium, or the one that CHROMIUM names, on a profile of its own. */
export async function openBrowser(): Promise<Browsing> {
  const profile = await mkdtemp(join(tmpdir(), "bcn-browser-"));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    headless: true,
    args: ARGUMENTS,
    timezoneId: "UTC",
    locale: "en-GB",
  });
  return {
    page: (options) => openPage(context, options),
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

async function openPage(
  context: BrowserContext,
  {
    width = 1280,
    height = 800,
    dark = false,
  }: { width?: number; height?: number; dark?: boolean } = {},
): Promise<Page> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: dark ? "dark" : "light", reducedMotion: "reduce" });
  page.setDefaultTimeout(10_000);
  return page;
}

const ARTIFACTS = fileURLToPath(new URL("../../../.artifacts/screenshots/", import.meta.url));

/** Leaves `.artifacts/screenshots/NAME.png`. */
export async function screenshot(page: Page, name: string): Promise<void> {
  await mkdir(ARTIFACTS, { recursive: true });
  await page.screenshot({ path: join(ARTIFACTS, `${name}.png`) });
}

/** WCAG 2.2 A and AA, and axe's best practices, over all that is on the screen. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  // The page's policy takes no inline script; the browser's own channel is not bound by it.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const injected = globalThis as unknown as { axe: { run(): Promise<AxeResult> } };
    const { violations, passes } = await injected.axe.run();
    return { violations, passes: passes.length };
  });
  const sentences = found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
  );
  expect(sentences).toEqual([]);
  // Fewer means that axe saw no page.
  expect(found.passes).toBeGreaterThan(10);
}

interface AxeResult {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
  passes: unknown[];
}

/** Nothing sticks out sideways. */
export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const { scrolled, shown } = await page.evaluate(() => ({
    scrolled: document.documentElement.scrollWidth,
    shown: document.documentElement.clientWidth,
  }));
  expect(scrolled).toBeLessThanOrEqual(shown);
  const wide = await page.evaluate(() =>
    [
      ...document.querySelectorAll(
        ".messages, .home, .modal-body, .channel, .top-bar, dialog[open]",
      ),
    ]
      .filter((one) => one.scrollWidth > one.clientWidth + 1)
      .map((one) => one.className),
  );
  expect(wide).toEqual([]);
}
