import type { Cut, Section, SectionName } from "../labels/layout.ts";
import type { Reads } from "./match-lines.ts";

/**
 * Every value on the lines before its label, from the first label to the first with nothing after
 * it: only when all dates, numbers and lists can be read that way, at least two of them, and not the
 * other way. Null otherwise.
 */
export const valuesBefore = (cut: Cut, reads: Reads): ReadonlyMap<SectionName, Section> | null => {
  const texts = cut.order.map((field) => textOf(cut.sections.get(field)));
  const last = texts.findIndex((text) => text?.trim() === "");
  const after = texts.slice(0, last);
  if (last < 1 || after.some((text) => !text?.startsWith("\n"))) return null;
  const fields = cut.order.slice(0, last + 1);
  const first = endOfPreamble(cut, reads);
  const values = [first, ...after];
  const isRead = (field: SectionName, text: string | null | undefined): boolean =>
    !reads.isExact(field) || (text !== null && text !== undefined && reads.canRead(field, text));
  const exact = fields.filter((field) => reads.isExact(field));
  if (first === null || exact.length < 2) return null;
  if (!fields.every((field, index) => isRead(field, values[index]))) return null;
  if (fields.slice(0, last).every((field, index) => isRead(field, after[index]))) return null;
  return new Map(
    fields.map((field, index) => [field, { state: "whole", text: values[index] ?? "" }]),
  );
};

const textOf = (section: Section | undefined): string | null =>
  section?.state === "whole" || section?.state === "cut" ? section.text : null;

/** The first label's value: the last lines above it that can be read as such. */
const endOfPreamble = (cut: Cut, reads: Reads): string | null => {
  const [field] = cut.order;
  const line = cut.preamble.trim().split("\n").at(-1) ?? "";
  return field !== undefined && reads.isExact(field) && reads.canRead(field, line) ? line : null;
};
