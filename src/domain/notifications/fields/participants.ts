import { done, type Outcome, refused } from "../../outcome.ts";
import type { ParticipantCount } from "../notification.ts";
import { type UnreadableValue, unreadable } from "../problems.ts";
import { numberIn } from "./numbers.ts";
import { tidy } from "./plain-text.ts";

type Modality = "virtual" | "faceToFace";
/** Twice the real notification's text; a longer one is prose. */
const LONGEST = 140;

type Part = { readonly modality: Modality | null; readonly count: number };

/**
 * Overseas participants, 0 to 9999: "Up to 10 for a virtual activity or four for a face-to-face
 * activity", "10 virtual, 4 face-to-face", or one number for all: "18". Refused when only one of the
 * two modalities is given a number.
 */
export const readOverseasParticipants = (
  text: string,
): Outcome<ParticipantCount, UnreadableValue> => {
  const value = tidy(text);
  if (value === "") return refused({ kind: "empty" });
  if (value.length > LONGEST || likeNumberOfLabel.test(value)) return refused(unreadable(value));
  const count = countFrom(partsOf(value));
  return count === null ? refused(unreadable(value)) : done(count);
};

/** The same, and 0 for "Not Applicable" or "None": a local participant is then refused (rule 2). */
export const readLocalParticipants = (
  text: string,
): Outcome<0 | ParticipantCount, UnreadableValue> => {
  const value = tidy(text);
  if (/^(?:not applicable|n\/?\.?a\.?|none|nil|no|zero|0)\.?$/i.test(value)) return done(0);
  return readOverseasParticipants(value);
};

/** "10 virtual, 4 face-to-face" or "18": reads back as the same caps. */
export const writeOverseasParticipants = (count: ParticipantCount): string =>
  "total" in count
    ? `${count.total}`
    : `${count.virtual} virtual, ${count.faceToFace} face-to-face`;

/** "Not Applicable" for 0: reads back as the same caps. */
export const writeLocalParticipants = (count: 0 | ParticipantCount): string =>
  count === 0 ? "Not Applicable" : writeOverseasParticipants(count);

/** "8." alone is rather the number of the next label. */
const likeNumberOfLabel = /^\d{1,2}[.)]$/;

const partsOf = (value: string): readonly (Part | null)[] =>
  value
    .toLowerCase()
    .replace(/[.]$/, "")
    .replace(aside, "")
    .split(/ ?[,;] ?(?:or |and )?| or | and /)
    .map(partFrom);

/** "(two from each country, see …)", "(excluding …)": says how the number is shared out. */
const aside =
  / ?\((?:see|excluding|including|preferably|[a-z]+ ?(?:from|per) (?:each|every|country|member))\b[^()]*\)$/;

const countFrom = (parts: readonly (Part | null)[]): ParticipantCount | null => {
  const [first, second, ...others] = parts;
  if (!first || others.length > 0) return null;
  if (second === undefined) return first.modality === null ? { total: first.count } : null;
  const pair = [first, second];
  const virtual = pair.find((part) => part?.modality === "virtual")?.count;
  const faceToFace = pair.find((part) => part?.modality === "faceToFace")?.count;
  return virtual === undefined || faceToFace === undefined ? null : { virtual, faceToFace };
};

const limit = "(?:up to |(?:a )?maximum (?:of )?|max\\.? |not more than )?";
const people =
  "(?:(?:qualified |overseas |local |international )*(?:participants?|persons?|people|delegates?|officials?)(?: from (?:all |the )?(?:apo )?member (?:countries|economies))? ?)?";
const modality =
  "(?:(?<virtual>virtual(?:ly)?|online)|(?<faceToFace>face[- ]to[- ]face|in[- ]person))(?: (?:activit(?:y|ies)|sessions?|projects?|participants?|participation))?";
const countFirst = new RegExp(
  `^${limit}(?<count>[a-z0-9() -]+?)(?: ${people}(?:(?:for|in) )?(?:an? |the )?${modality})$`,
);
const modalityFirst = new RegExp(
  `^(?:for )?(?:an? )?${modality} ?[:=–—-]? ?${limit}(?<count>[a-z0-9() -]+?) ?${people}$`,
);
const countAlone = new RegExp(`^${limit}(?<count>[a-z0-9() -]+?) ?${people}$`);

const partFrom = (text: string): Part | null => {
  for (const pattern of [countFirst, modalityFirst, countAlone]) {
    const found = pattern.exec(text)?.groups;
    const count = numberIn(found?.count ?? "");
    if (count !== null) return { modality: modalityOf(found), count };
  }
  return null;
};

const modalityOf = (found: Record<string, string | undefined> | undefined): Modality | null => {
  if (found?.virtual !== undefined) return "virtual";
  return found?.faceToFace === undefined ? null : "faceToFace";
};
