import type { Outcome } from "../outcome.ts";
import type { Amendment, MemberName, NotANotification, Notification } from "./notification.ts";

/** What a notification is read from. */
export type NotificationSource =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "file"; readonly name: string; readonly bytes: Uint8Array };

/** Why a source gives no text. `format` is a name that people know: "PDF", "Word". */
export type Unreadable =
  | { readonly kind: "tooLarge"; readonly maxBytes: number }
  | { readonly kind: "tooManyPages"; readonly pages: number; readonly maxPages: number }
  | { readonly kind: "unsupported"; readonly format: string }
  | { readonly kind: "encrypted"; readonly format: string }
  | { readonly kind: "damaged"; readonly format: string }
  /** Pictures of pages, as a scanner makes them. */
  | { readonly kind: "noText"; readonly format: string }
  | { readonly kind: "binary" }
  | { readonly kind: "unknownEncoding" }
  /** It took more time or memory than one document may, or gave more than one can hold. */
  | { readonly kind: "tooHeavy"; readonly source: NotificationSource["kind"] }
  /** Others are being read, and it had to wait too long. */
  | { readonly kind: "busy" }
  /** Deleted meanwhile, or kept where we don't go. */
  | { readonly kind: "gone" };

export type NotRead =
  | { readonly kind: "notANotification"; readonly reason: NotANotification }
  | { readonly kind: "unreadable"; readonly problem: Unreadable };

export type WasRead = Outcome<Notification | Amendment, NotRead>;

/** Takes as long as it takes: never to be awaited in a transaction. Countries are known by `members`. */
export type ReadNotification = (
  fetch: () => Promise<Outcome<NotificationSource, Unreadable>>,
  members: readonly MemberName[],
) => Promise<WasRead>;
