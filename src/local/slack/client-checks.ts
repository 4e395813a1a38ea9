import { type JsonObject, listOf, objectOf, textOf } from "../json.ts";
import { valueKeyOf } from "./state-values.ts";
import type { OpenView } from "./views.ts";

const REQUIRED = "Please complete this required field.";

/** What Slack's own client says under fields before it sends anything, by block_id. */
export function clientErrors(view: OpenView): Record<string, string> {
  const inputs = view.blocks.filter(({ type }) => type === "input");
  const errors = inputs.flatMap((block) => {
    const error = errorOf(view, block);
    return error === undefined ? [] : [[String(block.block_id), error] as const];
  });
  return Object.fromEntries(errors);
}

function errorOf(view: OpenView, block: JsonObject): string | undefined {
  const element = objectOf(block.element);
  const key = valueKeyOf(element);
  const entry = objectOf(view.values[String(block.block_id)]?.[String(element.action_id)]);
  const value = key === undefined ? undefined : entry[key];
  if (isEmpty(value)) return block.optional === true ? undefined : REQUIRED;
  const typed = textOf(value);
  return typed === undefined ? undefined : CHECKS[String(element.type)]?.(typed, element);
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === "string" && value.trim() === "") ||
  (Array.isArray(value) && listOf(value).length === 0);

type Check = (typed: string, element: JsonObject) => string | undefined;

const lengthOf: Check = (typed, { min_length: least = 0, max_length: most = 3000 }) => {
  if (typed.length > Number(most)) return `Please use no more than ${most} characters.`;
  return typed.length < Number(least) ? `Please use at least ${least} characters.` : undefined;
};

const numberOf: Check = (typed, { is_decimal_allowed, min_value, max_value }) => {
  if (!/^-?\d+(\.\d+)?$/.test(typed.trim())) return "Please enter a number.";
  if (is_decimal_allowed !== true && typed.includes(".")) return "Please enter a whole number.";
  if (min_value !== undefined && Number(typed) < Number(min_value)) {
    return `Please enter ${min_value} or more.`;
  }
  return max_value !== undefined && Number(typed) > Number(max_value)
    ? `Please enter ${max_value} or less.`
    : undefined;
};

const CHECKS: Record<string, Check> = {
  plain_text_input: lengthOf,
  number_input: numberOf,
  email_text_input: (typed) =>
    /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed) ? undefined : "Please enter a valid email address.",
  url_text_input: (typed) =>
    /^https?:\/\/\S+$/.test(typed) ? undefined : "Please enter a valid URL.",
};
