/**
 * A text with dates as it was before a scan misread it: "Febmary" is February, and "I December" is
 * 1 December, since no other month and no other digit comes near. What is doubtful stays as it is.
 */
export const mendScannedDays = (text: string): string =>
  text
    .replace(/(?<![\p{L}\d])[\dIlO|]{1,2}(?=(?:st|nd|rd|th)?[ \t\n]?(?:\p{L}{3,}|[-–—]))/gu, digits)
    .replace(/(?<![\p{L}\d])2[\dIlO|]{3}(?![\p{L}\d])/gu, digits)
    .replace(/\p{L}{4,}/gu, (word) => monthLike(word) ?? word);

/** The same for a project code: digits and letters have their places in it. */
export const mendScannedCode = (text: string): string =>
  text.replace(
    /^\s*([\dIlO]{2})(-[A-Z]{2}-)([\dIlO]{2})(?=-)/,
    (_, year: string, category: string, serial: string) =>
      `${digits(year)}${category}${digits(serial)}`,
  );

const digits = (text: string): string => text.replace(/[Il|]/g, "1").replace(/O/g, "0");

/** Short ones are left out: one letter makes another of June and July. */
const months = "January February March April August September October November December".split(" ");

const monthLike = (word: string): string | undefined =>
  months.find((month) => {
    const allowed = month.length > 6 ? 2 : 1;
    return (
      month.charAt(0) === word.charAt(0).toUpperCase() &&
      Math.abs(word.length - month.length) <= allowed &&
      distance(word.toLowerCase(), month.toLowerCase()) <= allowed
    );
  });

/** Letters to change, add or leave out until the two are the same. */
const distance = (one: string, other: string): number => {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of [...one].entries()) {
    const next = [line + 1];
    for (const [column, wanted] of [...other].entries())
      next.push(
        Math.min(
          (row[column] ?? 0) + (letter === wanted ? 0 : 1),
          (row[column + 1] ?? 0) + 1,
          (next[column] ?? 0) + 1,
        ),
      );
    row = next;
  }
  return row.at(-1) ?? 0;
};
