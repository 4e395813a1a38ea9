import { describe, expect, test } from "vitest";
import { roundId } from "../../../src/domain/ids.ts";
import { isWorkingDay, type WorkingCalendar } from "../../../src/domain/members/calendars.ts";
import { closingInstant, type Round } from "../../../src/domain/programmes/rounds.ts";
import { ladderOf } from "../../../src/domain/reminders/duties.ts";
import { comingSteps } from "../../../src/domain/reminders/ladder.ts";
import {
  nextContactMoment,
  releaseMoment,
  reminderKey,
} from "../../../src/domain/reminders/reminders.ts";
import { addDays, DateTime, dayIn } from "../../../src/domain/time.ts";
import fc from "../../helpers/fast-check.ts";

const PROGRAMME_ZONE = "Asia/Tokyo";
const round = (number: number, closesOn: string): Round => ({
  id: roundId(`round ${number}`),
  number,
  closesOn,
});
const first = round(1, "2023-03-31");
const second = round(2, "2023-06-30");

const calendar = (zone: string, weekend: number[], holidays: string[] = []): WorkingCalendar => ({
  zone,
  weekend,
  holidays: new Set(holidays),
});
const fiji = calendar("Pacific/Fiji", [6, 7]);
const japan = calendar("Asia/Tokyo", [6, 7], ["2023-03-21"]);
const bangladesh = calendar("Asia/Dhaka", [5, 6]);
const iran = calendar("Asia/Tehran", [4, 5]);
const nepal = calendar("Asia/Kathmandu", [6]);

const at = (iso: string) => DateTime.fromISO(iso, { setZone: true });
const utc = (instant: DateTime | undefined) => instant?.toUTC().toFormat("yyyy-MM-dd'T'HH:mm'Z'");

interface ClosingPlan {
  readonly rounds: readonly Round[];
  readonly programmeZone: string;
  readonly calendar: WorkingCalendar;
  readonly channelZone: string;
  readonly hour: number;
  readonly daysBefore: readonly number[];
  readonly from: DateTime;
}

/** The ladder of each round's closing date, asked ahead. */
const planClosingReminders = (plan: ClosingPlan) =>
  plan.rounds
    .flatMap(({ closesOn }) =>
      comingSteps(ladderOf("closing", { closingDaysBefore: plan.daysBefore }), {
        askedAt: plan.from,
        dueOn: closesOn,
        dueZone: plan.programmeZone,
        calendar: plan.calendar,
        zone: plan.channelZone,
        hour: plan.hour,
        told: null,
      }),
    )
    .map(({ name, comesAt }) => ({ step: name, dueAt: comesAt }))
    .sort((one, other) => one.dueAt.toMillis() - other.dueAt.toMillis());

const planOf = (npo: WorkingCalendar, changes: Partial<ClosingPlan> = {}): ClosingPlan => ({
  rounds: [first, second],
  programmeZone: PROGRAMME_ZONE,
  calendar: npo,
  channelZone: npo.zone,
  hour: 9,
  daysBefore: [30, 7],
  from: at("2020-01-01T00:00:00Z"),
  ...changes,
});

/** "30 Wed 2023-03-01 09:00 +12:00 = 2023-02-28T21:00Z": step, the channel's time, UTC. */
const written = (plan: ClosingPlan): string[] =>
  planClosingReminders(plan).map(({ step, dueAt }) => {
    const local = dueAt.setZone(plan.channelZone);
    return `${step} ${local.toFormat("ccc yyyy-MM-dd HH:mm ZZ")} = ${utc(dueAt)}`;
  });

