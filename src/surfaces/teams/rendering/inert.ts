import { isolated, showHidden } from "../../shared/hidden-characters.ts";
import { truncate } from "../../shared/truncate.ts";

const WORD_JOINER = "\u2060";

/**
 * What is drawn to the letter, cut to `limit`: hidden characters spelled out, and no `{{DATE(…)}}`,
 * which Teams evaluates in any text of a card, also where it reads no markdown.
 */
export const inert = (text: string, limit: number): string =>
  truncate(showHidden(text, "bcn ").trim(), limit).replace(/([{}])(?=\1)/g, `$1${WORD_JOINER}`);

/** In one line; a dash where there is nothing, so that what it names can be told and pressed. */
export const inertLine = (text: string, limit: number): string =>
  isolated(inert(text.replace(/\s+/gu, " "), limit) || "–");
