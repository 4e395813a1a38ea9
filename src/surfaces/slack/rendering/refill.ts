import type { types } from "@slack/bolt";
import type { StateValue, StateValues } from "../calls/read-answers.ts";
import { SLACK_LIMITS } from "./limits.ts";
import { initialDay, initialText } from "./render-field.ts";

/**
 * The block with what stands in its input as the initial value, in case Slack forgets the state.
 * What Slack would refuse as one is left out: the input keeps it by its `block_id`.
 */
export function refilled(block: types.KnownBlock, values: StateValues): types.KnownBlock {
  if (block.type !== "input" || !block.block_id) return block;
  const value = Object.values(values[block.block_id] ?? {})[0];
  const element = value && refilledElement(block.element, value);
  return element ? { ...block, element } : block;
}

type Element = types.InputBlock["element"];

/** Undefined where the value isn't this input's. */
function refilledElement(element: Element, value: StateValue): Element | undefined {
  if (element.type !== value.type) return undefined;
  switch (element.type) {
    case "plain_text_input": {
      const { initial_value: _, ...empty } = element;
      return {
        ...empty,
        ...initialText(value.value, element.max_length ?? SLACK_LIMITS.textInput),
      };
    }
    case "datepicker": {
      const { initial_date: _, ...empty } = element;
      return { ...empty, ...initialDay(value.selected_date) };
    }
    case "static_select": {
      const { initial_option: _, ...empty } = element;
      const [chosen] = chosenAmong(element.options, [value.selected_option]);
      return chosen ? { ...empty, initial_option: chosen } : empty;
    }
    case "radio_buttons": {
      const { initial_option: _, ...empty } = element;
      const [chosen] = chosenAmong(element.options, [value.selected_option]);
      return chosen ? { ...empty, initial_option: chosen } : empty;
    }
    case "multi_static_select": {
      const { initial_options: _, ...empty } = element;
      const chosen = chosenAmong(element.options, value.selected_options);
      const most = element.max_selected_items ?? SLACK_LIMITS.options;
      return chosen.length > 0 ? { ...empty, initial_options: chosen.slice(0, most) } : empty;
    }
    default:
      return undefined;
  }
}

/** The element's own options: Slack refuses one that differs, if only by how a sign is escaped. */
const chosenAmong = <Option extends { value?: string }>(
  options: readonly Option[] = [],
  chosen: readonly (StateValue["selected_option"] | undefined)[] = [],
): Option[] => options.filter(({ value }) => chosen.some((one) => one?.value === value));
