import type { IsoDay } from "../time.ts";
import { isAmendable } from "./amended.ts";
import { amendedSentences, mentionedIn, partsOfAmendment } from "./amendment-text.ts";
import { newValuesIn } from "./columns/amendment-columns.ts";
import { untangled } from "./columns/untangle.ts";
import { readClosingDates } from "./fields/closing-dates.ts";
import { notificationFields } from "./fields/fields.ts";
import { readProjectCode } from "./fields/project-code.ts";
import type { Kind } from "./kinds.ts";
import { cutAtLabels } from "./labels/cut.ts";
import type { Section, SectionName, Sections } from "./labels/layout.ts";
import { mendScannedDays } from "./labels/scanned.ts";
import type {
  AmendedField,
  Amendment,
  AmendmentWarning,
  FieldName,
  MemberName,
} from "./notification.ts";
import { replacementIn } from "./replaced.ts";
import { makeReads, makeSectionReader } from "./section-reader.ts";

type AmendmentKind = Exclude<Kind, { readonly kind: "notification" | "implementationPlan" }>;

/**
 * Reads an addendum or a revision: which programme it amends, its number, and what it changes, by
 * labels or by sentences ("The closing date is extended to …"). What it doesn't name isn't there;
 * what it names and can't be read is null with a warning; what it only mentions has a warning.
 */
export const readAmendment = (
  plain: string,
  { kind, number }: AmendmentKind,
  members: readonly MemberName[],
): Amendment => {
  const { head, changes } = partsOfAmendment(plain);
  const cut = cutAtLabels(changes);
  const reads = makeReads(members);
  const sections = new Map([
    ...newValuesIn([...untangled(cut, reads)], changes, reads),
    ...amendedSentences(changes),
  ]);
  const { fields, warnings } = fieldsIn(sections, members);
  const amends = amendedCode(head, sections, plain);
  const own: AmendmentWarning[] = [];
  if (amends === null) own.push({ field: "amends", problem: { kind: "notFound" } });
  if (number === null) own.push({ field: "number", problem: { kind: "notFound" } });
  const named = [...mentionedIn(changes), ...cut.strays.map((stray) => stray.field)];
  const unread = [...new Set(named)]
    .filter((field): field is AmendedField => isAmendable(field) && !sections.has(field))
    .map((field): AmendmentWarning => ({ field, problem: { kind: "mentioned" } }));
  const replaced = fields.closingDates ? replacedClosingDates(sections) : null;
  return {
    kind,
    amends,
    number,
    ...(replaced && { replacedClosingDates: replaced }),
    ...fields,
    warnings: [...own, ...warnings, ...unread],
  };
};

/** "is changed from 30 June 2023 to 31 July 2023": the former. */
const replacedClosingDates = (sections: Sections): readonly IsoDay[] | null => {
  const section = sections.get("closingDates");
  const before = section?.state === "whole" ? replacementIn(section.text)?.before : null;
  const dates = before ? readClosingDates(mendScannedDays(before)) : undefined;
  return dates?.ok ? dates.value : null;
};

/** The code at its label, or the only one that stands anywhere. */
const amendedCode = (head: string, sections: Sections, plain: string): string | null => {
  const labelled = sections.get("projectCode") ?? cutAtLabels(head).sections.get("projectCode");
  const code = labelled?.state === "whole" ? readProjectCode(labelled.text) : undefined;
  if (code?.ok) return code.value;
  const all = new Set(
    plain.match(/\b\d{2}-[A-Z]{2}-\d{2}-[A-Z]{2}(?:\/[A-Z]{2})?-[A-Z]{3}-[A-Z]\b/g),
  );
  const [only] = all;
  return all.size === 1 && only !== undefined ? only : null;
};

type AmendedFields = { [Field in AmendedField]?: Amendment[Field] };

const fieldsIn = (
  sections: ReadonlyMap<SectionName, Section>,
  members: readonly MemberName[],
): { readonly fields: AmendedFields; readonly warnings: readonly AmendmentWarning[] } => {
  const values = new Map([...sections].map(([name, section]) => [name, proseNow(name, section)]));
  const { read, readClosingDates, warnings } = makeSectionReader(values, members);
  const fields = Object.fromEntries(
    (Object.keys(notificationFields) as FieldName[])
      .filter((field) => sections.has(field) && isAmendable(field))
      .map((field) => [field, field === "closingDates" ? readClosingDates() : read(field)]),
  ) as AmendedFields;
  return { fields, warnings: warnings() };
};

/** "changed from Jakarta to Bandung" is Bandung; with another "to" in it nobody can tell. */
const proseNow = (name: SectionName, section: Section): Section => {
  if (section.state !== "whole" || !shortProse.includes(name) || !saysChange.test(section.text))
    return section;
  const said = replacementIn(section.text);
  if (said === null) return section;
  const isClear = !/ (?:to|by|with|as) /i.test(` ${said.before ?? ""} ${said.now} `);
  return isClear ? { ...section, text: said.now } : { state: "tangled" };
};

const shortProse: readonly SectionName[] = [
  "title",
  "venues",
  "modality",
  "implementingOrganizations",
];
const saysChange =
  /^\s*(?:is|are|was|has been|have been|will be|shall|should|now|changed|moved)\b/i;
