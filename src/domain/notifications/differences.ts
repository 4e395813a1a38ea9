import { notificationFields } from "./fields.ts";
import type { FieldName, Notification, NotificationFields } from "./notification.ts";

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
