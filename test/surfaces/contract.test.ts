/** What a second surface needs: nothing of one platform stands outside of its own folder. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const src = fileURLToPath(new URL("../../src/", import.meta.url));
const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(src + file, "utf8") }));

const filesWith = (pattern: RegExp, folders = /^/): string[] =>
  sources
    .filter(({ file, text }) => folders.test(file) && pattern.test(text))
    .map(({ file }) => file);

test("the platforms are listed in one file", () => {
  expect(filesWith(/"slack"\s*[|,]\s*"teams"|slack\|teams/)).toEqual(["domain/platform.ts"]);
});

test("what is said names no command in one platform's way", () => {
  expect(filesWith(/\/bcn|\/invite @/, /^(?:words|messages|forms|commands)\b/)).toEqual([
    // For whoever reads it elsewhere than where they are going to type it.
    "words/typed-command.ts",
  ]);
});
