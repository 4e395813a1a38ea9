/** What an organisation owes by a day, and when it is told of it: a ladder for each kind. */
import type { OrganisationId, ProgrammeId, RequestId, RoundId, SubscriptionId } from "../ids.ts";
import { DEFAULT_HOUR } from "../members/calendars.ts";
import { calendarOf, type Organisation } from "../members/members.ts";
import type { Programme, ReminderSettings } from "../programmes/programmes.ts";
import type { DateTime, IsoDay, Zone } from "../time.ts";
import { type ComingStep, comingSteps, type Ladder, on } from "./ladder.ts";

export const DUTY_KINDS = ["closing", "hostAnswer"] as const;
export type DutyKind = (typeof DUTY_KINDS)[number];

/**
 * The kinds whose steps are told. The others are owed, and shown with their day, and what would be
 * said of them isn't built yet: the tick leaves them alone.
 */
export const TOLD_KINDS = ["closing"] as const satisfies readonly DutyKind[];

/** docs/product.md, "Reminders": +2 working days whoever owes it, +5 the officers. */
const OVERDUE = [on.workingDayAfter(2).to("handler"), on.workingDayAfter(5).to("officers")];

/** docs/product.md, "Reminders"; the days before a closing date are the programme's. */
const LADDERS: Readonly<Record<DutyKind, (settings: ReminderSettings) => Ladder>> = {
  closing: ({ closingDaysBefore }) => ({
    owes: "sender",
    steps: [
      ...closingDaysBefore
        .toSorted((one, other) => other - one)
        .map((days) => on.daysBefore(days).to("channel")),
      on.lastWorkingDayBefore.to("channel"),
    ],
  }),
  hostAnswer: () => ({
    owes: "host",
    steps: [
      on.workingDay(6).to("handler"),
      on.workingDay(8).to("officers"),
      on.daysBefore(0).to("handler"),
      ...OVERDUE,
    ],
  }),
};

export const ladderOf = (kind: DutyKind, settings: ReminderSettings): Ladder =>
  LADDERS[kind](settings);

/** What is owed, and where its due day comes from. */
export type Matter =
  /** A request in this round, or "Not this round"; told to one subscribed channel. */
  | { readonly kind: "closing"; readonly round: RoundId; readonly subscription: SubscriptionId }
  /** The host's yes or no. */
  | { readonly kind: RequestDutyKind; readonly request: RequestId };

export type RequestDutyKind = Exclude<DutyKind, "closing">;

/** An open duty: there is none once it is done, or nobody asks for it any more. */
export interface Duty {
  readonly id: string;
  readonly matter: Matter;
  readonly organisation: OrganisationId;
  readonly programme: ProgrammeId;
  /** Programme time. */
  readonly askedAt: DateTime;
  readonly dueOn: IsoDay;
  /** The step that was told last, or passed over, and the due day that it told of. */
  readonly told: { readonly step: string; readonly of: IsoDay } | null;
}

/** Where and at what hour a duty is told. */
export interface Place {
  readonly zone: Zone;
  readonly hour: number;
}

/**
 * What is still to be said of a duty, as its date, calendar, zone and hour are now; the earliest
 * first. `channel` is where a closing date is told; all else at 9 in the organisation's own zone.
 */
export const comingOf = (
  { matter: { kind }, askedAt, dueOn, told }: Omit<Duty, "id">,
  {
    programme,
    organisation,
    channel,
  }: {
    readonly programme: Pick<Programme, "zone" | "reminders">;
    readonly organisation: Organisation;
    readonly channel?: Place | undefined;
  },
): ComingStep[] => {
  const { zone, hour } = channel ?? { zone: organisation.zone, hour: DEFAULT_HOUR };
  return comingSteps(ladderOf(kind, programme.reminders), {
    askedAt,
    dueOn,
    dueZone: kind === "closing" ? programme.zone : organisation.zone,
    calendar: calendarOf(organisation),
    zone,
    hour,
    told: told?.of === dueOn ? told.step : null,
  });
};
