import type { Answer, Answers } from "../drafts/drafts.ts";
import { contradictions } from "../notifications/consistency.ts";
import { fieldNames } from "../notifications/differences.ts";
import { readField, writeField } from "../notifications/fields/fields.ts";
import { numberIn } from "../notifications/fields/numbers.ts";
import type {
  FieldName,
  MemberName,
  Notification,
  NotificationFields,
  Warning,
} from "../notifications/notification.ts";
import { type UnreadableValue, unreadable } from "../notifications/problems.ts";
import { done, type Outcome, refused } from "../outcome.ts";

export interface Corrected {
  readonly notification: Notification;
  /** Typed texts that can't be read as their fields; there the notification keeps what it had. */
  readonly unreadable: readonly Warning[];
}

/**
 * The notification with what an officer typed: `null` or "" empties a field, a missing key leaves it.
 * A field as it was keeps its value and what was warned about it; contradictions are found anew.
 */
export const corrected = (
  read: Notification,
  typed: Answers,
  members: readonly MemberName[],
): Corrected => {
  const values: Partial<Record<FieldName, unknown>> = {};
  const problems: Warning[] = [];
  for (const field of fieldNames) {
    const text = typedText(read, field, typed, members);
    if (text === undefined) continue;
    const value = text === "" ? null : readField(field, text, members);
    if (value === null || value.ok) values[field] = value === null ? null : value.value;
    else problems.push({ field, problem: value.refusal });
  }
  const fields = { ...read, ...values } as Notification;
  const warnings = [...stillWarned(read, fields, values), ...contradictions(fields)];
  return { notification: { ...fields, warnings }, unreadable: problems };
};

/**
 * Without the texts that stood in the inputs already: what nobody touched isn't a correction, also
 * when something newer was published since the inputs were drawn from `shown`.
 */
export const withoutUntouched = (
  shown: Notification,
  typed: Answers,
  members: readonly MemberName[],
): Answers => {
  const isTouched = (field: string): boolean =>
    !isFieldName(field) || typedText(shown, field, typed, members) !== undefined;
  return Object.fromEntries(Object.entries(typed).filter(([field]) => isTouched(field)));
};

const isFieldName = (field: string): field is FieldName =>
  (fieldNames as readonly string[]).includes(field);

/** Undefined where nothing was changed: then the value isn't read again. */
const typedText = <Field extends FieldName>(
  read: Notification,
  field: Field,
  typed: Answers,
  members: readonly MemberName[],
): string | undefined => {
  const answer = typed[field];
  if (answer === undefined || (answer !== null && typeof answer !== "string")) return undefined;
  const text = (answer ?? "").trim();
  return text === writeField(field, read[field] as NotificationFields[Field] | null, members)
    ? undefined
    : text;
};

const stillWarned = (
  read: Notification,
  fields: Notification,
  changed: Partial<Record<FieldName, unknown>>,
): readonly Warning[] => {
  const found = contradictions(read).map(({ problem }) => problem.kind);
  const kept = read.warnings.filter(
    ({ field, problem }) => !(field in changed) && !found.includes(problem.kind),
  );
  const emptied = fieldNames.filter((field) => field in changed && fields[field] === null);
  return [...kept, ...emptied.map((field): Warning => ({ field, problem: { kind: "empty" } }))];
};

/** As an officer typed it, 1 to 99; as it was read where nothing was typed; null where it has none. */
export const readAmendmentNumber = (
  typed: Answer | undefined,
  read: number | null,
): Outcome<number | null, UnreadableValue> => {
  if (typed === undefined) return done(read);
  const text = typeof typed === "string" ? typed.trim() : "";
  if (text === "") return done(null);
  const number = numberIn(text);
  return number !== null && number >= 1 && number <= 99 ? done(number) : refused(unreadable(text));
};
