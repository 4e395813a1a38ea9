import { isObject } from "../../json.ts";

/** One thing that Slack refuses, where (a JSON pointer) and in words like Slack's. */
export interface Problem {
  path: string;
  text: string;
  /** Slack's error code where it is not the method's usual one. */
  code?: string;
}

/** A rule for one value; an absent value is a matter of its owner's `shape`. */
export type Rule = (value: unknown, path: string) => Problem[];

export const problem = (path: string, text: string, code?: string): Problem[] => [
  code === undefined ? { path, text } : { path, text, code },
];

/** Text of `least` to `most` characters. */
export const text =
  (most: number, least = 1): Rule =>
  (value, path) => {
    if (typeof value !== "string") return problem(path, "must be a string");
    if (value.length < least) return problem(path, `must be more than ${least - 1} characters`);
    if (value.length > most) return problem(path, `must be less than ${most + 1} characters`);
    return [];
  };

export const flag: Rule = (value, path) =>
  typeof value === "boolean" ? [] : problem(path, "must be a boolean");

export const whole =
  (least: number, most: number): Rule =>
  (value, path) => {
    if (!Number.isInteger(value)) return problem(path, "must be an integer");
    return Number(value) < least || Number(value) > most
      ? problem(path, `must be between ${least} and ${most}`)
      : [];
  };

export const oneOf =
  (...known: string[]): Rule =>
  (value, path) =>
    known.includes(String(value)) && typeof value === "string"
      ? []
      : problem(path, `must be one of: ${known.join(", ")}`);

export const matching =
  (pattern: RegExp, what: string): Rule =>
  (value, path) =>
    typeof value === "string" && pattern.test(value) ? [] : problem(path, `must be ${what}`);

/** A list of `least` to `most` items, each by `item`. */
export const list =
  (least: number, most: number, item: Rule): Rule =>
  (value, path) => {
    if (!Array.isArray(value)) return problem(path, "must provide an array");
    if (value.length < least) return problem(path, `no fewer than ${least} items allowed`);
    if (value.length > most) return problem(path, `no more than ${most} items allowed`);
    return value.flatMap((one, at) => item(one, `${path}/${at}`));
  };

export interface Shape {
  required?: Record<string, Rule>;
  optional?: Record<string, Rule>;
  /** What holds between the fields. */
  also?: Rule[];
}

/** An object with these fields and no others (`type` is its owner's matter). */
export const shape =
  ({ required = {}, optional = {}, also = [] }: Shape): Rule =>
  (value, path) => {
    if (!isObject(value)) return problem(path, "must provide an object");
    const known: Record<string, Rule> = { type: () => [], ...optional, ...required };
    const missing = Object.keys(required).filter((key) => value[key] === undefined);
    const given = Object.entries(value).filter(([, field]) => field !== undefined);
    return [
      ...missing.flatMap((key) => problem(path, `missing required field: ${key}`)),
      ...given.flatMap(([key, field]) =>
        known[key]
          ? known[key](field, `${path}/${key}`)
          : problem(path, `invalid additional property: ${key}`),
      ),
      ...also.flatMap((rule) => rule(value, path)),
    ];
  };

/** An object whose `type` chooses its rule. */
export const typed =
  (table: Record<string, Rule>): Rule =>
  (value, path) => {
    if (!isObject(value)) return problem(path, "must provide an object");
    const rule = typeof value.type === "string" ? table[value.type] : undefined;
    if (value.type === undefined) return problem(path, "missing required field: type");
    return rule ? rule(value, path) : problem(`${path}/type`, `unsupported type: ${value.type}`);
  };

export const every =
  (...rules: Rule[]): Rule =>
  (value, path) =>
    rules.flatMap((rule) => rule(value, path));
