/**
 * A message as data: told once, drawn by each platform's renderer. No string holds markup: what is
 * bold, a list or a link is a part, and every string is drawn to the letter. Within a paragraph, an
 * item or a notice a line break is ours; people's text of several lines stands in a fact or a quote.
 */

import type { ButtonVerb } from "../domain/verbs.ts";

export interface Button {
  /** The verb of `docs/access.md` in kebab case, or of a command. */
  readonly verb: ButtonVerb;
  /** An opaque pointer, never a permission. */
  readonly id: string;
  readonly label: string;
  readonly style?: "primary" | "danger";
  /** Opens a page in place of acting. */
  readonly url?: string;
  /** Asked before it acts. */
  readonly confirm?: { title: string; text: string; yes: string; no: string };
}

export type MessagePart =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "facts"; readonly facts: readonly { label: string; value: string }[] }
  | { readonly kind: "list"; readonly title?: string; readonly items: readonly string[] }
  /** Somebody's own words, of several lines perhaps; never drawn like ours. */
  | { readonly kind: "quote"; readonly text: string }
  /** One thing of several, with what can be done with it. */
  | {
      readonly kind: "item";
      readonly title: string;
      readonly text: string;
      readonly button?: Button;
      /** Beneath it: what is done more seldom. */
      readonly more?: readonly Button[];
    }
  | { readonly kind: "notice"; readonly tone: "error" | "warning" | "good"; readonly text: string }
  | { readonly kind: "line" };

export interface Message {
  /** The first line: enough on a lock screen; the first 80 characters say it. */
  readonly headline: string;
  readonly parts: readonly MessagePart[];
  readonly buttons: readonly Button[];
  /** Why the reader gets it, and how to get fewer. Absent on the answer to one's own press. */
  readonly why?: string;
  /** Sent with it, to one person; of such a message only the headline is read. */
  readonly file?: SentFile;
}

export interface SentFile {
  /** By which a platform that asks its receiver first asks for it again: a pointer, never a permission. */
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Sent in place of it where the platform refuses the file. */
  readonly ifRefused: Message;
}
