import type { types } from "@slack/bolt";
import { isoDay } from "../../../domain/time.ts";
import type { Field, Option } from "../../../forms/form.ts";
import { truncate } from "../../shared/truncate.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { plain } from "./text-objects.ts";

/**
 * One input. `block_id` is the field's id, or `fieldId:n` when a value must be forced into an input
 * that is on screen; `action_id` is the field's id. A field without a single option can't be drawn
 * (Slack refuses it) and is left out.
 */
export function input(field: Field, savesAsYouType: boolean, cap: number): types.InputBlock[] {
  if ("options" in field && field.options.length === 0) return [];
  const limit = Math.min(cap, SLACK_LIMITS.label);
  return [
    {
      type: "input",
      block_id: field.redraw === undefined ? field.id : `${field.id}:${field.redraw}`,
      label: plain(field.label, limit),
      optional: !field.required,
      // Slack has no dispatch for files.
      ...(savesAsYouType && field.kind !== "file" ? { dispatch_action: true } : {}),
      ...(field.hint ? { hint: plain(field.hint, limit) } : {}),
      element: element(field, savesAsYouType),
    },
  ];
}

function element(field: Field, savesAsYouType: boolean): types.InputBlock["element"] {
  const action_id = field.id;
  switch (field.kind) {
    case "text":
      return {
        type: "plain_text_input",
        action_id,
        multiline: field.multiline ?? false,
        ...roomFor(field),
        ...placeholder(field.placeholder),
        ...dispatch(savesAsYouType),
      };
    // Slack's own input for it refuses a view with a half-typed address, so the draft could not be opened.
    case "email":
      return {
        type: "plain_text_input",
        action_id,
        multiline: false,
        ...roomFor(field),
        ...dispatch(savesAsYouType),
      };
    case "date":
      return {
        type: "datepicker",
        action_id,
        ...initialDay(field.value),
      };
    case "radio":
      return { type: "radio_buttons", action_id, ...options(field), ...chosen(field) };
    case "select":
      return {
        type: "static_select",
        action_id,
        ...options(field),
        ...chosen(field),
        ...placeholder(field.placeholder),
      };
    case "multiSelect":
      return {
        type: "multi_static_select",
        action_id,
        max_selected_items: field.atMost,
        ...options(field),
        ...severalChosen(field),
        ...placeholder(field.placeholder),
      };
    case "file":
      return { type: "file_input", action_id, filetypes: [...field.types], max_files: 1 };
  }
}

interface TextField {
  readonly maxLength: number;
  readonly value?: string | undefined;
}

/** A text that is too long stands there whole, to be mended: cut off, it could be sent unseen. */
const roomFor = ({ maxLength, value = "" }: TextField) => {
  const max_length = Math.min(Math.max(maxLength, value.length), SLACK_LIMITS.textInput);
  return { max_length, ...initialText(value, max_length) };
};

// The person's own text goes back as it was typed: an input shows text and nothing else.
export const initialText = (
  value: string | null | undefined,
  limit: number,
): { initial_value?: string } =>
  value ? { initial_value: truncate(value.replace(HALF_CHARACTER, "\uFFFD"), limit) } : {};

const HALF_CHARACTER = /\p{Cs}/gu;

/** Slack refuses a view with a day that isn't one. */
export const initialDay = (value: string | null | undefined): { initial_date?: string } =>
  value && isoDay(value) ? { initial_date: value } : {};

const placeholder = (text: string | undefined): { placeholder?: types.PlainTextElement } =>
  text ? { placeholder: plain(text, SLACK_LIMITS.placeholder) } : {};

const dispatch = (
  savesAsYouType: boolean,
): { dispatch_action_config?: types.DispatchActionConfig } =>
  savesAsYouType
    ? { dispatch_action_config: { trigger_actions_on: ["on_character_entered"] } }
    : {};

interface Choice {
  readonly options: readonly Option[];
}

const option = (given: Option): types.PlainTextOption => ({
  text: plain(given.label, SLACK_LIMITS.textOfOption),
  value: given.value.slice(0, SLACK_LIMITS.valueOfOption),
});

const shown = (field: Choice): readonly Option[] => field.options.slice(0, SLACK_LIMITS.options);

const options = (field: Choice): { options: types.PlainTextOption[] } => ({
  options: shown(field).map(option),
});

// Slack refuses a view whose initial option isn't one of its options.
const chosen = (
  field: Choice & { readonly value?: string | undefined },
): { initial_option?: types.PlainTextOption } => {
  const found = shown(field).find(({ value }) => value === field.value);
  return found ? { initial_option: option(found) } : {};
};

const severalChosen = (
  field: Choice & { readonly values?: readonly string[]; readonly atMost: number },
): { initial_options?: types.PlainTextOption[] } => {
  const found = shown(field).filter(({ value }) => field.values?.includes(value));
  return found.length > 0 ? { initial_options: found.slice(0, field.atMost).map(option) } : {};
};
