/** The form that corrects a member's facts. */
import {
  type FactProblems,
  type Member,
  type TypedFacts,
  WEEK,
} from "../../domain/members/member-facts.ts";
import { pointer } from "../../domain/pointers.ts";
import { words } from "../../words/en.ts";
import type { Answers, Field, FieldErrors, Form, Part } from "../form.ts";

const say = words.member.correct;

/** `meanwhile`: somebody was faster; the inputs show what stands now. */
export const correctMemberForm = (
  member: Member,
  { meanwhile = false }: { readonly meanwhile?: boolean } = {},
): Form => ({
  verb: "members",
  pointer: {
    step: "correct",
    item: pointer("organisation", { id: member.id }),
    seen: pointer("version", { seen: member.version }),
  },
  title: say.title,
  submit: say.submit,
  close: say.close,
  savesAsYouType: false,
  parts: [
    { kind: "heading", text: member.name },
    ...(meanwhile ? [{ kind: "notice", tone: "warning", text: say.meanwhile } as const] : []),
    ...fieldsOf(member).map((field): Part => ({ ...field, redraw: member.version })),
  ],
});

const LONGEST_NAME = 200;
const LONGEST_SHORT = 40;

const fieldsOf = (member: Member): Field[] => [
  ...(member.kind === "npo" ? npoFields(member) : []),
  text("telephone", member.telephone, LONGEST_SHORT),
  { ...text("zone", member.zone, LONGEST_SHORT), required: true },
  {
    kind: "multiSelect",
    id: "weekend",
    ...say.weekend,
    required: true,
    options: WEEK.map((day) => ({ value: String(day), label: say.weekdays(day) })),
    values: member.weekend.map(String),
    atMost: WEEK.length - 1,
  },
  ...(member.kind === "npo" ? [activeField(member)] : []),
  ...(member.uncertain.length > 0 ? [confirmedField(member)] : []),
];

const npoFields = ({ npo, acronym }: Member): Field[] => [
  text("npo", npo, LONGEST_NAME),
  text("acronym", acronym, LONGEST_SHORT),
];

const text = (
  id: "npo" | "acronym" | "telephone" | "zone",
  value: string | null,
  maxLength: number,
): Field => ({
  kind: "text",
  id,
  ...say[id],
  required: false,
  maxLength,
  value: value ?? undefined,
});

const activeField = ({ active }: Member): Field => ({
  kind: "radio",
  id: "active",
  label: say.active.label,
  required: true,
  options: [
    { value: "yes", label: say.active.yes },
    { value: "no", label: say.active.no },
  ],
  value: active ? "yes" : "no",
});

const confirmedField = ({ uncertain }: Member): Field => ({
  kind: "multiSelect",
  id: "confirmed",
  ...say.confirmed,
  required: false,
  options: uncertain.map((fact) => ({ value: fact, label: factLabel(fact) })),
  atMost: uncertain.length,
});

/** What is uncertain is data: a name that isn't known here is shown as it stands. */
const factLabel = (fact: string): string => {
  const labels: Readonly<Record<string, string>> = words.member.facts;
  return labels[fact] ?? fact;
};

export const typedFacts = (
  answers: Answers,
): { readonly typed: TypedFacts; readonly confirmed: readonly string[] } => ({
  typed: {
    npo: lineOf(answers.npo, LONGEST_NAME),
    acronym: lineOf(answers.acronym, LONGEST_SHORT),
    telephone: lineOf(answers.telephone, LONGEST_SHORT),
    zone: lineOf(answers.zone, LONGEST_SHORT),
    weekend: severalOf(answers.weekend),
    active: answers.active === "yes" || answers.active === "no" ? answers.active : undefined,
  },
  confirmed: severalOf(answers.confirmed),
});

/** As long as the input takes: other clients may send what they like. */
const lineOf = (answer: Answers[string] | undefined, most: number): string =>
  typeof answer === "string" ? answer.replace(/\s+/gu, " ").slice(0, most) : "";

const severalOf = (answer: Answers[string] | undefined): readonly string[] =>
  typeof answer === "string" ? [answer] : (answer ?? []);

export const factErrors = (problems: FactProblems): FieldErrors =>
  Object.fromEntries(
    Object.entries(problems).map(([fact, problem]) => [fact, say.problems[problem]]),
  );
