import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeCommands } from "../../src/commands.ts";
import { dutiesOf } from "../../src/domain/home/duties.ts";
import { refused } from "../../src/domain/outcome.ts";
import { DateTime } from "../../src/domain/time.ts";
import type { Commands, Reply } from "../../src/surfaces/command.ts";
import { SLACK_CAPABILITIES } from "../../src/surfaces/slack/capabilities.ts";
import { readStanding } from "../../src/use-cases/requests/read-standing.ts";
import { verifyHistory } from "../../src/use-cases/verify-history.ts";
import { accountOf, contextOn, type TestContext, tokyo } from "../helpers/context.ts";
import { makeMail } from "../helpers/mail.ts";
import { readHere } from "../helpers/reading.ts";
import { upgradedDatabase } from "../helpers/upgrading.ts";

const FILLED = new URL("../fixtures/upgrade/filled-0.1.sql", import.meta.url);
/** 0.1 had ten migrations. */
const OF_0_1 = 10;
/** Friday evening, when it was filled. */
const UPGRADED = tokyo("2023-03-24T19:30");

const SENT = "b01a549a-dda9-4b6a-aa26-d8bfafd9a461";
const DRAFT = "41ef6156-a04c-467e-bd29-f67f80373a38";
const FIRST_ROUND = "e351560a-542d-4c47-86e4-1dd9e1c8b08c";

let context: TestContext;
let commands: Commands;
let mail: ReturnType<typeof makeMail>;
beforeEach(async () => {
  const { database, close } = await upgradedDatabase(OF_0_1, (sql) =>
    sql.unsafe(readFileSync(FILLED, "utf8")),
  );
  context = contextOn(database, close);
  context.setSystemTime(DateTime.fromISO("2026-11-24T04:00:00Z"));
  commands = makeCommands(context, {
    surface: SLACK_CAPABILITIES,
    readNotification: readHere,
    fetchFile: async () => refused({ kind: "gone" }),
  });
  mail = makeMail(context);
});
afterEach(() => context.close());

const toldTo = (receiver: string): string[] =>
  mail.to(receiver).map(({ at, message }) => `${at.slice(0, 16)}Z ${message.headline}`);

describe("a database of 0.1 is upgraded, and nothing is lost or told twice", () => {
  test("what waited goes at its time: a receipt at once, cards on their receivers' mornings", async () => {
    await mail.tick(UPGRADED);
    await mail.live(tokyo("2023-03-24T21:00"), tokyo("2023-03-27T12:00"));
    expect(mail.said.map(({ to, at }) => [to, at.slice(0, 16)])).toEqual([
      ["FJ-liaison", "2023-03-24T10:30"],
      ["BD-liaison", "2023-03-26T03:00"],
      ["C-APO", "2023-03-27T00:00"],
    ]);
  });

  test("closing dates go on where they were: once each, and to nobody who has sent or said no", async () => {
    await mail.live(tokyo("2023-03-24T21:00"), tokyo("2023-04-01T03:00"));
    expect(toldTo("C-JP")).toEqual([
      "2023-03-31T00:00Z First round of BCN 2023 closes today, Fri 31 March, 23:59 Tokyo. Today is your last working day.",
    ]);
    expect(toldTo("C-BD")).toEqual([
      "2023-03-30T03:00Z First round of BCN 2023 closes tomorrow, Fri 31 March, 23:59 Tokyo (20:59 Dhaka). Today is your last working day.",
    ]);
    await mail.live(tokyo("2023-05-30T21:00"), tokyo("2023-05-31T15:00"));
    await mail.live(tokyo("2023-06-22T21:00"), tokyo("2023-06-23T15:00"));
    await mail.live(tokyo("2023-06-29T21:00"), tokyo("2023-06-30T15:00"));
    expect(toldTo("C-JP").slice(1)).toEqual([
      "2023-05-31T00:00Z Second round of BCN 2023 closes in 30 days, Fri 30 June, 23:59 Tokyo.",
      "2023-06-23T00:00Z Second round of BCN 2023 closes in 7 days, Fri 30 June, 23:59 Tokyo.",
      "2023-06-30T00:00Z Second round of BCN 2023 closes today, Fri 30 June, 23:59 Tokyo. Today is your last working day.",
    ]);
    expect(toldTo("C-FJ")).toEqual([
      "2023-05-30T21:00Z Second round of BCN 2023 closes in 30 days, Fri 30 June, 23:59 Tokyo (Sat 1 July, 02:59 Suva).",
      "2023-06-22T21:00Z Second round of BCN 2023 closes in 7 days, Fri 30 June, 23:59 Tokyo (Sat 1 July, 02:59 Suva).",
      "2023-06-29T21:00Z Second round of BCN 2023 closes today, Fri 30 June, 23:59 Tokyo (Sat 1 July, 02:59 Suva). Today is your last working day.",
    ]);
    expect(toldTo("C-BD")).toHaveLength(1);
  });

  test("after days of downtime of the upgrade only what still matters is told", async () => {
    await mail.tick(tokyo("2023-06-27T10:00"));
    expect(toldTo("C-JP")).toEqual([
      "2023-06-27T01:00Z Second round of BCN 2023 closes in 3 days, Fri 30 June, 23:59 Tokyo.",
    ]);
  });

  test("hosts owe the answers that they were asked for, by the days that they were told", async () => {
    expect(await owedBy("JP-liaison")).toEqual(["sendDraft 2023-03-31", "answer 2023-04-04"]);
    expect(await owedBy("BD-liaison")).toEqual(["answer 2023-04-06"]);
  });

  test("the chain of history is whole", async () => {
    expect(await verifyHistory(context)).toEqual({ requests: 2, entries: 2, broken: [] });
  });
});

