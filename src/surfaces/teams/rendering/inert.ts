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

/**
 * Where Microsoft's renderer reads markdown and knows no element without it: look-alikes in the place
 * of the signs that format, of an entity's first one, and of what begins a list or an address.
 */
export const inertChoice = (text: string, limit: number): string =>
  inertLine(text, limit)
    .replace(/[*_~`[\]<>\\#|]/g, (sign) => LOOK_ALIKES[sign] ?? sign)
    .replace(/&(?=#?\w+;)/g, "＆")
    .replace(/:(?=\/\/)/g, "꞉")
    .replace(/(?<=www)\.|(?<=^\s*\d+)[.)](?=\s)/gi, "․")
    .replace(/^(\s*)[-+](?=\s)/, "$1–");

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  "*": "∗",
  _: "＿",
  "~": "∼",
  "`": "ˋ",
  "[": "［",
  "]": "］",
  "<": "‹",
  ">": "›",
  "\\": "＼",
  "#": "＃",
  "|": "｜",
};
