/** What the Secretariat keeps of a member, and how it is corrected. */

import { done, type Outcome, refused } from "../outcome.ts";
import type { Zone } from "../time.ts";
import { readZone } from "../zones.ts";
import type { Organisation } from "./members.ts";

export interface MemberFacts {
  readonly npo: string | null;
  readonly acronym: string | null;
  readonly telephone: string | null;
  readonly zone: Zone;
  /** ISO weekdays, 1 = Monday; at least one day of the week is worked. */
  readonly weekend: readonly number[];
  readonly active: boolean;
}

export type FactName = keyof MemberFacts;

/** An organisation with all that is kept of it. */
export interface Member extends Organisation, MemberFacts {
  /** Facts that no public page confirmed. */
  readonly uncertain: readonly string[];
  /** Raised by each correction. */
  readonly version: number;
}

export interface FactChange {
  readonly fact: FactName;
  readonly before: MemberFacts;
  readonly after: MemberFacts;
}

/** As typed; empty text is nothing. */
export interface TypedFacts {
  readonly npo: string;
  readonly acronym: string;
  readonly telephone: string;
  readonly zone: string;
  readonly weekend: readonly string[];
  /** Undefined where it isn't asked: the Secretariat can't be suspended. */
  readonly active: "yes" | "no" | undefined;
}

type FactProblem = "noSuchZone" | "noWorkingDay" | "noWeekend" | "noTelephone";
export type FactProblems = Partial<Readonly<Record<FactName, FactProblem>>>;

export const WEEK = [1, 2, 3, 4, 5, 6, 7];

/** "+679 331 1004 ext. 12", "(02) 6312 2100": digits, and what people write between them. */
const TELEPHONE = /^\+?[\d\s().,/-]{4,}(?:(?:ext|x)\.?\s*\d{1,6})?$/i;

/** `known`: zones in use, which people may name by their city. */
export const readFacts = (
  typed: TypedFacts,
  { active, known }: { readonly active: boolean; readonly known: readonly Zone[] },
): Outcome<MemberFacts, FactProblems> => {
  const zone = readZone(typed.zone, known);
  const weekend = WEEK.filter((day) => typed.weekend.includes(String(day)));
  const telephone = typed.telephone.trim();
  const problems: FactProblems = {
    ...(zone === undefined ? { zone: "noSuchZone" } : {}),
    ...(weekend.length === WEEK.length ? { weekend: "noWorkingDay" } : {}),
    ...(weekend.length === 0 ? { weekend: "noWeekend" } : {}),
    ...(telephone !== "" && !TELEPHONE.test(telephone) ? { telephone: "noTelephone" } : {}),
  };
  if (zone === undefined || Object.keys(problems).length > 0) return refused(problems);
  return done({
    npo: textOrNull(typed.npo),
    acronym: textOrNull(typed.acronym),
    telephone: textOrNull(telephone),
    zone,
    weekend,
    active: typed.active === undefined ? active : typed.active === "yes",
  });
};

const textOrNull = (text: string): string | null => text.trim() || null;

const FACTS = ["npo", "acronym", "telephone", "zone", "weekend", "active"] as const;

export const changesBetween = (before: MemberFacts, after: MemberFacts): FactChange[] =>
  FACTS.filter((fact) => String(before[fact] ?? "") !== String(after[fact] ?? "")).map((fact) => ({
    fact,
    before,
    after,
  }));

/** A fact that was corrected, or that somebody says they checked, is uncertain no longer. */
export const stillUncertain = (
  uncertain: readonly string[],
  changes: readonly FactChange[],
  confirmed: readonly string[],
): string[] =>
  uncertain.filter(
    (name) => !confirmed.includes(name) && !changes.some(({ fact }) => fact === name),
  );

/** Whether working days differ afterwards: then reminders are planned again. */
export const movesReminders = (changes: readonly FactChange[]): boolean =>
  changes.some(({ fact }) => fact === "zone" || fact === "weekend" || fact === "active");
