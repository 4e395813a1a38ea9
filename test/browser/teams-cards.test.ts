/** What people wrote, as Microsoft's own renderer draws it: to the letter, and nothing of it alive. */
import { createRequire } from "node:module";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inert } from "../../src/surfaces/teams/rendering/inert.ts";
import { HOSTILE, TEAMS_OWN } from "../helpers/hostile.ts";
import { drawnOf } from "../surfaces/teams/drawn-cards.ts";
import { type Browsing, openBrowser } from "./helpers/browser.ts";

const LIBRARY = createRequire(import.meta.url).resolve("adaptivecards/dist/adaptivecards.min.js");

let browsing: Browsing;
let page: Page;
beforeAll(async () => {
  browsing = await openBrowser();
  page = await browsing.page();
  await page.addScriptTag({ path: LIBRARY });
});
afterAll(() => browsing.close());

interface Drawn {
  readonly name: string;
  /** Elements, their classes and where they lead. */
  readonly skeleton: string;
  /** What is read, a line each. */
  readonly words: string;
  /** What was read for markdown. */
  readonly markdown: readonly string[];
}

/** Each card, drawn with markdown on, as Teams has it. */
const drawn = (cards: Iterable<readonly [string, unknown]>): Promise<Drawn[]> =>
  page.evaluate(
    (given) => {
      interface Library {
        AdaptiveCard: (new () => { parse(card: unknown): void; render(): HTMLElement }) & {
          onProcessMarkdown: (
            text: string,
            result: { outputHtml?: string; didProcess: boolean },
          ) => void;
        };
      }
      const { AdaptiveCard } = (globalThis as unknown as { AdaptiveCards: Library }).AdaptiveCards;
      return given.map(([name, content]) => {
        const markdown: string[] = [];
        AdaptiveCard.onProcessMarkdown = (text, result) => {
          markdown.push(text);
          result.outputHtml = text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
          result.didProcess = true;
        };
        const card = new AdaptiveCard();
        card.parse(content);
        const html = card.render();
        const elements = [...html.querySelectorAll("*")];
        const skeleton = elements.map(
          (one) => `${one.tagName} ${one.className} ${one.getAttribute("href")}`,
        );
        const words = elements.map((one) =>
          one.children.length === 0
            ? `${one.textContent}\n${one.getAttribute("placeholder") ?? ""}`
            : "",
        );
        return { name, skeleton: skeleton.join("\n"), words: words.join("\n"), markdown };
      });
    },
    [...cards],
  );

const folded = (text: string): string => text.replace(/\s+/g, " ").trim();
const withoutIsolates = (text: string): string => text.replace(/[\u2068\u2069]/g, "");

/** As long, since long texts are laid out otherwise. */
const calmOf = (line: string): string =>
  "Zqxvwj "
    .repeat(40)
    .slice(0, line.length - 1)
    .padEnd(line.length, "n");

const known = new Map<string, Promise<Map<string, Drawn>>>();
const byName = async (line: string): Promise<Map<string, Drawn>> => {
  // A message in a dialog's place is drawn of the same parts.
  const cards = [...drawnOf({ line, lines: line })].filter(
    ([name]) => !/^form in place/.test(name),
  );
  const all = await drawn(cards);
  return new Map(all.map((one) => [one.name, one]));
};
const calmly = (plain: string): Promise<Map<string, Drawn>> => {
  const all = known.get(plain) ?? byName(plain);
  known.set(plain, all);
  return all;
};

test("every text that would be alive somewhere is drawn as it was typed, and changes nothing around it", async () => {
  // The other ones of those hundred are drawn without a browser, in text-without-markup.test.ts.
  for (const typed of [...HOSTILE.slice(0, 40), ...TEAMS_OWN]) {
    const line = folded(typed);
    const plain = calmOf(line);
    const calm = await calmly(plain);
    const shown = withoutIsolates(inert(line, 3000));
    for (const [name, { skeleton, words, markdown }] of await byName(line)) {
      const before = calm.get(name);
      const of = `${JSON.stringify(typed)} in ${name}`;
      // A choice with signs in it is chosen from a list, which is drawn to the letter.
      if (!before?.markdown.some((text) => text.includes(plain)))
        expect(skeleton, of).toBe(before?.skeleton);
      if (/[*_`~<>\\#[\]]|https?:/.test(line))
        expect(
          markdown.filter((text) => text.includes(line)),
          of,
        ).toEqual([]);
      if (line !== "" && before?.words.includes(plain))
        expect(withoutIsolates(words), of).toContain(shown);
    }
  }
});

test("the page draws what is alive, where it isn't kept from it", async () => {
  const text = "{{DATE(2023-03-31T00:00:00Z, SHORT)}}";
  const card = (element: object) => ({ type: "AdaptiveCard", version: "1.5", body: [element] });
  const run = (of: string) => ({ type: "RichTextBlock", inlines: [{ type: "TextRun", text: of }] });
  const [alive, kept, markdown] = await drawn([
    ["alive", card(run(text))],
    ["kept", card(run(inert(text, 100)))],
    ["markdown", card({ type: "TextBlock", text: "*x*" })],
  ]);
  expect(alive?.words).toMatch(/31 Mar 2023/);
  expect(kept?.words).toContain("DATE(2023");
  expect(markdown?.markdown).toEqual(["*x*"]);
});
