import { done, type Outcome, refused } from "../outcome.ts";
import type { IsoDay } from "../time.ts";
import { SHORT_PROSE } from "./columns/apart.ts";
import type { Reads } from "./columns/match-lines.ts";
import {
  closingDatesInRemarks,
  goodClosingDatesInRemarks,
  refersToRemarks,
} from "./fields/closing-dates.ts";
import { mentionsDay } from "./fields/days.ts";
import { notificationFields } from "./fields/fields.ts";
import { tidy } from "./fields/plain-text.ts";
import { isLikeProjectCode } from "./fields/project-code.ts";
import type { Section, SectionName, Sections } from "./labels/layout.ts";
import { mendScannedDays } from "./labels/scanned.ts";
import { keptOf, readAsItStands, type WasRead } from "./lenient.ts";
import type { FieldName, MemberName, NotificationFields, Warning } from "./notification.ts";
import { type FieldProblem, type MissingValue, quoted } from "./problems.ts";

/** Reads fields from a notification's sections, one call each, and keeps the warnings. */
export const makeSectionReader = (sections: Sections, members: readonly MemberName[]) => {
  const warnings: Warning[] = [];
  const keep = <Value>(field: FieldName, value: WasRead<Value>): Value | null => {
    if (!value.ok) warnings.push({ field, problem: value.refusal });
    else if (value.value.how !== null) warnings.push({ field, problem: value.value.how });
    return value.ok ? value.value.value : null;
  };
  const read = <Field extends FieldName>(field: Field): NotificationFields[Field] | null => {
    const text = textOf(sections.get(field), notificationFields[field].isProse);
    const value = keep(field, text.ok ? readAsItStands(field, text.value, members) : text);
    const doubt = value === null ? null : doubtAt(field, sections.get(field));
    if (doubt !== null) warnings.push({ field, problem: doubt });
    return value;
  };
  const readClosingDates = () => {
    const dates = keep("closingDates", closingDatesOf(sections, members));
    const doubt = dates === null ? null : doubtAt("closingDates", sections.get("closingDates"));
    if (doubt !== null) warnings.push({ field: "closingDates", problem: doubt });
    return dates;
  };
  return { read, readClosingDates, warnings: (): readonly Warning[] => warnings };
};

/** What is to be checked of a text that was taken. */
const doubtAt = (field: FieldName, section: Section | undefined): FieldProblem | null => {
  if (section?.state === "cut") return { kind: "endsHere" };
  if (section?.state !== "whole") return null;
  const { holds, endsAt, mayEndAt, text } = section;
  if (holds !== undefined) return { kind: "holdsLabel" };
  if (endsAt !== undefined) return { kind: "endsAtHeading", heading: quoted(endsAt) };
  if (mayEndAt !== undefined) return { kind: "mayEndAtHeading", heading: quoted(mayEndAt) };
  return SHORT_PROSE.includes(field) && holdsMore(tidy(text)) ? { kind: "holdsMore" } : null;
};

const holdsMore = (text: string): boolean =>
  partOfNext.test(text) || (mentionsDay(text) && /\b20\d{2}\b/.test(text));

/** The number of a heading, or a label torn apart. */
const partOfNext =
  /(?:^| )\d{1,2}[.)](?: \p{Lu}|$)|\b[Nn]umber of$|^(?:[Cc]ode|[Aa]nd|[Dd]uration)\b/u;

/** The end of prose may be missing and is then pointed out; half a date would be another date. */
const textOf = (section: Section | undefined, isProse: boolean): Outcome<string, MissingValue> => {
  if (section === undefined) return refused({ kind: "notFound" });
  if (section.state === "repeated" || section.state === "tangled")
    return refused({ kind: section.state });
  if (section.state === "whole" && section.holds === "onlyThat")
    return refused({ kind: "tangled" });
  if (section.state === "cut" && (!isProse || section.text.trim() === ""))
    return refused({ kind: "endsHere" });
  return done(section.text);
};

const closingDatesOf = (
  sections: Sections,
  members: readonly MemberName[],
): WasRead<readonly IsoDay[]> => {
  const text = textOf(sections.get("closingDates"), false);
  if (!text.ok) return text;
  if (!refersToRemarks(text.value)) return readAsItStands("closingDates", text.value, members);
  const remarks = textOf(sections.get("remarks"), false);
  if (!remarks.ok)
    return remarks.refusal.kind === "notFound" ? refused({ kind: "notInRemarks" }) : remarks;
  return datesInRemarks(remarks.value);
};

const datesInRemarks = (remarks: string): WasRead<readonly IsoDay[]> => {
  const strict = closingDatesInRemarks(remarks);
  if (strict === null) return refused({ kind: "notInRemarks" });
  if (strict.ok) return done({ value: strict.value, how: null });
  const mended = closingDatesInRemarks(mendScannedDays(remarks));
  if (mended?.ok)
    return done({ value: mended.value, how: { kind: "scanned", value: quoted(remarks.trim()) } });
  const partly = goodClosingDatesInRemarks(remarks);
  return partly === null ? strict : keptOf(partly);
};

/** Whether a text can be a field's value, for all that isn't prose. */
export const makeReads = (members: readonly MemberName[]): Reads => ({
  isExact: (name) => !notificationFields[fieldLike(name)].isProse,
  canRead: (name, text) =>
    (name === "closingDates" && refersToRemarks(text)) ||
    (name === "projectCode" && isLikeProjectCode(text)) ||
    isWhole(readAsItStands(fieldLike(name), text, members)),
});

const isWhole = (read: WasRead<unknown>): boolean =>
  read.ok && read.value.how?.kind !== "dateLeftOut";

const fieldLike = (name: SectionName): FieldName => (name === "revisedOn" ? "issuedOn" : name);
