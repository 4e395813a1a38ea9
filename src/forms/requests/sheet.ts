/** What a page showed, as it travels with the form: some 250 characters, of the 3,000 that Slack carries. */
import { digestOf } from "../../domain/drafts/answer-digest.ts";
import type { Sheet } from "../../domain/drafts/draft-sheets.ts";
import type { Answer } from "../../domain/drafts/drafts.ts";
import { type Field, isField, type Part } from "../form.ts";

/** "0f3a….17.topic=Zm9vYmFyYmF,host=" */
export const sheetText = (
  { id, revision }: Pick<Sheet, "id" | "revision">,
  parts: readonly Part[],
): string => {
  const shown = parts.filter(isField).map((field) => `${field.id}=${digestOf(shownIn(field))}`);
  return [id, revision, shown.join(",")].join(".");
};

/** What an input shows: a choice that is no longer offered shows as none. */
const shownIn = (field: Field): Answer | undefined => {
  switch (field.kind) {
    case "select":
    case "radio":
      return field.options.find(({ value }) => value === field.value)?.value;
    case "multiSelect":
      return field.options
        .filter(({ value }) => field.values?.includes(value))
        .map(({ value }) => value);
    case "file":
      return undefined;
    default:
      return field.value;
  }
};

const SHEET = /^([0-9a-f-]{1,64})\.(\d{1,9})\.((?:[A-Za-z0-9]+=[\w-]*(?:,|$))*)$/;

/** Undefined when it is none of ours. */
export const readSheetText = (text: string | undefined): Sheet | undefined => {
  const [, id, revision, shown = ""] = SHEET.exec(text ?? "") ?? [];
  if (id === undefined) return undefined;
  const pairs = shown
    .split(",")
    .filter(Boolean)
    .map((pair) => pair.split("=") as [string, string]);
  return { id, revision: Number(revision), shown: Object.fromEntries(pairs) };
};
