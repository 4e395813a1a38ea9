/** Finds dates as people read them, "Fri 31 March 2023", in all that was said. */

const MONTH =
  "(?:January|February|March|April|May|June|July|August|September|October|November|December)";
const DAY = String.raw`(?<!\d)\d{1,2} ${MONTH}\b`;
/** The last day's year is the first one's, too: "Wed 30 August – Fri 1 September 2023". */
const ITS_YEAR = String.raw`(?: – \w{3} \d{1,2} ${MONTH})? \d{4}`;
const ITS_WEEKDAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) ";

const finder =
  (sought: RegExp) =>
  (said: unknown): readonly string[] =>
    JSON.stringify(said ?? null).match(sought) ?? [];

export const withoutYear = finder(new RegExp(`.{0,30}${DAY}(?!${ITS_YEAR}).{0,20}`, "g"));
export const withoutWeekday = finder(new RegExp(`.{0,30}(?<!${ITS_WEEKDAY})${DAY}.{0,20}`, "g"));
export const withBoth = finder(new RegExp(`${ITS_WEEKDAY}${DAY} \\d{4}`, "g"));
