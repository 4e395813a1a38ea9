import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openJsonFile } from "../../src/local/json-file.ts";
import { onThisMachine } from "../helpers/on-this-machine.ts";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "json-file-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const path = () => join(folder, "deep", "marks.json");

test("a change is on disk within 250 ms, whole, and nothing else is left beside it", async () => {
  const file = await openJsonFile(path(), { count: 0 });
  for (let count = 1; count <= 20; count += 1) {
    file.value.count = count;
    file.changed();
  }
  await new Promise((resolve) => setTimeout(resolve, onThisMachine(250)));
  expect(JSON.parse(await readFile(path(), "utf8"))).toEqual({ count: 20 });
  expect(await readdir(join(folder, "deep"))).toEqual(["marks.json"]);
});

test("what was not yet written is written at once when asked", async () => {
  const file = await openJsonFile(path(), { count: 0 });
  file.value.count = 1;
  file.changed();
  await file.flush();
  expect((await openJsonFile(path(), { count: 0 })).value).toEqual({ count: 1 });
});

test("a file that is no JSON stops the start with its name, and stays as it is", async () => {
  const broken = join(folder, "broken.json");
  await writeFile(broken, "{");
  await expect(openJsonFile(broken, {})).rejects.toThrow(broken);
  expect(await readFile(broken, "utf8")).toBe("{");
});
