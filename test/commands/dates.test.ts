/** Who asks, and when, decides which years are shown. */

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeCommands } from "../../src/commands.ts";
import { refused } from "../../src/domain/outcome.ts";
import type { DateTime } from "../../src/domain/time.ts";
import type { Commands } from "../../src/surfaces/command.ts";
import { SLACK_CAPABILITIES } from "../../src/surfaces/slack/capabilities.ts";
import { composeLetter } from "../../src/use-cases/delivery/compose-letter.ts";
import {
  accountOf,
  BEGINNING,
  subscribe,
  type TestContext,
  testContext,
  tokyo,
} from "../helpers/context.ts";
import { withBoth, withoutYear } from "../helpers/dates-said.ts";
import { openLetters } from "../helpers/letters.ts";
import { readHere } from "../helpers/reading.ts";
import { sendRequest, writeDraft } from "../helpers/requests.ts";

/** All else is of 2023. */
const YEAR_BEFORE = tokyo("2022-12-20T12:00");

let context: TestContext;
let commands: Commands;
beforeAll(async () => {
  context = await testContext();
  commands = makeCommands(context, {
    surface: SLACK_CAPABILITIES,
    readNotification: readHere,
    fetchFile: async () => refused({ kind: "gone" }),
  });
  await subscribe(context, "APO-officer");
  await subscribe(context, "FJ-liaison");
  await sendRequest(context, { from: "FJ", by: accountOf("FJ-liaison"), at: BEGINNING });
  await writeDraft(context, { from: "FJ", by: accountOf("FJ-liaison"), at: BEGINNING });
});
afterAll(() => context.close());

const callOf = (user: string, at: DateTime) => ({
  account: accountOf(user),
  place: { workspace: `T-${user.split("-")[0]}`, kind: "direct" } as const,
  arrival: { at, delivery: randomUUID(), doneAt: 1 },
});

test.each([
  ["FJ-liaison", "requests"],
  ["FJ-liaison", "show 1"],
  ["FJ-liaison", "closing"],
  ["FJ-liaison", "owed"],
  ["FJ-liaison", "request"],
  ["FJ-backup", "request"],
  ["JP-liaison", "requests"],
  ["JP-liaison", "show 1"],
  ["JP-liaison", "owed"],
  ["APO-officer", "show 1"],
  ["APO-officer", "admit"],
])("what %s reads at %s has its years in another year, and none in its own", async (user, text) => {
  const before = await commands.typed({ ...callOf(user, YEAR_BEFORE), text });
  expect(withoutYear(before)).toEqual([]);
  expect(withBoth(before)).not.toEqual([]);
  expect(withoutYear(await commands.typed({ ...callOf(user, BEGINNING), text }))).not.toEqual([]);
});

test.each(["received", "hostAsked", "requestCard"])(
  "a letter, %s, is written for the year in which it is sent",
  async (kind) => {
    const letter = (await openLetters(context)).find((one) => one.kind === kind);
    if (!letter) throw new Error(`No letter of the kind ${kind}`);
    const before = await composeLetter(context, letter, YEAR_BEFORE);
    expect(withoutYear(before)).toEqual([]);
    expect(withBoth(before)).not.toEqual([]);
    expect(withoutYear(await composeLetter(context, letter, BEGINNING))).not.toEqual([]);
  },
);

test("an invitation that ends next year says so", async () => {
  const answers = { name: "Liaison, Japan", organisation: "JP", role: "liaison" };
  const form = { verb: "invite", pointer: {}, answers };
  const invited = await commands.submitted({ ...callOf("APO-officer", YEAR_BEFORE), form });
  expect(withBoth(invited)).toEqual(["Thu 19 January 2023"]);
});