describe("both closing dates of 2023 are told at nine in the channel, on working days", () => {
  test("in Suva", () => {
    expect(written(planOf(fiji))).toEqual([
      "30 Wed 2023-03-01 09:00 +12:00 = 2023-02-28T21:00Z",
      "7 Fri 2023-03-24 09:00 +12:00 = 2023-03-23T21:00Z",
      "lastWorkingDay Fri 2023-03-31 09:00 +12:00 = 2023-03-30T21:00Z",
      "30 Wed 2023-05-31 09:00 +12:00 = 2023-05-30T21:00Z",
      "7 Fri 2023-06-23 09:00 +12:00 = 2023-06-22T21:00Z",
      "lastWorkingDay Fri 2023-06-30 09:00 +12:00 = 2023-06-29T21:00Z",
    ]);
  });

  test("in Tokyo", () => {
    expect(written(planOf(japan))).toEqual([
      "30 Wed 2023-03-01 09:00 +09:00 = 2023-03-01T00:00Z",
      "7 Fri 2023-03-24 09:00 +09:00 = 2023-03-24T00:00Z",
      "lastWorkingDay Fri 2023-03-31 09:00 +09:00 = 2023-03-31T00:00Z",
      "30 Wed 2023-05-31 09:00 +09:00 = 2023-05-31T00:00Z",
      "7 Fri 2023-06-23 09:00 +09:00 = 2023-06-23T00:00Z",
      "lastWorkingDay Fri 2023-06-30 09:00 +09:00 = 2023-06-30T00:00Z",
    ]);
  });

  test("in Dhaka, where Friday is off, on the Thursdays before", () => {
    expect(written(planOf(bangladesh))).toEqual([
      "30 Wed 2023-03-01 09:00 +06:00 = 2023-03-01T03:00Z",
      "7 Thu 2023-03-23 09:00 +06:00 = 2023-03-23T03:00Z",
      "lastWorkingDay Thu 2023-03-30 09:00 +06:00 = 2023-03-30T03:00Z",
      "30 Wed 2023-05-31 09:00 +06:00 = 2023-05-31T03:00Z",
      "7 Thu 2023-06-22 09:00 +06:00 = 2023-06-22T03:00Z",
      "lastWorkingDay Thu 2023-06-29 09:00 +06:00 = 2023-06-29T03:00Z",
    ]);
  });

  test("in Tehran, where Thursday and Friday are off, on the Wednesdays before", () => {
    expect(written(planOf(iran))).toEqual([
      "30 Wed 2023-03-01 09:00 +03:30 = 2023-03-01T05:30Z",
      "7 Wed 2023-03-22 09:00 +03:30 = 2023-03-22T05:30Z",
      "lastWorkingDay Wed 2023-03-29 09:00 +03:30 = 2023-03-29T05:30Z",
      "30 Wed 2023-05-31 09:00 +03:30 = 2023-05-31T05:30Z",
      "7 Wed 2023-06-21 09:00 +03:30 = 2023-06-21T05:30Z",
      "lastWorkingDay Wed 2023-06-28 09:00 +03:30 = 2023-06-28T05:30Z",
    ]);
  });

  test("in Kathmandu, where only Saturday is off", () => {
    expect(written(planOf(nepal))).toEqual([
      "30 Wed 2023-03-01 09:00 +05:45 = 2023-03-01T03:15Z",
      "7 Fri 2023-03-24 09:00 +05:45 = 2023-03-24T03:15Z",
      "lastWorkingDay Fri 2023-03-31 09:00 +05:45 = 2023-03-31T03:15Z",
      "30 Wed 2023-05-31 09:00 +05:45 = 2023-05-31T03:15Z",
      "7 Fri 2023-06-23 09:00 +05:45 = 2023-06-23T03:15Z",
      "lastWorkingDay Fri 2023-06-30 09:00 +05:45 = 2023-06-30T03:15Z",
    ]);
  });
});

test("the plan is in order of time, however the rounds are", () => {
  const disordered = planOf(bangladesh, { rounds: [second, first] });
  expect(written(disordered)).toEqual(written(planOf(bangladesh)));
});

