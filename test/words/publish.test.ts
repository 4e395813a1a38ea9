import { expect, test } from "vitest";
import { previewWords } from "../../src/words/en.ts";

test("a short difference stands in one line, a long one in two", () => {
  expect(previewWords.difference("31 March 2023", "7 April 2023")).toBe(
    "31 March 2023 → 7 April 2023",
  );
  expect(previewWords.difference("", "30 June 2023")).toBe("nothing → 30 June 2023");
  const long = "Members learn from each other. ".repeat(3);
  expect(previewWords.difference(long, "Something else")).toBe(`Was: ${long}\nNow: Something else`);
});
