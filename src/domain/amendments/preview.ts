import type { ProgrammeId } from "../ids.ts";
import type { Difference } from "../notifications/differences.ts";
import type {
  Amendment,
  AmendmentWarning,
  FieldName,
  MemberName,
  Notification,
} from "../notifications/notification.ts";
import type { DateTime } from "../time.ts";
import type { Concern } from "./concerns.ts";

/** All that the preview of a notification or an amendment shows. */
export interface NotificationPreview {
  /** The draft's id. */
  readonly id: string;
  /** As read, with what was corrected so far; of an amendment, as the programme would become. */
  readonly notification: Notification;
  /** What was typed so far, by field; "" for an emptied one. */
  readonly typed: { readonly [Field in FieldName | "number"]?: string };
  /** Typed texts that can't be read. */
  readonly unreadable: readonly AmendmentWarning[];
  /** To write countries by name. */
  readonly members: readonly MemberName[];
  /** How it differs from what is published under its code; null where the code is new or unread. */
  readonly differences: readonly Difference[] | null;
  /** What it is compared with, a programme's version; it is published only against the same. */
  readonly seen: SeenVersion | null;
  /** What would no longer fit: pointed out, not refused. */
  readonly concerns: readonly Concern[];
  readonly amendment: AmendmentPreview | null;
}

export interface SeenVersion {
  readonly programme: ProgrammeId;
  readonly version: number;
  /** "BCN 2023". */
  readonly name: string;
  readonly publishedAt: DateTime;
}

export interface AmendmentPreview {
  readonly kind: Amendment["kind"];
  /** As read or as typed. */
  readonly number: number | null;
  /** What it is compared with. */
  readonly published: Notification;
  /** Fields that it changes to something unreadable, not filled in yet. */
  readonly unfilled: readonly FieldName[];
  /** The same number, or a higher one, was published before. */
  readonly before: AppliedAmendment | undefined;
}

export interface AppliedAmendment {
  readonly number: number;
  readonly version: number;
  readonly publishedAt: DateTime;
}