describe("a clock change moves no reminder from its hour", () => {
  test("New York's of 12 March 2023", () => {
    const newYork = calendar("America/New_York", [6, 7]);
    expect(written(planOf(newYork, { rounds: [first] }))).toEqual([
      "30 Wed 2023-03-01 09:00 -05:00 = 2023-03-01T14:00Z",
      "7 Fri 2023-03-24 09:00 -04:00 = 2023-03-24T13:00Z",
      "lastWorkingDay Fri 2023-03-31 09:00 -04:00 = 2023-03-31T13:00Z",
    ]);
  });

  test("Tehran's of 22 March 2022", () => {
    expect(written(planOf(iran, { rounds: [round(1, "2022-03-31")] }))).toEqual([
      "30 Tue 2022-03-01 09:00 +03:30 = 2022-03-01T05:30Z",
      "7 Wed 2022-03-23 09:00 +04:30 = 2022-03-23T04:30Z",
      "lastWorkingDay Wed 2022-03-30 09:00 +04:30 = 2022-03-30T04:30Z",
    ]);
  });

  test("Fiji's of 17 January 2021", () => {
    expect(written(planOf(fiji, { rounds: [round(1, "2021-01-22")] }))).toEqual([
      "30 Wed 2020-12-23 09:00 +13:00 = 2020-12-22T20:00Z",
      "7 Fri 2021-01-15 09:00 +13:00 = 2021-01-14T20:00Z",
      "lastWorkingDay Fri 2021-01-22 09:00 +12:00 = 2021-01-21T21:00Z",
    ]);
  });

  test("an hour that New York's clock skips comes an hour later", () => {
    const worksOnSunday = calendar("America/New_York", [5, 6]);
    const plan = planOf(worksOnSunday, {
      rounds: [round(1, "2023-03-13")],
      hour: 2,
      daysBefore: [1],
    });
    expect(written(plan)).toEqual([
      "1 Sun 2023-03-12 03:00 -04:00 = 2023-03-12T07:00Z",
      "lastWorkingDay Mon 2023-03-13 02:00 -04:00 = 2023-03-13T06:00Z",
    ]);
  });
});

describe("what would come at or after the closing instant moves to the working morning before", () => {
  test("at 18:00 in Istanbul the round has just closed: Thursday, not Friday", () => {
    const turkiye = calendar("Europe/Istanbul", [6, 7]);
    expect(written(planOf(turkiye, { rounds: [first], hour: 18 }))).toEqual([
      "30 Wed 2023-03-01 18:00 +03:00 = 2023-03-01T15:00Z",
      "7 Fri 2023-03-24 18:00 +03:00 = 2023-03-24T15:00Z",
      "lastWorkingDay Thu 2023-03-30 18:00 +03:00 = 2023-03-30T15:00Z",
    ]);
    expect(written(planOf(turkiye, { rounds: [first], hour: 17 })).at(-1)).toBe(
      "lastWorkingDay Fri 2023-03-31 17:00 +03:00 = 2023-03-31T14:00Z",
    );
  });

  test.each([
    ["Apia, ahead of Tokyo, at 03:00", "Pacific/Apia", 3, "Sat 2023-04-01 03:00 +13:00"],
    ["Apia at 04:00, the closing instant", "Pacific/Apia", 4, "Fri 2023-03-31 04:00 +13:00"],
    ["Pago Pago, a day behind, at 03:00", "Pacific/Pago_Pago", 3, "Fri 2023-03-31 03:00 -11:00"],
    ["Pago Pago at 09:00", "Pacific/Pago_Pago", 9, "Thu 2023-03-30 09:00 -11:00"],
  ])("%s", (_, zone, hour, expected) => {
    const plan = planOf(calendar(zone, [7]), { rounds: [first], hour });
    expect(written(plan).at(-1)).toContain(`lastWorkingDay ${expected} = `);
  });

  test("a step on the closing date itself moves with it, and is one message", () => {
    const newYork = calendar("America/New_York", [6, 7]);
    const plan = planOf(newYork, { rounds: [first], hour: 11, daysBefore: [0] });
    expect(written(plan)).toEqual([
      "lastWorkingDay Thu 2023-03-30 11:00 -04:00 = 2023-03-30T15:00Z",
    ]);
  });
});

