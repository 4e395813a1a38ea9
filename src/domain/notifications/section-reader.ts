import { done, type Outcome, refused } from "../outcome.ts";
import type { IsoDay } from "../time.ts";
import { closingDatesInRemarks, refersToRemarks } from "./closing-dates.ts";
import { notificationFields, readField } from "./fields.ts";
import type { Section, Sections } from "./layout.ts";
import type { FieldName, MemberName, NotificationFields, Warning } from "./notification.ts";
import type { FieldProblem, MissingValue } from "./problems.ts";

type Read<Value> = Outcome<Value, FieldProblem>;

/** Reads fields from a notification's sections, one call each, and keeps the warnings. */
export const makeSectionReader = (sections: Sections, members: readonly MemberName[]) => {
  const warnings: Warning[] = [];
  const keep = <Value>(field: FieldName, value: Read<Value>): Value | null => {
    if (!value.ok) warnings.push({ field, problem: value.refusal });
    return value.ok ? value.value : null;
  };
  const read = <Field extends FieldName>(field: Field): NotificationFields[Field] | null => {
    const text = textOf(sections.get(field), notificationFields[field].isProse);
    const value = keep(field, text.ok ? readField(field, text.value, members) : text);
    if (value !== null && sections.get(field)?.state === "cut")
      warnings.push({ field, problem: { kind: "endsHere" } });
    return value;
  };
  const readClosingDates = () => keep("closingDates", closingDatesOf(sections, members));
  return { read, readClosingDates, warnings: (): readonly Warning[] => warnings };
};

/** The end of prose may be missing and is then pointed out; half a date would be another date. */
const textOf = (section: Section | undefined, isProse: boolean): Outcome<string, MissingValue> => {
  if (section === undefined) return refused({ kind: "notFound" });
  if (section.state === "repeated") return refused({ kind: "repeated" });
  if (section.state === "cut" && (!isProse || section.text.trim() === ""))
    return refused({ kind: "endsHere" });
  return done(section.text);
};

const closingDatesOf = (
  sections: Sections,
  members: readonly MemberName[],
): Read<readonly IsoDay[]> => {
  const text = textOf(sections.get("closingDates"), false);
  if (!text.ok) return text;
  if (!refersToRemarks(text.value)) return readField("closingDates", text.value, members);
  const remarks = textOf(sections.get("remarks"), false);
  if (!remarks.ok)
    return remarks.refusal.kind === "notFound" ? refused({ kind: "notInRemarks" }) : remarks;
  return closingDatesInRemarks(remarks.value) ?? refused({ kind: "notInRemarks" });
};
