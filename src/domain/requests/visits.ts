/**
 * Rule 13: what is worth a word before a request is sent. Warnings never refuse. That a host is
 * hosting already is known once hosts can consent; who else has asked is nobody's business.
 */

import { isWorkingDay, type WorkingCalendar } from "../members/calendars.ts";
import { daysBetween, type IsoDay } from "../time.ts";
import type { Modality } from "./participants.ts";

/** The host's calendar days, both included. */
interface VisitDays {
  readonly startsOn: IsoDay;
  readonly endsOn: IsoDay;
}

interface NumberedVisit extends VisitDays {
  /** "BCN-2023-001". */
  readonly number: string;
}

export type VisitWarning =
  | { readonly kind: "longerThanFiveDays"; readonly days: number }
  /** `days` from submission to the first day of a face-to-face activity. */
  | { readonly kind: "shortNotice"; readonly days: number }
  /** `number` of a request of the same sender and host. */
  | { readonly kind: "overlapsSamePair"; readonly number: string }
  /** A first or last day on which the host rests. */
  | { readonly kind: "hostRests"; readonly on: IsoDay }
  | { readonly kind: "noHead" }
  /** Places in the list, from 1, of one name or e-mail. */
  | { readonly kind: "samePerson"; readonly places: readonly number[]; readonly same: string }
  /** Pasted lines for which the list has no room. */
  | { readonly kind: "listFull" }
  | { readonly kind: "codeYearDiffers"; readonly codeYear: number; readonly timingYear: number };

export interface PlannedVisit extends VisitDays {
  readonly modality: Modality;
  readonly submittedOn: IsoDay;
  /** Years of the project code and of the timing, four digits. */
  readonly codeYear: number;
  readonly timingYear: number;
  /** Other requests of this sender to this host. */
  readonly samePair: readonly NumberedVisit[];
}

/** Rule 13: an activity takes 1 to 5 days; calendar days can't be fewer than 1. */
const MOST_DAYS = 5;
/** Rule 13: days between submission and a face-to-face activity. */
const LEAST_NOTICE_DAYS = 90;

/** What the days alone tell, at the step where they are chosen. */
export const daysWarnings = (
  visit: Pick<PlannedVisit, "startsOn" | "endsOn" | "modality" | "submittedOn">,
): readonly VisitWarning[] => [...lengthWarning(visit), ...noticeWarning(visit)];

export const visitWarnings = (visit: PlannedVisit): readonly VisitWarning[] => [
  ...lengthWarning(visit),
  ...noticeWarning(visit),
  ...pairWarnings(visit),
  ...yearWarning(visit),
];

/** Rule 5: activity dates lie inside the timing, its first and last day included. */
export const datesInside = (timing: VisitDays, startsOn: IsoDay, endsOn: IsoDay): boolean =>
  timing.startsOn <= startsOn && startsOn <= endsOn && endsOn <= timing.endsOn;

const lengthWarning = ({ startsOn, endsOn }: VisitDays): VisitWarning[] => {
  const days = daysBetween(startsOn, endsOn) + 1;
  return days > MOST_DAYS ? [{ kind: "longerThanFiveDays", days }] : [];
};

const noticeWarning = ({
  modality,
  submittedOn,
  startsOn,
}: Pick<PlannedVisit, "modality" | "submittedOn" | "startsOn">): VisitWarning[] => {
  const days = daysBetween(submittedOn, startsOn);
  const someTravel = modality !== "virtual";
  return someTravel && days < LEAST_NOTICE_DAYS ? [{ kind: "shortNotice", days }] : [];
};

const pairWarnings = (visit: PlannedVisit): VisitWarning[] =>
  visit.samePair
    .filter((other) => overlap(visit, other))
    .map(({ number }) => ({ kind: "overlapsSamePair", number }));

const yearWarning = ({ codeYear, timingYear }: PlannedVisit): VisitWarning[] =>
  codeYear === timingYear ? [] : [{ kind: "codeYearDiffers", codeYear, timingYear }];

/** First and last days of the visit, each once, on the host's weekend or holiday. */
export const restWarnings = (days: readonly IsoDay[], calendar: WorkingCalendar): VisitWarning[] =>
  [...new Set(days)]
    .filter((on) => !isWorkingDay(on, calendar))
    .map((on) => ({ kind: "hostRests", on }));

interface Listed {
  readonly part?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

/** What is worth a word about a list, whether its people are whole or not. */
export const rosterWarnings = (roster: readonly Listed[]): VisitWarning[] => [
  ...(roster.length > 0 && !roster.some(({ part }) => part === "head")
    ? [{ kind: "noHead" } as const]
    : []),
  ...samePeople(roster),
];

/** Two entries of one person by name and e-mail alike are one warning. */
const samePeople = (roster: readonly Listed[]): VisitWarning[] => {
  const found = new Map<string, VisitWarning>();
  for (const field of ["name", "email"] as const) {
    for (const same of new Set(roster.map((one) => plain(one[field])))) {
      const places = roster.flatMap((one, at) => (plain(one[field]) === same ? [at + 1] : []));
      const key = places.join();
      if (same === "" || places.length < 2 || found.has(key)) continue;
      const shown = roster[(places[0] ?? 1) - 1]?.[field]?.trim() ?? same;
      found.set(key, { kind: "samePerson", places, same: shown });
    }
  }
  return [...found.values()];
};

/** "JANE  Doe" is "jane doe". */
const plain = (text = ""): string =>
  text.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();

const overlap = (one: VisitDays, other: VisitDays): boolean =>
  one.startsOn <= other.endsOn && other.startsOn <= one.endsOn;
