import type { SectionName } from "./layout.ts";

/**
 * A label as its words, each a pattern: a narrow column parts them by lines, and a scan may lose the
 * spaces between them ("Closing Datefor Nominations").
 */
export type Phrase = readonly string[];

const plural = "s?(?:\\(s\\))?";
const countries = "countr(?:y ?\\(ies\\)|y|ies)";

const phrases = (...texts: readonly string[]): readonly Phrase[] =>
  texts.map((text) => text.split(/ (?!\?)/));

/**
 * Labels of all years, longest first where one begins another. A notification of one year may have
 * a label of another: each label is known wherever it stands, and none decides how others are read.
 */
export const fieldLabels: { readonly [Name in SectionName]?: readonly Phrase[] } = {
  referenceNo: phrases("ref(?:erence|\\.)? (?:no\\.?|number)"),
  revisedOn: phrases("pn revision (?:no\\.?)? \\d{1,2} issue date"),
  issuedOn: phrases("pn issue date", "date of issue", "issue date"),
  projectCode: phrases("project code"),
  title: phrases("project title", "title"),
  timing: phrases("timing and duration", "duration and timing", "timing"),
  hostingCountries: phrases(`host(?:ing)? ${countries}`),
  venues: phrases(`venue${plural} cit(?:y ?\\(ies\\)|y|ies)`, `venue${plural}`),
  modality: phrases("modalit(?:y|ies)"),
  implementingOrganizations: phrases(`implementing organi[sz]ation${plural}`),
  participatingCountries: phrases(`participating ${countries}`),
  overseasParticipants: phrases(
    `(?:number|no\\.) of overseas participant${plural}`,
    `(?:number|no\\.) of participant${plural}`,
    `overseas participant${plural}`,
  ),
  localParticipants: phrases(
    `(?:number|no\\.) of local participant${plural}`,
    `local participant${plural}`,
  ),
  closingDates: phrases(
    `closing date${plural} for (?:nomination|application)${plural}`,
    `closing date${plural}`,
  ),
  remarks: phrases(`remark${plural}`),
  objectives: phrases(`objective${plural}`),
  rationale: phrases("rationale"),
  background: phrases("background"),
  topics: phrases(`topic${plural}`),
  outcome: phrases(`expected outcome${plural}`, `outcome${plural}`),
  qualifications: phrases(
    `qualification${plural} of (?:candidate|participant)${plural}`,
    `qualification${plural}`,
  ),
};

export const allLabels: readonly Phrase[] = Object.values(fieldLabels).flat();

/** Headings of what a notification's JSON has no field for; each ends the field before it. */
export const otherHeadings: readonly Phrase[] = phrases(
  "scope,? methodology,? and certificate of attendance",
  "scope and methodology",
  "scope",
  `financial arrangement${plural}`,
  "project preparations?",
  "actions? by .{3,60}",
  "evaluation",
  "post-?project actions?",
  "guide for participants",
  "certificate of attendance",
  `attachment${plural}`,
  `enclosure${plural}`,
  "(?:addendum|revision|amendment) (?:no\\.?|number)",
);

/** The number before a label, of which a scan may have made letters: "8.", "l.", "10". */
export const NUMBER = "(?:[\\dIl]{1,2}(?:[.)] ?| ))";

/** In the patterns' own way of writing: " ?" for spaces that may be missing. */
export const phrasePattern = (phrase: Phrase): string => phrase.join(" ?");

/** Any of the phrases. */
export const anyOf = (all: readonly Phrase[]): string => `(?:${all.map(phrasePattern).join("|")})`;
