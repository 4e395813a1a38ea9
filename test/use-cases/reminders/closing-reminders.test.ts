import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DateTime } from "../../../src/domain/time.ts";
import { makeDeliver } from "../../../src/jobs/deliver.ts";
import { composeLetter } from "../../../src/use-cases/delivery/compose-letter.ts";
import { makeLetters } from "../../../src/use-cases/delivery/letters.ts";
import { startRequest } from "../../../src/use-cases/drafts/start-request.ts";
import { refuseRound } from "../../../src/use-cases/programmes/refuse-round.ts";
import { releaseReminders } from "../../../src/use-cases/reminders/release-reminders.ts";
import { subscribeChannel } from "../../../src/use-cases/reminders/subscribe-channel.ts";
import {
  BEGINNING,
  subscribe,
  type TestContext,
  testContext,
  tokyo,
} from "../../helpers/context.ts";
import { silentLog } from "../../helpers/log.ts";
import { senderOf } from "../../helpers/sender.ts";

let context: TestContext;
let said: { channel: string; headline: string; at: string }[];

beforeEach(async () => {
  context = await testContext();
  said = [];
});
afterEach(() => context.close());

/** The clock stands at `now`: what is due is released and delivered. */
const tick = async (now: DateTime): Promise<void> => {
  await releaseReminders(context, now);
  const deliver = makeDeliver({
    letters: makeLetters(context),
    compose: (letter, now) => composeLetter(context, letter, now),
    senders: {
      slack: senderOf(async ({ conversation, message }) => {
        said.push({
          channel: conversation,
          headline: message.headline,
          at: now.toUTC().toISO({ suppressMilliseconds: true }) ?? "",
        });
        return { kind: "sent", reference: "1.1" };
      }),
    },
    programmeNow: () => now,
    systemNow: context.systemNow,
    log: silentLog,
  });
  for (let turn = 0; (await deliver.turn()) > 0 && turn < 20; turn += 1) {
    await deliver.idle();
    context.setSystemTime(context.systemNow().plus({ seconds: 2 }));
  }
  context.setSystemTime(context.systemNow().plus({ seconds: 2 }));
};

/** Every half-hour from one instant to another. */
const live = async (from: DateTime, to: DateTime): Promise<void> => {
  for (let now = from; now <= to; now = now.plus({ minutes: 30 })) await tick(now);
};

const sentTo = (channel: string) =>
  said.filter((one) => one.channel === channel).map(({ at, headline }) => [at, headline]);

/** One row for each channel and round, whatever is still to be said of it. */
const open = async () => [
  ...(await context.database.execute<{ due: string; told: string | null; next: string | null }>(
    sql`select due_on::text as due, told_step as told,
        to_char(next_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI"Z"') as next
      from duties where kind = 'closing' order by due_on, organisation_id`,
  )),
];

