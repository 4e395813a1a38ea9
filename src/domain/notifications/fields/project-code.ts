import { nearestWord } from "../../nearest-word.ts";
import { done, type Outcome, refused } from "../../outcome.ts";
import { type UnreadableValue, unreadable } from "../problems.ts";
import { tidy } from "./plain-text.ts";

/**
 * "23-SN-03-GE-BCN-C", "15-AG-35-GE/DC-OSM-B": only the year has a meaning here, the other parts are
 * kept as they are.
 */
export type ProjectCode = {
  /** 2000 to 2099. */
  readonly year: number;
  readonly category: string;
  readonly serial: string;
  readonly scope: string;
  readonly type: string;
  readonly letter: string;
};

/** The code in its one spelling; spaces and long dashes inside it are mended, letters made capitals. */
export const readProjectCode = (text: string): Outcome<string, UnreadableValue> => {
  const value = tidy(text);
  if (value === "") return refused({ kind: "empty" });
  const code = value
    .replace(/\s/g, "")
    .replace(/[‐‑‒–—−]/g, "-")
    .toUpperCase();
  return codePattern.test(code) ? done(code) : refused(unreadable(value));
};

/** Of published codes the one that was probably meant. */
export const nearestCode = (code: string, published: readonly string[]): string | undefined => {
  const nearest = nearestWord(
    code,
    published.map((one) => one.toLowerCase()),
  );
  return nearest?.toUpperCase();
};

/** The parts of a code that `readProjectCode` gave; null for any other text. */
export const partsOfProjectCode = (code: string): ProjectCode | null => {
  const [, year, category = "", serial = "", scope = "", type = "", letter = ""] =
    codePattern.exec(code) ?? [];
  return year === undefined
    ? null
    : { year: 2000 + Number(year), category, serial, scope, type, letter };
};

const codePattern = /^(\d{2})-([A-Z]{2})-(\d{2})-([A-Z]{2}(?:\/[A-Z]{2})?)-([A-Z]{3})-([A-Z])$/;

/** Whether a text is meant as a code, also one that can't be read as one: it is nothing else then. */
export const isLikeProjectCode = (text: string): boolean =>
  text.length <= 60 && likeCode.test(text.trim());

/** A code of any spelling, anywhere in a text. */
export const namesLikeProjectCode = (plain: string): boolean => likeCodeInside.test(plain);

const likeCode = /^[\dIlO]{2}[-‐‑‒–—−][A-Z]{2}[-‐‑‒–—−][\dIlO]{2}[-‐‑‒–—−][A-Z\d/‐‑‒–—−-]+$/;
const likeCodeInside = /\b[\dIlO]{2}[-‐‑‒–—−][A-Z]{2}[-‐‑‒–—−][\dIlO]{2}[-‐‑‒–—−][A-Z]{2}/;
