import type { Difference } from "./differences.ts";
import type { FieldName, MemberName, Notification, Warning } from "./notification.ts";

/** All that the preview of a notification shows. */
export interface NotificationPreview {
  /** The draft's id. */
  readonly id: string;
  /** As read, with what was corrected so far. */
  readonly notification: Notification;
  /** What was typed so far, by field; "" for an emptied one. */
  readonly typed: { readonly [Field in FieldName]?: string };
  /** Typed texts that can't be read. */
  readonly unreadable: readonly Warning[];
  /** To write countries by name. */
  readonly members: readonly MemberName[];
  /** How it differs from what is published under its code; null where the code is new or unread. */
  readonly differences: readonly Difference[] | null;
}
