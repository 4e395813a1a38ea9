import { closingOf } from "./closing-lines.ts";
import { findLabels, type LabelPatterns } from "./labels.ts";
import type { Cut, Section, SectionName, StrayLabel } from "./layout.ts";
import { strayLabelsIn } from "./stray-labels.ts";

/**
 * The text taken apart at its labels. A section ends at the next label, at another heading (`ends`)
 * or at the closing lines; the last one without any of these is `cut`.
 */
export const cutAt = (
  plain: string,
  patterns: LabelPatterns,
  ends: readonly number[] = [],
): Cut => {
  const found = findLabels(plain, patterns);
  const strays = strayLabelsIn(plain, found, patterns);
  const closing = closingOf(plain, found.at(-1)?.valueStart ?? 0);
  const sections = new Map<SectionName, Section>();
  for (const [index, { field, valueStart }] of found.entries()) {
    const next = found[index + 1]?.start ?? closing?.start ?? Number.POSITIVE_INFINITY;
    const heading = ends.find((end) => end >= valueStart) ?? Number.POSITIVE_INFINITY;
    sections.set(
      field,
      sections.has(field)
        ? { state: "repeated" }
        : sectionOf(plain, valueStart, Math.min(next, heading), strays),
    );
  }
  // The signature is the last thing on the page: its reader decides whether it is complete.
  const signature = closing?.signature ?? "";
  const order = [...sections.keys()];
  if (signature.trim() !== "") sections.set("signatory", { state: "whole", text: signature });
  return { preamble: plain.slice(0, found[0]?.start), order, sections, strays };
};

const sectionOf = (
  plain: string,
  start: number,
  end: number,
  strays: readonly StrayLabel[],
): Section => {
  if (end === Number.POSITIVE_INFINITY) return { state: "cut", text: plain.slice(start) };
  const text = plain.slice(start, end);
  const held = strays.find((stray) => stray.start >= start && stray.start < end);
  if (held === undefined) return { state: "whole", text };
  const isAlone = plain.slice(start, held.start).trim() === "";
  return { state: "whole", text, holds: isAlone ? "onlyThat" : "afterValue" };
};
