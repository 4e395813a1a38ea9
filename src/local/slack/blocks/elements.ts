import { isObject, type JsonObject, objectsOf } from "../../json.ts";
import {
  actionId,
  anyText,
  confirm,
  initialAmongOptions,
  option,
  optionFields,
  optionsOrGroups,
  optionValuesDiffer,
  overflowOption,
  placeholder,
  plainText,
} from "./composition.ts";
import {
  flag,
  list,
  matching,
  oneOf,
  problem,
  type Rule,
  type Shape,
  shape,
  text,
  typed,
  whole,
} from "./rules.ts";

const SEVERAL: Record<string, Rule> = { max_selected_items: whole(1, 100) };
const id = list(0, 100, text(255));
const chosenAmong = [initialAmongOptions, optionValuesDiffer];

const element = ({ required = {}, optional = {}, also = [] }: Shape): Rule =>
  shape({ required, optional: { action_id: actionId, ...optional }, also });

/** An element one chooses in: it may ask for confirmation and hold the focus. */
const choice = ({ required = {}, optional = {}, also = [] }: Shape): Rule =>
  element({ required, optional: { confirm, focus_on_load: flag, ...optional }, also });

const menu = (optional: Record<string, Rule>, also: Rule[] = []): Rule =>
  choice({ optional: { placeholder, ...optional }, also });

const dispatchConfig = shape({
  optional: {
    trigger_actions_on: list(1, 2, oneOf("on_enter_pressed", "on_character_entered")),
  },
});

const entry = (
  optional: Record<string, Rule>,
  required: Record<string, Rule> = {},
  also: Rule[] = [],
): Rule =>
  element({
    required,
    optional: {
      placeholder,
      focus_on_load: flag,
      dispatch_action_config: dispatchConfig,
      ...optional,
    },
    also,
  });

export const isDay: Rule = (value, path) => {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(String(value))
    ? new Date(`${value}T00:00:00Z`)
    : undefined;
  const real = day && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(String(value));
  return real ? [] : problem(path, "must be a date in the format YYYY-MM-DD");
};

const lengthsFit: Rule = (value, path) => {
  if (!isObject(value)) return [];
  const { min_length: least = 0, max_length: most = 3000, initial_value: initial } = value;
  if (Number(least) > Number(most))
    return problem(`${path}/min_length`, "must not exceed max_length");
  if (typeof initial !== "string") return [];
  if (initial.length > Number(most))
    return problem(`${path}/initial_value`, `must be less than ${Number(most) + 1} characters`);
  return initial !== "" && initial.length < Number(least)
    ? problem(`${path}/initial_value`, `must be more than ${Number(least) - 1} characters`)
    : [];
};

const atMostSelected: Rule = (value, path) =>
  isObject(value) &&
  objectsOf(value.initial_options).length > Number(value.max_selected_items ?? 100)
    ? problem(`${path}/initial_options`, `no more than ${value.max_selected_items} items allowed`)
    : [];

const number = matching(/^-?\d+(\.\d+)?$/, "a number as text");

/** Slack refuses a view whose input starts from what its own client would not take. */
const initialFits =
  (isFit: (initial: string, element: JsonObject) => boolean, what: string): Rule =>
  (value, path) =>
    isObject(value) && typeof value.initial_value === "string" && !isFit(value.initial_value, value)
      ? problem(`${path}/initial_value`, `initial value must be ${what}`)
      : [];

const isEmail = (initial: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@.]+$/.test(initial);

const isAddress = (initial: string): boolean =>
  /^https?:\/\/\S+$/.test(initial) && URL.canParse(initial);

const isWithin = (initial: string, element: JsonObject): boolean => {
  const { min_value: least = -Infinity, max_value: most = Infinity } = element;
  const isWhole = element.is_decimal_allowed === true || !initial.includes(".");
  return isWhole && Number(initial) >= Number(least) && Number(initial) <= Number(most);
};

