import type { types } from "@slack/bolt";
import type { StateValue, StateValues } from "../calls/read-answers.ts";

/** The block with what stands in its input as the initial value, in case Slack forgets the state. */
export function refilled(block: types.KnownBlock, values: StateValues): types.KnownBlock {
  if (block.type !== "input" || !block.block_id) return block;
  const value = Object.values(values[block.block_id] ?? {})[0];
  if (!value) return block;
  const { initial, filled } = initialOf(value);
  if (!initial) return block;
  const { [initial]: _old, ...element }: Record<string, unknown> = { ...block.element };
  const isEmpty = filled === null || filled === undefined || filled === "" || isNothing(filled);
  return Object.assign({}, block, {
    element: isEmpty ? element : { ...element, [initial]: filled },
  });
}

const isNothing = (filled: unknown): boolean => Array.isArray(filled) && filled.length === 0;

function initialOf(value: StateValue): { initial?: string; filled?: unknown } {
  switch (value.type) {
    case "plain_text_input":
    case "email_text_input":
      return { initial: "initial_value", filled: value.value };
    case "datepicker":
      return { initial: "initial_date", filled: value.selected_date };
    case "static_select":
    case "radio_buttons":
      return { initial: "initial_option", filled: value.selected_option };
    case "multi_static_select":
      return { initial: "initial_options", filled: value.selected_options };
    default:
      return {};
  }
}
