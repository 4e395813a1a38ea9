import { describe, expect, test } from "vitest";
import { requestId, roundId, subscriptionId } from "../../../src/domain/ids.ts";
import { addWorkingDays } from "../../../src/domain/members/calendars.ts";
import { calendarOf, type Organisation } from "../../../src/domain/members/members.ts";
import {
  comingOf,
  DUTY_KINDS,
  type Duty,
  TOLD_KINDS,
} from "../../../src/domain/reminders/duties.ts";
import { comingSteps, on } from "../../../src/domain/reminders/ladder.ts";
import { hostAnswerDueOn } from "../../../src/domain/requests/requests.ts";
import { DateTime } from "../../../src/domain/time.ts";
import { bangladesh, fiji, japan, noonOf20March, programmeOf2023 } from "../../helpers/builders.ts";

const programme = programmeOf2023();

const answerOwedBy = (host: Organisation, askedAt = noonOf20March): Duty => ({
  id: "duty",
  matter: { kind: "hostAnswer", request: requestId("request") },
  organisation: host.id,
  programme: programme.id,
  askedAt,
  dueOn: hostAnswerDueOn(host, askedAt),
  told: null,
});

/** "workingDay6 to handler, Wed 2023-03-29 09:00 +09:00", by the clock of whoever owes it. */
const ladderFor = (organisation: Organisation, duty: Duty): string[] =>
  comingOf(duty, { programme, organisation }).map(
    ({ name, to, comesAt }) =>
      `${name} to ${to}, ${comesAt.setZone(organisation.zone).toFormat("ccc yyyy-MM-dd HH:mm ZZ")}`,
  );

describe("a host's answer is due on its tenth working day, and asked for on the way", () => {
  test("in Japan, which rests on 21 March", () => {
    const duty = answerOwedBy(japan);
    expect(duty.dueOn).toBe("2023-04-04");
    expect(ladderFor(japan, duty)).toEqual([
      "workingDay6 to handler, Wed 2023-03-29 09:00 +09:00",
      "workingDay8 to officers, Fri 2023-03-31 09:00 +09:00",
      "0 to handler, Tue 2023-04-04 09:00 +09:00",
      "overdue2 to handler, Thu 2023-04-06 09:00 +09:00",
      "overdue5 to officers, Tue 2023-04-11 09:00 +09:00",
    ]);
  });

  test("in Bangladesh, which rests on Fridays and Saturdays", () => {
    const duty = answerOwedBy(bangladesh);
    expect(duty.dueOn).toBe("2023-04-03");
    expect(ladderFor(bangladesh, duty)).toEqual([
      "workingDay6 to handler, Tue 2023-03-28 09:00 +06:00",
      "workingDay8 to officers, Thu 2023-03-30 09:00 +06:00",
      "0 to handler, Mon 2023-04-03 09:00 +06:00",
      "overdue2 to handler, Wed 2023-04-05 09:00 +06:00",
      "overdue5 to officers, Mon 2023-04-10 09:00 +06:00",
    ]);
  });

  test("over New York's clock change, at nine of its own before and after", () => {
    const host: Organisation = { ...fiji, zone: "America/New_York" };
    const duty = answerOwedBy(host, DateTime.fromISO("2023-03-01T12:00-05:00"));
    expect(duty.dueOn).toBe("2023-03-15");
    expect(ladderFor(host, duty).slice(0, 3)).toEqual([
      "workingDay6 to handler, Thu 2023-03-09 09:00 -05:00",
      "workingDay8 to officers, Mon 2023-03-13 09:00 -04:00",
      "0 to handler, Wed 2023-03-15 09:00 -04:00",
    ]);
  });

  test("a holiday entered meanwhile moves what is still to come", () => {
    const duty = answerOwedBy(japan);
    const resting = { ...japan, holidays: [...japan.holidays, "2023-03-29", "2023-04-04"] };
    expect(ladderFor(resting, duty)).toEqual([
      "workingDay6 to handler, Thu 2023-03-30 09:00 +09:00",
      "workingDay8 to officers, Mon 2023-04-03 09:00 +09:00",
      "0 to handler, Mon 2023-04-03 09:00 +09:00",
      "overdue2 to handler, Thu 2023-04-06 09:00 +09:00",
      "overdue5 to officers, Tue 2023-04-11 09:00 +09:00",
    ]);
    expect(addWorkingDays("2023-03-20", 8, calendarOf(resting))).toBe("2023-04-03");
  });
});

describe("what was told doesn't come again", () => {
  const closing = (told: Duty["told"]): Duty => ({
    ...answerOwedBy(japan),
    matter: {
      kind: "closing",
      round: roundId("first"),
      subscription: subscriptionId("channel"),
    },
    askedAt: DateTime.fromISO("2023-02-01T00:00Z"),
    dueOn: "2023-03-31",
    told,
  });
  const stepsAfter = (told: Duty["told"], hour = 9) =>
    comingOf(closing(told), {
      programme,
      organisation: japan,
      channel: { zone: japan.zone, hour },
    }).map(({ name }) => name);

  test("nor what would have come before it, at whatever hour", () => {
    expect(stepsAfter(null)).toEqual(["30", "7", "lastWorkingDay"]);
    for (const hour of [8, 9, 17])
      expect(stepsAfter({ step: "7", of: "2023-03-31" }, hour)).toEqual(["lastWorkingDay"]);
    expect(stepsAfter({ step: "lastWorkingDay", of: "2023-03-31" })).toEqual([]);
  });

  test("but of another day it is told anew", () => {
    expect(stepsAfter({ step: "7", of: "2023-03-24" })).toEqual(["30", "7", "lastWorkingDay"]);
  });
});

test("of two steps for one audience on one morning the later one stays, others keep theirs", () => {
  const steps = [
    on.daysBefore(1).to("handler"),
    on.daysBefore(0).to("handler"),
    on.daysBefore(0).to("officers"),
  ];
  const restsOnFriday = { ...calendarOf(japan), holidays: new Set(["2023-03-31"]) };
  const coming = comingSteps(
    { owes: "host", steps },
    {
      askedAt: noonOf20March,
      dueOn: "2023-03-31",
      dueZone: japan.zone,
      calendar: restsOnFriday,
      hour: 9,
      zone: japan.zone,
      told: null,
    },
  );
  expect(coming.map(({ name, to }) => [name, to])).toEqual([
    ["0", "handler"],
    ["0", "officers"],
  ]);
});

test("a kind of duty that nobody knows doesn't compile, nor one without its ladder being told", () => {
  // @ts-expect-error no such kind
  const misspelt: Duty["matter"] = { kind: "hostAnswr", request: requestId("request") };
  // @ts-expect-error a closing date is a channel's, not a request's
  const mixed: Duty["matter"] = { kind: "closing", request: requestId("request") };
  expect(DUTY_KINDS).not.toContain(misspelt.kind);
  expect(Object.keys(mixed)).not.toContain("round");
  expect(TOLD_KINDS).toEqual(["closing"]);
});
