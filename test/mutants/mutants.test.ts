import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { mutants } from "./mutants.ts";

const root = resolve(import.meta.dirname, "../..");

test.each(mutants)("what is broken stands in its file, once: $rule", ({ file, of }) => {
  expect(readFileSync(join(root, file), "utf8").split(of)).toHaveLength(2);
});
