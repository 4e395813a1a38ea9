import { findLabels, type LabelPatterns } from "./labels.ts";
import type { Layout, Section, Sections } from "./layout.ts";
import type { FieldName } from "./notification.ts";
import { readSignatory } from "./prose.ts";

/** The layout since 2021: a heading, "label TAB value" for each field, and two closing lines. */
export const layoutC: Layout = {
  recognises: (plain) => {
    const fields = new Set(findLabels(plain, labels).map(({ field }) => field));
    return (
      fields.size > 0 && (heading.test(plain) || (fields.has("projectCode") && fields.size >= 3))
    );
  },
  cut: (plain) => {
    const found = findLabels(plain, labels);
    const closing = closingOf(plain, found.at(-1)?.valueStart ?? 0);
    const sections = new Map<FieldName, Section>();
    for (const [index, { field, valueStart }] of found.entries()) {
      const end = found[index + 1]?.start ?? closing?.start;
      sections.set(
        field,
        sections.has(field) ? { state: "repeated" } : sectionOf(plain, valueStart, end),
      );
    }
    return withSignatory(sections, closing);
  },
};

const heading = /^(?:APO[ \t]+)?PROJECT[ \t]+NOTIFICATION$/im;

const countries = "countr(?:y ?\\(ies\\)|y|ies)";
const plural = "(?:s|\\(s\\))?";
const labels: LabelPatterns = {
  referenceNo: "ref(?:erence|\\.)? (?:no\\.?|number)",
  issuedOn: "date of issue",
  projectCode: "project code",
  title: "(?:project )?title",
  timing: "timing",
  hostingCountries: `hosting ${countries}`,
  venues: `venue${plural}(?: cit(?:y ?\\(ies\\)|y|ies))?`,
  modality: "modalit(?:y|ies)",
  implementingOrganizations: `implementing organi[sz]ation${plural}`,
  participatingCountries: `participating ${countries}`,
  overseasParticipants: `overseas participant${plural}`,
  localParticipants: `local participant${plural}`,
  // Remarks broken over lines may begin one with "Closing Date for Application: 31 March 2023".
  closingDates: `closing date${plural}(?!\\s+for\\b)`,
  remarks: `remark${plural}`,
  objectives: `objective${plural}`,
  rationale: "rationale",
  background: "background",
  topics: `topic${plural}`,
  outcome: `outcome${plural}`,
  qualifications: `qualification${plural}`,
};

/** Whether a plain text begins with the label of a field. */
export const beginsWithLabel = (plain: string): boolean =>
  findLabels(plain, labels)[0]?.start === 0;

const sectionOf = (plain: string, start: number, end: number | undefined): Section => ({
  state: end === undefined ? "cut" : "whole",
  text: plain.slice(start, end),
});

type Closing = { readonly start: number; readonly signature: string };

/** What shows that the last field is complete: the line on the procedures, or the signature. */
const closingOf = (plain: string, lastValueStart: number): Closing | undefined => {
  const tail = plain.slice(lastValueStart);
  const procedures = /\n\s*please\s+refer\s+to\s+the\s+implementation\s+procedures/i.exec(tail);
  if (procedures !== null)
    return {
      start: lastValueStart + procedures.index,
      signature: afterSentence(tail.slice(procedures.index + procedures[0].length)),
    };
  const lastBlankLine = tail.lastIndexOf("\n\n");
  const signature = tail.slice(lastBlankLine);
  if (lastBlankLine < 0 || !readSignatory(signature).ok) return undefined;
  return { start: lastValueStart + lastBlankLine, signature };
};

const afterSentence = (text: string): string => {
  const end = /\.\n|\n\n/.exec(text);
  return end === null ? "" : text.slice(end.index + end[0].length);
};

/** The signature is the last thing on the page: its reader decides whether it is complete. */
const withSignatory = (
  sections: Map<FieldName, Section>,
  closing: Closing | undefined,
): Sections => {
  const text = closing?.signature ?? "";
  return text.trim() === "" ? sections : sections.set("signatory", { state: "whole", text });
};