describe("holidays", () => {
  const withHolidays = (...holidays: string[]) => calendar("Asia/Tokyo", [6, 7], holidays);
  const from = (start: string, count: number) =>
    Array.from({ length: count }, (_, index) => addDays(start, index));

  test("in the way move a reminder to the working day before", () => {
    const npo = withHolidays("2023-03-01", "2023-03-23", "2023-03-24", "2023-03-31");
    expect(written(planOf(npo, { rounds: [first] }))).toEqual([
      "30 Tue 2023-02-28 09:00 +09:00 = 2023-02-28T00:00Z",
      "7 Wed 2023-03-22 09:00 +09:00 = 2023-03-22T00:00Z",
      "lastWorkingDay Thu 2023-03-30 09:00 +09:00 = 2023-03-30T00:00Z",
    ]);
  });

  test("that bring two steps to one morning leave the more urgent", () => {
    const npo = withHolidays(...from("2023-03-24", 8));
    expect(written(planOf(npo, { rounds: [first] }))).toEqual([
      "30 Wed 2023-03-01 09:00 +09:00 = 2023-03-01T00:00Z",
      "lastWorkingDay Thu 2023-03-23 09:00 +09:00 = 2023-03-23T00:00Z",
    ]);
    const inMarch = withHolidays(...from("2023-03-01", 25));
    expect(written(planOf(inMarch, { rounds: [first] }))).toEqual([
      "7 Tue 2023-02-28 09:00 +09:00 = 2023-02-28T00:00Z",
      "lastWorkingDay Fri 2023-03-31 09:00 +09:00 = 2023-03-31T00:00Z",
    ]);
  });

  test("of a whole month leave one message before it", () => {
    const npo = withHolidays(...from("2023-03-01", 31));
    expect(written(planOf(npo, { rounds: [first] }))).toEqual([
      "lastWorkingDay Tue 2023-02-28 09:00 +09:00 = 2023-02-28T00:00Z",
    ]);
  });
});

describe("nothing is planned before the channel subscribed", () => {
  test.each([
    ["2023-03-24T09:00:00+09:00", ["7", "lastWorkingDay"]],
    ["2023-03-24T09:00:00.001+09:00", ["lastWorkingDay"]],
    ["2023-03-31T23:59:00+09:00", []],
  ])("subscribed at %s, the first round is told at %j", (from, steps) => {
    const plan = planClosingReminders(planOf(japan, { rounds: [first], from: at(from) }));
    expect(plan.map(({ step }) => String(step))).toEqual(steps);
  });

  test("the channel's clock and the organisation's days may be of different zones", () => {
    const plan = planOf(japan, { rounds: [first], channelZone: "Pacific/Fiji" });
    expect(written(plan).at(-1)).toBe(
      "lastWorkingDay Fri 2023-03-31 09:00 +12:00 = 2023-03-30T21:00Z",
    );
  });
});

test("a moved closing date has another key, and so has another step, round or channel", () => {
  const keys = [
    reminderKey("closing", "30", "2023-03-31", "suva"),
    reminderKey("closing", "7", "2023-03-31", "suva"),
    reminderKey("closing", "30", "2023-04-07", "suva"),
    reminderKey("closing", "30", "2023-03-31", "tokyo"),
    reminderKey("draft", "30", "2023-03-31", "suva"),
  ];
  expect(new Set(keys).size).toBe(keys.length);
  expect(reminderKey("closing", "30", "2023-03-31", "suva")).toBe(keys[0]);
});

