import { expect, test } from "vitest";
import { makeTick } from "../../src/jobs/tick.ts";
import { BEGINNING } from "../helpers/context.ts";
import { logTo, silentLog } from "../helpers/log.ts";

const makeTold = () => {
  const told: string[] = [];
  const tick = makeTick({
    releaseReminders: async (now) => {
      told.push(`released ${now.toISODate()}`);
      return { faults: [] };
    },
    deliver: async () => {
      told.push("delivered");
      return 0;
    },
    tellOfMissedClosings: async () => 0,
    publishHomes: async () => {
      told.push("drew homes");
      return 0;
    },
    editCards: async () => {
      told.push("edited cards");
      return 0;
    },
    renewTokens: async () => undefined,
    letters: { forgetOldDeliveries: async () => void told.push("forgot") },
    programmeNow: () => BEGINNING,
  });
  return { told, tick };
};

test("each second what is due is released by programme time, and then sent; old homes are drawn and old cards edited", async () => {
  const { told, tick } = makeTold();
  await tick(silentLog);
  expect(told.slice(0, 4)).toEqual([
    "released 2023-03-20",
    "delivered",
    "drew homes",
    "edited cards",
  ]);
});

test("when reminders can't be released, that is noted, and letters are sent all the same", async () => {
  const told: string[] = [];
  const tick = makeTick({
    releaseReminders: () => Promise.reject(new Error("the table is locked")),
    deliver: async () => told.push("delivered"),
    tellOfMissedClosings: async () => 0,
    publishHomes: async () => told.push("drew homes"),
    editCards: async () => told.push("edited cards"),
    renewTokens: async () => undefined,
    letters: { forgetOldDeliveries: async () => undefined },
    programmeNow: () => BEGINNING,
  });
  await tick(logTo(({ text }) => told.push(text)));
  expect(told).toEqual([
    "a reminder could not be released",
    "delivered",
    "drew homes",
    "edited cards",
  ]);
});

test("whatever fails, all the rest is done, and a line tells of each", async () => {
  const told: string[] = [];
  const fails = () => Promise.reject(new Error("the database is mute"));
  const tick = makeTick({
    releaseReminders: fails,
    deliver: fails,
    tellOfMissedClosings: fails,
    publishHomes: fails,
    editCards: fails,
    renewTokens: fails,
    letters: { forgetOldDeliveries: fails },
    programmeNow: () => BEGINNING,
  });
  await tick(logTo(({ level, text }) => told.push(`${level}: ${text}`)));
  expect(told).toEqual([
    "error: tokens could not be renewed",
    "error: missed closing dates could not be looked for",
    "error: a reminder could not be released",
    "error: letters could not be taken",
    "error: homes could not be taken",
    "error: cards could not be taken",
    "error: old calls could not be forgotten",
  ]);
});

test("remembered calls are forgotten at the start and every five minutes, not every second", async () => {
  const { told, tick } = makeTold();
  for (let second = 0; second < 301; second += 1) await tick(silentLog);
  expect(told.filter((one) => one === "forgot")).toHaveLength(2);
});
