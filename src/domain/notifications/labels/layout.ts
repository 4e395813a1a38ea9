import type { FieldName } from "../notification.ts";

/** Where it begins: in the text that was cut. */
export type StrayLabel = { readonly field: SectionName; readonly start: number };

/**
 * What stands at one label: its text, which `holds` another field's label where the line break before
 * that one was lost, and which `endsAt` a heading that nobody knows, or `mayEndAt` one inside it;
 * `cut` when the notification ends inside it (nothing after it shows that it is complete),
 * `repeated` when the label stands there more than once, or `tangled` when labels and values stand
 * apart and can be matched in more than one way.
 */
export type Section =
  | ({ readonly state: "whole"; readonly text: string; readonly holds?: HeldLabel } & NextHeading)
  | { readonly state: "cut"; readonly text: string }
  | { readonly state: "repeated" }
  | { readonly state: "tangled" };

type NextHeading = { readonly endsAt?: string; readonly mayEndAt?: string };

/** `onlyThat` where it stands at once: then the section has no value of its own. */
type HeldLabel = "afterValue" | "onlyThat";

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
  /** Labels inside lines, of fields that have none at the beginning of one. */
  readonly strays: readonly StrayLabel[];
};
