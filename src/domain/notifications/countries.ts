import { done, type Outcome, refused } from "../outcome.ts";
import type { Countries, MemberName } from "./notification.ts";
import { tidy } from "./plain-text.ts";
import { type UnreadableValue, unreadable } from "./problems.ts";

/** All 21 members with their longest names take some 400 characters. */
const LONGEST = 1000;

/**
 * "All Member Countries", or members by name, alias or ISO code: "Bangladesh, Fiji, and the
 * Philippines". Refused whole when one of them is unknown; a name given twice counts once.
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
  for (let rest = value; rest !== ""; ) {
    const next = names.find(({ name }) => startsWith(rest, name));
    if (next === undefined) return refused({ kind: "unknownCountry", name: nameOf(rest) });
    found.add(next.country);
    rest = rest.slice(lengthIn(rest, next.name)).replace(separator, "");
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

const separator = /^(?: ?[,;/&])?(?: ?and\b)? ?/i;

const startsWith = (rest: string, name: string): boolean => lengthIn(rest, name) > 0;

/** How much of the text the name takes, with a "the" before it; 0 when the text begins otherwise. */
const lengthIn = (rest: string, name: string): number => {
  const article = /^the /i.exec(rest)?.[0].length ?? 0;
  return (
    [0, article]
      .map((skip) => skip + name.length)
      .find((end) => isName(rest, end - name.length, end, name)) ?? 0
  );
};

const isName = (rest: string, start: number, end: number, name: string): boolean =>
  rest.slice(start, end).localeCompare(name, "en", { sensitivity: sensitivityOf(name) }) === 0 &&
  /^(?:$| ?[,;/&]| and\b)/i.test(rest.slice(end));

/** "IN" is India and "in" a preposition. */
const sensitivityOf = (name: string): "variant" | "base" =>
  /^[A-Z]{2}$/.test(name) ? "variant" : "base";

const nameOf = (rest: string): string => (/^[^,;/&]+/.exec(rest)?.[0] ?? rest).slice(0, 80).trim();
