import type { Answer } from "../../domain/drafts/drafts.ts";
import { type Organisation, shortName } from "../../domain/members/members.ts";
import { isoDay } from "../../domain/time.ts";
import { dates, words } from "../../words/en.ts";

const say = words.form;

/** "Topic". */
export const fieldLabel = (field: string): string =>
  field in say.fields ? say.fields[field as keyof typeof say.fields].label : field;

/** A value as people read it: a Member's NPO, a choice's label, a day, or the text itself. */
export const valueText = (
  field: string,
  value: Answer,
  members: readonly Organisation[],
): string => {
  if (value === null) return "";
  if (typeof value !== "string") return value.map((one) => oneText(field, one, members)).join("; ");
  return oneText(field, value, members);
};

const MEMBERS: readonly string[] = ["host", "alternatives"];

const oneText = (field: string, value: string, members: readonly Organisation[]): string => {
  if (MEMBERS.includes(field)) {
    const member = members.find(({ id }) => id === value);
    return member ? shortName(member) : value;
  }
  if (value in say.options) return say.options[value as keyof typeof say.options];
  const day = isoDay(value);
  return day ? dates.dayWithYear(day) : value;
};
