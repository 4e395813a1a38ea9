import type { DateTime } from "../domain/time.ts";
import type { Message } from "./message.ts";

/** What the outbox asks of a platform: send a message, or look whether it already arrived. */
export interface Delivery {
  readonly id: string;
  readonly workspace: string;
  /** A conversation's id or a user's id. */
  readonly conversation: string;
  readonly message: Message;
  /** An earlier try's answer was lost: ask the platform before sending again. */
  readonly askFirst: boolean;
  /** When the first try began (system time); how far back to look. */
  readonly firstTriedAt: DateTime;
}

export type Delivered =
  /** `digest`: of what was sent; absent where an earlier try had sent it. */
  { readonly kind: "sent"; readonly reference: string; readonly digest?: string } | Failed;

/** What became of a call that the platform didn't take. */
export type Failed =
  /** Throttled, down, app not installed: not before `afterSeconds`; `scope` says for whom. */
  | {
      readonly kind: "later";
      readonly afterSeconds: number;
      readonly scope: "conversation" | "workspace";
      readonly reason: string;
    }
  /** The answer was lost: it may have arrived. */
  | { readonly kind: "unknown"; readonly reason: string }
  | Refused;

export interface Refused {
  readonly kind: "refused";
  readonly reason: string;
  /** So would be anything else (account gone, channel archived). */
  readonly receiverGone: boolean;
  /** Perhaps not for good: worth one more try by then, and only one. */
  readonly onceMoreAfterSeconds?: number;
}

/** A platform's way out. */
export interface Sender {
  /** Answers what became of it, and throws only on a fault of ours. */
  readonly send: (delivery: Delivery) => Promise<Delivered>;
  /** The pause between two messages to one conversation. */
  readonly secondsBetween: number;
  /**
   * Whether it finds a message that it has sent by the delivery's id, and so can be asked with
   * `askFirst`. Otherwise what became of a lost answer is never known.
   */
  readonly looksUpSent: boolean;
}

/** What takes the place of a message that was sent. */
export interface CardEdit {
  readonly workspace: string;
  /** As `sent` gave it. */
  readonly reference: string;
  readonly message: Message;
  /** Of what stands there; null where that isn't known. */
  readonly digest: string | null;
}

export type Edited =
  | { readonly kind: "edited"; readonly digest: string }
  /** It stands there already: nothing was sent. */
  | { readonly kind: "unchanged" }
  /** Its conversation is there, but this message can't be edited any more: deleted, or too old. */
  | { readonly kind: "lost"; readonly reason: string }
  | Failed;

/** A platform's `edit`; repeating it changes nothing. Throws only on a fault of ours. */
export type Edit = (edit: CardEdit) => Promise<Edited>;
