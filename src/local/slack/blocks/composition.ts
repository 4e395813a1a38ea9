import { isObject, objectsOf } from "../../json.ts";
import { flag, list, oneOf, problem, type Rule, shape, text, typed } from "./rules.ts";

/** Slack's composition objects: texts, options, confirmation dialogs. All numbers: docs/platform-limits.md. */
export const plainText = (most: number): Rule =>
  typed({ plain_text: shape({ required: { text: text(most) }, optional: { emoji: flag } }) });

export const anyText = (most: number): Rule =>
  typed({
    plain_text: shape({ required: { text: text(most) }, optional: { emoji: flag } }),
    mrkdwn: shape({ required: { text: text(most) }, optional: { verbatim: flag } }),
  });

export const blockId = text(255);
export const actionId = text(255);
export const placeholder = plainText(150);

export const confirm = shape({
  required: {
    title: plainText(100),
    text: anyText(300),
    confirm: plainText(30),
    deny: plainText(30),
  },
  optional: { style: oneOf("primary", "danger") },
});

export const option = (texts: "plain" | "any"): Rule =>
  shape({
    required: { text: texts === "plain" ? plainText(75) : anyText(75), value: text(150) },
    optional: { description: texts === "plain" ? plainText(75) : anyText(75) },
  });

export const overflowOption = shape({
  required: { text: plainText(75), value: text(150) },
  optional: { description: plainText(75), url: text(3000) },
});

const optionGroup = shape({
  required: { label: plainText(75), options: list(1, 100, option("plain")) },
});

export const optionFields = {
  options: list(1, 100, option("plain")),
  option_groups: list(1, 100, optionGroup),
};

/** Exactly one of `options` and `option_groups`. */
export const optionsOrGroups: Rule = (value, path) => {
  if (!isObject(value)) return [];
  const given = ["options", "option_groups"].filter((key) => value[key] !== undefined);
  if (given.length === 1) return [];
  return problem(
    path,
    given.length === 0
      ? "missing required field: options"
      : "provide only one of options, option_groups",
  );
};

const offered = (value: Record<string, unknown>): Record<string, unknown>[] => [
  ...objectsOf(value.options),
  ...objectsOf(value.option_groups).flatMap(({ options }) => objectsOf(options)),
];

/** `initial_option(s)` must be among the options offered, text and value alike. */
export const initialAmongOptions: Rule = (value, path) => {
  if (!isObject(value)) return [];
  const known = new Set(offered(value).map(fingerprint));
  const single = value.initial_option === undefined ? [] : [value.initial_option];
  const foreign = [...objectsOf(single), ...objectsOf(value.initial_options)].filter(
    (initial) => !known.has(fingerprint(initial)),
  );
  const key = value.initial_option === undefined ? "initial_options" : "initial_option";
  return foreign.length > 0 ? problem(`${path}/${key}`, "must be one of the provided options") : [];
};

const fingerprint = (given: Record<string, unknown>): string =>
  JSON.stringify([given.value, isObject(given.text) ? given.text.text : undefined]);

/** Two options of one element with the same value could not be told apart. */
export const optionValuesDiffer: Rule = (value, path) => {
  if (!isObject(value)) return [];
  const values = offered(value).map((one) => one.value);
  const repeated = values.find((one, at) => values.indexOf(one) !== at);
  return repeated === undefined ? [] : problem(path, `duplicate option value: ${String(repeated)}`);
};