describe("unasked messages come on working days, 08:00–18:00", () => {
  const inJapan = { calendar: japan, zone: "Asia/Tokyo", hour: 9 };

  test.each([
    ["in working hours at once", "2023-03-20T08:00", "2023-03-20T08:00"],
    ["at the end of the day at once", "2023-03-20T17:59", "2023-03-20T17:59"],
    ["early on the same morning", "2023-03-20T07:59", "2023-03-20T09:00"],
    ["in the evening after tomorrow's holiday", "2023-03-20T18:00", "2023-03-22T09:00"],
    ["on a holiday on the next day", "2023-03-21T12:00", "2023-03-22T09:00"],
    ["on Friday night on Monday", "2023-03-24T23:00", "2023-03-27T09:00"],
    ["early on Saturday on Monday", "2023-03-25T02:00", "2023-03-27T09:00"],
  ])("%s", (_, now, moment) => {
    expect(utc(nextContactMoment(at(`${now}+09:00`), inJapan))).toBe(utc(at(`${moment}+09:00`)));
  });

  test("by the receiver's clock, also on the night of its change", () => {
    const newYork = calendar("America/New_York", [6, 7]);
    const night = at("2023-03-10T23:00:00-05:00");
    expect(utc(nextContactMoment(night, { calendar: newYork, zone: newYork.zone, hour: 9 }))).toBe(
      "2023-03-13T13:00Z",
    );
  });

  test("an hour that a channel chose outside them is in the window there, and for an hour only", () => {
    const evening = { ...inJapan, hour: 18 };
    const late = at("2023-03-22T18:59:00+09:00");
    expect(nextContactMoment(late, evening)).toBe(late);
    expect(utc(nextContactMoment(at("2023-03-22T19:00:00+09:00"), evening))).toBe(
      "2023-03-23T09:00Z",
    );
  });

  test("in the last two days before a closing date any time will do", () => {
    const closing = closingInstant(first, PROGRAMME_ZONE);
    const night = at("2023-03-30T00:00:00+09:00");
    const before = night.minus({ milliseconds: 1 });
    expect(nextContactMoment(night, { ...inJapan, closing })).toBe(night);
    expect(utc(nextContactMoment(before, { ...inJapan, closing }))).toBe("2023-03-30T00:00Z");
    expect(utc(nextContactMoment(closing, { ...inJapan, closing }))).toBe("2023-04-03T00:00Z");
  });
});

describe("a closing date that is caught up with", () => {
  const closing = closingInstant(first, PROGRAMME_ZONE);
  const inDhaka = { calendar: bangladesh, zone: "Asia/Dhaka", hour: 9, closing };

  test("at night is told on the next working morning", () => {
    expect(utc(releaseMoment(at("2023-03-23T22:00:00+06:00"), inDhaka))).toBe("2023-03-26T03:00Z");
  });

  test("in the last two days is told at once, on a day off too", () => {
    const friday = at("2023-03-31T20:59:00+06:00");
    expect(releaseMoment(friday, inDhaka)).toBe(friday);
  });

  test("is never told once the round has closed", () => {
    expect(releaseMoment(closing, inDhaka)).toBeUndefined();
  });

  test.each([
    [9, "2023-03-30T03:00Z"],
    [21, "2023-03-29T15:00Z"],
  ])("with holidays until it closes is told at %i in the last two days", (hour, moment) => {
    const holidays = Array.from({ length: 10 }, (_, index) => addDays("2023-03-26", index));
    const onHoliday = { ...inDhaka, hour, calendar: calendar("Asia/Dhaka", [5, 6], holidays) };
    const now = at("2023-03-27T10:00:00+06:00");
    expect(utc(releaseMoment(now, onHoliday))).toBe(moment);
  });
});

