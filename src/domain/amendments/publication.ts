/** From a notification to a programme: what it can't be without, and what a correction changes. */

import { type ProgrammeId, roundId } from "../ids.ts";
import { contradictions } from "../notifications/consistency.ts";
import type {
  FieldName,
  Notification,
  NotificationFields,
  Warning,
} from "../notifications/notification.ts";
import { DEFAULT_REMINDERS, DEFAULT_ZONE, type Programme } from "../programmes/programmes.ts";
import type { Round } from "../programmes/rounds.ts";
import type { DateTime, IsoDay } from "../time.ts";
import type { Fitted } from "./concerns.ts";

/** What a version of a programme was published from. */
export type Origin =
  | { readonly kind: "notification" | "correction" }
  /** `number` as the amendment counts itself; null where it doesn't. */
  | { readonly kind: "addendum" | "revision"; readonly number: number | null };

/** Without these there is nothing to apply for, or no day to apply by. */
export const NECESSARY = [
  "projectCode",
  "title",
  "timing",
  "overseasParticipants",
  "closingDates",
] as const satisfies readonly FieldName[];

/** A notification that can be published. */
export type Publishable = Notification & {
  readonly [Field in (typeof NECESSARY)[number]]: NotificationFields[Field];
};

/** Rule 5: closing dates are ordered and before the timing's end; other contradictions only warn. */
const FORBIDDEN: readonly Warning["problem"]["kind"][] = [
  "closingDatesNotInOrder",
  "closesAfterTiming",
];

/** Why it can't be published, at its fields; empty when it can. */
export const obstaclesTo = (notification: Notification): readonly Warning[] => [
  ...NECESSARY.filter((field) => isMissing(notification[field])).map(
    (field): Warning => ({ field, problem: { kind: "empty" } }),
  ),
  ...contradictions(notification).filter(({ problem }) => FORBIDDEN.includes(problem.kind)),
];

export const isPublishable = (notification: Notification): notification is Publishable =>
  obstaclesTo(notification).length === 0;

const isMissing = (value: unknown): boolean =>
  value === null || (Array.isArray(value) && value.length === 0);

export const newProgramme = (
  id: ProgrammeId,
  notification: Publishable,
  { newId, at }: { newId: () => string; at: DateTime },
): Programme => ({
  ...announced(notification),
  id,
  publishedAt: at,
  version: 1,
  zone: DEFAULT_ZONE,
  endorsement: "optional",
  reminders: DEFAULT_REMINDERS,
  rounds: roundsFor(notification.closingDates, [], newId),
});

/** The same programme with the notification's newer facts; rounds keep their ids by number. */
export const nextVersion = (
  programme: Programme,
  notification: Publishable,
  newId: () => string,
): Programme => ({
  ...programme,
  ...announced(notification),
  version: programme.version + 1,
  rounds: roundsFor(notification.closingDates, programme.rounds, newId),
});

/** As much of the next version as its requests have to fit; what isn't read yet stays as it was. */
export const provisionalVersion = (programme: Programme, notification: Notification): Fitted => ({
  timing: notification.timing ?? programme.timing,
  caps:
    notification.overseasParticipants === null
      ? programme.caps
      : capsOf(notification.overseasParticipants),
  notification,
});

const announced = (notification: Publishable) => ({
  projectCode: notification.projectCode,
  title: notification.title,
  timing: notification.timing,
  caps: capsOf(notification.overseasParticipants),
  notification,
});

/** One number for all caps those who travel as well. */
const capsOf = (count: NotificationFields["overseasParticipants"]): Programme["caps"] =>
  "total" in count
    ? { virtual: count.total, faceToFace: count.total }
    : { virtual: count.virtual, faceToFace: count.faceToFace };

/**
 * A closing date that stays keeps its round, whatever its place; one that moved keeps the round of
 * its place, unless that round's own date stands elsewhere in the list.
 */
const roundsFor = (
  closingDates: readonly IsoDay[],
  known: readonly Round[],
  newId: () => string,
): readonly Round[] => {
  const moved = known.filter(({ closesOn }) => !closingDates.includes(closesOn));
  return closingDates.map((closesOn, index) => {
    const number = index + 1;
    const same = known.find((round) => round.closesOn === closesOn);
    const before = same ?? moved.find((round) => round.number === number);
    return { id: before?.id ?? roundId(newId()), number, closesOn };
  });
};
