import type { OrganisationId, ProgrammeId } from "../ids.ts";
import type { Notification } from "../notifications/notification.ts";
import type { DateTime, IsoDay, Zone } from "../time.ts";
import type { Round } from "./rounds.ts";

/** Numbers of the reminders table; programme configuration, kept in the database. */
export interface ReminderSettings {
  /** Days before a closing date on which subscribed channels are told. */
  readonly closingDaysBefore: readonly number[];
}

/** docs/product.md, "Reminders": T−30 and T−7. */
export const DEFAULT_REMINDERS: ReminderSettings = { closingDaysBefore: [30, 7] };

/** Closing dates count in Tokyo unless the programme says otherwise (docs/product.md, rule 4). */
export const DEFAULT_ZONE: Zone = "Asia/Tokyo";

/** Working days of the host in which it is asked to answer (docs/product.md, life of a request). */
export const HOST_ANSWER_WORKING_DAYS = 10;

/** Working days of the host, from its press, within which "considering" may promise the answer. */
export const LONGEST_CONSIDERATION_WORKING_DAYS = 15;

/** Working days of the sender in which it is asked to choose what next after a decline. */
export const CHOICE_WORKING_DAYS = 5;

/** Working days of a host, after its answer's day, from which on another one may be asked. */
export const SILENT_HOST_WORKING_DAYS = 5;

/** Working days of the Secretariat, after the later of closing date and host's consent. */
export const DECISION_WORKING_DAYS = 15;

/** Rule 14: off, optional (default) or required. */
type EndorsementRule = "off" | "optional" | "required";

/** What a Project Notification announces. */
export interface Programme {
  readonly id: ProgrammeId;
  readonly projectCode: string;
  readonly version: number;
  readonly title: string;
  readonly timing: { readonly startsOn: IsoDay; readonly endsOn: IsoDay };
  readonly zone: Zone;
  /** Overseas participants: all of them, and of those who travel. */
  readonly caps: { readonly virtual: number; readonly faceToFace: number };
  readonly endorsement: EndorsementRule;
  readonly reminders: ReminderSettings;
  readonly rounds: readonly Round[];
  readonly notification: Notification;
  /** When it was first published: nothing is reminded of that was due before. */
  readonly publishedAt: DateTime;
}

/** The year in a request's number and in "BCN 2023": that of the timing's first day. */
export const programmeYear = ({ timing }: Pick<Programme, "timing">): number =>
  Number(timing.startsOn.slice(0, 4));

/** "BCN 2023". */
export const programmeName = (programme: Pick<Programme, "timing" | "projectCode">): string =>
  `${programme.projectCode.split("-")[4] ?? "BCN"} ${programmeYear(programme)}`;

/** "BCN-2023-001": programme year and counter, three digits or more. */
export const requestNumber = (
  programme: Pick<Programme, "timing" | "projectCode">,
  counter: number,
): string =>
  `${programme.projectCode.split("-")[4] ?? "BCN"}-${programmeYear(programme)}-${String(counter).padStart(3, "0")}`;

/** "All Member Countries" is every active member; otherwise the notification's list. */
export const takesPart = (
  countries: Notification["hostingCountries"],
  organisation: OrganisationId,
): boolean => countries === null || countries === "all" || countries.includes(organisation);
