import type { IsoDay } from "../time.ts";
import { contradictions } from "./consistency.ts";
import { fieldNames } from "./differences.ts";
import type { AmendedField, Amendment, FieldName, Notification, Warning } from "./notification.ts";
import type { FieldProblem } from "./problems.ts";

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
  const rounds = roundsAfter(published.closingDates ?? [], amendment);
  const changes = amendableFields
    .filter((field) => field in amendment)
    .map((field) => [field, field === "closingDates" ? rounds.dates : (amendment[field] ?? null)]);
  const fields = { ...published, ...Object.fromEntries(changes) } as Notification;
  const own = amendment.warnings.filter((warning): warning is Warning =>
    isAmendable(warning.field),
  );
  return { ...fields, warnings: [...own, ...rounds.warnings, ...contradictions(fields)] };
};

/**
 * The closing dates that hold after the amendment. One that names fewer than are published moves
 * those that it says it replaces; where it doesn't say so, they are null: no round goes in silence.
 */
const roundsAfter = (
  published: readonly IsoDay[],
  { closingDates: named, replacedClosingDates: replaced }: Amendment,
): { readonly dates: readonly IsoDay[] | null; readonly warnings: readonly Warning[] } => {
  if (!named) return { dates: null, warnings: [] };
  if (named.length >= published.length) return { dates: named, warnings: [] };
  const isMove =
    replaced?.length === named.length && replaced.every((day) => published.includes(day));
  const problems: readonly FieldProblem[] = isMove
    ? replaced.map((from, index) => ({ kind: "movesRound", from, to: named[index] ?? from }))
    : [{ kind: "fewerClosingDates", named, published }];
  return {
    dates: isMove ? published.map((day) => named[replaced.indexOf(day)] ?? day) : null,
    warnings: problems.map((problem) => ({ field: "closingDates", problem })),
  };
};

/**
 * What the amendment changes to something that couldn't be read, and nobody has filled in yet;
 * `read` is what it makes of the programme.
 */
export const unfilledIn = (
  amendment: Amendment,
  read: Notification,
  notification: Notification,
): readonly FieldName[] =>
  amendableFields.filter(
    (field) => field in amendment && read[field] === null && notification[field] === null,
  );