describe("whatever the zone, weekend, holidays and hour", () => {
  const zone = fc.constantFrom(
    "Asia/Tokyo",
    "Pacific/Fiji",
    "Asia/Dhaka",
    "Asia/Tehran",
    "Asia/Kathmandu",
    "Europe/Istanbul",
    "America/New_York",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
  );
  const day = fc.integer({ min: 0, max: 1400 }).map((count) => addDays("2020-06-01", count));
  const plans = fc
    .record({
      closesOn: day,
      programmeZone: zone,
      channelZone: zone,
      weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
      daysOff: fc.uniqueArray(fc.integer({ min: -5, max: 45 }), { maxLength: 40 }),
      hour: fc.integer({ min: 8, max: 18 }),
      daysBefore: fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 60 })),
      startsEarlier: fc.integer({ min: -2, max: 70 }),
    })
    .map(
      ({ closesOn, weekend, daysOff, startsEarlier, ...rest }): ClosingPlan => ({
        ...rest,
        rounds: [round(1, closesOn)],
        calendar: calendar(
          rest.channelZone,
          weekend,
          daysOff.map((days) => addDays(closesOn, -days)),
        ),
        from: at(`${addDays(closesOn, -startsEarlier)}T00:00:00Z`),
      }),
    );
  const closingOf = ({ rounds, programmeZone }: ClosingPlan) =>
    Math.max(...rounds.map((one) => closingInstant(one, programmeZone).toMillis()));
  const facts = (plan: ClosingPlan) =>
    planClosingReminders(plan).map(({ step, dueAt }) => `${step} ${utc(dueAt)}`);

  test("no reminder comes at or after the closing instant, nor before the channel subscribed", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        for (const { dueAt } of planClosingReminders(plan)) {
          expect(dueAt.toMillis()).toBeLessThan(closingOf(plan));
          expect(dueAt.toMillis()).toBeGreaterThanOrEqual(plan.from.toMillis());
        }
      }),
    );
  });

  test("every reminder comes on a working day at the channel's hour", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        for (const { dueAt } of planClosingReminders(plan)) {
          const local = dueAt.setZone(plan.channelZone);
          expect([local.hour, local.minute]).toEqual([plan.hour, 0]);
          expect(isWorkingDay(dayIn(dueAt, plan.channelZone), plan.calendar)).toBe(true);
        }
      }),
    );
  });

  test("a round is told at most three times, on as many mornings, its last working day last", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const reminders = planClosingReminders({ ...plan, from: at("2000-01-01T00:00:00Z") });
        expect(reminders.length).toBeLessThanOrEqual(3);
        expect(new Set(reminders.map(({ dueAt }) => dueAt.toMillis())).size).toBe(reminders.length);
        expect(reminders.at(-1)?.step).toBe("lastWorkingDay");
      }),
    );
  });

  test("planning again changes nothing, and planning later never adds", () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 0, max: 60 * 24 }), (plan, hours) => {
        const planned = facts(plan);
        expect(facts(plan)).toEqual(planned);
        const later = facts({ ...plan, from: plan.from.plus({ hours }) });
        expect(planned.slice(planned.length - later.length)).toEqual(later);
      }),
    );
  });

  test("a planned reminder that is asked on time goes out on time", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { calendar: npo, channelZone, hour } = plan;
        const closing = DateTime.fromMillis(closingOf(plan));
        for (const { dueAt } of planClosingReminders(plan)) {
          const contactWindow = { calendar: npo, zone: channelZone, hour, closing };
          expect(releaseMoment(dueAt, contactWindow)).toBe(dueAt);
        }
      }),
    );
  });

  test("who waited for the moment waits no longer, and never past the closing instant", () => {
    fc.assert(
      fc.property(plans, fc.integer({ min: 1, max: 20 * 24 * 60 }), (plan, minutes) => {
        const { calendar: npo, channelZone, hour } = plan;
        const closing = DateTime.fromMillis(closingOf(plan));
        const contactWindow = { calendar: npo, zone: channelZone, hour, closing };
        const now = closing.minus({ minutes });
        const moment = releaseMoment(now, contactWindow);
        if (moment === undefined) throw new Error("An open round is never too late");
        expect(moment.toMillis()).toBeGreaterThanOrEqual(now.toMillis());
        expect(moment.toMillis()).toBeLessThan(closing.toMillis());
        expect(releaseMoment(moment, contactWindow)).toBe(moment);
      }),
    );
  });
});
