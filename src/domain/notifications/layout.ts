import type { FieldName } from "./notification.ts";

/**
 * What stands at one label: its text, `cut` when the notification ends inside it (nothing after it
 * shows that it is complete), or `repeated` when the label stands there more than once.
 */
export type Section =
  | { readonly state: "whole"; readonly text: string }
  | { readonly state: "cut"; readonly text: string }
  | { readonly state: "repeated" };

export type Sections = ReadonlyMap<FieldName, Section>;

/** One of the forms that the APO gave its notifications over the years; all take plain text. */
export type Layout = {
  readonly recognises: (plain: string) => boolean;
  readonly cut: (plain: string) => Sections;
};
