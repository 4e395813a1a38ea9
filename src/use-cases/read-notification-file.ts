/** Reading a notification without a database: for the command line. */
import type {
  Amendment,
  MemberName,
  NotANotification,
  Notification,
} from "../domain/notifications/notification.ts";
import { readNotification } from "../domain/notifications/read-notification.ts";
import type { Outcome } from "../domain/outcome.ts";
import memberNames from "../store/member-names.json" with { type: "json" };

/** The members as the migrations lay them down: a database may have been corrected since. */
export const initialMemberNames: readonly MemberName[] = memberNames;

/** Changes nothing and keeps nothing. */
export const readNotificationText = (
  text: string,
): Outcome<Notification | Amendment, NotANotification> =>
  readNotification(text, initialMemberNames);
