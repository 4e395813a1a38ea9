import { expect, test } from "vitest";
import { makeRefresher } from "../../src/local/page/refresher.ts";

test("twenty changes at once cost two requests, and the second begins after the first ended", async () => {
  let underWay = 0;
  let asked = 0;
  const refresh = makeRefresher(async () => {
    expect(underWay).toBe(0);
    underWay += 1;
    asked += 1;
    await new Promise((resolve) => setTimeout(resolve, 5));
    underWay -= 1;
  });
  await Promise.all(Array.from({ length: 20 }, () => refresh()));
  expect(asked).toBe(2);
  await refresh();
  expect(asked).toBe(3);
});