const button = element({
  required: { text: plainText(75) },
  optional: {
    value: text(2000),
    url: text(3000),
    style: oneOf("primary", "danger"),
    confirm,
    accessibility_label: text(75),
  },
});

const image = shape({ required: { image_url: text(3000), alt_text: text(2000) } });

/** Every element that may be chosen from, in actions, beside a section, or in an input. */
const choices: Record<string, Rule> = {
  checkboxes: choice({
    required: { options: list(1, 10, option("any")) },
    optional: { initial_options: list(1, 10, option("any")) },
    also: chosenAmong,
  }),
  radio_buttons: choice({
    required: { options: list(1, 10, option("any")) },
    optional: { initial_option: option("any") },
    also: chosenAmong,
  }),
  static_select: menu({ ...optionFields, initial_option: option("plain") }, [
    optionsOrGroups,
    ...chosenAmong,
  ]),
  multi_static_select: menu(
    { ...optionFields, ...SEVERAL, initial_options: list(1, 100, option("plain")) },
    [optionsOrGroups, atMostSelected, ...chosenAmong],
  ),
  external_select: menu({ min_query_length: whole(0, 100), initial_option: option("plain") }),
  multi_external_select: menu({
    ...SEVERAL,
    min_query_length: whole(0, 100),
    initial_options: list(1, 100, option("plain")),
  }),
  users_select: menu({ initial_user: text(255) }),
  multi_users_select: menu({ ...SEVERAL, initial_users: id }),
  channels_select: menu({ initial_channel: text(255), response_url_enabled: flag }),
  multi_channels_select: menu({ ...SEVERAL, initial_channels: id }),
  conversations_select: menu({
    initial_conversation: text(255),
    default_to_current_conversation: flag,
    response_url_enabled: flag,
    filter: shape({
      optional: {
        include: list(1, 4, oneOf("im", "mpim", "private", "public")),
        exclude_external_shared_channels: flag,
        exclude_bot_users: flag,
      },
    }),
  }),
  multi_conversations_select: menu({
    ...SEVERAL,
    initial_conversations: id,
    default_to_current_conversation: flag,
  }),
  datepicker: menu({ initial_date: isDay }),
  timepicker: menu({
    initial_time: matching(/^([01]\d|2[0-3]):[0-5]\d$/, "a time as HH:mm"),
    timezone: text(255),
  }),
  datetimepicker: choice({ optional: { initial_date_time: whole(1_000_000_000, 9_999_999_999) } }),
};

const overflow = element({
  required: { options: list(1, 5, overflowOption) },
  optional: { confirm },
  also: [optionValuesDiffer],
});

/** Every element that one types or uploads into: in an input only. */
const entries: Record<string, Rule> = {
  plain_text_input: entry(
    {
      initial_value: text(3000, 0),
      multiline: flag,
      min_length: whole(0, 3000),
      max_length: whole(1, 3000),
    },
    {},
    [lengthsFit],
  ),
  email_text_input: entry({ initial_value: text(3000) }, {}, [
    initialFits(isEmail, "a valid email format"),
  ]),
  url_text_input: entry({ initial_value: text(3000) }, {}, [initialFits(isAddress, "a valid URL")]),
  number_input: entry(
    { initial_value: number, min_value: number, max_value: number },
    { is_decimal_allowed: flag },
    [initialFits(isWithin, "a number between min_value and max_value")],
  ),
  rich_text_input: entry({ initial_value: () => [] }),
  file_input: element({
    optional: { filetypes: list(1, 100, text(255)), max_files: whole(1, 10) },
  }),
};

export const inActions = typed({ button, overflow, ...choices });
export const besideSection = typed({ button, overflow, image, ...choices });
export const inInput = typed({ ...choices, ...entries });
export const inContext: Rule = (value, path) =>
  isObject(value) && value.type === "image" ? image(value, path) : anyText(3000)(value, path);
