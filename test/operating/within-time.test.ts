import { expect, test } from "vitest";
import { shared, withinTime } from "../../src/operating/within-time.ts";

test("however many ask, one question is under way, and its answer isn't kept", async () => {
  let asked = 0;
  const answers = [async () => 1, () => Promise.reject(new Error("gone")), async () => 3];
  const ask = shared(async () => answers[asked++]?.());
  expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
  const both = await Promise.allSettled([ask(), ask()]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await ask()).toBe(3);
});

test("what takes too long is given up, and what fails in time fails as it would", async () => {
  const never = new Promise<never>(() => undefined);
  await expect(withinTime(20, never)).rejects.toThrow("Not within 20 ms");
  await expect(withinTime(1000, Promise.reject(new Error("gone")))).rejects.toThrow("gone");
  expect(await withinTime(1000, Promise.resolve("done"))).toBe("done");
});
