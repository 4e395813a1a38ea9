import type { Section, SectionName } from "../labels/layout.ts";

/** What can be told of a text before it is taken for a field's value. */
export type Reads = {
  /** Whether the field is a date, a number or the like: any text can be prose. */
  readonly isExact: (field: SectionName) => boolean;
  readonly canRead: (field: SectionName, text: string) => boolean;
};

type Matched = ReadonlyMap<SectionName, Section>;

/** More lines than the fields of a page have; a longer text is prose. */
const MOST_LINES = 200;
/** A list of all members takes some ten lines. */
const MOST_EXACT_LINES = 12;

/**
 * Lines given to fields in their order, at least one to each, so that every date, number and list
 * can be read. A field to which only one passage can belong has it; the others are `tangled`. Null
 * when there is no such way. Blank lines, where there are enough of them, part the passages.
 */
export const matchLines = (
  fields: readonly SectionName[],
  values: { readonly state: "whole" | "cut"; readonly text: string },
  reads: Reads,
): Matched | null => {
  const text = values.text.trim();
  const passages = text.split(/\n{2,}/);
  const lines = text.split(/\n+/);
  for (const units of passages.length >= fields.length ? [passages, lines] : [lines]) {
    if (units.length < fields.length || units.length > MOST_LINES) continue;
    const matched = matchUnits(fields, units, values.state, reads);
    if (matched !== null) return matched;
  }
  return null;
};

type Span = { readonly start: number; readonly end: number };

const matchUnits = (
  fields: readonly SectionName[],
  units: readonly string[],
  state: "whole" | "cut",
  reads: Reads,
): Matched | null => {
  const textOf = ({ start, end }: Span): string => units.slice(start, end).join("\n");
  const fits = (field: SectionName, span: Span): boolean =>
    !reads.isExact(field) ||
    (span.end - span.start <= MOST_EXACT_LINES && reads.canRead(field, textOf(span)));
  const spans = spansOf(fields, units.length, fits);
  if (spans === null) return null;
  return new Map(
    fields.map((field, index): [SectionName, Section] => {
      const [only, ...others] = spans[index] ?? [];
      if (only === undefined || others.length > 0) return [field, { state: "tangled" }];
      return [field, { state: only.end === units.length ? state : "whole", text: textOf(only) }];
    }),
  );
};

/** For each field every span that it has in some way of giving all units to all fields. */
const spansOf = (
  fields: readonly SectionName[],
  units: number,
  fits: (field: SectionName, span: Span) => boolean,
): readonly (readonly Span[])[] | null => {
  const starts: Set<number>[] = [new Set([0])];
  const reached = fields.map((field, index) => {
    const spans: Span[] = [];
    for (const start of starts[index] ?? [])
      for (let end = start + 1; end <= units - (fields.length - 1 - index); end++)
        if (fits(field, { start, end })) spans.push({ start, end });
    starts.push(new Set(spans.map(({ end }) => end)));
    return spans;
  });
  let ends = new Set([units]);
  const kept = reached.toReversed().map((spans) => {
    const alive = spans.filter(({ end }) => ends.has(end));
    ends = new Set(alive.map(({ start }) => start));
    return alive;
  });
  return kept.some((spans) => spans.length === 0) ? null : kept.toReversed();
};
