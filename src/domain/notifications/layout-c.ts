import { cutAt } from "./cut.ts";
import { findLabels, type LabelPatterns } from "./labels.ts";
import type { Layout } from "./layout.ts";
import type { Phrase } from "./older-labels.ts";
import { withWholeLabels } from "./wrapped-labels.ts";

/** The layout since 2021: a heading, "label TAB value" for each field, and two closing lines. */
export const layoutC: Layout = {
  recognises: (plain) => {
    const fields = new Set(findLabels(plain, labels).map(({ field }) => field));
    return (
      fields.size > 0 && (heading.test(plain) || (fields.has("projectCode") && fields.size >= 3))
    );
  },
  cut: (plain) => {
    const ready = withWholeLabels(plain, ofSeveralWords);
    return cutAt(ready, labels);
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

/** Labels that a narrow column breaks over lines. */
const ofSeveralWords: readonly Phrase[] = [
  "date of issue",
  "project code",
  "hosting countr(?:y\\(ies\\)|y|ies)",
  "venue cit(?:y\\(ies\\)|y|ies)",
  `implementing organi[sz]ation${plural}`,
  "participating countr(?:y\\(ies\\)|y|ies)",
  `overseas participant${plural}`,
  `local participant${plural}`,
  "closing date(?!\\s+for\\b)",
].map((label) => label.split(" "));

/** Whether a plain text begins with the label of a field. */
export const beginsWithLabel = (plain: string): boolean =>
  findLabels(plain, labels)[0]?.start === 0;
