import { done, type Outcome } from "../outcome.ts";
import type { IsoDay } from "../time.ts";
import { goodClosingDates, type PartlyRead } from "./fields/closing-dates.ts";
import { readField } from "./fields/fields.ts";
import { tidy } from "./fields/plain-text.ts";
import { mendScannedCode, mendScannedDays } from "./labels/scanned.ts";
import type { FieldName, MemberName, NotificationFields } from "./notification.ts";
import { type FieldProblem, quoted } from "./problems.ts";
import { replacementIn } from "./replaced.ts";

/** `how` is to be told to a person: the value was read, but not just as it stands there. */
export type WasRead<Value> = Outcome<
  { readonly value: Value; readonly how: FieldProblem | null },
  FieldProblem
>;

/**
 * A field as a notification has it, where a scan may have misread a date and one date may be
 * replaced by another in the same field. What a person types is read by `readField`: strictly.
 */
export const readAsItStands = <Field extends FieldName>(
  field: Field,
  text: string,
  members: readonly MemberName[],
): WasRead<NotificationFields[Field]> => {
  const strict = readField(field, text, members);
  if (strict.ok) return done({ value: strict.value, how: null });
  const mended = mend(field, text);
  const scanned = mended === text ? strict : readField(field, mended, members);
  if (scanned.ok) return done({ value: scanned.value, how: noted("scanned", text) });
  const replaced = readReplaced(field, mended, members);
  if (replaced !== null) return done({ value: replaced, how: noted("replaced", text) });
  const partly = field === "closingDates" ? goodClosingDates(text) : null;
  return partly === null ? strict : (keptOf(partly) as WasRead<NotificationFields[Field]>);
};

/** One bad date doesn't empty the good ones: it is named, and they stay. */
export const keptOf = ({ days, leftOut }: PartlyRead): WasRead<readonly IsoDay[]> =>
  done({ value: days, how: noted("dateLeftOut", leftOut.join("; ")) });

const noted = (kind: "scanned" | "replaced" | "dateLeftOut", text: string): FieldProblem => ({
  kind,
  value: quoted(tidy(text)),
});

const mend = (field: FieldName, text: string): string => {
  if (field === "projectCode") return mendScannedCode(text);
  return dated.includes(field) ? mendScannedDays(tidy(text)) : text;
};

const dated: readonly FieldName[] = ["issuedOn", "timing", "closingDates"];

/** Only where both, what was and what is, can be read as the field. */
const readReplaced = <Field extends FieldName>(
  field: Field,
  text: string,
  members: readonly MemberName[],
): NotificationFields[Field] | null => {
  if (field !== "timing" && field !== "closingDates") return null;
  const said = replacementIn(text);
  if (said === null) return null;
  if (said.before !== null && !readField(field, said.before, members).ok) return null;
  const now = readField(field, said.now, members);
  return now.ok ? now.value : null;
};
