import { isoDay } from "../../../domain/time.ts";
import type { Field, Option } from "../../../forms/form.ts";
import type { Element } from "./card.ts";
import { inertChoice, inertLine } from "./inert.ts";
import { TEAMS_LIMITS } from "./limits.ts";
import { errorLine, hint } from "./render-parts.ts";

/**
 * One input, what helps with it and what is wrong with it. A field without a single option can't be
 * drawn and is left out; Teams has no input for files.
 */
export function field(given: Field, error: string | undefined, cap: number): Element[] {
  if (("options" in given && given.options.length === 0) || given.kind === "file") return [];
  return [
    { ...input(given), spacing: "Medium" },
    ...errorLine(error ?? "", cap),
    ...hint(given.hint ?? "", cap),
  ];
}

function input(given: Exclude<Field, { kind: "file" }>): Element {
  const { id } = given;
  const label = inertLine(`${given.label}${given.required ? " *" : ""}`, TEAMS_LIMITS.label);
  switch (given.kind) {
    case "text":
    case "email":
      return {
        type: "Input.Text",
        id,
        label,
        ...roomFor(given),
        ...(given.kind === "email" ? { style: "Email" } : {}),
        ...(given.kind === "text" && given.multiline ? { isMultiline: true } : {}),
        ...(given.kind === "text" ? placeholder(given.placeholder) : {}),
      };
    case "date":
      return {
        type: "Input.Date",
        id,
        label,
        ...(given.value && isoDay(given.value) ? { value: given.value } : {}),
      };
    case "radio":
    case "select":
      return {
        type: "Input.ChoiceSet",
        id,
        label,
        style: given.kind === "radio" && given.options.every(isPlain) ? "expanded" : "compact",
        ...choices(given.options),
        ...chosen(given.options, given.value === undefined ? [] : [given.value]),
        ...placeholder(given.placeholder),
      };
    case "multiSelect":
      return {
        type: "Input.ChoiceSet",
        id,
        label,
        style: "compact",
        isMultiSelect: true,
        ...choices(given.options, inertChoice),
        ...chosen(given.options, given.values ?? []),
        ...placeholder(given.placeholder),
      };
  }
}

interface TextField {
  readonly maxLength: number;
  readonly value?: string | undefined;
}

/**
 * A text that is too long stands there whole, to be mended: cut off, it could be sent unseen. The
 * person's own text goes back as it was typed, but for halves of characters.
 */
const roomFor = ({ maxLength, value = "" }: TextField) => ({
  maxLength: Math.max(maxLength, value.length),
  ...(value ? { value: value.replace(/\p{Cs}/gu, "\uFFFD") } : {}),
});

const placeholder = (text: string | undefined): { placeholder?: string } =>
  text ? { placeholder: inertLine(text, TEAMS_LIMITS.label) } : {};

/**
 * A long one goes on in the next line: cut off on a phone, two could look alike. Several are drawn
 * below each other, whatever style they are given, and read for markdown there.
 */
const choices = (options: readonly Option[], titleOf = inertLine) => ({
  wrap: true as const,
  choices: options.map(({ label, value }) => ({
    title: titleOf(label, TEAMS_LIMITS.titleOfChoice),
    value,
  })),
});

/** Several are joined by commas, which no value has. */
const chosen = (options: readonly Option[], values: readonly string[]): { value?: string } => {
  const found = options.filter(({ value }) => values.includes(value));
  return found.length > 0 ? { value: found.map(({ value }) => value).join(",") } : {};
};

/** Choices that stand below each other are read for markdown. */
const isPlain = ({ label }: Option): boolean =>
  !/[*_`~<>\\#[\]]|^\s*(?:[-+]|\d+[.)])\s|https?:|www\./i.test(label);
