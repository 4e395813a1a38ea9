import type { FieldName } from "./notification.ts";

/**
 * What stands at one label: its text, `cut` when the notification ends inside it (nothing after it
 * shows that it is complete), `repeated` when the label stands there more than once, or `tangled`
 * when labels and values stand apart and can be matched in more than one way.
 */
export type Section =
  | { readonly state: "whole"; readonly text: string }
  | { readonly state: "cut"; readonly text: string }
  | { readonly state: "repeated" }
  | { readonly state: "tangled" };

/** `revisedOn` stands in the layout of 2018 to 2020, and is the date of an amendment. */
export type SectionName = FieldName | "revisedOn";

export type Sections = ReadonlyMap<SectionName, Section>;

/** A notification taken apart at its labels. */
export type Cut = {
  /** What stands above the first label. */
  readonly preamble: string;
  /** The labels in the order in which they stand, each once. */
  readonly order: readonly SectionName[];
  /** What follows each label, and what was found without one. */
  readonly sections: Sections;
};

/** One of the forms that the APO gave its notifications over the years; all take plain text. */
export type Layout = {
  readonly recognises: (plain: string) => boolean;
  readonly cut: (plain: string) => Cut;
};
