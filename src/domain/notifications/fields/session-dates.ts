import type { IsoDay } from "../../time.ts";
import { dayAtStart } from "./days.ts";

/**
 * Closing dates by session in a tidy text, in the order of the sessions: "First session: 1 April
 * 2015; second session: 1 September 2015", or each date before its session. Null when the sessions
 * don't count from one, or when anything else stands there.
 */
export const sessionDatesIn = (value: string): readonly IsoDay[] | null => {
  const pieces = piecesOf(value);
  if (pieces === null) return null;
  const days = pieces.flatMap((piece) => ("day" in piece ? [piece.day] : []));
  const sessions = pieces.flatMap((piece) => ("session" in piece ? [piece.session] : []));
  const kinds = pieces.map((piece) => ("day" in piece ? "d" : "s")).join("");
  const takeTurns = /^(?:(?:ds){2,4}|(?:sd){2,4})$/.test(kinds);
  return takeTurns && sessions.every((session, index) => session === index + 1) ? days : null;
};

type Piece = { readonly day: IsoDay } | { readonly session: number };

const piecesOf = (value: string): readonly Piece[] | null => {
  const pieces: Piece[] = [];
  for (let rest = value; rest !== ""; ) {
    const session = sessionPattern.exec(rest);
    const next = session === null ? dayAtStart(rest) : null;
    if (session !== null) pieces.push({ session: sessionNumber(session) });
    else if (next?.day.ok) pieces.push({ day: next.day.value });
    else return null;
    const after = session === null ? (next?.rest ?? "") : rest.slice(session[0].length);
    rest = after.replace(/^ ?[:;,.)&–—-]? ?(?:and )?/i, "").trim();
  }
  return pieces;
};

const ordinals = [
  ["first", "1st", "1", "i", "one"],
  ["second", "2nd", "2", "ii", "two"],
  ["third", "3rd", "3", "iii", "three"],
  ["fourth", "4th", "4", "iv", "four"],
];
const session = "(?:session|phase|batch|round|part|course)";

const sessionPattern = new RegExp(
  `^\\(?(?:for )?(?:the )?(?:(?<before>first|second|third|fourth|1st|2nd|3rd|4th) ${session}|${session} (?<after>[1-4]|iv|i{1,3}|one|two|three|four))\\b`,
  "i",
);

const sessionNumber = ({ groups }: RegExpExecArray): number => {
  const word = (groups?.before ?? groups?.after ?? "").toLowerCase();
  return ordinals.findIndex((names) => names.includes(word)) + 1;
};
