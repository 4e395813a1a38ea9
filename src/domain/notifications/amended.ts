import { contradictions } from "./consistency.ts";
import { fieldNames } from "./differences.ts";
import type { AmendedField, Amendment, FieldName, Notification, Warning } from "./notification.ts";

/** These stand on an amendment too, and are of the amendment. */
const ITS_OWN: readonly FieldName[] = ["projectCode", "referenceNo", "issuedOn", "signatory"];

export const isAmendable = (field: string): field is AmendedField =>
  (fieldNames as readonly string[]).includes(field) &&
  !(ITS_OWN as readonly string[]).includes(field);

/** What an amendment can change, in the notification's order. */
export const amendableFields: readonly AmendedField[] = fieldNames.filter(isAmendable);

/**
 * The notification with what the amendment changes; a field that it names and that couldn't be read
 * is null. Warnings are the amendment's own, and contradictions within what comes of it.
 */
export const amended = (published: Notification, amendment: Amendment): Notification => {
  const changes = amendableFields
    .filter((field) => field in amendment)
    .map((field) => [field, amendment[field] ?? null]);
  const fields = { ...published, ...Object.fromEntries(changes) } as Notification;
  const own = amendment.warnings.filter((warning): warning is Warning =>
    isAmendable(warning.field),
  );
  return { ...fields, warnings: [...own, ...contradictions(fields)] };
};

/** What the amendment changes to something that couldn't be read, and nobody has filled in yet. */
export const unfilledIn = (
  amendment: Amendment,
  notification: Notification,
): readonly FieldName[] =>
  amendableFields.filter(
    (field) => field in amendment && amendment[field] === null && notification[field] === null,
  );
