/**
 * A form as data: what the bot asks, told once and drawn by each platform's renderer. No string
 * holds markup (see `message.ts`). Ids are those of `docs/words.md`.
 */

import type { ButtonVerb, FormVerb } from "../domain/verbs.ts";

export interface Option {
  /** At most 75 characters, without commas (Teams joins several with one). */
  readonly value: string;
  readonly label: string;
}

interface Asked {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly required: boolean;
  /** Raised when a value must be forced into an input that is already on screen. */
  readonly redraw?: number;
}

export type Field =
  | (Asked & {
      readonly kind: "text";
      readonly multiline?: boolean;
      readonly maxLength: number;
      readonly placeholder?: string;
      readonly value?: string | undefined;
    })
  /** What stands in it may be half an address: it is checked when the form is sent. */
  | (Asked & {
      readonly kind: "email";
      readonly maxLength: number;
      readonly value?: string | undefined;
    })
  | (Asked & { readonly kind: "date"; readonly value?: string | undefined })
  | (Asked & {
      readonly kind: "select" | "radio";
      readonly options: readonly Option[];
      readonly placeholder?: string;
      readonly value?: string | undefined;
    })
  | (Asked & {
      readonly kind: "multiSelect";
      readonly options: readonly Option[];
      readonly placeholder?: string;
      readonly atMost: number;
      readonly values?: readonly string[];
    })
  | (Asked & { readonly kind: "file"; readonly types: readonly string[] });

export interface FormButton {
  readonly verb: ButtonVerb;
  /** An opaque pointer, never a permission. */
  readonly id: string;
  readonly label: string;
  readonly style?: "primary" | "danger";
  readonly confirm?: { title: string; text: string; yes: string; no: string };
}

export type Part =
  | Field
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "heading"; readonly text: string }
  | { readonly kind: "quiet"; readonly text: string }
  | { readonly kind: "facts"; readonly facts: readonly Fact[] }
  | { readonly kind: "list"; readonly title?: string; readonly items: readonly string[] }
  /** Somebody's own words, of several lines perhaps; never drawn like ours. */
  | { readonly kind: "quote"; readonly text: string }
  | { readonly kind: "notice"; readonly tone: "error" | "warning" | "good"; readonly text: string }
  | {
      readonly kind: "row";
      readonly title?: string;
      readonly text: string;
      readonly button: FormButton;
    }
  | { readonly kind: "buttons"; readonly buttons: readonly FormButton[] }
  | { readonly kind: "line" };

export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Where a form stands; travels in `private_metadata` (Teams: `data`). A pointer, never a permission. */
export interface Pointer {
  /** Id of the draft that is being filled, if any. */
  readonly draft?: string;
  readonly step?: string;
  /** What within the step: a participant's id, a place. */
  readonly item?: string;
  /** Which drawing of the page this is and what it showed; made and read by the form itself. */
  readonly sheet?: string;
  /** The version that the person saw: a change is made against it. */
  readonly seen?: string;
  /** The form that opened this one, for the way back. */
  readonly from?: string;
}

export interface Form {
  readonly verb: FormVerb;
  readonly pointer: Pointer;
  /** At most 24 characters. */
  readonly title: string;
  /** At most 24 characters; absent on a form with nothing to submit. */
  readonly submit?: string;
  readonly close: string;
  /** Every change of an input is sent at once, to be saved. */
  readonly savesAsYouType: boolean;
  readonly parts: readonly Part[];
}

/** What a person has filled in: text, several choices, files' ids; `null` is an input left or made empty. */
export type Answer = string | readonly string[] | null;

/** By field id. A missing key says nothing, and never means "cleared". */
export type Answers = Readonly<Record<string, Answer>>;

/** Sentences by field id: what is wrong and how to mend it. */
export type FieldErrors = Readonly<Record<string, string>>;

export const isField = (part: Part): part is Field =>
  "id" in part && "label" in part && "required" in part;
