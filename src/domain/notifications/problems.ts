import type { IsoDay } from "../time.ts";

/** Why a text, typed or cut from a notification, is not the value of its field. */
export type UnreadableValue =
  | { readonly kind: "empty" }
  | { readonly kind: "unreadable"; readonly value: string }
  | { readonly kind: "noSuchDay"; readonly value: string }
  | { readonly kind: "otherWeekday"; readonly value: string }
  | { readonly kind: "backwards"; readonly startsOn: IsoDay; readonly endsOn: IsoDay }
  | { readonly kind: "otherLength"; readonly statedDays: number; readonly days: number }
  | { readonly kind: "unknownCountry"; readonly name: string };

/** Why a field could not be taken from the notification's text. */
export type MissingValue =
  | { readonly kind: "notFound" }
  | { readonly kind: "repeated" }
  | { readonly kind: "endsHere" }
  | { readonly kind: "notInRemarks" }
  | { readonly kind: "tangled" }
  /** An amendment names the field, and nothing was read there that it changes. */
  | { readonly kind: "mentioned" };

/** How a value was read that stands there in another way: kept, and pointed out. */
type Reading =
  | { readonly kind: "scanned"; readonly value: string }
  | { readonly kind: "replaced"; readonly value: string }
  /** Beside good dates, which were taken, one that can't be a day. */
  | { readonly kind: "dateLeftOut"; readonly value: string }
  /** A short text with what looks like a date or the next heading in it. */
  | { readonly kind: "holdsMore" }
  /** Another field's label inside a text: what follows it may be that one's. */
  | { readonly kind: "holdsLabel" }
  /** The text was taken up to a heading that nobody knows, or goes on past what may be one. */
  | { readonly kind: "endsAtHeading" | "mayEndAtHeading"; readonly heading: string };

/** Values that were read, and that contradict each other. */
type Contradiction =
  | { readonly kind: "closingDatesNotInOrder" }
  | { readonly kind: "closesAfterTiming"; readonly closesOn: IsoDay; readonly endsOn: IsoDay }
  | { readonly kind: "closesBeforeIssue"; readonly closesOn: IsoDay; readonly issuedOn: IsoDay }
  | { readonly kind: "closesLongBefore"; readonly closesOn: IsoDay; readonly startsOn: IsoDay }
  | { readonly kind: "onlyFirstClosingDate" }
  | { readonly kind: "otherDatesInRemarks"; readonly dates: readonly IsoDay[] }
  | { readonly kind: "otherYearInCode"; readonly codeYear: number; readonly timingYear: number };

/** What an amendment's closing dates make of those that are published; no round goes in silence. */
type RoundChange =
  | { readonly kind: "movesRound"; readonly from: IsoDay; readonly to: IsoDay }
  | {
      readonly kind: "fewerClosingDates";
      readonly named: readonly IsoDay[];
      readonly published: readonly IsoDay[];
    };

export type FieldProblem = UnreadableValue | MissingValue | Reading | Contradiction | RoundChange;

export const unreadable = (value: string): UnreadableValue => ({
  kind: "unreadable",
  value: quoted(value),
});

/** Quoted to a person, so kept short: at most 80 characters of what was found. */
export const quoted = (value: string): string =>
  value.length > 80 ? `${value.slice(0, 79)}…` : value;
