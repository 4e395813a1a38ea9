import type { IsoDay } from "../time.ts";
import { notificationFields, writeField } from "./fields/fields.ts";
import type { FieldName, MemberName, Notification, NotificationFields } from "./notification.ts";

type DifferenceIn<Field extends FieldName> = {
  readonly field: Field;
  /** Null where nothing was read or published. */
  readonly before: NotificationFields[Field] | null;
  readonly after: NotificationFields[Field] | null;
};

/** One field that two notifications give differently. */
export type Difference = { [Field in FieldName]: DifferenceIn<Field> }[FieldName];

export const fieldNames = Object.keys(notificationFields) as readonly FieldName[];

/** Fields with other values, in the notification's order; warnings aren't compared. */
export const differencesBetween = (
  before: Notification,
  after: Notification,
): readonly Difference[] =>
  fieldNames
    .filter((field) => !isSame(before[field], after[field]))
    .map((field) => ({ field, before: before[field], after: after[field] }) as Difference);

/** A value may come from the database, where keys have no order. */
const isSame = (one: unknown, other: unknown): boolean => {
  if (!isObject(one) || !isObject(other)) return one === other;
  const keys = Object.keys(one);
  return (
    keys.length === Object.keys(other).length && keys.every((key) => isSame(one[key], other[key]))
  );
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

export interface WrittenDifference {
  readonly field: FieldName;
  /** "" where nothing was read or published. */
  readonly before: string;
  readonly after: string;
}

/** As text, closing dates as `writeDay` has them; of long prose only the passage that differs, 160 characters at most. */
export const writeDifference = (
  { field, before, after }: Difference,
  members: readonly MemberName[],
  writeDay: (day: IsoDay) => string,
): WrittenDifference => {
  const write = (value: typeof before) =>
    field === "closingDates" && value !== null
      ? (value as NotificationFields[typeof field]).map(writeDay).join("; ")
      : writeField(field, value as never, members);
  const [old, newer] = [write(before), write(after)];
  const from = startOfPassage(old, newer);
  return { field, before: passage(old, from), after: passage(newer, from) };
};

const LONGEST_TOLD = 160;
/** Shown of what is the same, so that the passage can be found. */
const LEAD = 40;

const startOfPassage = (one: string, other: string): number => {
  if (Math.max(one.length, other.length) <= LONGEST_TOLD) return 0;
  const same = one.split("").findIndex((letter, index) => letter !== other[index]);
  const lead = Math.max(0, (same < 0 ? one.length : same) - LEAD);
  return lead === 0 ? 0 : one.lastIndexOf(" ", lead) + 1;
};

/** Without the word that was cut in two, unless it is all there is. */
const cutAtWord = (text: string): string =>
  text.includes(" ") ? text.slice(0, text.lastIndexOf(" ")) : text;

const passage = (text: string, from: number): string => {
  const rest = text.slice(from);
  const shown =
    rest.length > LONGEST_TOLD ? `${cutAtWord(rest.slice(0, LONGEST_TOLD - 2))}…` : rest;
  return from > 0 && text !== "" ? `…${shown}` : shown;
};
