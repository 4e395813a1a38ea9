import type { Cut, Section, SectionName, Sections } from "../labels/layout.ts";
import { besideOnly, isShifted, linesAtEnd, SHORT_PROSE, withoutShortProse } from "./apart.ts";
import { matchLines, type Reads } from "./match-lines.ts";
import { valuesBefore } from "./values-before.ts";

/**
 * The sections of a notification whose labels and values stand apart: all labels first and then all
 * values, or a value on the line before its label. What can be matched in one way only is matched;
 * otherwise the fields concerned are `tangled`, and none is guessed. With a label that lost its line
 * break nothing can be counted off.
 */
export const untangled = (cut: Cut, reads: Reads): Sections => {
  const sections = cut.strays.length > 0 ? besideOnly(cut, reads) : matched(cut, reads);
  const rest = { ...cut, sections };
  return isShifted(rest, reads) ? withoutShortProse(besideOnly(rest, reads)) : sections;
};

const matched = (cut: Cut, reads: Reads): Sections => {
  const allBefore = valuesBefore(cut, reads);
  if (allBefore !== null) return new Map([...cut.sections, ...allBefore]);
  const sections = new Map(cut.sections);
  for (const run of emptyRuns(cut)) {
    const [before, after] = [oneBefore(cut, run, reads), labelsFirst(cut, run, reads)];
    for (const [field, section] of before !== null && after !== null
      ? bothTangled(before, after)
      : (before ?? after ?? []))
      sections.set(field, section);
  }
  for (const field of doubtful(cut, sections, reads)) sections.set(field, { state: "tangled" });
  return sections;
};

type Matched = ReadonlyMap<SectionName, Section>;
/** Positions in the order of labels: from the first without a value to the next with one. */
type Run = { readonly from: number; readonly to: number };

const wholeText = (cut: Cut, index: number): string | null => {
  const field = cut.order[index];
  const section = field === undefined ? undefined : cut.sections.get(field);
  return section?.state === "whole" ? section.text : null;
};

const emptyRuns = (cut: Cut): readonly Run[] => {
  const runs: Run[] = [];
  let from = -1;
  for (let index = 0; index <= cut.order.length; index++) {
    const isEmpty = wholeText(cut, index)?.trim() === "";
    if (isEmpty && from < 0) from = index;
    if (!isEmpty && from >= 0) runs.push({ from, to: index });
    if (!isEmpty) from = -1;
  }
  return runs;
};

/** All labels of the run first, and then their values and that of the label after them. */
const labelsFirst = (cut: Cut, { from, to }: Run, reads: Reads): Matched | null => {
  const holder = cut.order[to];
  const section = holder && cut.sections.get(holder);
  if (!holder || !section || section.state === "repeated" || section.state === "tangled")
    return null;
  const fields = cut.order.slice(from, to + 1);
  const isOwn = reads.isExact(holder)
    ? reads.canRead(holder, section.text)
    : !section.text.startsWith("\n");
  const matched = matchLines(fields, section, reads);
  const exact = fields.slice(0, -1).some((field) => reads.isExact(field));
  if (matched !== null && (exact || (to - from > 1 && !isOwn))) return matched;
  // A label may simply have nothing beside it: then what follows the next label is its own.
  if (isOwn || (to - from === 1 && !isPair(holder, section.text, reads))) return null;
  return new Map(fields.map((field) => [field, { state: "tangled" }]));
};

/** Two labels, and then lines of which the first may be the first label's: "Tokyo", "APO Secretariat". */
const isPair = (holder: SectionName, text: string, reads: Reads): boolean =>
  reads.isExact(holder) || (SHORT_PROSE.includes(holder) && text.trim().includes("\n"));

/** Most lines that a value on the lines before its label has. */
const MOST_LINES = 4;

/** The value of the run's one label at the end of what stands before it. */
const oneBefore = (cut: Cut, { from, to }: Run, reads: Reads): Matched | null => {
  const [before, field] = [cut.order[from - 1], cut.order[from]];
  const text = wholeText(cut, from - 1);
  if (to - from !== 1 || !before || !field || text === null) return null;
  const lines = text.split("\n");
  const isMisread = reads.isExact(before) && !reads.canRead(before, text);
  if (!reads.isExact(field) && !isMisread) return null;
  const splits: Matched[] = [];
  for (let count = 1; count <= Math.min(MOST_LINES, lines.length - 1); count++) {
    const [kept, given] = [lines.slice(0, -count).join("\n"), lines.slice(-count).join("\n")];
    if (kept.trim() === "" || given.trim() === "" || lines.at(-count)?.trim() === "") continue;
    if (reads.isExact(field) && !reads.canRead(field, given)) continue;
    if (reads.isExact(before) && !reads.canRead(before, kept)) continue;
    splits.push(
      new Map([
        [before, { state: "whole", text: kept }],
        [field, { state: "whole", text: given }],
      ]),
    );
  }
  const [only] = splits;
  if (only === undefined || splits.length === 1) return only ?? null;
  return bothTangled(only, only);
};

const bothTangled = (one: Matched, other: Matched): Matched =>
  new Map([...one.keys(), ...other.keys()].map((field) => [field, { state: "tangled" }]));

const DATED: readonly SectionName[] = ["timing", "closingDates", "issuedOn"];

/**
 * Dates below a label of its own line, with another such date right above it that belongs to no
 * field: the date above may be the label's.
 */
const doubtful = (cut: Cut, sections: Sections, reads: Reads): readonly SectionName[] =>
  DATED.filter((field) => {
    const section = sections.get(field);
    if (section?.state !== "whole" || !section.text.startsWith("\n")) return false;
    const index = cut.order.indexOf(field);
    const before = cut.order[index - 1];
    const above =
      before === undefined ? { state: "whole" as const, text: cut.preamble } : sections.get(before);
    if (above?.state !== "whole") return false;
    if (before !== undefined && reads.isExact(before) && reads.canRead(before, above.text))
      return false;
    return linesAtEnd(above.text).some((end) => reads.canRead(field, end));
  });
