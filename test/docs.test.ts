import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { ACTIONS, GENERAL_ACTIONS } from "../src/domain/access.ts";
import { readNotification } from "../src/domain/notifications/read-notification.ts";
import { cast } from "../src/local/cast.ts";
import { usage } from "../src/words/en/cli.ts";
import * as english from "../src/words/en.ts";
import { words } from "../src/words/en.ts";
import { members } from "./domain/notifications/samples.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return entry.name === "node_modules" ? [] : filesIn(path);
  });

const OURS = [".ci", "docs", "manifests", "migrations", "src", "test"];
const files = [
  ...readdirSync(root, { withFileTypes: true }).flatMap((one) => (one.isFile() ? [one.name] : [])),
  ...OURS.flatMap(filesIn),
];
const documents = files.filter((file) => file.endsWith(".md"));
const sources = files.filter((file) => /\.(?:ts|tsx|js|cjs)$/.test(file));

/** "rendering/limits.ts" of "See `rendering/limits.ts`"; no part of an address or a longer word. */
const CITED =
  /(?<![\w./*@-])[\w.-]+(?:\/[\w.-]+)*\.(?:md|tsx?|c?js|json|sql|txt|png|html)(?![\w.])/g;
/** Made by a build or a test; a package's name. */
const NOT_KEPT = /^(?:dist\/|\.artifacts\/|chart\.js$)/;

const citedIn = (text: string): string[] =>
  [...text.replace(/https?:\/\/\S+/g, "").matchAll(CITED)]
    .map(([path]) => path)
    .filter((path) => !NOT_KEPT.test(path));

/** By its whole path, or by the end of it: `rounds.ts`, `programmes/rounds.ts`. */
const exists = (path: string): boolean =>
  files.some((file) => file === path || file.endsWith(`/${path}`));

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([whole, part]) => part ?? whole);

const commentsOf = (file: string): string[] =>
  matches(read(file), /\/\*[\s\S]*?\*\/|(?:^|\s)\/\/.*/g);

describe("what is cited is there", () => {
  test("files, documents and citations are found at all", () => {
    expect(documents).toEqual(expect.arrayContaining(["README.md", "docs/product.md"]));
    expect(sources.flatMap(commentsOf).flatMap(citedIn)).toContain("docs/access.md");
    expect(exists("domain/no-such-file.ts")).toBe(false);
  });

  test.each(documents)("%s: every relative link leads to a file", (document) => {
    const links = matches(read(document), /\]\((?!\w+:|#)([^)\s#]+)/g);
    const targets = links.map((link) => posix.join(posix.dirname(document), link));
    const isThere = (path: string) =>
      path.endsWith("/") ? files.some((file) => file.startsWith(path)) : files.includes(path);
    expect(targets.filter((path) => !isThere(path))).toEqual([]);
  });

  test.each(documents)("%s: every file that it names exists", (document) => {
    const named = matches(read(document), /`([^`\n]+)`/g).flatMap(citedIn);
    expect(named.filter((path) => !exists(path))).toEqual([]);
  });

  test("every file that a comment names exists, a document by its whole path", () => {
    const missing = sources.flatMap((source) =>
      commentsOf(source)
        .flatMap(citedIn)
        .filter((path) => (path.endsWith(".md") ? !files.includes(path) : !exists(path)))
        .map((path) => `${source}: ${path}`),
    );
    expect(missing).toEqual([]);
  });
});

describe("README is a newcomer's page, and its walk can be followed", () => {
  const readme = read("README.md");
  const walk = readme.slice(readme.indexOf("## A walk"), readme.indexOf("## Install"));

  test("it has 120 lines at most, two commands to begin, and a picture", () => {
    expect(readme.split("\n").length).toBeLessThanOrEqual(120);
    expect(readme).toContain("```\nnpm ci\nnpm start\n```");
    expect(readme).toContain("](docs/picture.png)");
  });

  test("every word that is typed in it is known", () => {
    const typed = matches(walk, /`\/bcn (\w+)/g);
    expect(typed.length).toBeGreaterThan(5);
    expect(typed.filter((word) => !(word in words.chat.help.words))).toEqual([]);
  });

  test("every person, channel and button that it names is there", () => {
    const named = matches(walk.replace(/\*\*.*?\*\*/g, ""), /\*([^*]+)\*/g);
    const shown = JSON.stringify([cast, english]);
    const page = filesIn("src/local/page").filter((file) => file.endsWith(".tsx"));
    const drawn = page.map(read).join("\n");
    expect(named).toEqual(expect.arrayContaining(["Officer, Secretariat", "Send request"]));
    const isThere = (name: string) => shown.includes(`"${name}"`) || drawn.includes(name);
    expect(named.filter((name) => !isThere(name))).toEqual([]);
  });

  test("the text of its first step is read without a doubt, and differs from what is published", () => {
    const [, path = ""] = /\*\*The Secretariat publishes.*?`([\w./-]+\.txt)`/.exec(walk) ?? [];
    const [published, uploaded] = ["src/local/sample-notification.txt", path].map((file) => {
      const found = readNotification(read(file), members);
      if (!found.ok) throw new Error(`${file} isn't read`);
      return found.value;
    });
    expect(uploaded).toMatchObject({ warnings: [] });
    expect(uploaded).not.toEqual(published);
  });
});

describe("the specification has every name that the code has", () => {
  /** As `word`, or `word NUMBER`. */
  const isIn = (document: string, name: string): boolean =>
    new RegExp(`\`${name}[ \`]`).test(read(document));

  test.each(Object.keys(words.chat.help.words))("the word %s, in product.md", (word) => {
    expect(isIn("docs/product.md", word)).toBe(true);
  });

  test.each([...ACTIONS, ...GENERAL_ACTIONS])("the verb %s, in access.md", (verb) => {
    expect(isIn("docs/access.md", verb)).toBe(true);
  });

  test("every environment variable, in interfaces.md", () => {
    const variables = matches(read("src/config.ts"), /"((?:[A-Z]+_)+[A-Z]+|PORT|HOST)"/g);
    expect(variables).toEqual(expect.arrayContaining(["DATABASE_URL", "TEAMS_APP_ID", "PORT"]));
    const described = matches(read("docs/interfaces.md"), /`([A-Z_]+)[`=]/g);
    expect(variables.filter((name) => !described.includes(name))).toEqual([]);
  });

  const commands = Object.keys(usage).filter((name) => name !== "all");
  test.each(commands)("the command %s of the command line, in interfaces.md", (command) => {
    expect(isIn("docs/interfaces.md", command)).toBe(true);
  });
});

const records = files.filter((file) => file.startsWith("docs/decisions/"));

describe("decision records", () => {
  test.each(records)("%s has its date beneath its title", (record) => {
    expect(read(record)).toMatch(/^# .+\n\nDecided \d{4}-\d{2}-\d{2}\..*\n\n/);
  });

  test("one that was superseded names what did, and that one names it", () => {
    const said = (phrase: string) =>
      records.flatMap((record) =>
        read(record)
          .split("\n", 3)
          .flatMap((line) => line.split(/(?=Supersede)/))
          .filter((sentence) => sentence.startsWith(phrase))
          .map((sentence) => ({
            from: posix.basename(record),
            to: /\]\(([^)]+)\)/.exec(sentence)?.[1] ?? "",
          })),
      );
    const old = said("Superseded").map(({ from, to }) => `${to} over ${from}`);
    expect(old.length).toBeGreaterThan(0);
    expect(
      said("Supersedes")
        .map(({ from, to }) => `${from} over ${to}`)
        .toSorted(),
    ).toEqual(old.toSorted());
  });
});
