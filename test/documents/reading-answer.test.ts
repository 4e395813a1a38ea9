import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSource } from "../../src/documents/read-source.ts";
import { answerFrom } from "../../src/documents/reading-answer.ts";
import { fixture, members, sampleJson } from "../domain/notifications/samples.ts";

const FIXTURES = new URL("../fixtures/notifications/", import.meta.url);

describe("what a reading process answers", () => {
  test.each(readdirSync(FIXTURES).filter((name) => name.endsWith(".txt")))(
    "is taken as it is, whatever was read: %s",
    async (name) => {
      const read = await readSource({ kind: "text", text: fixture(name) }, members);
      expect(answerFrom(JSON.stringify(read))).toEqual(read);
    },
  );

  test("keeps the keys in their order, as the command line prints them", () => {
    const [first, ...keys] = Object.keys(sampleJson as object);
    const shuffled = { ...Object.fromEntries([...keys].reverse().map(keyOfSample)), kind: first };
    const value = { ...shuffled, kind: "notification" };
    const read = answerFrom(JSON.stringify({ ok: true, value }));
    expect(Object.keys(read.ok ? read.value : {})).toEqual([first, ...keys]);
  });

  const sample = sampleJson as Record<string, unknown>;
  test.each<[string, unknown]>([
    ["nothing", null],
    ["a field that we don't have", { ok: true, value: { ...sample, admin: "yes" } }],
    ["a field that is missing", { ok: true, value: { kind: "notification", warnings: [] } }],
    ["a number for a text", { ok: true, value: { ...sample, title: 1 } }],
    ["a day that there isn't", { ok: true, value: { ...sample, closingDates: ["2023-02-31"] } }],
    [
      "a warning without a kind of ours",
      {
        ok: true,
        value: { ...sample, warnings: [{ field: "title", problem: { kind: "x" } }] },
      },
    ],
    ["a refusal that we don't have", { ok: false, refusal: { kind: "x" } }],
  ])("is refused, and not repeated, when it is %s", (_what, answer) => {
    expect(() => answerFrom(JSON.stringify(answer))).toThrow(/^A reading process answered/);
  });
});

test("an answer that was cut off is refused without a word of it", () => {
  expect(() => answerFrom('{"ok":true,"value":{"title":"Kaizen')).toThrow(
    /^A reading process answered something else$/,
  );
});

const keyOfSample = (key: string) => [key, (sampleJson as Record<string, unknown>)[key]] as const;
