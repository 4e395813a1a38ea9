import { closingOf } from "./closing-lines.ts";
import type { FoundLabel } from "./labels.ts";
import type { Cut, Section, SectionName } from "./layout.ts";

/**
 * The text taken apart at its labels. A section ends at the next label, at another heading (`ends`)
 * or at the closing lines; the last one without any of these is `cut`.
 */
export const cutAt = (
  plain: string,
  found: readonly FoundLabel[],
  ends: readonly number[] = [],
): Cut => {
  const closing = closingOf(plain, found.at(-1)?.valueStart ?? 0);
  const sections = new Map<SectionName, Section>();
  for (const [index, { field, valueStart }] of found.entries()) {
    const next = found[index + 1]?.start ?? closing?.start ?? Number.POSITIVE_INFINITY;
    const heading = ends.find((end) => end >= valueStart) ?? Number.POSITIVE_INFINITY;
    sections.set(
      field,
      sections.has(field)
        ? { state: "repeated" }
        : sectionOf(plain, valueStart, Math.min(next, heading)),
    );
  }
  // The signature is the last thing on the page: its reader decides whether it is complete.
  const signature = closing?.signature ?? "";
  const order = [...sections.keys()];
  if (signature.trim() !== "") sections.set("signatory", { state: "whole", text: signature });
  return { preamble: plain.slice(0, found[0]?.start), order, sections };
};

const sectionOf = (plain: string, start: number, end: number): Section =>
  end === Number.POSITIVE_INFINITY
    ? { state: "cut", text: plain.slice(start) }
    : { state: "whole", text: plain.slice(start, end) };
