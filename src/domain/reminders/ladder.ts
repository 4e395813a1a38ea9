/**
 * What is said of a duty, before its day and after: a ladder, one line a step. Nothing is planned
 * ahead; the same ladder tells what comes next, now or asked in advance.
 */
import {
  addWorkingDays,
  type WorkingCalendar,
  workingDayOnOrBefore,
} from "../members/calendars.ts";
import { closingInstant, lastWorkingDayBefore } from "../programmes/rounds.ts";
import { addDays, atHour, type DateTime, dayIn, type IsoDay, type Zone } from "../time.ts";

/** Whom a step tells: a subscribed channel; whoever handles the request, or else the LO; officers. */
export type Audience = "channel" | "handler" | "officers";

type When =
  | { readonly on: "workingDay" | "workingDayAfter"; readonly count: number }
  | { readonly on: "daysBefore"; readonly days: number }
  | { readonly on: "lastWorkingDayBefore" };

export interface Step {
  /** Part of the letter's key: never changed once it has been told. */
  readonly name: string;
  readonly when: When;
  readonly to: Audience;
}

const step = (name: string, when: When) => ({
  to: (audience: Audience): Step => ({ name, when, to: audience }),
});

/** When a step comes; days off move what is before the due day to the working day before. */
export const on = {
  /** The `count`-th working day after it was asked; never past the last one before the duty is due. */
  workingDay: (count: number) => step(`workingDay${count}`, { on: "workingDay", count }),
  /** Calendar days before the due day; 0 is the day itself. */
  daysBefore: (days: number) => step(String(days), { on: "daysBefore", days }),
  /** The last working day on whose hour the due day isn't over where it counts. */
  lastWorkingDayBefore: step("lastWorkingDay", { on: "lastWorkingDayBefore" }),
  /** The `count`-th working day after the due day: it is overdue. */
  workingDayAfter: (count: number) => step(`overdue${count}`, { on: "workingDayAfter", count }),
};

export interface Ladder {
  /** Which side of a request. */
  readonly owes: "sender" | "host";
  /** In the order in which they come: of several on one morning to one audience the last one stays. */
  readonly steps: readonly Step[];
}

/** One duty of one organisation, and how it is told. */
export interface Occasion {
  /** Nothing comes before this instant: what has passed isn't caught up with. */
  readonly askedAt: DateTime;
  /** A calendar day of `dueZone`, where the whole day counts. */
  readonly dueOn: IsoDay;
  readonly dueZone: Zone;
  /** Working days of whoever owes it. */
  readonly calendar: WorkingCalendar;
  /** Local hour of its messages, 0 to 23, and the zone of that hour. */
  readonly hour: number;
  readonly zone: Zone;
  /** The step that was told last, of this due day: it and those before it don't come again. */
  readonly told: string | null;
}

export interface ComingStep extends Pick<Step, "name" | "to"> {
  readonly comesAt: DateTime;
}

/** What is still to be said, the earliest first. Throws when the calendar has no working days. */
export const comingSteps = (ladder: Ladder, occasion: Occasion): ComingStep[] => {
  const { askedAt, hour, zone, told } = occasion;
  const lastTold = ladder.steps.findIndex(({ name }) => name === told);
  return onePerMorning(ladder, occasion)
    .filter(({ step: { name } }) => ladder.steps.findIndex((one) => one.name === name) > lastTold)
    .map(({ step: { name, to }, morning }) => ({ name, to, comesAt: atHour(morning, hour, zone) }))
    .filter(({ comesAt }) => comesAt >= askedAt)
    .sort((one, other) => one.comesAt.toMillis() - other.comesAt.toMillis());
};

const onePerMorning = (ladder: Ladder, occasion: Occasion) => {
  const mornings = new Map<string, { readonly step: Step; readonly morning: IsoDay }>();
  for (const one of ladder.steps) {
    const morning = morningOf(one, occasion);
    mornings.set(`${morning} ${one.to}`, { step: one, morning });
  }
  return [...mornings.values()];
};

const morningOf = ({ when }: Step, occasion: Occasion): IsoDay => {
  const { askedAt, dueOn, dueZone, calendar, hour, zone } = occasion;
  const dayEnds = closingInstant({ closesOn: dueOn }, dueZone);
  const last = lastWorkingDayBefore(dayEnds, calendar, { hour, zone });
  const atLatest = (day: IsoDay): IsoDay => (day < last ? day : last);
  switch (when.on) {
    case "workingDay":
      return atLatest(addWorkingDays(dayIn(askedAt, calendar.zone), when.count, calendar));
    case "daysBefore":
      return atLatest(workingDayOnOrBefore(addDays(dueOn, -when.days), calendar));
    case "lastWorkingDayBefore":
      return last;
    case "workingDayAfter":
      return addWorkingDays(dueOn, when.count, calendar);
  }
};
