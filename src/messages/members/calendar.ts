import { words } from "../../words/en.ts";

const say = words.calendar;

/** What was done to a calendar, and what it moved. */
export const calendarText = (
  what: "added" | "removed",
  {
    days,
    known,
    passed,
    moved,
  }: {
    readonly days: number;
    readonly known: number;
    readonly passed: number;
    readonly moved: number;
  },
): string => {
  if (what === "removed" && days === 0) return say.removedAlready;
  return [
    ...(what === "removed" ? [say.removed(days)] : []),
    ...(what === "added" && (days > 0 || known + passed === 0) ? [say.added(days)] : []),
    ...(known > 0 ? [say.renamed(known)] : []),
    ...(passed > 0 ? [say.passed(passed)] : []),
    words.member.moved(moved),
  ].join(" ");
};
