import type { NotANotification } from "./notification.ts";

/**
 * What the opening lines say the document is, when it is something else than a notification: an
 * implementation plan announces nothing, an addendum or revision patches a programme.
 */
export const otherKindOf = (plain: string): NotANotification | null => {
  const opening = openingLines(plain);
  if (opening.some((line) => /^(?:apo )?(?:project )?implementation plan\b/i.test(line)))
    return { kind: "implementationPlan" };
  if (opening.some((line) => amends("addendum").test(line)))
    return { kind: "amendment", amendment: "addendum" };
  if (opening.some((line) => amends("revision|revised").test(line)))
    return { kind: "amendment", amendment: "revision" };
  return null;
};

/** The layouts of 2014 to 2020, told by labels that only they have. */
export const hasOlderLayout = (plain: string): boolean =>
  /^(?:1\.[ \t]*Project Code|PN Issue Date|PN Revision \d+ Issue Date|Timing and Duration|\d+\.[ \t]*Closing Date)/im.test(
    plain,
  );

/** Titles stand above the first label, and none of ours has more than six lines. */
const openingLines = (plain: string): readonly string[] =>
  plain
    .split("\n")
    .map((line) => line.replace(/\s+/g, " ").trim())
    .filter((line) => line !== "")
    .slice(0, 6);

const amends = (word: string): RegExp =>
  new RegExp(`^(?:(?:apo )?project notification\\W*)?(?:${word})\\b`, "i");