const owedBy = async (user: string): Promise<string[]> => {
  const standing = await readStanding(context, accountOf(user), UPGRADED);
  if (!standing) throw new Error(`${user} is a stranger`);
  return dutiesOf(standing).map(({ kind, dueOn }) => `${kind} ${dueOn}`);
};

const press = (user: string, verb: string, id: string, at: DateTime = UPGRADED): Promise<Reply> =>
  commands.pressed({
    account: accountOf(user),
    place: { workspace: `T-${user.split("-")[0]}`, kind: "direct" },
    arrival: { at, delivery: randomUUID(), doneAt: 1 },
    verb,
    id,
  });

const said = (reply: Reply): string => {
  if (reply.kind !== "say") throw new Error(`${reply.kind} in place of words`);
  return reply.message.headline;
};

describe("a button that 0.1 posted acts, or brings the card as it is now", () => {
  test.each(["FJ-liaison", "JP-liaison", "APO-officer"])("'Show', pressed by %s", async (user) => {
    expect(said(await press(user, "read", SENT))).toBe("BCN-2023-001: NTPC, Fiji to JPC, Japan");
  });

  test("'I'll take it', and then the same by a colleague, who is told how it stands", async () => {
    const card = `${SENT}:APO:0`;
    expect(said(await press("APO-officer", "take", card))).toContain("BCN-2023-001");
    const late = await press("APO-admin", "take", card);
    expect(said(late)).toContain("officer, APO");
    expect(late.kind === "say" && late.message.buttons.length).toBeGreaterThan(0);
    expect((await press("FJ-liaison", "assign", `${SENT}:FJ:0`)).kind).toBe("form");
  });

  test("'Not this round' ends that round's reminders", async () => {
    expect(said(await press("BD-liaison", "not-this-round", `${FIRST_ROUND}.BD`))).toBeTruthy();
    await mail.live(tokyo("2023-03-30T09:00"), tokyo("2023-03-31T12:00"));
    expect(toldTo("C-BD")).toEqual([]);
  });

  test("'Go on with the draft' opens it where it was left, with what was typed", async () => {
    const opened = await press("JP-liaison", "edit-draft", DRAFT);
    expect(opened.kind).toBe("form");
    expect(JSON.stringify(opened)).toContain("Director of Training");
  });

  test("'Start a request'", async () => {
    expect((await press("BD-liaison", "start-draft", "BD")).kind).toBe("form");
  });

  test("of a card about a missed closing date: ask, keep, discard", async () => {
    const monday = tokyo("2023-04-03T10:00");
    const pressed = (verb: string, id: string) => press("JP-liaison", verb, id, monday);
    expect((await pressed("ask-late-admission", `${DRAFT}.${FIRST_ROUND}`)).kind).toBe("form");
    expect(said(await pressed("keep-draft", DRAFT))).toContain("NTPC");
    await pressed("discard-draft", `${DRAFT}/2`);
    expect(await owedBy("JP-liaison")).toEqual(["answer 2023-04-04"]);
  });

  test("one whose pointer is cut off changes nothing and says that there is nothing there", async () => {
    for (const verb of ["take", "assign", "read", "edit-draft"])
      expect(said(await press("APO-officer", verb, SENT.slice(0, 20)))).toBeTruthy();
    expect(await owedBy("JP-liaison")).toHaveLength(2);
  });
});
