import { done, type Outcome, refused } from "../../outcome.ts";
import type { Countries, MemberName } from "../notification.ts";
import { type UnreadableValue, unreadable } from "../problems.ts";
import { plainText, tidy } from "./plain-text.ts";

/** All 21 members with their longest names take some 400 characters. */
const LONGEST = 1000;

/**
 * "All Member Countries", or members by name, alias or ISO code: "Bangladesh, Fiji, and the
 * Philippines", also one on each line or at each bullet. Refused whole when one of them is unknown; a
 * name given twice counts once.
 */
export const readCountries = (
  text: string,
  members: readonly MemberName[],
): Outcome<Countries, UnreadableValue> => {
  const value = tidy(text).replace(/\.$/, "");
  if (value === "") return refused({ kind: "empty" });
  if (/^all(?: apo)?(?: members?)?(?: countries| economies)?$/i.test(value) && value.length > 3)
    return done("all");
  if (value.length > LONGEST) return refused(unreadable(value));
  const names = namesOf(members);
  const found = new Set<string>();
  for (let rest = plainText(text).replace(/\.$/, ""); rest !== ""; ) {
    const next = firstName(rest, names);
    if (next === undefined) return refused({ kind: "unknownCountry", name: nameOf(tidy(rest)) });
    found.add(next.country);
    rest = rest.slice(next.length).replace(separator, "");
  }
  return found.size === 0 ? refused(unreadable(value)) : done([...found]);
};

/** Members' names, or "All Member Countries": reads back as the same countries. */
export const writeCountries = (countries: Countries, members: readonly MemberName[]): string =>
  countries === "all"
    ? "All Member Countries"
    : countries
        .map((country) => members.find((member) => member.country === country)?.name ?? country)
        .join(", ");

type KnownName = { readonly name: string; readonly country: string };

/** Longest first, so that "Hong Kong, China" is not read as "Hong Kong" and something else. */
const namesOf = (members: readonly MemberName[]): readonly KnownName[] =>
  members
    .flatMap(({ country, name, aliases }) =>
      [name, ...aliases, country].map((known) => ({ name: known, country })),
    )
    .sort((one, other) => other.name.length - one.name.length);

/** Lines and bullets part names too; a bullet leaves two spaces behind. */
const separator = /^\s*[,;/&]?\s*(?:and\b)?\s*/i;

/** The longest name that the text begins with, and how much of the text it takes with a "the". */
const firstName = (
  rest: string,
  names: readonly KnownName[],
): { readonly country: string; readonly length: number } | undefined => {
  const article = /^the\s+/i.exec(rest)?.[0].length ?? 0;
  for (const { name, country } of names)
    for (const start of [0, article]) {
      const length = lengthOf(name, rest.slice(start));
      if (length > 0) return { country, length: start + length };
    }
  return undefined;
};

/** 0 when the text doesn't begin with the name; a name may be broken over lines. */
const lengthOf = (name: string, text: string): number => {
  const words = name.split(" ").length;
  const [found = ""] = new RegExp(`^\\S+(?:\\s+\\S+){${words - 1}}`).exec(text) ?? [];
  const written = found.replace(/\s+/g, " ").slice(0, name.length);
  const length = found.length - (found.replace(/\s+/g, " ").length - written.length);
  const isName = written.localeCompare(name, "en", { sensitivity: sensitivityOf(name) }) === 0;
  return isName && /^(?:$|\n|\t|\s{2}|\s?[,;/&]|\s+and\b)/i.test(text.slice(length)) ? length : 0;
};

/** "IN" is India and "in" a preposition. */
const sensitivityOf = (name: string): "variant" | "base" =>
  /^[A-Z]{2}$/.test(name) ? "variant" : "base";

const nameOf = (rest: string): string => (/^[^,;/&]+/.exec(rest)?.[0] ?? rest).slice(0, 80).trim();