describe("closing dates are told to subscribed channels at nine o'clock of their own zone", () => {
  test("both dates of 2023 for Tokyo, Suva and Dhaka, each once", async () => {
    for (const user of ["JP-liaison", "FJ-liaison", "BD-liaison"]) await subscribe(context, user);
    await live(tokyo("2023-03-22T20:00"), tokyo("2023-04-01T02:00"));
    await live(tokyo("2023-05-30T20:00"), tokyo("2023-06-01T02:00"));
    await live(tokyo("2023-06-21T20:00"), tokyo("2023-07-01T02:00"));
    expect(sentTo("C-JP")).toEqual([
      [
        "2023-03-24T00:00:00Z",
        "First round of BCN 2023 closes in 7 days, Fri 31 March, 23:59 Tokyo.",
      ],
      [
        "2023-03-31T00:00:00Z",
        "First round of BCN 2023 closes today, Fri 31 March, 23:59 Tokyo. Today is your last working day.",
      ],
      [
        "2023-05-31T00:00:00Z",
        "Second round of BCN 2023 closes in 30 days, Fri 30 June, 23:59 Tokyo.",
      ],
      [
        "2023-06-23T00:00:00Z",
        "Second round of BCN 2023 closes in 7 days, Fri 30 June, 23:59 Tokyo.",
      ],
      [
        "2023-06-30T00:00:00Z",
        "Second round of BCN 2023 closes today, Fri 30 June, 23:59 Tokyo. Today is your last working day.",
      ],
    ]);
    expect(sentTo("C-FJ")).toEqual([
      [
        "2023-03-23T21:00:00Z",
        "First round of BCN 2023 closes in 7 days, Fri 31 March, 23:59 Tokyo (Sat 1 April, 02:59 Suva).",
      ],
      [
        "2023-03-30T21:00:00Z",
        "First round of BCN 2023 closes today, Fri 31 March, 23:59 Tokyo (Sat 1 April, 02:59 Suva). Today is your last working day.",
      ],
      [
        "2023-05-30T21:00:00Z",
        "Second round of BCN 2023 closes in 30 days, Fri 30 June, 23:59 Tokyo (Sat 1 July, 02:59 Suva).",
      ],
      [
        "2023-06-22T21:00:00Z",
        "Second round of BCN 2023 closes in 7 days, Fri 30 June, 23:59 Tokyo (Sat 1 July, 02:59 Suva).",
      ],
      [
        "2023-06-29T21:00:00Z",
        "Second round of BCN 2023 closes today, Fri 30 June, 23:59 Tokyo (Sat 1 July, 02:59 Suva). Today is your last working day.",
      ],
    ]);
    expect(sentTo("C-BD")).toEqual([
      [
        "2023-03-23T03:00:00Z",
        "First round of BCN 2023 closes in 8 days, Fri 31 March, 23:59 Tokyo (20:59 Dhaka).",
      ],
      [
        "2023-03-30T03:00:00Z",
        "First round of BCN 2023 closes tomorrow, Fri 31 March, 23:59 Tokyo (20:59 Dhaka). Today is your last working day.",
      ],
      [
        "2023-05-31T03:00:00Z",
        "Second round of BCN 2023 closes in 30 days, Fri 30 June, 23:59 Tokyo (20:59 Dhaka).",
      ],
      [
        "2023-06-22T03:00:00Z",
        "Second round of BCN 2023 closes in 8 days, Fri 30 June, 23:59 Tokyo (20:59 Dhaka).",
      ],
      [
        "2023-06-29T03:00:00Z",
        "Second round of BCN 2023 closes tomorrow, Fri 30 June, 23:59 Tokyo (20:59 Dhaka). Today is your last working day.",
      ],
    ]);
  });

  test("two processes and a restart send no reminder twice", async () => {
    await subscribe(context, "JP-liaison");
    const now = tokyo("2023-03-24T09:00");
    await Promise.all([tick(now), tick(now), releaseReminders(context, now)]);
    await tick(now.plus({ minutes: 1 }));
    expect(sentTo("C-JP")).toHaveLength(1);
  });

  test("after days of downtime only what still matters is said, in working hours", async () => {
    await subscribe(context, "JP-liaison");
    await tick(tokyo("2023-06-26T22:00"));
    expect(said).toEqual([]);
    await tick(tokyo("2023-06-27T09:00"));
    expect(sentTo("C-JP")).toEqual([
      [
        "2023-06-27T00:00:00Z",
        "Second round of BCN 2023 closes in 3 days, Fri 30 June, 23:59 Tokyo.",
      ],
    ]);
  });

  test("nothing is said once the round has closed", async () => {
    await subscribe(context, "JP-liaison", tokyo("2023-06-26T12:00"));
    await tick(tokyo("2023-07-01T00:00"));
    expect(said).toEqual([]);
    expect(await open()).toEqual([{ due: "2023-06-30", told: "lastWorkingDay", next: null }]);
  });

  test("'Not this round' ends that round's reminders, and only that round's", async () => {
    await subscribe(context, "FJ-liaison");
    const [round] = await context.database.execute<{ id: string }>(
      sql`select id from rounds where number = 1`,
    );
    const noted = await refuseRound(context, {
      ...context.interaction("FJ-backup"),
      round: round?.id ?? "",
      npo: "FJ",
    });
    expect(noted.ok).toBe(true);
    await live(tokyo("2023-03-23T20:00"), tokyo("2023-04-01T02:00"));
    expect(said).toEqual([]);
    await live(tokyo("2023-05-30T20:00"), tokyo("2023-05-31T10:00"));
    expect(sentTo("C-FJ")).toHaveLength(1);
  });

  test("whoever said 'Not this round' and then begins a request is reminded again", async () => {
    await subscribe(context, "FJ-liaison");
    const [round] = await context.database.execute<{ id: string }>(
      sql`select id from rounds where number = 1`,
    );
    await refuseRound(context, {
      ...context.interaction("FJ-liaison"),
      round: round?.id ?? "",
      npo: "FJ",
    });
    await startRequest(context, { ...context.interaction("FJ-liaison"), afresh: false });
    await live(tokyo("2023-03-24T05:00"), tokyo("2023-03-24T10:00"));
    expect(sentTo("C-FJ")).toHaveLength(1);
  });

  test("a change of the hour on the day doesn't lose that day's reminder", async () => {
    await subscribe(context, "JP-liaison");
    await subscribe(context, "JP-liaison", tokyo("2023-03-24T08:30"), 8);
    await tick(tokyo("2023-03-24T08:31"));
    await tick(tokyo("2023-03-24T09:01"));
    expect(sentTo("C-JP")).toHaveLength(1);
  });

  test("a later hour on the day doesn't tell that day's reminder twice", async () => {
    await subscribe(context, "JP-liaison", BEGINNING, 8);
    await tick(tokyo("2023-03-24T08:00"));
    await subscribe(context, "JP-liaison", tokyo("2023-03-24T08:30"), 9);
    await live(tokyo("2023-03-24T09:00"), tokyo("2023-03-24T18:00"));
    expect(sentTo("C-JP")).toHaveLength(1);
  });

  test("nothing is planned ahead: a channel and a round have one row, with what comes next", async () => {
    await subscribe(context, "JP-liaison");
    expect(await open()).toEqual([
      { due: "2023-03-31", told: null, next: "2023-03-24T00:00Z" },
      { due: "2023-06-30", told: null, next: "2023-05-31T00:00Z" },
    ]);
    await tick(tokyo("2023-03-24T09:00"));
    expect((await open())[0]).toEqual({
      due: "2023-03-31",
      told: "7",
      next: "2023-03-31T00:00Z",
    });
    await tick(tokyo("2023-03-31T09:00"));
    expect((await open())[0]).toEqual({ due: "2023-03-31", told: "lastWorkingDay", next: null });
  });

  test("a channel that is told no more has none, and one that comes back is told what is ahead", async () => {
    await subscribe(context, "JP-liaison");
    const channel = { platform: "slack", workspace: "T-JP", conversation: "C-JP" } as const;
    const ended = await subscribeChannel(context, {
      ...context.interaction("JP-liaison"),
      channel,
      wish: { kind: "unsubscribe" },
    });
    expect(ended.ok).toBe(true);
    expect(await open()).toEqual([]);
    await live(tokyo("2023-03-24T08:00"), tokyo("2023-03-24T12:00"));
    await subscribe(context, "JP-liaison", tokyo("2023-03-25T12:00"));
    await live(tokyo("2023-03-27T08:00"), tokyo("2023-03-31T10:00"));
    expect(sentTo("C-JP")).toEqual([
      [
        "2023-03-31T00:00:00Z",
        "First round of BCN 2023 closes today, Fri 31 March, 23:59 Tokyo. Today is your last working day.",
      ],
    ]);
  });

  test("'Not this round' is an LO's of that NPO, and not after the round has closed", async () => {
    const [round] = await context.database.execute<{ id: string }>(
      sql`select id from rounds where number = 1`,
    );
    const refuse = (user: string, at: DateTime) =>
      refuseRound(context, { ...context.interaction(user, at), round: round?.id ?? "", npo: "FJ" });
    for (const user of ["JP-liaison", "FJ-head", "APO-officer"]) {
      expect(await refuse(user, BEGINNING)).toMatchObject({ refusal: { kind: "notALiaison" } });
    }
    expect(await refuse("FJ-backup", tokyo("2023-04-01T00:00"))).toMatchObject({
      refusal: { kind: "closed" },
    });
  });

  test("a reminder that can't be released doesn't silence the others", async () => {
    for (const user of ["JP-liaison", "FJ-liaison"]) await subscribe(context, user);
    await context.database.execute(
      sql`update organisations set weekend = '{1,2,3,4,5,6,7}' where id = 'FJ'`,
    );
    await tick(tokyo("2023-03-24T09:00"));
    expect(sentTo("C-JP")).toHaveLength(1);
    expect(sentTo("C-FJ")).toHaveLength(0);
  });

  test("a channel subscribed after a step isn't told of it late", async () => {
    await subscribe(context, "JP-liaison", tokyo("2023-03-24T09:30"));
    await tick(tokyo("2023-03-24T10:00"));
    expect(said).toEqual([]);
    expect(BEGINNING < tokyo("2023-03-24T09:30")).toBe(true);
  });
});
